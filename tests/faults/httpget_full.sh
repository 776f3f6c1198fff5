#!/bin/sh
# A disk that is full, or becomes so, or cannot be written to: said before the transfer where the length is
# known, noticed in the middle where it is not. Then the part is removed, unless -c keeps it for a day with more
# room, and what was there is untouched. Needs a file system of its own, as root or in a namespace.
set -u
if [ -z "${FULL_INSIDE-}" ]; then
    unshare -rm true 2>/dev/null || { echo "skip httpget_full: no namespace to mount in"; exit 0; }
    FULL_INSIDE=1 exec unshare -rm sh "$0"
fi
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
trap 'stop_all; umount disk 2>/dev/null' EXIT
mkdir disk
mount -t tmpfs -o size=64k none disk || { echo "skip httpget_full: no tmpfs"; exit 0; }
status=0

check() {
    what=$1
    shift
    if "$@"; then echo "ok httpget_full: $what"
    else
        echo "FAIL httpget_full: $what"
        cat said
        status=1
    fi
}

# fails CODE WORDS OPTION...: a download into disk, which says just this.
fails() {
    wanted=$1 words=$2
    shift 2
    (cd disk && "$OUT/httpget" -q -t 1 "$@") 2>said
    [ $? = "$wanted" ] && grep -qx "httpget: $words" said && [ "$(wc -l <said)" = 1 ]
}
works() { (cd disk && "$OUT/httpget" -q -t 1 "$@") 2>said; }
# shellcheck disable=SC2005,SC2046 # blanks between the names
holds() { [ "$(echo $(ls -A disk))" = "$*" ]; }

letters 300000 >file
letters 9 >small
head -c 300000 /dev/zero | gzip -n >zeros.gz
web one <<'END'
/small
    file small
/known
    file file
    stall 1000
/unknown
    file file
    chunked
/kept
    file file
    chunked
    etag "v1"
    log If-Range
/bomb
    file zeros.gz
    header Content-Encoding: gzip
END
check "a file that fits" works "$U/small" -O old
check "one that cannot is refused, before anything of it comes" fails 3 'write known: no space left' "$U/known"
check "nothing is left of it" holds old
check "in segments, too" fails 3 'write known: no space left' --segments 4 "$U/known"
check "one of unknown length is noticed" fails 3 'write unknown: no space left' "$U/unknown"
check "nothing is left of that" holds old
check "nor of one that would replace another" fails 3 'write old: no space left' -O old "$U/unknown"
check "which is still there" cmp -s disk/old small
check "what becomes too large is noticed, too" fails 3 'write bomb: no space left' --compressed "$U/bomb"
check "and leaves nothing" holds old
check "with -c" fails 3 'write kept: no space left' -c "$U/kept"
check "what came stays" holds .kept.part-0 .kept.part-0.etag old
mount -o remount,size=1m disk
check "until there is room" works -c "$U/kept"
check "when all is well" cmp -s disk/kept file
check "as it went on" grep -q 'If-Range: "v1"' one.out
check "and nothing else stays" holds kept old

limited() { (ulimit -f 100 && fails "$@"); }
check "a limit on files is an error and no end" limited 3 'write unknown: file too large' "$U/unknown"
check "nothing is left then" holds kept old

: >one.out
mount -o remount,ro disk
check "where nothing can be written" fails 3 'create a part file for small: read-only file system' "$U/small"
check "nothing is asked for" [ ! -s one.out ]
exit $status
