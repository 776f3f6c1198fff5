#!/bin/sh
# The machine under test and this one, with a key, both ways: byte orders, word sizes and compilers
# must not show on the wire. Without an emulator both are this one. Prints lines of "ok NAME",
# "FAIL NAME" and "skip NAME: why".
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
trap stop_all EXIT
there="$QEMU $OUT/tcpup"
here=$OUT/../$(uname -m)/tcpup
[ "$QEMU" ] || here=$OUT/tcpup
"$here" --version >/dev/null 2>&1 || { echo "skip machines: nothing for this one in out/$(uname -m)"; exit 0; }
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok machines: $1"
    else echo "FAIL machines: $1"; cat ./*.log; status=1; fi
}

mkdir from
: >from/empty
printf x >from/byte
letters 16384 >from/record
letters 300000 >from/large
"$here" --genkey key 2>key.log
$there --genkey other 2>other.log

# uploads NAME SENDER RECEIVER KEY: files over one connection, and one over two.
# shellcheck disable=SC2086 # commands
uploads() {
    what=$1 sender="$2 -4 -k $4" receiver="$3 -l -4 -k $4"
    rm -rf in && mkdir in
    serve receiver $receiver -d in localhost:0
    $sender from/* ":$PORT" 2>sender.log && diff -r from in >diff.log
    report "$what" $?
    cut_off in/.rest.part-0 $sender --rate=100k -n rest from/large ":$PORT"
    within 20 grep -q 'lost rest' receiver.log
    $sender -n rest from/large ":$PORT" 2>sender.log && cmp from/large in/rest &&
        grep -q 'were there already' sender.log
    report "$what, going on" $?
    stopped
}

uploads "from the one under test, with a key of this one" "$there" "$here" key
uploads "to the one under test, with its own key" "$here" "$there" other
exit $status
