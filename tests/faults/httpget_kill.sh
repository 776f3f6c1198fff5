#!/bin/sh
# A download is killed at every system call. The name then holds nothing or the whole file, and the same
# command brings it there and leaves nothing beside it: with -c from where the first was, without it from the
# beginning. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why". INJECT=all tries every occurrence of a
# call, not a few.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
can_trace httpget_kill || exit 0
trap stop_all EXIT
HOME=$TMP
export HOME

# get FAULT OPTION...: a download in an empty directory, with a fault or none.
get() {
    fault=$1
    shift
    (cd here && exec timeout -s KILL 20 strace -D -qq -o ../trace ${fault:+-e inject="$fault"} "$OUT/httpget" -q -t 1 "$@") 2>said
}

# moments FILE: the calls of a trace behind the start of the program, with their numbers.
moments() {
    calls "$1" | grep -v -e '^execve' -e '^exit' | while read -r call count; do
        for point in $(points "$count" 1 2 3); do echo "$call:when=$point"; done
    done
}

killed_at() {
    scenario=$1 call=${2%%:*} when=${2#*:} wrong=
    shift 2
    rm -rf here && mkdir here
    get "$call:signal=KILL:$when" "$@"
    died=$?
    [ $died = 137 ] || return 0
    [ ! -e here/got ] || cmp -s "$TMP/file" here/got || wrong="$wrong, half a file"
    # Without -c, a file that is there already is an error.
    case $scenario in
    plain) [ -e here/got ] || get '' "$@" || wrong="$wrong, not the second time: $(cat said)" ;;
    *) get '' "$@" || wrong="$wrong, not the second time: $(cat said)" ;;
    esac
    cmp -s "$TMP/file" here/got || wrong="$wrong, not the file"
    [ "$(ls -A here)" = got ] || wrong="$wrong, something is left: $(ls -A here)"
    if [ "$wrong" ]; then echo "FAIL httpget_kill: $scenario $call $when$wrong"
    else echo "ok httpget_kill: $scenario $call $when"; fi
}

# run SCENARIO OPTION...: in a directory of its own.
run() {
    scenario=$1
    shift
    mkdir "$scenario" "$scenario/here" && cd "$scenario" || exit 1
    get '' "$@" && cmp here/got "$TMP/file" || { echo "FAIL httpget_kill: $scenario: undisturbed"; exit 1; }
    mv trace whole
    for moment in $(moments whole); do killed_at "$scenario" "$moment" "$@"; done
}

letters 3000000 >file
web one <<'END'
/got
    file file
    etag "v1"
    log Range
/chunked
    file file
    etag "v1"
    chunked
END
run plain "$U/got" >plain.ran 2>&1 &
plain=$!
run resumed -c "$U/got" >resumed.ran 2>&1 &
resumed=$!
run chunked -c -O got "$U/chunked" >chunked.ran 2>&1 &
chunked=$!
run segments -c --segments 4 "$U/got" >segments.ran 2>&1 &
wait $plain $resumed $chunked $!
grep -hv '^Killed$' ./*.ran
! grep -q '^FAIL' ./*.ran || exit 1
# Or what was left would have helped nobody.
for range in 'bytes=[0-9]*-$' 'bytes=[0-9]*-[0-9]'; do
    grep -q "$range" one.out && echo "ok httpget_kill: asked for $range" || { echo "FAIL httpget_kill: nobody asked for $range"; exit 1; }
done
