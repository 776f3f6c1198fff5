A server that others reach has limits from the start, and says no in words that the sender shows.

Whoever connects has ten seconds to say what he wants, all in all: a byte now and then gains
nothing. (The rest of this page goes on meanwhile.)

  $ mkdir in && echo text >file && letters 100000 >large
  $ serve receiver tcpup -l -v --open localhost:0 -d in
  $ skip_unless grep -q ::1 receiver.log
  $ background slow peer connect $PORT say slow trickle 2000 '6pup\x01\x00\x00\x00'

So is the other end of a link that was lost without a word: it holds its name for five seconds,
then the same address may send that again.

  $ mkdir ghosts && serve haunted tcpup -l --open localhost:0 -d ghosts
  $ haunted=$PORT
  $ background ghost peer connect $PORT greet offer file 1000 hear start 0 data 500 say ghost deaf

Eight connections from one address are enough. The ninth is told so, another address is served.

  $ serve crowded tcpup -l --open localhost:0 -d in
  $ background crowd peer connect $PORT crowd 7 say crowd hold
  $ tcpup -q -4 file 127.0.0.1:$PORT
  tcpup: file: refused: too many connections from this address
  [8]
  $ tcpup -q -6 file '[::1]':$PORT && cmp file in/file
  $ within 10 grep -q received crowded.log; sed 1d crowded.log
  tcpup: turned away …: too many connections from this address
  tcpup: received file: 5 B from …, verified

When they have gone, there is room again.

  $ dismiss crowd
  $ within 10 tcpup -q -n later file 127.0.0.1:$PORT 2>/dev/null && cmp file in/later

--max-clients is for all addresses together. The server listens on two, and need not take first who came first.

  $ serve few tcpup -l --max-clients=2 --open localhost:0 -d in
  $ open_files() { ls /proc/$server/fd | wc -l; }
  $ before=$(open_files); both_are_in() { [ "$(open_files)" -ge $((before + 2)) ]; }
  $ background two peer connect $PORT crowd 1 say two hold
  $ within 10 both_are_in
  $ tcpup -q -n third -6 file '[::1]':$PORT
  tcpup: third: refused: too many connections
  [8]
  $ within 10 grep turned few.log
  tcpup: turned away …: too many connections
  $ dismiss two

With -1, nobody is served beside the one.

  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ background speaks peer connect $PORT greet offer speaks 9 hear say spoken hold
  $ tcpup -q -n other file :$PORT
  tcpup: other: refused: one sender is served, and no other
  [8]
  $ dismiss speaks

--allow names the networks that may come.

  $ serve strict tcpup -l --open localhost:0 -d in --allow=10.0.0.0/8 --allow=::1
  $ tcpup -q -n strict file 127.0.0.1:$PORT
  tcpup: strict: refused: this address is not allowed
  [8]
  $ within 10 grep turned strict.log
  tcpup: turned away …: this address is not allowed
  $ tcpup -q -n strict file '[::1]':$PORT && cmp file in/strict

--max-size bounds what is offered, and what comes without having been offered.

  $ serve small tcpup -l --max-size=50k --open localhost:0 -d in
  $ tcpup -q large :$PORT
  tcpup: large: refused: it is larger than allowed (--max-size)
  [8]
  $ letters 100000 | tcpup -q -n large - :$PORT
  tcpup: large: refused: it is larger than allowed (--max-size)
  [8]
  $ letters 50000 | tcpup -q -n fits - :$PORT && stat -c %s in/fits
  50000
  $ ls -A in | grep large
  [1]

--rate keeps the sender to so many bytes a second.

  $ tcpup -q -n free fits :$PORT 2>/dev/null; letters 50000 >slow
  $ before=$(date +%s) && tcpup -q --rate=25k slow :$PORT && after=$(date +%s)
  $ cmp slow in/slow && echo $((after - before >= 1))
  1

A sender that stalls is dropped after -T SECONDS. What came is kept for the next attempt.

  $ serve patient tcpup -l -T 2 --open localhost:0 -d in
  $ peer connect $PORT greet offer stalled 1000 hear start 0 data 500 hold
  $ within 10 grep 'lost stalled' patient.log
  tcpup: lost stalled from …: timed out
  $ ls -A in | grep stalled
  .stalled.part-0

A few bytes now and then do not count as life.

  $ peer connect $PORT greet offer trickled 1000000 hear start 0 send '\x03\x00\x00\x00\x00\x00\xff\xff' trickle 100 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  $ within 10 grep 'lost trickled' patient.log
  tcpup: lost trickled from …: timed out

A scanner's words are no reason to stop, and not worth a line without -v.

  $ peer connect $PORT send 'EHLO there\x0d\x0a' hold
  $ peer connect $PORT half hold
  $ peer connect $PORT reset
  $ tail -n 1 patient.log
  tcpup: lost trickled from …: timed out
  $ stopped

The ghost's name is free by now, or is soon.

  $ within 20 tcpup -q file 127.0.0.1:$haunted 2>/dev/null; cmp file ghosts/file
  $ within 10 grep -q received haunted.log; sed 1d haunted.log | grep -v 'it is being sent already'
  tcpup: lost file from …: a new connection took over
  tcpup: received file: 5 B from …, verified

The one who was slow is gone by now, or is soon.

  $ within 20 grep -q closed receiver.log; sed 1d receiver.log
  tcpup: closed …: timed out
  $ await slow
