#!/bin/sh
# Every system call of a short visit to a room of datagrams fails, once and from then on, in the one who talks and
# in the server. Whatever happens: who ends with 0 has been heard, all of it, once and in order; nobody crashes
# and nobody hangs. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why". INJECT=all tries every
# occurrence of a call, not a few.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
can_trace udpchat_inject || exit 0
trap stop_all EXIT
udpchat=$OUT/udpchat
status=0
seq 3 >lines

# A firewall forbids, and a card is too busy.
all_faults() {
    # Once one is in the room, a network that is gone for good is given up after a minute.
    faults "$1" | grep -v '^\(send\|recv\).*when=\([3-9]\|[1-9][0-9]*[0-9]\)+$'
    for call in $(calls "$1" | sed -n 's/^\(send[a-z]*\) .*/\1/p'); do
        for when in 1 3 1+; do printf '%s\n' "$call:error=ENOBUFS:when=$when" "$call:error=EPERM:when=$when"; done
    done
}

# -D: the tracer is the grandchild, so that what is waited for, and killed, is udpchat itself.
traced() { exec strace -D -qq "$@"; }

# result PID: its exit code, 137 where it had to be killed in the end.
result() {
    within 30 gone "$1" || kill -9 "$1"
    wait "$1" 2>/dev/null
}

# judge WHO FAULT CODE SAID OUT: CODE of the one that has the fault, SAID of the one who talks, whom OUT heard.
judge() {
    wrong='' heard=$(sed -n "s/^<$nick> //p" "$5")
    [ "$3" -lt 124 ] || wrong="$wrong, $1 ended with $3"
    [ "$4" != 0 ] || [ "$heard" = "$(cat lines)" ] || wrong="$wrong, not all heard"
    [ "$heard" = "$(echo "$heard" | sort -nu)" ] || wrong="$wrong, out of order"
    if [ "$wrong" ]; then echo "FAIL udpchat_inject: $1 $2$wrong"; return 1; fi
    echo "ok udpchat_inject: $1 $2"
}

talk_with() {
    timeout -s KILL 30 strace -qq -o /dev/null -e inject="$1" "$udpchat" -n "$nick" -T 1 "127.0.0.1:$PORT" \
        <lines >"$nick.out" 2>"$nick.log"
    code=$?
    judge talker "$1" $code $code plain.out || cat "$nick.log" "$nick.out"
}

serve_with() {
    said=1
    # It must be able to say where it listens, and to write what it has heard.
    case $1 in write:*|poll:error=ENOMEM:when=2) return 0 ;; esac
    if serve "$nick.server" traced -o /dev/null -e inject="$1" "$udpchat" -l 127.0.0.1:0 >/dev/null; then
        timeout -s KILL 30 "$udpchat" -n "$nick" --no-reconnect -T 1 "127.0.0.1:$PORT" \
            <lines >"$nick.out" 2>"$nick.log"
        said=$?
        kill "$server" 2>/dev/null
    fi
    result "$server"
    judge server "$1" $? $said "$nick.server.out" || cat "$nick".*
}

# Most of their time they wait: a dozen at once.
count=0 lanes=
next_nick() { count=$((count + 1)) nick=talker-$count; }
with_each() {
    for fault in $(all_faults "$2"); do
        next_nick
        "$1" "$fault" >>"said.$((count % 12))" &
        lanes="$lanes $!"
        [ $((count % 12)) != 0 ] || { wait $lanes; lanes=; }
    done
    wait $lanes
    cat said.*
    ! grep -q '^FAIL' said.* || status=1
    rm said.*
}

serve plain "$udpchat" -l --lines 0 --per-address 200 127.0.0.1:0
next_nick
(traced -o talk.trace "$udpchat" -n "$nick" "127.0.0.1:$PORT" <lines >talker.out)
[ "$(sed -n "s/^<$nick> //p" plain.out)" = "$(cat lines)" ] || { echo "FAIL udpchat_inject: a talk without faults"; exit 1; }
with_each talk_with talk.trace
kill -0 "$server" || { echo "FAIL udpchat_inject: the server is gone"; status=1; }
stopped

serve traced traced -o serve.trace "$udpchat" -l 127.0.0.1:0
"$udpchat" -n "$nick" "127.0.0.1:$PORT" <lines >talker.out && stopped && [ "$(sed -n "s/^<$nick> //p" traced.out)" = "$(cat lines)" ] ||
    { echo "FAIL udpchat_inject: a talk without faults"; exit 1; }
with_each serve_with serve.trace
exit $status
