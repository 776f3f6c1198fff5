#!/bin/sh
# Every system call of a short chat fails, once and from then on, in a member and at the server. Whatever
# happens: it ends in time, or goes on; a member that exits with 0 has been heard, a failure says what it was,
# nobody crashes, and a room that goes on hears whoever comes next. Prints lines of "ok NAME", "FAIL NAME" and
# "skip NAME: why". INJECT=all tries every occurrence of a call, not a few.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
# shellcheck source=tests/faults/lib
. "$tests/faults/lib"
can_trace tcpchat_inject || exit 0
trap stop_all EXIT
tcpchat=$OUT/tcpchat
status=0

# -D: the tracer is the grandchild, so that what is waited for, and killed, is tcpchat itself.
traced() { exec strace -D -qq "$@"; }

# result PID: its exit code, 137 where it had to be killed in the end.
result() {
    within 20 gone "$1" || kill -9 "$1"
    wait "$1" 2>/dev/null
}

judge() {
    if [ "$wrong" ]; then echo "FAIL tcpchat_inject: $1$wrong"; return 1; fi
    echo "ok tcpchat_inject: $1"
}

# speaks: what cannot be said is not asked for.
speaks() { case $1 in poll*|write*) false ;; esac; }

# A member that is never heard because every connection fails would try for ever: it ends with the first.
member_with() {
    wrong=
    echo "with $1" | traced -o /dev/null -e inject="$1" "$tcpchat" --no-reconnect -T 2 -n member "127.0.0.1:$PORT" >member.out 2>member.said &
    result $!
    code=$?
    [ $code -lt 124 ] || wrong="$wrong, ended with $code"
    if [ $code = 0 ]; then
        within 20 grep -q "> with $1\$" room.out || wrong="$wrong, exit 0 and not heard"
    elif speaks "$1"; then
        [ "$(grep -c '^tcpchat: .' member.said) $(wc -l <member.said)" = '1 1' ] || wrong="$wrong, not one line: $(cat member.said)"
    fi
    judge "member $1"
}

# It must be able to say where it listens.
announces() { case $1 in write:*when=[12]*|poll:*ENOMEM*when=[12]*) false ;; esac; }

# Nobody can help who is let in by the kernel, and by nobody else: it waits.
lets_in() { case $1 in accept*+) false ;; esac; }
# Of what comes behind a clean start: the room is there for the next, or ends with a word and a code.
server_with() {
    announces "$1" || return 0
    wrong=
    serve faulty traced -o /dev/null -e inject="$1" "$tcpchat" -l --log log -4 127.0.0.1:0 >/dev/null
    if grep -q 'listening on' faulty.log; then
        echo hello | timeout -k 5 5 "$tcpchat" --no-reconnect -T 2 -n first "127.0.0.1:$PORT" >first.out 2>first.said
        first=$?
        [ $first -lt 124 ] || ! lets_in "$1" || wrong="$wrong, who came ended with $first"
        # What the log or standard output has not got is what failed.
        case $1 in write*) ;; *) [ $first != 0 ] || within 20 grep -qs '<first> hello' log || wrong="$wrong, exit 0 and not heard" ;; esac
        case $1 in accept*EMFILE*|accept*ENOMEM*) ! gone "$server" || wrong="$wrong, a shortage ended it" ;; esac
        kill "$server" 2>/dev/null
        # Where the signal's own word got lost, a second one ends it at once.
        within 3 gone "$server" || kill "$server"
    fi
    result "$server"
    code=$?
    [ $code -lt 124 ] || [ $code = 143 ] || wrong="$wrong, ended with $code"
    [ $code = 0 ] || ! speaks "$1" || grep -q '^tcpchat: .*: ' faulty.log || wrong="$wrong, ended with $code and no word"
    rm -f log
    judge "server $1" || { cat faulty.log first.said; return 1; }
}

serve room "$tcpchat" -l --lines 0 127.0.0.1:0
(echo "undisturbed" | traced -o member.trace "$tcpchat" --no-reconnect -n member "127.0.0.1:$PORT" >member.out) &&
    within 20 grep -q '^<member> undisturbed' room.out || { echo "FAIL tcpchat_inject: without faults"; exit 1; }
for fault in $(faults member.trace); do member_with "$fault" || status=1; done
kill -0 "$server" || { echo "FAIL tcpchat_inject: the room is gone"; status=1; }

serve whole traced -o server.trace "$tcpchat" -l --log log -4 127.0.0.1:0
echo hello | "$tcpchat" -n first "127.0.0.1:$PORT" && within 20 grep -q '<first> hello' log && stopped ||
    { echo "FAIL tcpchat_inject: without faults"; exit 1; }
rm log
for fault in $(faults server.trace); do server_with "$fault" || status=1; done
exit $status
