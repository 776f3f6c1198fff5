#!/bin/sh
# A room of datagrams with the programs that people have: netcats, socat, and Python's first examples of
# sockets, which know no newlines. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
trap stop_all EXIT
udpchat="$QEMU $OUT/udpchat"
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok udpchat: $1"
    else echo "FAIL udpchat: $1"; tail -n 12 ./*.log ./*.out; status=1; fi
}
has() { command -v "$1" >/dev/null || { echo "skip udpchat: $1: not here"; false; }; }

serve room $udpchat -l --lines 0 127.0.0.1:0
room=$PORT
serve open $udpchat -l --lines 0 --open-plain 127.0.0.1:0
open=$PORT
$udpchat --genkey key 2>genkey.log
serve sealed $udpchat -l -k key 127.0.0.1:0
sealed=$PORT

# starts COMMAND...: the program, with what is said() for its input. over: ends it; few do by themselves.
starts() {
    rm -f saying heard.out
    mkfifo saying
    : >heard.out
    "$@" <>saying >heard.out 2>peer.log &
    talking=$!
    started="$started $talking"
}
said() { echo "$1" >saying; }
over() { kill $talking && wait $talking; } 2>/dev/null
challenged() { within 20 grep -q '^\*\*\* say [0-9]* to join$' heard.out; }

# talks NAME COMMAND...: joins with the command, says a line, hears another one, and leaves.
talks() {
    name=$1
    shift
    starts "$@" "$room"
    said "hello there"
    challenged && ! grep -q there room.out &&
        echo unheard | $udpchat -n early "127.0.0.1:$room" >early.out 2>early.log &&
        ! grep -q unheard heard.out
    report "$name is asked for a number, and told nothing before" $?
    said "$(sed -n 's/^\*\*\* say \([0-9]*\) .*/\1/p' heard.out)"
    # What comes at once they send as one.
    within 20 grep -q 'you are guest' heard.out && said "/nick $name" && within 20 grep -q "you are $name" heard.out &&
        said "I am $name"
    within 20 grep -qx "<$name> I am $name" room.out
    report "which lets $name in, who may have a name" $?
    echo "hello $name" | $udpchat -n friend "127.0.0.1:$room" >friend.out 2>friend.log
    within 20 grep -qx "<friend> hello $name" heard.out
    report "$name hears us" $?
    said q
    within 20 grep -qx "\*\*\* $name has left: quit" room.out
    report "and leaves" $?
    over

    starts "$@" "$open"
    said "$name at once"
    within 20 grep -q "^<guest-[0-9]*> $name at once$" open.out && ! grep -q 'to join' heard.out && said "/nick $name" &&
        within 20 grep -q "is now $name" heard.out && said exit && within 20 grep -q "$name has left: quit" open.out
    report "with --open-plain $name is not asked" $?
    over

    starts "$@" "$sealed"
    said 'nobody hears this'
    echo "with the key, $name" | $udpchat -k key "127.0.0.1:$sealed" >keyed.out 2>keyed.log && within 20 grep -q "with the key, $name" sealed.out &&
        ! grep -q nobody sealed.out && [ ! -s heard.out ]
    report "with a key $name is neither heard nor told" $?
    over
}

has nc.openbsd && talks nc.openbsd nc.openbsd -u 127.0.0.1
has ncat && talks ncat ncat -u 127.0.0.1
# Many a busybox has a netcat for TCP alone.
has_busybox() {
    has busybox || return
    busybox nc --help 2>&1 | grep -qe -u || { echo "skip udpchat: busybox: its nc has no -u"; false; }
}
has_busybox && talks busybox busybox nc -u 127.0.0.1
# socat takes address and port as one.
socat_to() { exec socat - "UDP4:127.0.0.1:$1"; }
has socat && talks socat socat_to

