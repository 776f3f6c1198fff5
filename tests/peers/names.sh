#!/bin/sh
# Names, from name servers that people run (dnsmasq and unbound) and from one that is hostile, in a
# network of our own with files of our own over /etc/resolv.conf and /etc/hosts. Prints lines of
# "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
if [ -z "${NAMES_INSIDE-}" ]; then
    unshare -rnm true 2>/dev/null || { echo "skip names: no namespace for a network"; exit 0; }
    NAMES_INSIDE=1 exec unshare -rnm sh "$0"
fi
PATH=$PATH:/usr/sbin:/sbin
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
has() { command -v "$1" >/dev/null; }
has ip && ip link set lo up 2>/dev/null || { echo "skip names: no loopback interface"; exit 0; }
: >resolv.conf
cat >hosts <<'HOSTS'
127.0.0.1 localhost
192.0.2.77 inhosts.test twice.test # and both families:
2001:db8::77 InHosts.test
192.0.2.78 twice.test
fe80::7%lo scoped.test
HOSTS
mount --bind resolv.conf /etc/resolv.conf 2>/dev/null && mount --bind hosts /etc/hosts 2>/dev/null ||
    { echo "skip names: nothing can be mounted over /etc/resolv.conf"; exit 0; }
lookup="$QEMU $OUT/tests/lookup"
tcpup="$QEMU $OUT/tcpup"
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok names: $1"
    else echo "FAIL names: $1"; status=1; fi
}

# config LINE...: what /etc/resolv.conf says.
config() { printf '%s\n' "$@" >resolv.conf; }

# finds WHAT WANTED ARGUMENT...: the lines of a lookup, with blanks between them.
finds() {
    what=$1 wanted=$2
    shift 2
    # shellcheck disable=SC2086 # a command and its words
    seen=$(echo $($lookup "$@" 2>&1))
    [ "$seen" = "$wanted" ]
    report "$what" $?
    [ "$seen" = "$wanted" ] || echo "  $seen"
}

# within_time LEAST MOST COMMAND...: how many whole seconds it takes.
within_time() {
    least=$1 most=$2
    shift 2
    begin=$(date +%s)
    "$@"
    took=$(($(date +%s) - begin))
    [ $took -ge "$least" ] && [ $took -le "$most" ] || { echo "  took $took s"; false; }
}

# like_getent NAME...: the same addresses as the system's own resolver gives.
like_getent() {
    for name; do
        $lookup "$name" | sed 's/[][]//g' | sort -u >ours
        getent ahosts "$name" | awk '{ print $1 }' | sort -u >theirs
        cmp -s ours theirs && [ -s ours ] || return 1
    done
}

# bound HEX: true when somebody has UDP port 53 of an address, in the kernel's spelling.
bound() { grep -q "$1:0035" /proc/net/udp; }

both='[2001:db8::1] 192.0.2.1'
failed='the name server failed or refused to answer'
silent='the name server does not answer'
no_name='no such name'
no_fit='the name has no address that fits'

# --- without a server
config 'nameserver 127.0.0.9'
finds "/etc/hosts, both families" '[2001:db8::77] 192.0.2.77' INHOSTS.test
finds "/etc/hosts, with a dot" '192.0.2.77' inhosts.test. 4
finds "/etc/hosts, more than one line" '192.0.2.77 192.0.2.78' twice.test
finds "/etc/hosts, a scope" '[fe80::7%lo]' scoped.test
finds "/etc/hosts, the wrong family" "$no_fit" twice.test 6
config 'nameserver 127.0.0.9' 'options timeout:30'
within_time 0 15 finds "a server that is not there" "$silent" both.test
report "a server that is not there, and nobody waits" $?
finds "localhost" '[::1] 127.0.0.1' a.localhost
config 'nameserver 198.51.100.1'
finds "a server that cannot be reached" "$silent" both.test
: >resolv.conf
finds "no server at all" "$silent" both.test
has getent && { like_getent twice.test; report "/etc/hosts, like getent" $?; }

# --- what every server has to say, by whatever name it goes
# same_for SERVER: the zone test.
same_for() {
    finds "$1: both families, IPv6 first" "$both" both.test
    finds "$1: in any case, with a dot" "$both" Both.TEST.
    finds "$1: IPv4 of both" '192.0.2.1' both.test 4
    finds "$1: IPv6 of both" '[2001:db8::1]' both.test 6
    finds "$1: only IPv4" '192.0.2.4' four.test
    finds "$1: only IPv6" '[2001:db8::6]' six.test
    finds "$1: the other family" "$no_fit" four.test 6
    finds "$1: an alias of an alias" "$both" alias2.test
    finds "$1: no such name" "$no_name" nobody.test
    seen=$($lookup many.test | grep -c '^192.0.2.1')
    [ "$seen" = 16 ]
    report "$1: more than fits a datagram, over TCP" $?
    config "$(cat resolv.conf)" 'search nowhere.test test'
    finds "$1: a search list" '192.0.2.4' four
    finds "$1: not for a name with a dot" "$no_name" four.nowhere
    config "$(cat resolv.conf)" 'options ndots:2'
    finds "$1: but with ndots:2" '[2001:db8::8]' deep.er
    has getent && { like_getent both.test four.test six.test alias2.test; report "$1: like getent" $?; }
}

