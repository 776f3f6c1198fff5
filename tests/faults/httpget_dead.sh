#!/bin/sh
# A network that falls silent in the middle: nobody closes, nobody resets, no packet comes any more, neither
# from the server nor from the name server. A download notices by its own clock, says so, and goes on where it
# was once the network is back. Needs a network of its own, in a namespace. Prints lines of "ok NAME", "FAIL
# NAME" and "skip NAME: why".
set -u
if [ -z "${DEAD_INSIDE-}" ]; then
    unshare -rnm ip link set lo up 2>/dev/null || { echo "skip httpget_dead: no namespace for a network"; exit 0; }
    DEAD_INSIDE=1 exec unshare -rnm sh "$0"
fi
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
trap stop_all EXIT
ip link set lo up
HOME=$TMP
export HOME
httpget=$OUT/httpget
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok httpget_dead: $1"
    else echo "FAIL httpget_dead: $1"; cat said; status=1; fi
}

# ends CODE WORDS: the download that is under way, soon and with this line.
ends() {
    within 20 gone "$getter" || { kill -9 "$getter"; echo "still running"; }
    wait "$getter"
    [ $? = "$1" ] && grep -qx "httpget: $2" said && [ "$(wc -l <said)" = 1 ]
}
# Who waits for the name server has a socket that is connected to it.
asks() { grep -q '0400007F:0035 01' /proc/net/udp; }

get() {
    "$httpget" -q -t 1 "$@" 2>said &
    getter=$!
}

letters 3000000 >served
web one <<'END'
/file
    file served
    etag "v1"
    log Range
END

# --- the way is gone: a queue that is too short for any packet.
silence() { tc qdisc add dev lo root tbf rate 8bit burst 10 limit 1 2>/dev/null; }
if silence && tc qdisc del dev lo root; then
    get -c -T 2 --limit-rate 500k "$U/file"
    within 20 has_bytes .file.part-0
    silence
    ends 4 'file: the server has been silent for too long (-T) at .* of 3.0 MB; -c goes on from there'
    report "it gives up after -T" $?
    [ ! -e file ] && has_bytes .file.part-0 && ! has_bytes .file.part-0 3000000
    report "what came is kept for -c" $?
    get --connect-timeout 1 -O other "$U/file"
    ends 4 'connect to 127.0.0.1:.*: timed out'
    report "nobody is connected to" $?
    tc qdisc del dev lo root
    "$httpget" -q -c "$U/file" 2>said && cmp file served && grep -q 'Range: bytes=' one.out
    report "the same command goes on" $?
else echo "skip httpget_dead: tc cannot drop packets here"; fi

# --- the name server is gone.
printf '%s\n' 'nameserver 127.0.0.4' 'options timeout:30' >resolv.conf
if mount --bind resolv.conf /etc/resolv.conf 2>/dev/null; then
    serve names "$OUT/tests/nameserver" 127.0.0.4 mute
    name=far.invalid.test
    get --connect-timeout 1 "$name/letter"
    ends 4 "$name: the name server does not answer"
    report "--connect-timeout bounds looking up a name" $?
    get --max-time 1 "$name/letter"
    ends 4 "$name: it takes longer than allowed (--max-time)"
    report "so does --max-time" $?
    get "$name/letter"
    within 10 asks
    kill "$getter"
    ends 1 "http://$name/letter: interrupted"
    report "and SIGTERM is heard then" $?
else echo "skip httpget_dead: nothing can be mounted over /etc/resolv.conf"; fi

exit $status