# listens NAME COMMAND...: somebody who knows nothing of rooms listens on the port that follows, and we talk.
is_bound() { grep -qi ":$(printf %04X "$PORT") " /proc/net/udp; }
listens() {
    name=$1
    shift
    # A port that nobody has now.
    serve gone $udpchat -l 127.0.0.1:0
    stopped
    starts "$@" "$PORT"
    within 20 is_bound
    rm -f ours
    mkfifo ours
    $udpchat --plain "127.0.0.1:$PORT" <>ours >answer.out 2>client.log &
    client=$!
    started="$started $client"
    echo 'are you there' >ours
    within 20 grep -qx 'are you there' heard.out && said "yes, I am $name" &&
        within 20 grep -qx "yes, I am $name" answer.out
    report "plainly with $name, both ways" $?
    kill $client && wait $client 2>/dev/null
    over
}

has nc.openbsd && listens nc.openbsd nc.openbsd -u -l 127.0.0.1
has ncat && listens ncat ncat -u -l 127.0.0.1
busybox_at() { exec busybox nc -u -l -p "$1" -s 127.0.0.1; }
has_busybox && listens busybox busybox_at
socat_at() { exec socat - "UDP4-LISTEN:$1,bind=127.0.0.1"; }
has socat && listens socat socat_at

echo hello | $udpchat --plain "127.0.0.1:$PORT" 2>refused.log
[ $? = 4 ] && grep -q 'connection refused' refused.log && printf 'one\ntwo\n' | $udpchat --plain "127.0.0.1:$PORT" 2>refused.log
[ $? = 4 ] && grep -q 'connection refused' refused.log
report "plainly with nobody is an error" $?

# The first programs of beginners: sendto() without a newline, recvfrom(1024), "exit".
if ! has python3; then exit $status; fi
cat >client.py <<'PYTHON'
import socket, sys
con = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server = ("127.0.0.1", int(sys.argv[1]))
con.sendto("python is here".encode("utf-8"), server)
while True:
    data, addr = con.recvfrom(1024)
    print(data.decode("utf-8"), flush=True)
    if b" to join" in data: con.sendto(data.split()[2], server)
    if b"you are" in data: con.sendto("let me in".encode("utf-8"), server)
    if b"welcome" in data: break
con.sendto("exit".encode("utf-8"), server)
PYTHON
for at in room open; do
    eval "port=\$$at"
    python3 client.py "$port" >python.out 2>python.log &
    talking=$!
    started="$started $talking"
    within 20 grep -q '^<guest-[0-9]*> let me in$' $at.out && echo welcome | $udpchat -n friend "127.0.0.1:$port" >friend.out 2>friend.log &&
        wait $talking && within 20 grep -q '<friend> welcome' python.out &&
        within 20 grep -q '^\*\*\* guest-[0-9]* has left: quit$' $at.out
    report "Python's client without newlines ($at)" $?
done

cat >server.py <<'PYTHON'
import socket
con = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
con.bind(("127.0.0.1", 0))
print("listening on 127.0.0.1:%d" % con.getsockname()[1], flush=True)
while True:
    data, addr = con.recvfrom(1024)
    text = data.decode("utf-8")
    print(repr(text), flush=True)
    if text == "exit": break
    con.sendto(("you said: " + text.strip()).encode("utf-8"), addr)
PYTHON
python3 server.py >server.out 2>server.log &
answering=$!
started="$started $answering"
within 20 grep -qs 'listening on' server.out
PORT=$(sed -n 's/.*:\([0-9]*\)$/\1/p' server.out)
echo hello | $udpchat --plain "127.0.0.1:$PORT" >answer.out 2>client.log && [ "$(cat answer.out)" = 'you said: hello' ]
report "Python's server answers a pipe" $?
echo exit | $udpchat --plain "127.0.0.1:$PORT" >answer.out 2>client.log && within 20 gone $answering &&
    grep -qx "'exit'" server.out
report "which exit ends, without a newline" $?
exit $status
