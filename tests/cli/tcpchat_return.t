Alice's connection dies on the way, with a line that is lost there: her side is told, the server is not. Her client
comes back, and nothing has happened: she has her nick, all lines, and each of them once. The connection that was
dead is in nobody's way: there is a place for carol.

  $ serve room tcpchat -l --max-clients 3 127.0.0.1:0; ROOM=$PORT
  $ serve way $QEMU "$OUT/tests/relay" $ROOM down lose three
  $ (within 20 grep -qs five alice.out) | tcpchat -n alice 127.0.0.1:$PORT >alice.out 2>alice.log & alice=$!
  $ within 20 grep -q 'alice has joined' room.out
  $ background bob peer connect $ROOM until 'you are' send '/nick bob\x0a' until 'you are bob' send 'one\x0a/msg alice two\x0a' send 'three\x0a/msg alice four\x0a' say in until 'never' >bob.out 2>/dev/null
  $ within 20 grep -q 'connected again' alice.log; within 20 grep -q 'four' alice.out
  $ echo five | tcpchat -n carol 127.0.0.1:$ROOM
  $ wait $alice; grep -v 'connected\|has left' alice.out
  *** bob has joined
  <bob> one
  [private] <bob> two
  <bob> three
  [private] <bob> four
  *** carol has joined
  <carol> five
  $ within 20 grep -q 'alice has left' room.out; dismiss bob; grep -v 'carol has left' room.out | head -n 7
  *** alice has joined
  *** bob has joined
  <bob> one
  <bob> three
  *** carol has joined
  <carol> five
  *** alice has left: quit

What she says on the way may be lost with a connection as well, when her kernel has taken it long ago. It is said
again, and nothing twice.

  $ serve all tcpchat -l --lines 0 127.0.0.1:0; ROOM=$PORT
  $ serve there $QEMU "$OUT/tests/relay" $ROOM up lose five
  $ (printf 'one\ntwo\n'; within 20 grep -qs two all.out; printf 'three\nfour\nfive\nsix\n') | tcpchat -n alice 127.0.0.1:$PORT >alice.out
  tcpchat: 127.0.0.1:…: not connected: …; trying again
  tcpchat: 127.0.0.1:…: connected again
  $ told all.out 'has left'
  *** alice has joined
  <alice> one
  <alice> two
  <alice> three
  <alice> four
  <alice> five
  <alice> six
  *** alice has left: quit

Bytes that are no text are no protocol either, nor the end of a line.

  $ printf 'a\377\nb\r\000c\n\377\372' | tcpchat -n bytes 127.0.0.1:$ROOM; told all.out 'bytes has left' | grep '^<bytes>'
  <bytes> a�
  <bytes> b��c
  <bytes> ��
