Nothing takes for ever. The slow things first; the rest of this page goes on meanwhile.

  $ letters 1000 >drops
  $ web drips <<'END'
  > /drip
  >     file drops
  >     drip 50
  > END
  $ httpget -q -t 1 --min-rate 1000 $U/drip 2>dripped & dripping=$!

A server that says nothing, before the answer or in its middle, is given up after -T seconds.

  $ web mute <<'END'
  > /nothing
  >     raw
  >     hold
  > /half-a-head
  >     raw HTTP/1.1 200 OK\r\nContent-
  >     hold
  > /half
  >     body hello, hello
  >     stall 5
  > /late
  >     pause 300
  >     body late\n
  > /trickle
  >     file drops
  >     drip 100
  > END
  $ httpget -q -t 1 -T 0.3 $U/nothing
  httpget: …/nothing: the server has been silent for too long (-T)
  [4]
  $ httpget -q -t 1 --timeout=0.3 $U/half-a-head
  httpget: …/half-a-head: the server has been silent for too long (-T)
  [4]
  $ httpget -q -t 1 -T 0.3 $U/half
  httpget: half: the server has been silent for too long (-T) at 5 B of 12 B
  [4]
  $ httpget -q -t 1 -T 5 -O - $U/late
  late

A byte now and then is a sign of life for -T, but not for --max-time, which bounds everything.

  $ before=$(date +%s); httpget -q -T 1 --max-time 1.5 $U/trickle
  httpget: trickle: it takes longer than allowed (--max-time) at … B of 1.0 kB
  [4]
  $ httpget -q -T 1 -m 1.5 -O - $U/trickle >some
  httpget: …: it takes longer than allowed (--max-time) at … B of 1.0 kB
  [4]
  $ echo $(($(date +%s) - before <= 20)); has_bytes some 5
  1

Nobody answers at all where packets are dropped on the way. --connect-timeout is for that.

  $ serve nobody site -n
  $ httpget -q -t 1 --connect-timeout 0.3 127.0.0.1:$PORT/letter
  httpget: connect to 127.0.0.1:…: timed out
  [4]
  $ httpget -q --max-time 0.3 127.0.0.1:$PORT/letter
  httpget: http://127.0.0.1:…/letter: it takes longer than allowed (--max-time)
  [4]

It is tried again as the others are.

  $ httpget -t 2 --connect-timeout 0.3 127.0.0.1:$PORT/letter
  httpget: connect to 127.0.0.1:…: timed out; again in 1 s
  httpget: connect to 127.0.0.1:…: timed out
  [4]

Whoever wants to stop does not wait for it: who has begun to connect hears a signal, and says so.

  $ connects() { grep -q ":$(printf %04X $PORT) 02 " /proc/net/tcp; }
  $ httpget -q 127.0.0.1:$PORT/letter 2>stopped & hanging=$!
  $ within 20 connects; kill $hanging; within 20 gone $hanging || echo hangs; wait $hanging
  [1]
  $ cat stopped; ls letter .letter* 2>/dev/null
  httpget: http://127.0.0.1:…/letter: interrupted
  [2]

A name server that does not answer is one of those, too: see tests/peers/names.sh.

--limit-rate keeps to so many bytes a second.

  $ letters 50000 >image
  $ web fast <<'END'
  > /image
  >     file image
  > END
  $ before=$(date +%s); httpget -q --limit-rate 25k $U/image -O limited && cmp limited image; echo $(($(date +%s) - before >= 1))
  1

A drip that is below --min-rate for ten seconds has ended, or does soon.

  $ wait $dripping
  [4]
  $ cat dripped
  httpget: drip: the server is slower than allowed (--min-rate) at … B of 1.0 kB
