#!/bin/sh
# A member whose network has died: no packet comes from there any more, nor an end. It is told of as "timed out"
# when the kernel has waited for as long as it was asked to, and nobody else waits for it. The two minutes that it
# is asked for are looked up, and made shorter, from outside, on the server's own socket. Needs networks of its
# own, in namespaces, and pidfd_getfd(2). Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
if [ -z "${DEAD_INSIDE-}" ]; then
    unshare -rn ip link add dead0 type veth peer name dead1 2>/dev/null && command -v nsenter >/dev/null ||
        { echo "skip tcpchat_dead: no namespace for a network"; exit 0; }
    DEAD_INSIDE=1 exec unshare -rn sh "$0"
fi
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
command -v python3 >/dev/null || { echo "skip tcpchat_dead: no python3"; exit 0; }
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok tcpchat_dead: $1"
    else echo "FAIL tcpchat_dead: $1"; tail -n 20 ./*.log ./*.out; status=1; fi
}

# The other network is one of a process that does nothing.
unshare -n sleep 300 &
other=$!
started=" $other"
is_apart() { [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/self/ns/net)" ]; }
within 20 is_apart
there() { nsenter -t $other -n "$@"; }
ip link set lo up && ip link add dead0 type veth peer name dead1 && ip link set dead1 netns $other &&
    ip address add 10.77.0.1/24 dev dead0 && ip link set dead0 up &&
    there ip address add 10.77.0.2/24 dev dead1 && there ip link set dead1 up ||
    { echo "skip tcpchat_dead: no two networks here"; exit 0; }

cat >patience.py <<'END'
import ctypes, os, socket, sys
# Of a process, the socket whose peer's address ends so: prints its TCP_USER_TIMEOUT, and makes it so many ms.
process = os.pidfd_open(int(sys.argv[1]))
for number in os.listdir("/proc/%s/fd" % sys.argv[1]):
    fd = ctypes.CDLL(None, use_errno=True).syscall(438, process, int(number), 0)
    if fd < 0: sys.exit(2)
    try:
        found = socket.socket(fileno=fd)
        if found.getpeername()[0].endswith(sys.argv[2]):
            print(found.getsockopt(socket.IPPROTO_TCP, 18))
            found.setsockopt(socket.IPPROTO_TCP, 18, int(sys.argv[3]))
    except OSError: pass
END

serve room "$OUT/tcpchat" -l --lines 0 '0.0.0.0:0'
mkfifo words
nsenter -t $other -n "$OUT/tcpchat" -n far "10.77.0.1:$PORT" <words >far.out 2>far.log &
far=$!
started="$started $far"
exec 4>words
within 20 grep -q 'far has joined' room.out
report "a member in another network" $?
there tc qdisc add dev dead1 root tbf rate 8bit burst 10 limit 1 2>/dev/null ||
    { echo "skip tcpchat_dead: tc cannot drop packets here"; exit $status; }
python3 patience.py "$server" 10.77.0.2 3000 >asked 2>patience.log ||
    { echo "skip tcpchat_dead: no pidfd_getfd here"; exit $status; }
[ "$(cat asked)" = 120000 ]
report "the kernel is asked for two minutes" $?
for line in one two three; do echo "$line" | "$OUT/tcpchat" -n near "127.0.0.1:$PORT" 2>>near.log; done
[ "$(grep -c '^<near> ' room.out)" = 3 ] && ! grep -q 'timed out' room.out
report "others talk meanwhile" $?
within 60 grep -q '^\*\*\* far has left: timed out$' room.out
report "then it is told of as timed out" $?
exit $status
