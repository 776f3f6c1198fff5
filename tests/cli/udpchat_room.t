A room over datagrams. Pipes say what they have to say, wait until all is confirmed and answered, and leave.

  $ serve room udpchat -v -l --log log -n host 127.0.0.1:0
  $ told room.log memory
  udpchat: listening on 127.0.0.1:…
  udpchat: open to anyone who can reach it; nothing is encrypted
  udpchat: memory: … kB
  $ mkfifo typed; udpchat -n bob 127.0.0.1:$PORT <typed >bob.out & bob=$!; exec 3>typed
  $ within 20 grep -qs 'bob has joined' room.out
  $ printf 'hello, all\r\n/me waves\n\n/msg bob psst\n/who\n' | udpchat -n alice 127.0.0.1:$PORT
  *** 3 here: bob, alice, host
  $ told bob.out 'alice has left'
  *** alice has joined
  <alice> hello, all
  * alice waves
  [private] <alice> psst
  *** alice has left: quit
  $ told room.out 'alice has left'
  *** bob has joined
  *** alice has joined
  <alice> hello, all
  * alice waves
  *** alice has left: quit

Nicks are the room's to give. What a terminal would take for more than letters arrives as something else.

  $ printf 'taken?\n\033[2J\r\t\302\233x\n' | udpchat -n BOB 127.0.0.1:$PORT
  *** BOB is taken
  $ told bob.out 'guest-2 has left' | tail -n 4
  *** guest-2 has joined
  <guest-2> taken?
  <guest-2> �[2J� �x
  *** guest-2 has left: quit

A line has up to 850 bytes. One that is longer is refused, and said so in the end.

  $ (letters 850; echo; letters 851; echo; echo last) | udpchat --history 0 -n long 127.0.0.1:$PORT >long.out
  udpchat: 127.0.0.1:…: not all lines were delivered
  [4]
  $ grep long long.out
  *** that line is too long (850 bytes)
  $ within 20 grep -qs 'long has left' bob.out; grep '^<long>' bob.out | awk '{ print length($0) }'
  857
  11

What a pipe says behind /quit is not said.

  $ printf 'one\n/quit for today\ntwo\n' | udpchat -n brief 127.0.0.1:$PORT
  $ told bob.out 'brief has left' | tail -n 3
  *** brief has joined
  <brief> one
  *** brief has left: quit: for today

All lines of a pipe arrive, though the room hears ten at once and then two a second.

  $ awk 'BEGIN { for (i = 1; i <= 16; i++) print "line " i }' | udpchat -n many 127.0.0.1:$PORT | tail -n 1
  *** slow down: 3 s
  $ within 20 grep -qs 'many has left' bob.out; grep -c '^<many> line' bob.out; grep '^<many> line' bob.out | tail -n 1
  16
  <many> line 16

The server ends, and all are told. Who is to stay only as long as that, leaves then.

  $ udpchat --no-reconnect -n carol 127.0.0.1:$PORT <typed >carol.out 2>&1 & carol=$!
  $ within 20 grep -qs 'carol has joined' bob.out
  $ stopped; told bob.out 'not connected' | tail -n 2
  *** the server ends
  *** not connected: the server does not answer; trying again
  $ wait $carol; code=$?; tail -n 2 carol.out; (exit $code)
  *** the server ends
  udpchat: 127.0.0.1:…: the server does not answer
  [4]
  $ kill $bob; wait $bob; exec 3>&-
  $ cut -d ' ' -f 2- log | head -n 3
  *** bob has joined
  *** alice has joined
  <alice> hello, all

Nobody listens there; and nobody answers there.

  $ serve deaf peer listen hold
  $ echo hello | udpchat 127.0.0.1:$PORT
  udpchat: connect to 127.0.0.1:…: connection refused
  [4]

With a key, only those who have it say and hear anything.

  $ udpchat --genkey key
  udpchat: key written to key: copy it to the other machine, and keep it secret
  $ serve sealed udpchat -l -k key 127.0.0.1:0
  $ told sealed.log key | sed 1d
  udpchat: for those who have the key
  $ printf '/who\nsecret\n' | udpchat -k key -n speaker 127.0.0.1:$PORT
  *** 2 here: speaker, server
  $ echo hello | udpchat -T 1 127.0.0.1:$PORT
  udpchat: connect to 127.0.0.1:…: timed out
  [4]
  $ told sealed.out 'has left'
  *** speaker has joined
  <speaker> secret
  *** speaker has left: quit
  $ stopped

As many as there is room for, and as many from one address. Who is refused is told why.

  $ serve small udpchat -l --max-clients 1 127.0.0.1:0
  $ (within 30 grep -qs 'full' refused) | udpchat -n first 127.0.0.1:$PORT >first.out & first=$!
  $ within 20 grep -qs first small.out
  $ echo hello | udpchat -n second 127.0.0.1:$PORT 2>refused; code=$?; cat refused; wait $first; (exit $code)
  udpchat: 127.0.0.1:…: the room is full
  [8]
  $ stopped
  $ serve strict udpchat -l --allow 10.0.0.0/8 127.0.0.1:0
  $ echo hello | udpchat -T 1 127.0.0.1:$PORT
  udpchat: connect to 127.0.0.1:…: timed out
  [4]

A log that cannot be written is said once, and is no success; the talk goes on.

  $ serve last udpchat -l 127.0.0.1:0
  $ printf 'hello\n/who\n' | udpchat -n dora --log /dev/full 127.0.0.1:$PORT
  udpchat: write /dev/full: no space left
  *** 2 here: dora, server
  [3]
  $ told last.out 'has left'
  *** dora has joined
  <dora> hello
  *** dora has left: quit

Mistakes at the prompt.

  $ udpchat -n 'a b' 127.0.0.1:8888
  udpchat: …
  udpchat: try 'udpchat --help'
  [2]
  $ udpchat -l --plain
  udpchat: --plain joins, and does not serve
  udpchat: try 'udpchat --help'
  [2]
  $ udpchat a b
  udpchat: a room has one HOST[:PORT]
  udpchat: try 'udpchat --help'
  [2]
  $ udpchat 127.0.0.1:0
  udpchat: 127.0.0.1:0: port 0 is for listening only
  [2]
  $ udpchat --plain 127.0.0.1:0
  udpchat: 127.0.0.1:0: port 0 is for listening only
  [2]
  $ udpchat -p 65536 a
  udpchat: --port 65536: the port is neither a number up to 65535 nor in /etc/services
  udpchat: try 'udpchat --help'
  [2]
  $ udpchat -l 127.0.0.1:1x
  udpchat: 127.0.0.1:1x: the port is neither a number up to 65535 nor in /etc/services
  [2]
