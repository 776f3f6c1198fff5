#!/bin/sh
# The receiver is killed at every system call of an upload. The final name then holds nothing or the
# whole file, and the same command, to a new receiver, brings it there. Prints lines of "ok NAME",
# "FAIL NAME" and "skip NAME: why". INJECT=all tries every occurrence of a call, not a few.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
can_trace kill || exit 0
trap stop_all EXIT

tcpup=$OUT/tcpup
letters 300000 >file
status=0

traced() { exec strace -D -qq "$@"; }
upload() { "$tcpup" -q file "127.0.0.1:$PORT" 2>sender.said; }

# moments FILE: the calls in a trace behind the first accepted connection, with their number.
moments() {
    awk -F '(' '/^[a-z_0-9]*\(/ { seen[$1]++ } /^accept4/ { open = 1 } open && !/^exit/ { print $1, seen[$1] }' "$1" |
        awk '{ if (!($1 in first)) first[$1] = $2; last[$1] = $2 }
             END { for (call in first) print call, first[call], last[call] }' | sort |
        while read -r call first last; do
            for point in $(points $((last - first + 1)) 1 2 3); do echo "$call:when=$((first + point - 1))"; done
        done
}

killed_at() {
    call=${1%%:*} when=${1#*:}
    mkdir in
    serve victim traced -o /dev/null -e inject="$call:signal=KILL:$when" "$tcpup" -l -1 -4 --open localhost:0 -d in
    upload
    sent=$?
    ended
    died=$?
    wrong=
    [ ! -e in/file ] || cmp -s file in/file || wrong="$wrong, half a file"
    [ $sent != 0 ] || [ -e in/file ] || wrong="$wrong, sent but not there"
    # The first may have got through to the name, but not to the receipt.
    serve second "$tcpup" -l -f -1 -4 --open localhost:0 -d in
    upload || wrong="$wrong, not sent again: $(cat sender.said)"
    ended || wrong="$wrong, not received again"
    cmp -s file in/file || wrong="$wrong, not the file"
    [ "$(ls -A in)" = file ] || wrong="$wrong, something is left: $(ls -A in)"
    rm -r in
    if [ "$wrong" ]; then
        echo "FAIL kill: $1$wrong"
        status=1
    elif [ $died = 137 ]; then echo "ok kill: $1"
    fi
}

mkdir in
serve whole traced -o trace "$tcpup" -l -1 -4 --open localhost:0 -d in
upload && ended && cmp -s file in/file || { echo "FAIL kill: an upload that nobody disturbs"; exit 1; }
rm -r in
for moment in $(moments trace); do killed_at "$moment"; done
exit $status
