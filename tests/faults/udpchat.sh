#!/bin/sh
# What happens to a room of datagrams and to those in it: lost, doubled and late datagrams, a NAT that forgets, a
# server that dies, strangers who forge, repeat and make up datagrams, readers who stand still, and too many.
# Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
command -v python3 >/dev/null || { echo "skip udpchat faults: no python3"; exit 0; }
udpchat=$OUT/udpchat
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok udpchat faults: $1"
    else echo "FAIL udpchat faults: $1"; tail -n 8 ./*.log ./*.out | cut -c 1-100; status=1; fi
}
# exits CODE WORDS COMMAND...: it does, and says so.
exits() {
    code=$1 words=$2
    shift 2
    timeout 20 "$@" >exits.out 2>exits.log
    [ $? = "$code" ] && { [ ! "$words" ] || grep -q "$words" exits.log; }
}
# joins NAME ARGUMENT...: somebody whose lines go to NAME.in, one by one, and who hears NAME.out.
joins() {
    name=$1
    shift
    mkfifo "$name.in"
    "$udpchat" -n "$name" "$@" <>"$name.in" >"$name.out" 2>"$name.log" &
    eval "pid_$name=$!"
    started="$started $!"
}
leaves() { eval "kill \$pid_$1"; }
says() { echo "$2" >"$1.in"; }
hears() { within 20 grep -qxF -e "$2" "$1.out"; }
heard() { grep -cxF -e "$2" "$1.out"; }
relays() { serve "$@"; relay=$server; }

# Bad networks, and the pause of who says too much: with all their waiting they are done in the end.
serve far "$udpchat" -l --lines 0 127.0.0.1:0
far=$PORT
for name in ann ben cid; do
    serve "network-$name" python3 "$tests/peers/udp_relay.py" "$far" lost 25 twice 10 late 10
    seq 4 | "$udpchat" -T 300 -n $name "127.0.0.1:$PORT" >$name.out 2>$name.log &
    eval "talk_$name=$!"
done
serve patient "$udpchat" -l 127.0.0.1:0
seq 25 | "$udpchat" -n flood "127.0.0.1:$PORT" >flood.out 2>flood.log &
flood=$!

serve room "$udpchat" -l 127.0.0.1:0
room=$PORT room_server=$server
echo 'nobody is here' >line
serve gone "$udpchat" -l 127.0.0.1:0
stopped
exits 4 'connection refused' "$udpchat" -T 600 "127.0.0.1:$PORT" <line
report "where no server is, it is said at once" $?
exits 4 'address already in use' "$udpchat" -l "127.0.0.1:$room"
report "a port in use is said, too" $?
serve strict "$udpchat" -l --allow 10.0.0.0/8 127.0.0.1:0
exits 4 'timed out' "$udpchat" -T 1 "127.0.0.1:$PORT" <line
report "who is not allowed hears nothing, and gives up when he wants" $?

# A NAT that has forgotten.
relays nat python3 "$tests/peers/udp_relay.py" "$room"
joins mover "127.0.0.1:$PORT"
joins friend "127.0.0.1:$room"
hears room '*** mover has joined' && hears room '*** friend has joined'
kill -USR1 "$relay"
says mover 'from another port'
hears friend '<mover> from another port'
report "a member whose address changes goes on talking" $?
says friend 'where are you'
hears mover '<friend> where are you' && [ "$(heard room '*** mover has joined')" = 1 ] && ! grep -q 'mover has left' room.out
report "and hearing, and nobody notices" $?

# Strangers.
cat >stranger.py <<'PYTHON'
import os, random, socket, struct, sys
server = ("127.0.0.1", int(sys.argv[1]))


def parcel(kind, form, *fields):
    return b"\xc66P\x01" + struct.pack("!B" + form, kind, *fields)


def stranger():
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.settimeout(0.3)
    return made


def answers(to):
    try:
        while True:
            yield to.recv(2000)
    except OSError:
        return


def hello(nonce, cookie, counter, nick):
    return parcel(1, "QQ16sIIIB", 0, nonce, cookie, counter, 0, 0, len(nick)) + nick


def join(link, nick):
    """The token, and the HELLO that it was got for."""
    link.sendto(hello(7, bytes(16), 1, nick), server)
    cookie = link.recv(2000)[13:29]
    link.sendto(hello(7, cookie, 2, nick), server)
    return struct.unpack("!Q", link.recv(2000)[5:13])[0], hello(7, cookie, 2, nick)


def amplify():
    """Nobody is sent more than three times what he has sent before he has shown that he hears it."""
    kinds = [hello(1, bytes(16), 1, b""), hello(2, os.urandom(16), 1, b"mallory")]
    kinds += [parcel(kind, "QII", 4711, 1, 1) + b"x" for kind in range(2, 18)] + [b"x" * n for n in range(30)]
    for kind in kinds:
        link = stranger()
        link.settimeout(0.05)
        for _ in range(3):
            link.sendto(kind, server)
        got = sum(map(len, answers(link)))
        assert got <= 9 * len(kind), (kind, got)


def repeat():
    """What a member has said, said again by others or later, changes nothing."""
    link, other = stranger(), stranger()
    token, greeting = join(link, b"victim")
    recorded = [greeting, parcel(5, "QII", token, 3, 1) + b"said once", parcel(9, "QII", token, 4, 0)]
    for datagram in recorded[1:]:
        link.sendto(datagram, server)
    list(answers(link))
    for datagram in recorded * 3 + [parcel(11, "QI", token ^ 1, 99), parcel(11, "QI", token ^ 1 << 40, 99)]:
        other.sendto(datagram, server)
    stolen = [a for a in answers(other) if a[4] not in (2, 12)]
    assert not stolen, stolen
    link.sendto(parcel(9, "QII", token, 5, 0), server)
    assert any(a[4] == 10 for a in answers(link)), "forgotten"
    leave = parcel(11, "QI", token, 6)
    link.sendto(leave, server)
    for datagram in recorded + [leave]:
        link.sendto(datagram, server)
    list(answers(link))


def rubbish():
    link = stranger()
    for count in range(10000):
        size = random.choice((0, 1, 5, 40, 200, 1024, 1500, 65000)) if count % 100 == 0 else random.randrange(80)
        head = random.choice((b"", b"\xc66P", b"\xc66P\x01" + bytes([random.randrange(20)]), b"\xc66P\x81"))
        link.sendto(head + os.urandom(size), server)


globals()[sys.argv[2]]()
PYTHON
python3 stranger.py "$room" amplify 2>stranger.log
says friend /who
[ ! -s stranger.log ] && within 20 grep -q '^\*\*\* . here: ' friend.out && ! grep -q mallory friend.out room.out
report "strangers are answered with no more than three times what they send, and not remembered" $?
python3 stranger.py "$room" repeat 2>stranger.log && within 20 grep -qF '*** victim has left: quit' room.out &&
    [ "$(heard room '*** victim has joined')" = 1 ] && [ "$(heard room '<victim> said once')" = 1 ] &&
    [ "$(heard room '*** victim has left: quit')" = 1 ]
report "what is sent again, or by somebody else, does nothing" $?
python3 stranger.py "$room" rubbish 2>stranger.log && says friend 'still here' && hears mover '<friend> still here'
report "rubbish does no harm" $?

# A server that dies, and comes again.
kill -9 $room_server && wait $room_server 2>/dev/null
serve again "$udpchat" -l "127.0.0.1:$room"
says friend 'is there anybody'
hears friend '*** connected again' && says friend 'on we go' && hears again '<friend> on we go'
report "a server that has been away is found again" $?
[ "$(heard friend '*** not delivered: is there anybody')$(heard again '<friend> is there anybody')" != 00 ]
report "and what was said meanwhile is heard, or said not to be" $?
stopped
hears friend '*** the server ends'
report "one that ends tells all" $?

# A reader who stands still.
serve busy "$udpchat" -l --lines 0 127.0.0.1:0
mkfifo slow still
(exec 3<slow; read -r _ <still; exec cat <&3) >slow.out &
reader=$!
started="$started $reader"
mkfifo sleepy.in
"$udpchat" -n sleepy "127.0.0.1:$PORT" <sleepy.in >slow 2>sleepy.log &
sleepy=$!
started="$started $sleepy"
exec 9>sleepy.in
within 20 grep -q 'sleepy has joined' busy.out
long=$(letters 800)
for line in $(seq 200); do echo "$line $long"; done | "$udpchat" -n chatty "127.0.0.1:$PORT" >chatty.out 2>chatty.log
report "somebody whose reader stands still holds up nobody" $?
seq 30 >&9
exec 9>&-
within 20 grep -q '^<chatty> 200 ' busy.out && echo >still && wait $sleepy && wait $reader &&
    within 20 grep -qxF '*** sleepy has left: quit' busy.out &&
    [ "$(grep '^<sleepy>' busy.out)" = "$(seq -f '<sleepy> %g' 30)" ]
report "says all the same what he has to say" $?
[ "$(grep -c '^<chatty>' slow.out)" -lt 200 ] && grep -q '^\*\*\* skipped [0-9]* lines$' slow.out
report "and is told how much he has not read" $?

printf 'hello\n/who\n' | "$udpchat" "127.0.0.1:$PORT" >/dev/full 2>full.log
[ $? = 3 ] && grep -q 'no space left' full.log && within 20 grep -q '^\*\*\* guest-[0-9]* has left: quit$' busy.out
report "a full device is an error, and who has it leaves" $?
echo "closed" | "$udpchat" "127.0.0.1:$PORT" >&- 2>&- && within 20 grep -q '> closed$' busy.out &&
    "$udpchat" "127.0.0.1:$PORT" <&- >&- 2>&-
report "closed descriptors are none" $?

# Too many.
serve small "$udpchat" -l --max-clients 3 --per-address 2 127.0.0.1:0
joins one "127.0.0.1:$PORT"
joins two "127.0.0.1:$PORT"
hears small '*** one has joined' && hears small '*** two has joined'
exits 8 'too many from your address' "$udpchat" "127.0.0.1:$PORT" <line
report "who is one too many of an address is told so" $?
serve single "$udpchat" -l --max-clients 1 127.0.0.1:0
joins only "127.0.0.1:$PORT"
hears single '*** only has joined'
exits 8 'the room is full' "$udpchat" "127.0.0.1:$PORT" <line
report "and who finds the room full" $?
leaves only
hears single '*** only has left: quit' && exits 0 '' "$udpchat" "127.0.0.1:$PORT" <line
report "until there is a place again" $?

wait $flood && within 20 grep -q 'flood has left' patient.out && [ "$(grep '^<flood>' patient.out)" = "$(seq -f '<flood> %g' 25)" ]
report "who says too much at once is heard in time" $?

# What a bad network has taken for good has to be reported, and nothing else.
for name in ann ben cid; do
    eval "wait \$talk_$name"
    code=$?
    { grep "^<$name>" far.out | cut -d ' ' -f 2; sed -n 's/^\*\*\* not delivered: //p' $name.out; } | sort -n | uniq >$name.told
    [ "$(cat $name.told)" = "$(seq 4)" ] && [ -z "$(grep "^<$name>" far.out | sort | uniq -d)" ] &&
        grep "^<$name>" far.out | cut -d ' ' -f 2 | sort -nc &&
        case $code in 0) ! grep -q 'not delivered' $name.out ;; 4) grep -q 'not delivered' $name.out ;; *) false ;; esac
    report "a quarter of all lost, each way: all is said once, in order, or reported ($name)" $?
done
largest=$(cat network-*.out nat.out | awk '$2 > most { most = $2 } END { print most }')
[ "$largest" -le 1024 ]
report "no datagram is longer than 1,024 bytes" $?
exit $status
