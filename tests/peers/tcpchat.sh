#!/bin/sh
# A room with the programs that people have: netcats, socat, telnet, and Python's first examples of sockets,
# which know no newlines. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
trap stop_all EXIT
tcpchat="$QEMU $OUT/tcpchat"
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok tcpchat: $1"
    else echo "FAIL tcpchat: $1"; head -n 30 ./*.log ./*.out; status=1; fi
}
has() { command -v "$1" >/dev/null; }

serve room $tcpchat -l --lines 0 127.0.0.1:0
mkfifo silence
exec 9<>silence

# talks NAME COMMAND...: joins with the command, says a line, hears another one, and is gone.
talks() {
    name=$1
    shift
    has "$1" || { echo "skip tcpchat: $name: not here"; return; }
    : >heard.out
    { printf '/nick %s\nI am %s\n' "$name" "$name"; within 20 grep -q "hello $name" heard.out; printf '/quit\n'; } |
        "$@" 2>peer.log >heard.out &
    talking=$!
    within 20 grep -q "<$name> I am $name" room.out
    report "hears $name" $?
    echo "hello $name" | $tcpchat -n friend "127.0.0.1:$PORT" 2>friend.log
    wait $talking
    grep -q "<friend> hello $name" heard.out && within 20 grep -q "$name has left: quit" room.out
    report "$name hears us, and leaves" $?
}

talks nc.openbsd nc.openbsd 127.0.0.1 "$PORT"
talks ncat ncat 127.0.0.1 "$PORT"
talks socat socat - "TCP4:127.0.0.1:$PORT"
talks busybox busybox nc 127.0.0.1 "$PORT"

# The first programs of beginners: sendall() without a newline, recv(1024), "exit" and "q".
if has python3; then
    cat >client.py <<'END'
import socket, sys
con = socket.socket()
con.connect(("127.0.0.1", int(sys.argv[1])))
print(con.recv(1024).decode(), flush=True)
con.sendall("python is here".encode("utf-8"))
while True:
    data = con.recv(1024)
    print(data.decode(), flush=True)
    if b"welcome" in data: break
con.sendall("exit".encode("utf-8"))
while con.recv(1024): pass
END
    python3 client.py "$PORT" >python.out 2>python.log &
    talking=$!
    within 20 grep -q '> python is here' room.out
    report "understands Python's client without newlines" $?
    echo welcome | $tcpchat -n friend "127.0.0.1:$PORT"
    wait $talking && grep -q '<friend> welcome' python.out && within 20 grep -q '^\*\*\* guest-[0-9]* has left: quit$' room.out
    report "which leaves by exit" $?

    cat >server.py <<'END'
import socket
conn = socket.socket()
conn.bind(("127.0.0.1", 0))
conn.listen(5)
print("listening on 127.0.0.1:%d" % conn.getsockname()[1], flush=True)
sk, addr = conn.accept()
while True:
    data = sk.recv(27323)
    if not data or data.decode("utf-8").strip() == "q": break
    sk.sendall("you said: ".encode("utf-8") + data.strip())
sk.close()
END
    python3 server.py >server.out 2>server.log &
    started="$started $!"
    within 20 grep -qs 'listening on' server.out
    PORT=$(sed -n 's/.*:\([0-9]*\)$/\1/p' server.out)
    { echo hello; within 20 grep -q 'you said: hello' answer.out; } | $tcpchat "127.0.0.1:$PORT" >answer.out 2>client.log
    grep -q '^you said: hello$' answer.out
    report "talks to Python's server without newlines" $?
else echo "skip tcpchat: no python3"; fi

exit $status
