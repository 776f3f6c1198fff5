#!/bin/sh
# A network that falls silent in the middle: nobody closes, nobody resets, no packet comes any more.
# Both sides notice by their own clocks, and go on where they were once it is back. Needs a network
# of its own, in a namespace. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
if [ -z "${DEAD_INSIDE-}" ]; then
    unshare -rn ip link set lo up 2>/dev/null || { echo "skip dead: no namespace for a network"; exit 0; }
    DEAD_INSIDE=1 exec unshare -rn sh "$0"
fi
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
ip link set lo up

# A queue that is too short for any packet.
silence() { tc qdisc add dev lo root tbf rate 8bit burst 10 limit 1 2>/dev/null; }
silence && tc qdisc del dev lo root || { echo "skip dead: tc cannot drop packets here"; exit 0; }

status=0
report() {
    if [ "$2" = 0 ]; then echo "ok dead: $1"
    else echo "FAIL dead: $1"; cat ./*.log; status=1; fi
}

mkdir in
letters 3000000 >file
serve receiver "$OUT/tcpup" -l -4 -T 2 --open localhost:0 -d in
"$OUT/tcpup" -T 2 --rate=200k file "127.0.0.1:$PORT" 2>sender.log &
sender=$!
within 20 has_bytes in/.file.part-0
silence
wait $sender
[ $? = 4 ] && grep -q 'timed out' sender.log
report "the sender gives up" $?
within 20 grep -q 'lost file from .* timed out' receiver.log
report "so does the receiver" $?
[ ! -e in/file ]
report "nothing has the name" $?
tc qdisc del dev lo root
"$OUT/tcpup" file "127.0.0.1:$PORT" 2>sender.log && grep -q 'were there already' sender.log && cmp file in/file
report "the next attempt goes on" $?
exit $status
