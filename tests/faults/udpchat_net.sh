#!/bin/sh
# A server and its members on networks of this test's own: addresses where nobody is, a server with two of them, an
# interface that goes down and one that is slow, and the sizes of all that passes. Prints lines of "ok NAME", "FAIL
# NAME" and "skip NAME: why".
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/peers/lib
. "$tests/peers/lib"
[ "${APART-}" ] || apart udpchat_net "$0"
cd "$TMP" || exit 1
trap stop_all EXIT
udpchat="$QEMU $OUT/udpchat"
networks || exit 1
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok udpchat_net: $1"
    else echo "FAIL udpchat_net: $1"; tail -n 8 ./*.log ./*.out | cut -c 1-100; status=1; fi
}

host near && host far && wire near eth0 1 1 && wire far eth0 1 2 || exit 1
in_host far ip address add 10.1.0.22/24 dev eth0
hub network near.eth0 far.eth0
cat >hosts <<'LINES'
10.1.0.9 silent
10.1.0.22 silent
10.1.0.1 refusing
10.1.0.22 refusing
LINES
mount --bind hosts /etc/hosts
serve_in far room $udpchat -l -p 0 --lines 0
room=$PORT

joins alice near "10.1.0.2:$PORT"
joins anna near "10.1.0.22:$PORT"
joins adam near "[fe80::2%eth0]:$PORT"
hears room '*** alice has joined' && hears room '*** anna has joined' && hears room '*** adam has joined'
report "a server answers from the address that it was asked at" $?
joins rita near "refusing:$PORT"
hears alice '*** rita has joined'
report "where an address of a name refuses, another one is asked" $?
joins sid near "silent:$PORT"
hears alice '*** sid has joined' && [ "$(heard room '*** sid has joined')" = 1 ]
report "and where one is silent" $?

in_host near ip link set eth0 down
says alice 'is anybody there'
echo 'nobody can hear me' | in_host far $udpchat -n bob "127.0.0.1:$PORT" >bob.out 2>bob.log
in_host near ip link set eth0 up
hears room '<alice> is anybody there' && hears alice '<bob> nobody can hear me'
report "after an interface was down, both sides catch up" $?
[ "$(heard room '<alice> is anybody there')" = 1 ] && [ "$(heard room '*** alice has joined')" = 1 ]
report "without leaving the room" $?

$udpchat --genkey key 2>genkey.log
serve_in far sealed $udpchat -l -p 0 --lines 0 -k key
long=$(letters 850)
echo "$long" | in_host near $udpchat -n kate -k key "10.1.0.2:$PORT" >kate.out 2>kate.log &&
    within 20 grep -qF "<kate> $long" sealed.out && ! grep -qaF -e kate -e '200 201' network.bytes
report "with a key the longest line is said, and cannot be read" $?
echo "$long" | in_host near $udpchat -n olga "10.1.0.2:$room" >olga.out 2>olga.log && grep -qaF '200 201' network.bytes
report "without one it can be" $?
echo hi | in_host near $udpchat -T 1 -n eve "10.1.0.2:$PORT" >eve.out 2>eve.log
[ $? = 4 ] && ! grep -q eve sealed.out
report "and a server with a key is silent to who has none" $?

# Slower than a pipe: what is not taken at once waits.
if in_host near tc qdisc add dev eth0 root tbf rate 2mbit burst 3000 limit 10000000 2>/dev/null; then
    cat >count.py <<'PYTHON'
import socket, sys
con = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
con.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
con.bind(("10.1.0.2", 9999))
print("listening on 10.1.0.2:9999", file=sys.stderr, flush=True)
lines = 0
while con.recv(2000) != b"end\n": lines += 1
print(lines, flush=True)
PYTHON
    serve_in far count python3 count.py
    { seq 1500; sleep 1; echo end; } | in_host near $udpchat --plain 10.1.0.2:9999 >plain.out 2>plain.log &&
        within 20 grep -qx 1500 count.out
    report "plain lines wait for a slow interface" $?
else echo "skip udpchat_net: slow interface: no tc"; fi

largest=$(awk '$3 != "whole" { $4 = 9999 } $4 > most { most = $4 } END { print most }' network.packets)
[ "$largest" -gt 900 ] && [ "$largest" -le 1024 ]
report "no datagram is a fragment, or longer than 1,024 bytes" $?
exit $status
