#!/bin/sh
# Every system call of a small upload fails, once and from then on, in the sender and in the
# receiver. Whatever happens: the final name holds nothing or the whole file, a sender that exits
# with 0 has left the whole file there, nobody crashes and nobody hangs. Prints lines of "ok NAME",
# "FAIL NAME" and "skip NAME: why". INJECT=all tries every occurrence of a call, not a few.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
can_trace inject || exit 0
trap stop_all EXIT

tcpup=$OUT/tcpup
letters 300000 >file
status=0

# judge WHO FAULT NAME CODE SENT: CODE of the one that has the fault, SENT of the sender.
judge() {
    wrong=
    [ "$4" -lt 124 ] || wrong="$wrong, $1 ended with $4"
    [ ! -e "$3" ] || cmp -s file "$3" || wrong="$wrong, half a file"
    [ "$5" != 0 ] || [ -e "$3" ] || wrong="$wrong, sent but not there"
    if [ "$wrong" ]; then echo "FAIL inject: $1 $2$wrong"; return 1; fi
    echo "ok inject: $1 $2"
}

# -D: the tracer is the grandchild, so that what is waited for, and killed, is tcpup itself.
traced() { exec strace -D -qq "$@"; }

# result PID: its exit code, 137 where it had to be killed in the end.
result() {
    within 20 gone "$1" || kill -9 "$1"
    wait "$1" 2>/dev/null
}

send_with() {
    fault=$1
    traced -o /dev/null -e inject="$fault" \
        "$tcpup" -q -T 1 -n "$fault" file "127.0.0.1:$PORT" 2>sender.said &
    result $!
    sent=$?
    judge sender "$fault" "in/$fault" $sent $sent || { cat sender.said; return 1; }
}

receive_with() {
    fault=$1
    mkdir into
    sent=1
    # It must be able to say where it listens.
    case $fault in write:*when=1*|poll:error=ENOMEM:when=2) rm -r into; return 0 ;; esac
    if serve receiver traced -o /dev/null -e inject="$fault" \
        "$tcpup" -l -1 -4 --open localhost:0 -T 1 -d into >/dev/null; then
        "$tcpup" -q -T 1 file "127.0.0.1:$PORT" 2>sender.said &
        result $!
        sent=$?
        # Where nobody came through, it still waits for the first.
        [ $sent = 0 ] || kill "$server" 2>/dev/null
    fi
    result "$server"
    judge receiver "$fault" into/file $? $sent || { cat receiver.log; rm -r into; return 1; }
    rm -r into
}

mkdir in traced
serve plain "$tcpup" -l --open localhost:0 -d in
(traced -o send.trace "$tcpup" -q -n control file "127.0.0.1:$PORT")
cmp file in/control || { echo "FAIL inject: an upload without faults"; exit 1; }
for fault in $(faults send.trace); do send_with "$fault" || status=1; done
kill -0 "$server" || { echo "FAIL inject: the receiver is gone"; status=1; }

serve receiver traced -o receive.trace "$tcpup" -l -1 -4 --open localhost:0 -d traced
"$tcpup" -q file "127.0.0.1:$PORT" && wait "$server" && cmp file traced/file ||
    { echo "FAIL inject: an upload without faults"; exit 1; }
for fault in $(faults receive.trace); do receive_with "$fault" || status=1; done
exit $status
