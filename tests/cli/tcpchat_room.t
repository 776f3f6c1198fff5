A room: anybody who can send a line is in it. First netcats, and what has never heard of newlines.

  $ serve room tcpchat -l --history 0 127.0.0.1:0
  $ told room.log encrypted
  tcpchat: listening on 127.0.0.1:…
  tcpchat: open to anyone who can reach it; nothing is encrypted
  $ background bob peer connect $PORT until 'you are' send '/nick bob\x0a' until 'you are bob' say in until 'alice has left' send '/quit\x0a' until '' >bob.out
  $ peer connect $PORT until 'you are' send '/nick alice\x0ahello, all\x0d\x0a/me waves\x0a/msg bob psst\x0a/who\x0a' until 'here:' send 'q\x0a' until ''
  *** sixpack room …: you are guest-2; /nick NAME changes that, /help tells more
  *** you are alice
  *** 3 here: bob, alice, server
  $ await bob; cat bob.out
  *** sixpack room …: you are guest-1; /nick NAME changes that, /help tells more
  *** you are bob
  *** alice has joined
  <alice> hello, all
  * alice waves
  [private] <alice> psst
  *** alice has left: quit

Who sits at the server without a terminal hears it, too.

  $ told room.out 'bob has left'
  *** bob has joined
  *** alice has joined
  <alice> hello, all
  * alice waves
  *** alice has left: quit
  *** bob has left: quit

Peers that never send a newline are understood after half a second, as the programs of beginners are. A line that
is too long is refused whole, and one that is none is nothing.

  $ peer connect $PORT until 'carol has joined' send 'hi' until 'room.' send 'no newline' until 'more.' >new.out 2>&1 & new=$!
  $ within 50 grep -qs 'you are' new.out
  $ peer connect $PORT until 'you are' send '/nick carol\x0a' until 'you are carol' until '> hi' send 'welcome to the room.\x0a' until 'no newline' send '\x0a  \x0aand more.\x0a' send "$(letters 1001)\x0a" until 'too long' >carol.out
  $ wait $new; cat new.out carol.out
  *** sixpack room …: you are …; /nick NAME changes that, /help tells more
  *** … has joined
  <carol> welcome to the room.
  <carol> and more.
  *** sixpack room …: you are …; /nick NAME changes that, /help tells more
  *** you are carol
  *** guest-… has joined
  <guest-…> hi
  <guest-…> no newline
  *** that line is too long (1000 bytes)
