#!/bin/sh
# What tcpdump sees of an upload on loopback, in a network of its own: everything without a key, and
# nothing of it with one. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
if [ -z "${CAPTURE_INSIDE-}" ]; then
    command -v tcpdump >/dev/null || { echo "skip capture: no tcpdump"; exit 0; }
    # Root stays what it is: as root of a new user namespace tcpdump could not become another user.
    apart='unshare -n'
    [ "$(id -u)" = 0 ] || apart='unshare --map-current-user --keep-caps -n'
    $apart ip link set lo up 2>/dev/null || { echo "skip capture: no namespace for a network"; exit 0; }
    CAPTURE_INSIDE=1 exec $apart sh "$0"
fi
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
unset SIXPACK_KEY
tcpup="$QEMU $OUT/tcpup"
ip link set lo up
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok capture: $1"
    else echo "FAIL capture: $1"; cat ./*.log; status=1; fi
}

# captured FILE COMMAND...: what passes while the command runs, which is more than the 40,000 bytes of
# the file that is sent, is in FILE.
captured() {
    capture=$1
    shift
    background tcpdump tcpdump -i lo -Z root -U --immediate-mode -w "$capture"
    "$@"
    code=$?
    within 20 has_bytes "$capture" 40000
    dismiss tcpdump
    return $code
}

file=a-name-to-be-found
yes a-content-to-be-found | head -c 40000 >$file
$tcpup --genkey key 2>key.log
mkdir in

serve open $tcpup -l -4 -f --open localhost:0 -d in
captured plain $tcpup -4 $file ":$PORT" 2>plain.log && grep -aqF a-name plain && grep -aqF a-content plain
report "without a key, name and content are there" $?
stopped
serve keyed $tcpup -l -4 -f -k key localhost:0 -d in
captured sealed $tcpup -4 -k key $file ":$PORT" 2>sealed.log && has_bytes sealed 40000 &&
    ! grep -aqF a-name sealed && ! grep -aqF a-content sealed
report "with a key, neither of them" $?
exit $status
