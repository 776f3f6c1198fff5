#!/bin/sh
# What the members of a room and the machine below it can do to the others: connections that are reset, stand
# idle, never read or never finish a word; no descriptors, no standard output, no more room for a log. Prints
# lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
trap stop_all EXIT
# A member that has ended already is no end of this.
trap '' PIPE
tcpchat=$OUT/tcpchat
peer() { exec "$OUT/tests/peer" "$@"; }
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok tcpchat: $1"
    else
        echo "FAIL tcpchat: $1"
        tail -n 5 ./*.log ./*.out | cut -c 1-100
        status=1
    fi
}
# ticks PID: the processor time it has used, in hundredths of a second.
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
# idles PID: for a second.
idles() {
    before=$(ticks "$1")
    sleep 1
    [ $(($(ticks "$1") - before)) -le 50 ]
}
# Exit code 0 says that it was heard.
tells() { echo "$1" | "$tcpchat" --no-reconnect -n teller "127.0.0.1:$PORT" >teller.out 2>teller.log; }
heard() { within 20 grep -qs "$@"; }
ends_with() {
    within 20 gone "$2" || kill -9 "$2"
    wait "$2"
    [ $? = "$1" ]
}

# It has ten seconds, and the rest of this page goes on meanwhile.
"$tcpchat" --genkey key 2>key.log
serve sealed "$tcpchat" -l -v -k key 127.0.0.1:0
background loris peer connect "$PORT" say slow trickle 1500 '6pup\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
sealed=$PORT

# --- connections
serve room "$tcpchat" -l -v --lines 0 --max-clients 6 --per-address 4 127.0.0.1:0
peer connect "$PORT" until 'you are' send '/nick reset\x0a' until 'you are reset' reset >reset.out 2>reset.log &
wait $!
heard 'reset has left: lost' room.out
report "a member that resets its connection is lost" $?

paused='a\x0a'
serve strict "$tcpchat" -l --lines 1 127.0.0.1:0
peer connect "$PORT" until 'you are' send "/nick paused\x0a$paused$paused$paused" until 'slow down' reset >paused.out 2>paused.log &
wait $!
heard 'paused has left: lost' strict.out
report "so is one that is paused, at once" $?
stopped

serve room "$tcpchat" -l -v --lines 0 --max-clients 6 --per-address 4 127.0.0.1:0
background idle peer connect "$PORT" crowd 3 say idle hold
within 20 [ "$(ls /proc/$server/fd | wc -l)" -ge 9 ]
peer connect "$PORT" until '' >refused.out 2>refused.log &
wait $!
grep -q '^\*\*\* too many connections from this address$' refused.out && heard 'turned away' room.log
report "a flood of idle connections is refused with a word" $?
if "$OUT/tests/peer" connect "$PORT" say x 2>/dev/null && command -v python3 >/dev/null; then
    python3 - "$PORT" <<'END' >full.out 2>full.log
import socket, sys
held = []
for i in range(3):
    held.append(socket.create_connection(("127.0.0.1", int(sys.argv[1])), source_address=("127.0.0.%d" % (i + 2), 0)))
    word = held[-1].recv(200)
print(word.decode(), end="")
held[0].sendall(b"served all the same\n")
held[0].recv(200)
END
    grep -q '^\*\*\* the room is full$' full.out
    report "so is one from many addresses" $?
    heard 'served all the same' room.out
    report "those who are in are served" $?
else echo "skip tcpchat: no python3"; fi
dismiss idle
stopped

# --- a member that never reads
serve room "$tcpchat" -l --lines 0 --history 0 127.0.0.1:0
background deaf peer connect "$PORT" until 'you are' send '/nick deaf\x0a' until 'you are deaf' say in until 'the last line' send '/quit\x0a' >deaf.out
deaf=$(eval echo "\$background_deaf")
kill -STOP "$deaf"
seq 8000 | awk '{ printf "%d %0900d\n", $1, 0 }' | "$tcpchat" -n talker "127.0.0.1:$PORT" >talker.out 2>talker.log
heard '^<talker> 8000 ' room.out
report "one that never reads holds up nobody" $?
kill -CONT "$deaf"
heard 'skipped [0-9]* lines' deaf.out
report "and is told how many lines went by" $?
echo 'the last line' | "$tcpchat" -n talker "127.0.0.1:$PORT" 2>talker.log
heard '<talker> the last line' deaf.out && await deaf
report "and hears what comes then" $?
stopped

serve quick "$tcpchat" -l --lines 0 --history 0 --per-address 200 127.0.0.1:0
median() { timeout 60 "$OUT/tests/crowd" "$PORT" 20 "$server" "$@" 2>>crowd.log | sed -n 's/^one|\([0-9]*\)|.*/\1/p'; }
without=$(median) with=$(median stalled)
[ "$with" ] && [ "$with" -le $((without * 4 + 2000)) ]
report "and changes nobody's latency" $?
stopped

