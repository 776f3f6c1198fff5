#!/bin/sh
# A member in a pipe whose connection, or whose room, goes away in the middle: it comes back, hears what was said
# meanwhile, and nothing twice. And a member that is killed is nobody's ghost. Prints lines of "ok NAME" and
# "FAIL NAME".
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
tcpchat=$OUT/tcpchat
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok tcpchat_again: $1"
    else
        echo "FAIL tcpchat_again: $1"
        tail -n 12 ./*.log ./*.out | cut -c 1-100
        status=1
    fi
}
heard() { within 30 grep -qs "$@"; }
ends_with() {
    within 20 gone "$2" || kill -9 "$2"
    wait "$2"
    [ $? = "$1" ]
}

# A room whose operator is a pipe, on a port that it can have again.
mkfifo voice words
exec 3<>voice
open_room() { serve room sh -c 'exec "$0" -l --lines 0 "127.0.0.1:$1" <voice 4>&-' "$tcpchat" "$1"; }
open_room 0
port=$PORT


# has_unread PORT: true when bytes wait there for a program to read them.
has_unread() {
    awk -v at=":$(printf %04X "$1")" '$4 == "01" && index($2, at) && $5 !~ /:0+$/ { found = 1 } END { exit !found }' /proc/net/tcp
}

# --- the room is killed
"$tcpchat" -n alice "127.0.0.1:$port" <words >alice.out 2>alice.log &
alice=$!
exec 4>words
heard 'alice has joined' room.out
echo one >&3
heard '<server> one' alice.out
# What its kernel has taken nobody has heard.
kill -STOP "$server"
echo 'taken and unread' >&4
within 20 has_unread "$port"
kill -9 "$server"
wait "$server" 2>/dev/null
heard 'not connected' alice.log
report "a room that is killed is noticed" $?
echo 'said meanwhile' >&4
open_room "$port"
heard '^<alice> said meanwhile$' room.out
report "what is said meanwhile is said in the next room, once it is there" $?
[ "$(grep '^<alice>' room.out)" = "<alice> taken and unread
<alice> said meanwhile" ]
report "and before that, what the one that was killed had not heard" $?
echo two >&3
heard '<server> two' alice.out && [ "$(grep -c '<server> one' alice.out)" = 1 ] && [ "$(grep -c 'said meanwhile' room.out)" = 1 ]
report "nothing is heard or said twice" $?
echo 'last words' >&4
exec 4>&-
ends_with 0 $alice && heard '^<alice> last words$' room.out && heard 'alice has left: quit' room.out
report "and it leaves as ever" $?

# --- a member is killed
mkfifo more
"$tcpchat" -n alice "127.0.0.1:$port" <more >again.out 2>again.log &
alice=$!
exec 4>more
heard '^\*\*\* alice has joined$' room.out
kill -9 $alice
wait $alice 2>/dev/null
: >room.out
echo 'back again' | "$tcpchat" -n alice "127.0.0.1:$port" >back.out 2>back.log
heard '^<alice> back again$' room.out && [ ! -s back.log ] && ! grep -q taken back.out
report "one that was killed does not keep its nick" $?
exec 4>&-
exit $status
