#!/bin/sh
# The monotonic clock passes 2^32 milliseconds, which takes 49 days: a member without newlines is understood, a
# newcomer announced and a pause over as ever. Needs a clock of its own, in a namespace. Prints lines of "ok
# NAME", "FAIL NAME" and "skip NAME: why".
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
status=0

# shifted SECONDS COMMAND...: runs it on a clock that stands so many seconds before the wrap.
shifted() {
    ahead=$(awk -v left="$1" '{ print int(4294967.296 - left - $1) }' /proc/uptime)
    shift
    exec unshare -Ur -T --monotonic "$ahead" "$@"
}
(shifted 2 true) 2>/dev/null || { echo "skip tcpchat_clock: no namespace for a clock"; exit 0; }

report() {
    if [ "$2" = 0 ]; then echo "ok tcpchat_clock: $1"
    else echo "FAIL tcpchat_clock: $1"; cat ./*.log ./*.out; status=1; fi
}

# The pause begins before the wrap and ends behind it.
serve room shifted 3 "$OUT/tcpchat" -l --lines 2 127.0.0.1:0
"$OUT/tests/peer" connect "$PORT" until 'you are' send '/nick fast\x0aa\x0ab\x0ac\x0ad\x0a' until 'slow down' say paused until '' >fast.out 2>fast.log &
started="$started $!"
"$OUT/tests/peer" connect "$PORT" until 'you are' say in until '' >new.out 2>new.log &
started="$started $!"
"$OUT/tests/peer" connect "$PORT" until 'you are' send 'no newline' until 'never' >raw.out 2>raw.log &
started="$started $!"
within 20 grep -q '> no newline$' room.out
report "a line without an end" $?
within 20 grep -q 'guest-[0-9] has joined' room.out
report "a newcomer who is silent" $?
within 20 grep -q '^<fast> d$' room.out
report "a pause" $?
shifted 1 "$OUT/tcpchat" -n late "127.0.0.1:$PORT" >late.out 2>late.log <<'END' &
over the wrap
END
late=$!
within 20 gone $late && wait $late && within 20 grep -q '^<late> over the wrap$' room.out
report "a member" $?
exit $status
