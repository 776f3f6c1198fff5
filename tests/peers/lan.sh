#!/bin/sh
# Another machine's view, in a network namespace of this test's own: a receiver that others reach, and
# the command that it tells them. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
here=$PWD
if [ "${1-}" != inside ]; then
    unshare -rn sh -c 'ip link set lo up && ip address add 10.77.0.7/8 dev lo' 2>/dev/null ||
        { echo "skip lan: no network namespaces, or no ip(8)"; exit 0; }
    exec unshare -rn sh "$0" inside
fi
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$here/tests/cli/lib"
trap stop_all EXIT
ip link set lo up && ip address add 10.77.0.7/8 dev lo && ip route add default dev lo || exit 1
tcpup="$QEMU $OUT/tcpup"
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok lan: $1"
    else echo "FAIL lan: $1"; cat ./*.log; status=1; fi
}

mkdir in && echo "from afar" >file

serve receiver $tcpup -l -1 -p 0 -d in
grep -q '^tcpup: listening on \[::\]:[0-9]*; whoever knows the code' receiver.log
report "a receiver with a code is there for everybody" $?
host=$(sed -n 's/.* tcpup FILE... //p' receiver.log)
[ "$host" = "10.77.0.7:$PORT" ]
report "it tells them its address" $?
(umask 077; sed -n 's/.*the code is //p' receiver.log >code)
$tcpup -k code file "$host" 2>sender.log && ended && cmp file in/file
report "the command that it shows is right" $?
! grep -q encrypted sender.log
report "and no word of warning" $?

rm in/* && serve receiver $tcpup -l -1 -p 0 -d in --open
$tcpup file "10.77.0.7:$PORT" 2>sender.log && ended &&
    grep -q '^tcpup: 10.77.0.7:[0-9]*: open to anyone: what is sent is neither encrypted nor authenticated$' sender.log
report "a sender is warned of one that is open" $?
rm in/* && serve receiver $tcpup -l -1 -p 0 -d in --open
$tcpup -q file "10.77.0.7:$PORT" 2>sender.log && ended && [ ! -s sender.log ]
report "but not with -q" $?
exit $status
