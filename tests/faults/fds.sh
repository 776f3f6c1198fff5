#!/bin/sh
# More connections than descriptors: the receiver turns the surplus away without spinning, and serves
# again when there is room.
set -u
command -v prlimit >/dev/null || { echo "skip fds: no prlimit"; exit 0; }
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
mkdir in
letters 1000 >file
status=0

# ticks PID: the processor time it has used, in hundredths of a second.
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

serve receiver prlimit --nofile=12 "$OUT/tcpup" -l -4 --open localhost:0 -d in
idle=
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    "$OUT/tests/peer" connect "$PORT" hold 2>/dev/null &
    idle="$idle $!"
    started="$started $!"
done
within 10 grep -q 'turned away' receiver.log && echo "ok fds: the surplus is turned away" ||
    { echo "FAIL fds: nobody was turned away"; status=1; }
before=$(ticks $server)
sleep 1
used=$(($(ticks $server) - before))
[ $used -le 50 ] && echo "ok fds: no spinning" || { echo "FAIL fds: $used % of a processor while idle"; status=1; }
for process in $idle; do kill "$process" 2>/dev/null; done
sent() { "$OUT/tcpup" -4q file ":$PORT" 2>/dev/null; }
within 15 sent && cmp -s file in/file && echo "ok fds: it serves again" ||
    { echo "FAIL fds: it does not serve again"; status=1; }
exit $status
