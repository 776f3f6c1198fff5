#!/bin/sh
# --raw with those who send and take plain bytes: netcats, socat and Python's sockets. Prints lines
# of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
trap stop_all EXIT
tcpup="$QEMU $OUT/tcpup"
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok raw: $1"
    else echo "FAIL raw: $1"; cat ./*.log; status=1; fi
}

has() { command -v "$1" >/dev/null; }

# sends NAME COMMAND...: the peer sends the file to $PORT of this machine; ours receives.
sends() {
    peer=$1
    shift
    rm -rf in && mkdir in
    serve receiver $tcpup -l -4 -1 --raw -p 0 -d in
    "$@" >peer.log 2>&1
    ended && cmp file in/upload-1 && grep -q 'not verified' receiver.log
    report "receives from $peer" $?
}

# takes NAME COMMAND...: the peer listens and writes what comes to taken; ours sends. The peer's port
# is not ours to choose by 0, so it is one that was free a moment ago.
takes() {
    peer=$1
    shift
    : >taken
    "$@" >taken 2>peer.log </dev/null &
    listener=$!
    started="$started $listener"
    within 20 listens "$PORT" && $tcpup --raw file "127.0.0.1:$PORT" 2>sender.log
    sent=$?
    within 20 gone "$listener" && wait "$listener" && [ $sent = 0 ] &&
        cmp file taken && grep -q 'not verified' sender.log
    report "sends to $peer" $?
}

# In the kernel's own list, so that looking is no connection: 0A is listening.
listens() { grep -q ":$(printf %04X "$1") 0*:0000 0A" /proc/net/tcp /proc/net/tcp6; }

free_port() {
    serve scout $tcpup -l -4 --open localhost:0
    stopped
}

letters 3000000 >file

server_seed() {
    python3 - "$PORT" <<'PYTHON'
import socket, sys
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(5)
connection, address = listener.accept()
while True:
    data = connection.recv(1024)
    if not data:
        break
    sys.stdout.buffer.write(data)
connection.close()
PYTHON
}

client_seed() {
    python3 - "$PORT" <<'PYTHON'
import socket, sys
client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect(("127.0.0.1", int(sys.argv[1])))
with open("file", "rb") as file:
    client.sendall(file.read())
client.close()
PYTHON
}

from_nc() { nc -N 127.0.0.1 "$PORT" <file; }
from_ncat() { ncat --send-only 127.0.0.1 "$PORT" <file; }
from_socat() { socat -u OPEN:file "TCP4:127.0.0.1:$PORT"; }
from_busybox() { busybox nc 127.0.0.1 "$PORT" <file; }
from_bash() { bash -c "cat file >/dev/tcp/127.0.0.1/$PORT"; }

to_nc() { nc -l 127.0.0.1 "$PORT"; }
to_ncat() { ncat --recv-only -l 127.0.0.1 "$PORT"; }
to_socat() { socat -u "TCP4-LISTEN:$PORT,bind=127.0.0.1,reuseaddr" -; }
to_busybox() { busybox nc -l -p "$PORT"; }

is_openbsd() { nc -h 2>&1 | grep -q OpenBSD; }
busybox_has_nc() { busybox nc --help 2>&1 | grep -q -- -l; }

try() {
    need=$1 peer=$2 from=$3 to=$4
    if ! $need; then echo "skip raw: $peer: not here"; return; fi
    sends "$peer" "$from"
    [ "$to" ] || return
    free_port
    takes "$peer" "$to"
}

try is_openbsd     "OpenBSD's nc"     from_nc      to_nc
try 'has ncat'     ncat               from_ncat    to_ncat
try 'has socat'    socat              from_socat   to_socat
try busybox_has_nc "busybox nc"       from_busybox to_busybox
try 'has bash'     "bash's /dev/tcp"  from_bash    ''
try 'has python3'  "Python's sockets" client_seed  server_seed
exit $status
