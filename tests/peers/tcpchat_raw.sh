#!/bin/sh
# --raw with the programs whose part it takes: netcats and socat, at either end of one connection and as peers of
# a relay, with the cases of ncat's own tests of its broker. Prints lines of "ok NAME", "FAIL NAME" and
# "skip NAME: why".
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
trap stop_all EXIT
tcpchat="$QEMU $OUT/tcpchat"
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok raw chat: $1"
    else echo "FAIL raw chat: $1"; head -n 30 ./*.log; ls -l; status=1; fi
}

# In the kernel's own list, so that looking is no connection: 0A is listening.
listens() { grep -q ":$(printf %04X "$1") 0*:0000 0A" /proc/net/tcp /proc/net/tcp6; }

bytes=1000000
head -c $bytes /dev/urandom >here
head -c $bytes /dev/urandom >there

# Ends of a connection, to be called in a process of their own.
to_nc() { exec nc.openbsd -N 127.0.0.1 "$PORT"; }
to_ncat() { exec ncat 127.0.0.1 "$PORT"; }
to_socat() { exec socat -t 20 - "TCP4:127.0.0.1:$PORT"; }
to_busybox() { exec busybox nc 127.0.0.1 "$PORT"; }
at_nc() { exec nc.openbsd -N -l 127.0.0.1 "$PORT"; }
at_ncat() { exec ncat -l 127.0.0.1 "$PORT"; }
at_socat() { exec socat -t 20 - "TCP4-LISTEN:$PORT,bind=127.0.0.1,reuseaddr"; }
at_busybox() { exec busybox nc -l -p "$PORT"; }

# A megabyte each way, and the ends of both: the peer comes to ours, and ours to the peer.
one_to_one() {
    rm -f ./*.out
    serve one sh -c "exec $tcpchat -1 -l --raw 127.0.0.1:0 <here"
    ("to_$1") <there >peer.out 2>peer.log
    ended && cmp here peer.out && cmp there one.out
    report "$1 and a server, a megabyte each way" $?

    : >theirs.out
    "at_$1" <there >theirs.out 2>peer.log &
    peer=$!
    started="$started $peer"
    within 20 listens "$PORT" && $tcpchat --raw "127.0.0.1:$PORT" <here >ours.out 2>ours.log &&
        within 20 gone $peer && cmp here theirs.out && cmp there ours.out
    report "a client and $1, a megabyte each way" $?
}

# What they are to say, and whoever runs the relay.
mkfifo operator first.in second.in third.in
exec 3<>operator 4<>first.in 5<>second.in 6<>third.in

# joins NAME PEER: one that says what is written to NAME.in, and writes what it hears to NAME.out. It is there once it
# is heard.
joins() {
    "to_$2" <"$1.in" >"$1.out" 2>"$1.log" &
    eval "peer_$1=$!"
    started="$started $!"
    echo "I am $1" >"$1.in"
    hears relay "I am $1"
}
leaves() { eval "kill \$peer_$1; wait \$peer_$1" 2>/dev/null; }
hears() { within 20 grep -qx "$2" "$1.out"; }

# Three peers and who runs it: each is heard by all others, and does not hear itself; one that goes, goes alone.
relayed() {
    serve relay sh -c "exec $tcpchat -l --raw 127.0.0.1:0 <operator"
    joins first "$1" && joins second "$1" && joins third "$1"
    report "$1: three of them and a relay" $?
    echo one >&4 && hears second one && hears third one && hears relay one
    report "$1: what one says all others hear" $?
    echo two >&5 && hears first two && hears third two && echo three >&6 && hears first three && hears second three
    report "$1: each of them" $?
    echo four >&3 && hears first four && hears second four && hears third four
    report "$1: and who runs it" $?
    ! grep -q 'one\|first' first.out && ! grep -q two second.out && ! grep -q three third.out && ! grep -q four relay.out
    report "$1: nobody hears itself" $?
    leaves third
    echo five >&4 && hears second five && echo six >&5 && hears first six && ! grep -q 'five\|six' third.out
    report "$1: one goes, the others go on" $?
    leaves first
    leaves second
    stopped
}

# Two that meet there: a megabyte each way, at the same time.
meeting() {
    serve relay sh -c "exec $tcpchat -l --raw 127.0.0.1:0 <operator"
    joins first "$1" && joins second "$1"
    cat here >&4 &
    started="$started $!"
    cat there >&5 &
    started="$started $!"
    within 20 has_bytes first.out $((bytes + 12)) && within 20 has_bytes second.out $bytes &&
        tail -c +13 first.out | cmp - there && cmp second.out here
    report "$1: two that meet, a megabyte each way" $?
    leaves first
    leaves second
    stopped
}

try() {
    if ! command -v "$2" >/dev/null; then
        echo "skip raw chat: $1: not here"
        return
    fi
    one_to_one "$1"
    relayed "$1"
    meeting "$1"
}

try nc nc.openbsd
try ncat ncat
try socat socat
try busybox busybox
exit $status
