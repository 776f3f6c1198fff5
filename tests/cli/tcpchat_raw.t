With --raw a server passes bytes on: to all others, and to standard output. It says nothing of its own.

  $ serve relay tcpchat -l --raw 127.0.0.1:0
  $ told relay.log encrypted
  tcpchat: listening on 127.0.0.1:…
  tcpchat: open to anyone who can reach it; nothing is encrypted
  $ background one peer connect $PORT say in until 'hello' send 'to you, too\x0a' until '' >one.out
  $ background two peer connect $PORT say in until 'hello' send 'and you\x0a' until '' >two.out
  $ peer connect $PORT send '\x00\xff\x0d*** hello\x0a' take 20 && dismiss one; dismiss two; head -n 1 one.out | od -An -c; head -n 1 two.out | od -An -c
    \0 377  \r   *   *   *       h   e   l   l   o  \n
    \0 377  \r   *   *   *       h   e   l   l   o  \n
  $ told relay.out 'you, too' | tr -d '\0\377\r' | sort
  *** hello
  and you
  to you, too

Its standard input goes to all, once there is somebody, and is not the end of it. Who has sent all still hears.

  $ printf 'from here\n' >words
  $ serve fed sh -c 'exec tcpchat -l --raw 127.0.0.1:0 <words'
  $ background half peer connect $PORT say in until 'from here' send 'that was all\x0a' half until 'later' until '' >half.out
  $ within 20 grep -q 'that was all' fed.out; echo later | tcpchat -4 --raw localhost:$PORT >late.out & late=$!
  $ within 20 grep -q later half.out; within 20 grep -q later fed.out; stopped; wait $late; cat half.out late.out
  from here
  later

One who does not read is cut off, when the others are too far ahead. Nobody waits for it.

  $ serve quick tcpchat -v -l --raw 127.0.0.1:0
  $ background deaf peer connect $PORT tight say in until ready deaf >/dev/null
  $ (echo ready; within 20 has_bytes big 16000000) | tcpchat --raw 127.0.0.1:$PORT >big & reader=$!
  $ within 20 has_bytes quick.out; (head -c 16000000 /dev/zero; within 20 grep -q 'cut off' quick.log) | tcpchat --raw 127.0.0.1:$PORT & sender=$!
  $ within 20 grep 'cut off' quick.log; within 20 has_bytes big 16000000; tr -d '\0' <big | wc -c
  tcpchat: cut off 127.0.0.1:…: too slow
  0
  $ stopped; wait $reader; wait $sender; dismiss deaf

Whom the limits keep out is told nothing.

  $ serve small tcpchat -v -l --raw --per-address 1 127.0.0.1:0
  $ background first peer connect $PORT say in hold; peer connect $PORT until ''; within 10 grep turned small.log
  tcpchat: turned away 127.0.0.1:…: too many connections from this address
  $ dismiss first; stopped

With -1 it is the two ends of one connection, bytes both ways, each with its end.

  $ letters 300000 >here; letters 1000000 >there
  $ serve once sh -c 'exec tcpchat -1 -l --raw 127.0.0.1:0 <here'
  $ tcpchat --raw 127.0.0.1:$PORT <there >got; ended; cmp here got; cmp there once.out
  $ mkfifo typed; exec 9<>typed
  $ serve alone sh -c 'exec tcpchat -1 -l --raw 127.0.0.1:0 <typed'
  $ background first peer connect $PORT send 'hello\x0a' say in hold; within 20 has_bytes alone.out; tcpchat --raw 127.0.0.1:$PORT
  tcpchat: connect to 127.0.0.1:…: connection refused
  [4]
  $ dismiss first; stopped; tail -n 1 alone.log
  tcpchat: 127.0.0.1:…: interrupted

Only those who are allowed come in, and with a key those who have it.

  $ serve strict tcpchat -v -1 -l --raw --allow 10.0.0.0/8 127.0.0.1:0
  $ peer connect $PORT until ''; within 10 grep turned strict.log; stopped
  tcpchat: turned away 127.0.0.1:…: this address is not allowed
  [1]
  $ tcpchat --genkey key 2>/dev/null
  $ serve sealed sh -c 'exec tcpchat -v -1 -l --raw -k key 127.0.0.1:0 <here'
  $ peer connect $PORT send 'no'; tcpchat -k key --raw 127.0.0.1:$PORT <there >got; ended; cmp here got; cmp there sealed.out; sed 1,2d sealed.log
  tcpchat: turned away 127.0.0.1:…: it does not have the key

Those who say nothing keep out nobody who has it.

  $ serve sealed sh -c 'exec tcpchat -v -1 -l --raw -k key 127.0.0.1:0 <here'
  $ background strangers peer connect $PORT crowd 2 say in hold
  $ timeout 9 tcpchat -k key --raw 127.0.0.1:$PORT <there >got; ended; cmp here got; cmp there sealed.out; sed 1,2d sealed.log
  $ dismiss strangers

  $ serve safe tcpchat -l --raw -k key 127.0.0.1:0
  $ (within 20 has_bytes heard 200000) | tcpchat -k key --raw 127.0.0.1:$PORT >heard 2>/dev/null & listening=$!
  $ within 20 grep -q . safe.log; (letters 200000; within 20 has_bytes heard 200000; echo) | tcpchat -k key --raw 127.0.0.1:$PORT >/dev/null 2>&1 & speaking=$!
  $ within 20 has_bytes heard 200000; stopped; wait $listening $speaking; letters 200000 >said; head -c 200000 heard | cmp - said

What goes wrong on the way is said.

  $ serve peer peer listen reset; tcpchat --raw 127.0.0.1:$PORT
  tcpchat: … 127.0.0.1:…: connection reset by the peer
  [4]
  $ serve peer peer listen send 'hello' until ''; tcpchat --raw 127.0.0.1:$PORT </dev/null >/dev/full
  tcpchat: write standard output: no space left
  [3]
  $ serve peer peer listen until ''; tcpchat --raw 127.0.0.1:$PORT <.
  tcpchat: read standard input: is a directory
  [3]
  $ tcpchat -l --raw --log log
  tcpchat: --raw has no lines for a --log: it is written to standard output
  tcpchat: try 'tcpchat --help'
  [2]
