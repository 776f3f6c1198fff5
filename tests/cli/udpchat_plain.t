Plain datagrams: one is one line. Who sends them to a room has to say first what only he can know who hears what
is sent to his address.

  $ serve room udpchat -l 127.0.0.1:0
  $ mkfifo typed; udpchat --plain 127.0.0.1:$PORT <typed >plain.out & plain=$!; exec 3>typed
  $ echo 'hello, room' >&3; told plain.out 'to join'
  *** say … to join
  $ sed -n 's/.*say \([0-9]*\) to join/\1/p' plain.out >&3; within 20 grep -qs 'you are' plain.out
  $ echo '/nick pat' >&3; within 20 grep -qs 'you are pat' plain.out; echo hello >&3
  $ echo 'hi, pat' | udpchat -n alice --history 0 127.0.0.1:$PORT >alice.out
  $ within 20 grep -qs 'alice has left' plain.out; exec 3>&-; wait $plain; cat plain.out
  *** say … to join
  *** sixpack room …: you are guest-1; /nick NAME changes that, /help tells more
  *** you are pat
  *** alice has joined
  <alice> hi, pat
  *** alice has left: quit
  $ told room.out 'alice has left'
  *** pat has joined
  <pat> hello
  *** alice has joined
  <alice> hi, pat
  *** alice has left: quit
  $ stopped

On closed networks that may be left out. Programs that send no newlines are understood, and get none back.

  $ serve open udpchat -l --open-plain 127.0.0.1:0
  $ printf '/nick pat\nhello\nexit\n' | udpchat --plain 127.0.0.1:$PORT
  *** sixpack room …: you are guest-1; /nick NAME changes that, /help tells more
  *** you are pat
  $ told open.out 'has left'
  *** pat has joined
  <pat> hello
  *** pat has left: quit

A line of over 850 bytes is not sent, and the others are.

  $ (letters 851; echo; echo short) | udpchat --plain localhost:$PORT >long.out
  udpchat: 127.0.0.1:…: not all lines were sent
  [4]
  $ told open.out short | grep short
  <guest-1> short
  $ stopped

Nobody listens there.

  $ echo hello | udpchat --plain 127.0.0.1:$PORT
  udpchat: receive from 127.0.0.1:…: connection refused
  [4]
  $ udpchat --plain
  udpchat: say whom plain lines are for: HOST[:PORT]
  udpchat: try 'udpchat --help'
  [2]
