#!/bin/sh
# The room that nobody serves, on networks of this test's own: several machines, with several interfaces, some
# of which are down for a while, and radio that loses a third of all. Prints lines of "ok NAME", "FAIL NAME" and
# "skip NAME: why".
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/peers/lib
. "$tests/peers/lib"
# Under qemu-user an interface's number in ip_mreqn and in_pktinfo is another one.
native || { echo "skip udpchat_lan: multicast cannot be had from an emulator"; exit 0; }
[ "${APART-}" ] || apart udpchat_lan "$0"
cd "$TMP" || exit 1
trap stop_all EXIT
udpchat="$QEMU $OUT/udpchat"
networks || exit 1
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok udpchat_lan: $1"
    else echo "FAIL udpchat_lan: $1"; tail -n 12 ./*.log ./*.out | cut -c 1-100; status=1; fi
}
packets() { cat ./*.packets; }

# Four machines; c and d are also on a network of their own, and e is on none.
for name in a b c d e; do host $name; done
wire a eth0 1 1 && wire b eth0 1 2 && wire c eth0 1 3 && wire d eth0 1 4 && wire c eth1 2 3 && wire d eth1 2 4 || exit 1
hub office a.eth0 b.eth0 c.eth0 d.eth0
hub cellar c.eth1 d.eth1

joins eve e
joins alice a
joins bob b
hears alice '*** bob has joined' && hears bob '*** alice has joined'
report "two find each other" $?
says alice 'hello bob'
says bob 'hello alice'
hears bob '<alice> hello bob' && hears alice '<bob> hello alice'
report "and talk" $?

joins four b -4
joins six b -6
hears alice '*** four has joined' && hears alice '*** six has joined'
report "each with one family only" $?
says alice 'to both'
hears four '<alice> to both' && hears six '<alice> to both'
report "hear who has both" $?
says four 'four' && says six 'six'
hears alice '<four> four' && hears alice '<six> six'
report "and are heard" $?
leaves four && leaves six
hears alice '*** four has left: quit' && hears alice '*** six has left: quit'
report "until they leave" $?

joins carol c
joins dave d
hears dave '*** carol has joined' && hears alice '*** dave has joined'
says carol 'over two wires'
hears dave '<carol> over two wires' && hears alice '<carol> over two wires'
report "a machine may be on two networks" $?
says carol 'and another'
hears dave '<carol> and another' && [ "$(heard dave '<carol> over two wires')" = 1 ] &&
    [ "$(heard dave '*** carol has joined')" = 1 ]
report "a line that comes four times is shown once" $?
in_host c ip link set eth0 down
says carol 'by the other'
hears dave '<carol> by the other'
report "it talks on over the one that is left" $?
says alice 'carol is away'
hears bob '<alice> carol is away' && ! grep -qF 'carol is away' carol.out && ! grep -qF 'by the other' alice.out
report "somebody is cut off" $?
in_host c ip link set eth0 up
in_host c ip address replace fe80::3/64 dev eth0 nodad
says carol 'back again' && says alice 'welcome back'
hears carol '<alice> carol is away' && hears carol '<alice> welcome back' && hears alice '<carol> by the other' &&
    hears alice '<carol> back again' && [ "$(heard bob '<carol> by the other')" = 1 ]
report "until all have caught up" $?

joins BOB c
within 20 grep -qE '^\*\*\* (BOB|bob)-2 has joined$|is now (BOB|bob)-2$' alice.out
report "two of one name are told apart" $?
says bob /who
within 20 grep -q '^\*\*\* [0-9]* here: .*\<\(bob\|BOB\)-2\>' bob.out
report "by themselves too" $?
leaves BOB

# Whoever forges a line from another network has no way to a multicast address here.
cat >forge.py <<'PYTHON'
import socket, struct, sys
talk = b"\xc66P\x01\x0d" + struct.pack("!QIIII", 4711, 1, 1, 1, 0) + b"\x07mallory" + b"from afar"
for family, address in (socket.AF_INET, "10.1.0.1"), (socket.AF_INET6, "fe80::1%eth0"):
    to = socket.getaddrinfo(address, 8891, family, socket.SOCK_DGRAM)[0][4]
    forged = socket.socket(family, socket.SOCK_DGRAM)
    forged.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 1)
    if family == socket.AF_INET6:
        forged.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, 1)
    forged.sendto(talk, to)
PYTHON
in_host d python3 forge.py
says dave 'after the forger'
hears alice '<dave> after the forger' && ! grep -q mallory alice.out
report "a datagram to one machine alone is none of the room's" $?

# What comes of it is looked at in the end.
wire e eth0 1 5
hub late b.eth0 e.eth0

$udpchat --genkey key 2>genkey.log
long=$(letters 850)
joins kate a -k key
joins karl b -k key
hears kate '*** karl has joined' && hears karl '*** kate has joined'
report "who has the key is in another room" $?
says kate 'what nobody is told' && says karl "$long" && says alice "$long"
hears karl '<kate> what nobody is told' && hears kate "<karl> $long" && hears bob "<alice> $long"
report "where the longest line fits as well" $?
! grep -qE 'alice|bob' karl.out kate.out
report "and hears nothing of the open one" $?
! grep -qE 'kate|karl' alice.out bob.out && grep -qaF 'hello bob' office.bytes &&
    ! grep -qaE 'kate|karl|what nobody' office.bytes
report "nothing of it can be read on the wire" $?

# Radio.
for name in f g h i; do host $name && wire $name eth0 3 "$(printf '%d' "'$name")"; done
hub radio lost 30 twice 10 late 20 f.eth0 g.eth0 h.eth0 i.eth0
joins ear4 f -4
joins ear6 g -6
joins ear h
for name in f g h i; do
    seq 100 | in_host $name $udpchat -n "from-$name" >"$name.out" 2>"$name.log" &
    eval "talk_$name=$!"
done
for name in f g h i; do
    eval "wait \$talk_$name"
    report "a pipe talks over bad radio ($name)" $?
done
for ear in ear ear4 ear6; do
    all=0
    for name in f g h i; do
        within 100 grep -q "from-$name has left" $ear.out && in_order $ear.out "from-$name" 100 >>$ear.log || all=1
    done
    report "all of it is heard once, in order, but for what is said to be lost ($ear)" $all
done

within 40 grep -qxF '<bob> hello alice' eve.out && within 40 grep -qxF '*** eve has joined' bob.out
report "an interface may come up later" $?
for name in alice bob carol dave eve kate karl; do leaves $name; done
[ "$(packets | awk '$2 != 1 || $3 != "whole" || $4 > 1024' | wc -l)" = 0 ] && [ "$(packets | wc -l)" -ge 100 ]
report "no datagram passes a router, is a fragment, or longer than 1,024 bytes" $?
exit $status