# Half-closed and slow: all of it, before the end.
serve room "$tcpchat" -l --lines 0 --history 0 127.0.0.1:0
background half peer connect "$PORT" until 'you are' send '/nick half\x0a' until 'you are half' half say in until 'the last line' >half.out
half=$(eval echo "\$background_half")
kill -STOP "$half"
{ seq 8000 | awk '{ printf "%d %0900d\n", $1, 0 }'; echo 'the last line'; } | "$tcpchat" -n talker "127.0.0.1:$PORT" >talker.out 2>talker.log
kill -CONT "$half"
heard '<talker> the last line' half.out && grep -q skipped half.out
report "one that has said all, too" $?
stopped

# --- the same bytes one by one
serve room "$tcpchat" -l 127.0.0.1:0
peer connect "$PORT" until 'you are' trickle 10 '/nick byte\x0d\x0agr\xc3\xbc\xc3\x9fe\x0d\x0a/quit\x0d\x0a' >byte.out 2>byte.log &
wait $!
heard '^<byte> grüße$' room.out && heard 'byte has left: quit' room.out
report "lines that come byte by byte are the same lines" $?

# --- the port, and signals
"$tcpchat" -l "127.0.0.1:$PORT" 2>taken.log </dev/null
[ $? = 4 ] && [ "$(cat taken.log)" = "tcpchat: listen on 127.0.0.1:$PORT: address already in use" ]
report "a port in use is told in one line" $?
stopped
# Not SIGINT: a shell without a terminal makes its background deaf to that.
for signal in TERM HUP; do
    serve room "$tcpchat" -l 127.0.0.1:0
    : >member.log
    peer connect "$PORT" until 'you are' send '/who\x0a' until 'here:' say in until '' >member.out 2>member.log &
    member=$!
    heard '^peer: in$' member.log
    kill -s $signal "$server"
    ended && ends_with 0 $member && grep -q 'the server ends' member.out
    report "SIG$signal ends a room, and its members are told" $?
    serve room "$tcpchat" -l 127.0.0.1:0
    mkfifo words.$signal
    "$tcpchat" -n member "127.0.0.1:$PORT" <words.$signal >member.out 2>member.log &
    member=$!
    exec 4>words.$signal
    heard 'member has joined' room.out
    kill -s $signal $member
    kill -s $signal $member 2>/dev/null
    within 20 gone $member && echo again | "$tcpchat" -n member "127.0.0.1:$PORT" >member.out 2>member.log && heard '^<member> again$' room.out
    report "SIG$signal ends a member, and its nick is free" $?
    exec 4>&-
    kill -s $signal "$server"
    kill -s $signal "$server" 2>/dev/null
    within 20 gone "$server"
    report "SIG$signal twice ends a room" $?
done

# --- descriptors
if command -v prlimit >/dev/null; then
    serve room prlimit --nofile=14 "$tcpchat" -v -l --per-address 100 127.0.0.1:0
    background many peer connect "$PORT" crowd 12 say many hold
    heard 'no descriptors or memory left' room.log
    report "without descriptors the surplus is turned away" $?
    idles "$server"
    report "without spinning" $?
    dismiss many
    within 20 tells 'room again' && heard '^<teller> room again$' room.out
    report "and there is room again" $?
    stopped
