#!/bin/sh
# Every system call of a small download fails, once and from then on. Whatever happens: exit 0 means that
# the file is there and whole, everything else is a failure that says in one line what it was, and the name
# then holds nothing or the whole file; a part is left only with -c, and the same command, undisturbed, goes
# on from it. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why". INJECT=all tries every occurrence
# of a call, not a few.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
can_trace httpget_inject || exit 0
trap stop_all EXIT
HOME=$TMP
export HOME

# -D: the tracer is the grandchild, so that what is waited for, and killed, is httpget itself.
traced() { timeout -s KILL 20 strace -D -qq "$@"; }

# prepare SCENARIO: an empty directory, or one with what an earlier attempt has left.
prepare() {
    rm -rf here && mkdir here
    [ "$1" != resumed ] || { head -c 100000 "$TMP/file" >here/.got.part-0 && printf '"v1"' >here/.got.part-0.etag; }
}

# shellcheck disable=SC2010 # the names are ours
# leftovers: what is in the directory beside the file.
leftovers() { ls -A here | grep -vx got; }

# What cannot be said or removed is not asked for. A part file that cannot be opened is somebody else's.
speaks() { case $1 in poll*|write*) false ;; esac; }
removes() { case $1 in unlinkat*|openat:error=EACCES*) false ;; esac; }

# One that was made just now, and cannot be looked at or locked, may be, too.
is_strange() { case $1 in fstat*|newfstatat*) [ "$(leftovers)" = .got.part-0 ] && [ ! -s here/.got.part-0 ] ;; *) false ;; esac; }

# judge SCENARIO FAULT CODE
judge() {
    wrong=
    [ "$3" -lt 124 ] || wrong="$wrong, ended with $3"
    [ ! -e here/got ] || cmp -s "$TMP/file" here/got || wrong="$wrong, half a file"
    if [ "$3" = 0 ]; then
        [ -e here/got ] || wrong="$wrong, exit 0 and no file"
        [ ! -s said ] || wrong="$wrong, words for nothing"
    elif speaks "$2"; then
        [ "$(grep -c '^httpget: .' said) $(wc -l <said)" = "1 1" ] || wrong="$wrong, not one line"
    fi
    # Nothing but a failure with -c leaves anything.
    [ "$1 $3" != "resumed $3" ] || [ "$3" = 0 ] || return 0
    ! removes "$2" || is_strange "$2" || ! leftovers >left || wrong="$wrong, left: $(cat left)"
}

# repeat SCENARIO OPTION...: undisturbed, it comes to a good end.
repeat() {
    [ "$1" = resumed ] || return 0
    shift
    (cd here && "$OUT/httpget" -q -t 1 "$@") 2>said || wrong="$wrong, not the second time"
    cmp -s "$TMP/file" here/got || wrong="$wrong, not the file the second time"
    ! leftovers >left || wrong="$wrong, left the second time: $(cat left)"
}

try() {
    scenario=$1 fault=$2
    shift 2
    prepare "$scenario"
    (cd here && traced -o /dev/null -e inject="$fault" "$OUT/httpget" -q -t 1 -T 1 "$@") 2>said
    judge "$scenario" "$fault" $?
    [ "$wrong" ] || repeat "$scenario" "$@"
    if [ "$wrong" ]; then
        echo "FAIL httpget_inject: $scenario $fault$wrong"
        cat said
    else echo "ok httpget_inject: $scenario $fault"; fi
}

# run SCENARIO OPTION...: in a directory of its own.
run() {
    scenario=$1
    shift
    mkdir "$scenario" && cd "$scenario" || exit 1
    prepare "$scenario"
    (cd here && traced -o ../trace "$OUT/httpget" -q -t 1 "$@") && cmp here/got "$TMP/file" ||
        { echo "FAIL httpget_inject: $scenario: without faults"; exit 1; }
    for fault in $(faults trace); do try "$scenario" "$fault" "$@"; done
}

# again OPTION...: what the network does to an attempt, the next one makes good.
again() {
    mkdir again && cd again || exit 1
    for fault in connect:error=ECONNREFUSED connect:error=ENETUNREACH socket:error=ENFILE recvfrom:error=ECONNRESET splice:error=ECONNRESET; do
        prepare again
        (cd here && traced -o /dev/null -e inject="$fault:when=1" "$OUT/httpget" -q -t 2 "$@") 2>said &&
            cmp -s here/got "$TMP/file" && [ ! -s said ] && ! leftovers && echo "ok httpget_inject: again after $fault" ||
            { echo "FAIL httpget_inject: again after $fault"; cat said; }
    done
}

letters 300000 >file
gzip -n <file >file.gz || { echo "skip httpget_inject: no gzip"; exit 0; }
web one <<'END'
/got
    file file
    etag "v1"
/chunked
    file file
    chunked
/gzip
    file file.gz
    header Content-Encoding: gzip
END
run plain "$U/got" >plain.ran 2>&1 &
plain=$!
run chunked -O got "$U/chunked" >chunked.ran 2>&1 &
chunked=$!
run compressed --compressed -O got "$U/gzip" >compressed.ran 2>&1 &
compressed=$!
run resumed -c "$U/got" >resumed.ran 2>&1 &
resumed=$!
again "$U/got" >again.ran 2>&1 &
wait $plain $chunked $compressed $resumed $!
grep -hv '^Killed$' ./*.ran
! grep -q '^FAIL' ./*.ran
