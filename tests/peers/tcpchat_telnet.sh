#!/bin/sh
# Telnet clients in a room, at terminals: they negotiate, end lines by CR NUL or CR LF, and Ctrl-C sends bytes
# of the protocol. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
tests=$PWD/tests
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
native || { echo "skip tcpchat_telnet: an emulator is too slow for a person"; exit 0; }
command -v tmux >/dev/null || { echo "skip tcpchat_telnet: no tmux"; exit 0; }
unset TMUX ENV
export LC_ALL=C.UTF-8
tmux() { command tmux -u -S "$TMP/tmux" -f /dev/null "$@"; }
trap 'tmux kill-server 2>/dev/null; stop_all' EXIT
tcpchat="$QEMU $OUT/tcpchat"
status=0

window() { tmux new-session -d -s "$1" -x 100 -y 20 "$2"; }
types() { tmux send-keys -t "$@"; }
shows() { tmux capture-pane -p -J -t "$1" 2>/dev/null | grep -q -- "$2"; }
report() {
    if [ "$2" = 0 ]; then echo "ok tcpchat_telnet: $1"
    else
        echo "FAIL tcpchat_telnet: $1"
        head -n 30 ./*.log ./*.out
        tmux capture-pane -p -J 2>/dev/null
        status=1
    fi
}

# It stays, and tmux with it.
window stays 'exec sleep 600' && within 20 shows stays '' ||
    { echo "skip tcpchat_telnet: tmux does not run here"; exit 0; }
mkfifo voice
exec 3<>voice
serve room sh -c "exec $tcpchat -l --lines 0 127.0.0.1:0 <voice"

# visits NAME COMMAND: joins, talks both ways, and leaves.
visits() {
    window "$1" "$2 127.0.0.1 $PORT; exec sleep 60"
    within 20 shows "$1" 'sixpack room'
    report "$1 is welcome" $?
    types "$1" "/nick $1" Enter
    types "$1" -l 'Grüße, 漢字 from here'
    types "$1" Enter
    within 20 grep -q "^<$1> Grüße, 漢字 from here\$" room.out
    report "what $1 says comes as it was typed, in UTF-8" $?
    echo "¡hola, $1!" >&3
    within 20 shows "$1" "^<server> ¡hola, $1!"
    report "$1 hears the others" $?
}
leaves() {
    types "$1" /quit Enter
    within 20 grep -q "$1 has left: quit" room.out
    report "$1 leaves" $?
    tmux kill-session -t "$1"
}

# busybox's is in no mode of its own until the server negotiates: it takes the line from the terminal.
if busybox telnet --help 2>&1 | grep -qi usage; then
    visits busybox 'busybox telnet'
    leaves busybox
else echo "skip tcpchat_telnet: busybox has none here"; fi

# IAC IP, and IAC DO TIMING-MARK, which wants an answer: without one the output behind it is thrown away.
if telnet --version 2>&1 | grep -qi inetutils; then
    visits inetutils telnet
    types inetutils C-c
    types inetutils -l 'still here'
    types inetutils Enter
    within 20 grep -q '^<inetutils> still here$' room.out
    report "Ctrl-C does no harm to what inetutils says" $?
    echo 'and heard' >&3
    within 20 shows inetutils '^<server> and heard'
    report "nor to what it hears" $?
    leaves inetutils
else echo "skip tcpchat_telnet: no inetutils-telnet"; fi

# The same bytes from no terminal at all: an interrupt, its mark, and a negotiation in the middle of a line.
$QEMU "$OUT/tests/peer" connect "$PORT" until 'you are' send '\xff\xfd\x03\xff\xfb\x18/nick bytes\x0d\x00' until 'you are bytes' \
    send 'wait\xff\xf4\xff\xfd\x06, what?\x0d\x0a' send '/who\x0a' until 'here:' send '\xff\xfa\x18\x00xterm\xff\xf0/quit\x0d\x0a' until '' >bytes.out 2>bytes.log
within 20 grep -q '^<bytes> wait, what?$' room.out && grep -q 'bytes has left: quit' room.out && grep -aq "$(printf '\377\374\006')" bytes.out
report "the protocol's own bytes are no part of a line, and its mark is answered" $?
exit $status