else echo "skip tcpchat: no prlimit"; fi

serve room sh -c 'exec "$0" -l --lines 0 127.0.0.1:0 <&- >&-' "$tcpchat"
peer connect "$PORT" until 'you are' send 'hello\x0a/who\x0a' until '2 here' send '/quit\x0a' until '' >closed.out 2>closed.log &
wait $! && kill -0 "$server"
report "a room without standard input and output" $?
stopped
serve room "$tcpchat" -l 127.0.0.1:0
for closed in '<&-' '>&-' '2>&-' '<&- >&- 2>&-'; do
    : >room.out
    echo "say $closed" | timeout 20 sh -c "exec \"\$0\" -n closed 127.0.0.1:\$1 $closed" "$tcpchat" "$PORT" >closed.out 2>closed.log
    code=$?
    case $closed in '<&-'|'<&- '*) [ $code != 124 ] ;; *) [ $code != 124 ] && heard '^<closed> say' room.out ;; esac
    report "a member with $closed" $?
done

# --- standard output
background speaks peer connect "$PORT" until 'you are' send '/nick speaks\x0a' until 'you are speaks' say in until 'has joined' send 'full?\x0a' until '' >speaks.out
mkfifo words
"$tcpchat" -n fuller "127.0.0.1:$PORT" <words >/dev/full 2>fuller.log &
fuller=$!
exec 4>words
echo hello >&4
ends_with 3 $fuller && [ "$(cat fuller.log)" = 'tcpchat: write standard output: no space left' ]
report "a member that cannot show what it hears says so, with exit code 3" $?
exec 4>&-
dismiss speaks
stopped
serve room sh -c 'exec "$0" -l 127.0.0.1:0 >/dev/full' "$tcpchat"
for _ in 1 2; do echo hello | "$tcpchat" "127.0.0.1:$PORT"; done
heard full room.log
stopped
[ $? = 3 ] && [ "$(grep -c 'write standard output: no space left' room.log) $(wc -l <room.log)" = '1 3' ]
report "a room goes on without standard output, and ends with 3" $?

# --- readers that stop
serve room "$tcpchat" -l --lines 0 127.0.0.1:0
room=$server
mkfifo shown
sleep 60 <shown &
reader=$!
started="$started $reader"
"$tcpchat" -n stuck "127.0.0.1:$PORT" <words >shown 2>stuck.log &
stuck=$!
exec 4>words
heard 'stuck has joined' room.out
seq 3000 | awk '{ printf "%d %0900d\n", $1, 0 }' | "$tcpchat" -n talker "127.0.0.1:$PORT" >talker.out 2>talker.log
echo 'I can still talk' >&4
heard '^<stuck> I can still talk$' room.out
report "a member whose reader has stopped still talks" $?
kill -9 "$room"
wait "$room" 2>/dev/null
echo 'to nobody' >&4
idles $stuck
report "and does not spin when the room is gone" $?
kill $reader
ends_with 3 $stuck || ends_with 4 $stuck
report "and ends with its reader" $?
exec 4>&-

sleep 60 <shown &
reader=$!
started="$started $reader"
serve room sh -c 'exec "$0" -l --lines 0 127.0.0.1:0 >shown' "$tcpchat"
seq 3000 | awk '{ printf "%d %0900d\n", $1, 0 }' | "$tcpchat" -n talker "127.0.0.1:$PORT" >talker.out 2>talker.log
peer connect "$PORT" until 'you are' send '/who\x0a' until 'here' send '/quit\x0a' until '' >who.out 2>who.log &
wait $!
report "nor is a room held up by who stops reading at the server" $?
kill $reader
stopped

# --- what was begun first
within 20 gone "$(eval echo "\$background_loris")"
report "a stranger to the key has ten seconds" $?
PORT=$sealed
echo word | "$tcpchat" -k key -n friend "127.0.0.1:$PORT" 2>friend.log && heard '<friend> word' sealed.out
report "while those who have it talk" $?
exit $status
