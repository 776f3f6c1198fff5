#!/bin/sh
# The monotonic clock passes 2^32 milliseconds, which takes 49 days: nothing that waits is ended by it, or goes on
# for another 49. Needs a clock of its own, in a namespace. Prints lines of "ok NAME", "FAIL NAME" and "skip
# NAME: why".
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
trap stop_all EXIT
status=0

# shifted SECONDS COMMAND...: runs it on a clock that stands so many seconds before the wrap.
shifted() {
    ahead=$(awk -v left="$1" '{ print int(4294967.296 - left - $1) }' /proc/uptime)
    shift
    unshare -Ur -T --monotonic "$ahead" "$@"
}
shifted 2 true 2>/dev/null || { echo "skip httpget_clock: no namespace for a clock"; exit 0; }

report() {
    if [ "$2" = 0 ]; then echo "ok httpget_clock: $1"
    else echo "FAIL httpget_clock: $1"; cat ./*.said; status=1; fi
}

letters 300000 >file
web one <<'END'
/file
    file file
/silent
    file file
    stall 1000
END
shifted 1 "$OUT/httpget" -q -t 1 -T 3 "$U/silent" 2>silent.said &
silent=$!
shifted 1 "$OUT/httpget" -q -t 1 -T 30 --max-time 60 --min-rate 1 --limit-rate 100k -O got "$U/file" 2>got.said &
getter=$!

# ends PID CODE
ends() {
    within 20 gone "$1" || kill -9 "$1"
    wait "$1"
    [ $? = "$2" ]
}
ends $getter 0 && cmp file got && [ ! -s got.said ]
report "a download that goes on meanwhile" $?
ends $silent 4 && grep -q 'silent for too long' silent.said
report "a silence that begins before and ends behind it" $?
exit $status