background hostile $QEMU "$OUT/tests/nameserver" 127.0.0.4
many=$(seq 100 140 | sed 's/.*/192.0.2.&/')
if has dnsmasq; then
    dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --user=root --group= --pid-file= \
        --log-facility=- --listen-address=127.0.0.2 --bind-interfaces --local=/test/ --local=/nowhere/ \
        --host-record=both.test,192.0.2.1,2001:db8::1 --host-record=four.test,192.0.2.4 \
        --host-record=six.test,2001:db8::6 --host-record=deep.er.test,2001:db8::8 \
        --cname=alias.test,both.test --cname=alias2.test,alias.test \
        $(for ip in $many; do echo "--host-record=many.test,$ip"; done) 2>dnsmasq.log &
    started="$started $!"
    if within 20 bound 0200007F; then
        config 'nameserver 127.0.0.2'
        same_for dnsmasq
        config 'nameserver 127.0.0.2'
        finds "dnsmasq: REFUSED" "$failed" www.example
    else report dnsmasq 1; cat dnsmasq.log; fi
else echo "skip names: no dnsmasq"; fi

if has unbound; then
    cat >zone <<'ZONE'
$ORIGIN test.
$TTL 60
@       SOA   ns root 1 2 3 4 5
        NS    ns
ns      A     127.0.0.3
both    A     192.0.2.1
        AAAA  2001:db8::1
four    A     192.0.2.4
six     AAAA  2001:db8::6
deep.er AAAA  2001:db8::8
alias   CNAME both
alias2  CNAME alias
circle  CNAME circle2
circle2 CNAME circle
ZONE
    for ip in $many; do echo "many A $ip"; done >>zone
    cat >unbound.conf <<CONFIG
server:
  interface: 127.0.0.3
  use-syslog: no
  do-daemonize: no
  username: ""
  chroot: ""
  pidfile: ""
  module-config: "iterator"
  do-not-query-localhost: no
  local-zone: test. nodefault
  local-zone: nowhere. static
  local-zone: refuse.example. refuse
auth-zone:
  name: test.
  for-downstream: no
  zonefile: $PWD/zone
forward-zone:
  name: refused.example.
  forward-addr: 127.0.0.4
CONFIG
    unbound -d -c unbound.conf 2>unbound.log &
    started="$started $!"
    if within 20 bound 0300007F; then
        config 'nameserver 127.0.0.3'
        same_for unbound
        config 'nameserver 127.0.0.3'
        finds "unbound: REFUSED" "$failed" refuse.example
        finds "unbound: SERVFAIL, as another server refuses" "$failed" refused.example
        finds "unbound: SERVFAIL for a circle of aliases" "$failed" circle.test
    else report unbound 1; cat unbound.log; fi
else echo "skip names: no unbound"; fi

# --- a server with habits
one='nameserver 127.0.0.4'
config "$one"
finds "hostile: good" "$both" good.test
for habit in servfail refused notimp formerr garbage; do finds "hostile: $habit" "$failed" $habit.test; done
for habit in loop circle pointers; do finds "hostile: $habit" "$no_fit" $habit.test; done
finds "hostile: nxdomain" "$no_name" nxdomain.test
finds "hostile: only4" '192.0.2.1' only4.test
finds "hostile: only6" '[2001:db8::1]' only6.test
finds "hostile: late6, and nobody waits" '192.0.2.1' late6.test
finds "hostile: late4, and nobody waits" '[2001:db8::1]' late4.test
seen=$($lookup huge.test | sort | uniq -c | awk '{ print $1 }')
[ "$seen" = "$(printf '16\n8')" ] || [ "$seen" = "$(printf '8\n16')" ]
report "hostile: 65,535 bytes over TCP" $?
# One by one: who has one family waits only 50 ms for the other.
finds "hostile: drip, IPv4" '192.0.2.1' drip.test 4
finds "hostile: drip, IPv6" '[2001:db8::1]' drip.test 6
config "$one" 'options timeout:30'
for habit in cut short; do
    within_time 0 15 finds "hostile: $habit" "$silent" $habit.test
    report "hostile: $habit, and nobody waits" $?
done
config "$one" 'options timeout:1'
for habit in wrong-id wrong-name wrong-type wrong-class query stranger silent hang; do
    finds "hostile: $habit" "$silent" $habit.test
done

config 'nameserver 127.0.0.9' 'nameserver 127.0.0.4'
finds "one server of two is not there" "$both" good.test
background mute $QEMU "$OUT/tests/nameserver" 127.0.0.5 mute
config 'nameserver 127.0.0.5' 'nameserver 127.0.0.4' 'options timeout:1'
finds "one server of two is mute" "$both" good.test
finds "and the other one refuses" "$failed" refused.test
config "$one"

# --- at the prompt
echo data >file
fails() {
    $tcpup "$@" 2>said
    [ $? = 4 ]
}
fails file nxdomain.test && grep -qx 'tcpup: nxdomain.test: no such name' said
report "tcpup: no such name" $?
within_time 1 8 fails -T 2 file silent.test && grep -qx "tcpup: silent.test: $silent" said
report "tcpup: -T 2 at a server that is silent" $?
within_time 1 8 fails -T 2 file hang.test
report "tcpup: or hangs" $?
mkdir in
echo '127.0.0.1 here.test' >>hosts
serve receiver $tcpup -l --open -4 -p 0 -d in here.test
$tcpup -q file "here.test:$PORT" && cmp -s file in/file
report "tcpup: by name" $?
echo "pup-test $PORT/tcp pup # for this test" >services
if mount --bind services /etc/services 2>/dev/null; then
    $tcpup -q -n one file here.test:pup-test && cmp -s file in/one
    report "tcpup: the port by the name of a service" $?
    $tcpup -q -n two -p pup file here.test && cmp -s file in/two
    report "tcpup: with -p" $?
else echo "skip names: nothing can be mounted over /etc/services"; fi
exit $status
