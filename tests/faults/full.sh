#!/bin/sh
# A disk that fills up: said before a file that cannot fit, noticed in the middle of one of unknown
# size, the part removed, what was there untouched, and the receiver fit for the next. Needs a file
# system of its own, as root or in a namespace.
set -u
if [ -z "${FULL_INSIDE-}" ]; then
    unshare -rm true 2>/dev/null || { echo "skip full: no namespace to mount in"; exit 0; }
    FULL_INSIDE=1 exec unshare -rm sh "$0"
fi
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap 'stop_all; umount disk 2>/dev/null' EXIT
mkdir disk
mount -t tmpfs -o size=1m none disk || { echo "skip full: no tmpfs"; exit 0; }
letters 1500000 >large
letters 300000 >old
letters 9 >small
status=0

check() {
    what=$1
    shift
    if "$@"; then echo "ok full: $what"
    else
        echo "FAIL full: $what"
        status=1
    fi
}
code_of() {
    wanted=$1
    shift
    "$@" 2>said
    [ $? = "$wanted" ]
}

serve receiver "$OUT/tcpup" -l -f --open localhost:0 -d disk
check "a file that fits" "$OUT/tcpup" -q -n kept old ":$PORT"
check "one that cannot is refused" code_of 8 "$OUT/tcpup" -q large ":$PORT"
check "with a word" grep -q 'refused: no space left' said
check "before anything is written" [ ! -e disk/.large.part-0 ]
check "a stream that grows too large is refused" code_of 8 "$OUT/tcpup" -q -n kept - ":$PORT" <large
check "with a word, too" grep -q 'refused: no space left' said
check "nothing is left of it" [ ! -e disk/.kept.part-0 ]
check "what it would have replaced is whole" cmp -s old disk/kept
check "the receiver goes on" "$OUT/tcpup" -q small ":$PORT"
check "as ever" cmp -s small disk/small
stopped
ulimit -f 100
serve limited "$OUT/tcpup" -l --open localhost:0 -d "$TMP"
check "a limit on files is an error and no end" code_of 8 "$OUT/tcpup" -q -n over old ":$PORT"
check "nothing is left" [ ! -e over ] 
stopped
exit $status
