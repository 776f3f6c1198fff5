What a server keeps, and whom it keeps out.

  $ serve room tcpchat -v -l --log log --max-clients 3 --per-address 2 localhost:0
  $ told room.log memory | head -n 4
  tcpchat: listening on …:…
  tcpchat: listening on …:…
  tcpchat: open to anyone who can reach it; nothing is encrypted
  tcpchat: memory: … kB
  $ background alice peer connect $PORT until 'you are' send '/nick alice\x0a' until 'you are alice' say in until 'never' >alice.out 2>/dev/null
  $ background bob peer connect $PORT until 'you are' send '/nick bob\x0a' until 'you are bob' send 'one\x0a/msg alice two\x0a' say in until 'never' >bob.out 2>/dev/null
  $ peer connect $PORT until ''
  *** too many connections from this address
  $ within 10 grep turned room.log
  tcpchat: turned away 127.0.0.1:…: too many connections from this address
  $ echo three | tcpchat -n carol "[::1]:$PORT"
  $ within 20 grep -qs "carol has left" alice.out; dismiss alice; dismiss bob
  $ stopped; cat log
  …:… *** alice has joined
  …:… *** bob has joined
  …:… <bob> one
  …:… *** carol has joined
  …:… <carol> three
  …:… *** carol has left: quit
  …
  $ cat alice.out
  *** sixpack room …: you are guest-1; /nick NAME changes that, /help tells more
  *** you are alice
  *** bob has joined
  <bob> one
  [private] <bob> two
  *** carol has joined
  <carol> three
  *** carol has left: quit

Who comes next takes the first place that is free, and those behind it are still heard.

  $ serve again tcpchat -l 127.0.0.1:0
  $ background first peer connect $PORT until 'you are' send '/nick first\x0a' until 'you are first' say in until 'bye' send 'q\x0a' until '' >first.out
  $ background second peer connect $PORT until 'you are' send '/nick second\x0abye\x0a' until 'first has left' say in until 'anyone' send 'yes\x0a' until 'never' >second.out 2>/dev/null
  $ timeout 10 peer connect $PORT until 'you are' send 'anyone?\x0a' until 'yes'
  *** sixpack room …: you are guest-1; /nick NAME changes that, /help tells more
  <second> yes
  $ await first; dismiss second

A log that cannot be written is said once, and the room goes on.

  $ serve full tcpchat -l --log /dev/full 127.0.0.1:0
  $ echo hello | tcpchat 127.0.0.1:$PORT
  $ within 10 grep full full.log
  tcpchat: write /dev/full: no space left

With -1 it is one to one, and over when the one has left.

  $ serve once tcpchat -1 -l 127.0.0.1:0
  $ background first peer connect $PORT until 'you are' send '/nick first\x0a' until 'you are first' say in until 'never' >first.out 2>/dev/null
  $ peer connect $PORT until ''
  *** one is served, and no other
  $ dismiss first; stopped
  $ serve once tcpchat -1 -l 127.0.0.1:0
  $ peer connect $PORT until 'you are' send 'hello\x0aq\x0a' until '' >/dev/null; ended; cat once.out
  *** guest-1 has joined
  <guest-1> hello
  *** guest-1 has left: quit
  *** the server ends

With a key, who does not have it is not the one, however many there are.

  $ tcpchat --genkey key 2>/dev/null
  $ serve once tcpchat -v -1 -l -k key 127.0.0.1:0
  $ background strangers peer connect $PORT crowd 2 say in hold; background others peer connect $PORT crowd 2 say in hold
  $ echo hello | timeout 9 tcpchat -k key -n me 127.0.0.1:$PORT; ended; cat once.out; rm key
  *** me has joined
  <me> hello
  *** me has left: quit
  *** the server ends
  $ dismiss strangers; dismiss others

Nor does he take anybody's place in a room.

  $ tcpchat --genkey key 2>/dev/null
  $ serve full tcpchat -v -l -k key --max-clients 3 127.0.0.1:0
  $ background strangers peer connect $PORT crowd 2 say in hold
  $ echo hello | timeout 9 tcpchat -k key -n me 127.0.0.1:$PORT; told full.out 'has left'; grep others full.log; rm key
  *** me has joined
  <me> hello
  *** me has left: quit
  tcpchat: turned away 127.0.0.1:…: others wait as well
  $ dismiss strangers; stopped

Only those who are allowed come in.

  $ serve strict tcpchat -l --allow 10.0.0.0/8 127.0.0.1:0
  $ peer connect $PORT until ''
  *** this address is not allowed

With a key, strangers hear nothing, and those who have it talk as ever.

  $ tcpchat --genkey key
  tcpchat: key written to key: copy it to the other machine, and keep it secret
  $ serve sealed tcpchat -l -k key 127.0.0.1:0
  $ told sealed.log key | sed 1d
  tcpchat: for those who have the key
  $ (within 20 grep -qs secret heard) | tcpchat -k key -n listener 127.0.0.1:$PORT >heard & listening=$!
  $ within 20 grep -q listener sealed.out; echo secret | tcpchat -k key -n speaker 127.0.0.1:$PORT >/dev/null
  $ wait $listening; grep secret heard
  <speaker> secret
  $ peer connect $PORT hear
