An upload that breaks off goes on from where it was: the receiver keeps what came in a hidden part
file, and both sides compare its SHA-256 before a byte is added.

  $ mkdir in && letters 3000000 >image.bin
  $ serve receiver tcpup -l --open localhost:0 -d in

Here the sender is killed, the way a laptop runs out of battery.

  $ cut_off in/.image.bin.part-0 tcpup --rate=200k image.bin :$PORT
  $ within 10 grep -q 'lost image.bin' receiver.log && tail -n 1 receiver.log
  tcpup: lost image.bin from …: connection lost
  $ ls -A in
  .image.bin.part-0

The same command goes on, and says so on both sides.

  $ tcpup image.bin :$PORT
  tcpup: sent image.bin: 3.0 MB (… were there already) in … s, …/s, verified
  $ within 10 grep received receiver.log
  tcpup: received image.bin: 3.0 MB from … (… were there already), verified
  $ cmp image.bin in/image.bin; ls -A in
  image.bin

Now the receiver is killed. The sender says how far it came, and how to go on.

  $ rm in/*
  $ (within 20 has_bytes in/.image.bin.part-0 100000; kill -9 $server) &
  $ tcpup --rate=200k image.bin :$PORT
  tcpup: image.bin: connection lost at … kB of 3.0 MB; the same command goes on from there
  [4]
  $ ls -A in
  .image.bin.part-0
  $ serve again tcpup -l --open localhost:0 -d in
  $ tcpup image.bin :$PORT
  tcpup: sent image.bin: 3.0 MB (… were there already) in … s, …/s, verified
  $ cmp image.bin in/image.bin; ls -A in
  image.bin

Where the source has changed since, the beginning does not fit and all is sent again.

  $ rm in/*
  $ cut_off in/.image.bin.part-0 tcpup --rate=200k image.bin :$PORT
  $ within 10 grep -q 'lost image.bin' again.log
  $ { echo changed; letters 2000000; } >image.bin
  $ tcpup image.bin :$PORT
  tcpup: sent image.bin: 2.0 MB in … s, …/s, verified
  $ cmp image.bin in/image.bin; ls -A in
  image.bin

Also where it has become shorter than what has come.

  $ rm in/*; letters 3000000 >image.bin
  $ cut_off in/.image.bin.part-0 tcpup --rate=200k image.bin :$PORT
  $ lost_twice() { [ "$(grep -c 'lost image.bin' again.log)" = 2 ]; }
  $ within 10 lost_twice
  $ echo short >image.bin
  $ tcpup image.bin :$PORT
  tcpup: sent image.bin: 6 B in … s, …/s, verified
  $ cmp image.bin in/image.bin; ls -A in
  image.bin

--no-resume, on either side, starts from the beginning.

  $ rm in/*; letters 3000000 >image.bin
  $ echo wrong >in/.image.bin.part-0
  $ tcpup --no-resume image.bin :$PORT 2>&1 | grep there
  [1]
  $ cmp image.bin in/image.bin; ls -A in
  image.bin
  $ rm in/* && head -c 1000000 image.bin >in/.image.bin.part-0
  $ serve fresh tcpup -l --no-resume --open localhost:0 -d in
  $ tcpup image.bin :$PORT 2>&1 | grep there
  [1]
  $ cmp image.bin in/image.bin; ls -A in
  image.bin

A part file that is complete already needs only its name.

  $ rm in/* && cp image.bin in/.image.bin.part-0
  $ serve fourth tcpup -l --open localhost:0 -d in
  $ tcpup image.bin :$PORT
  tcpup: sent image.bin: 3.0 MB (… were there already) in … s, …/s, verified
  $ cmp image.bin in/image.bin; ls -A in
  image.bin

Standard input cannot be read twice, so it is not resumed: it starts again.

  $ rm in/* && letters 100000 >in/.piped.part-0
  $ letters 200000 | tcpup -n piped - :$PORT 2>&1 | grep there
  [1]
  $ letters 200000 | cmp - in/piped; ls -A in
  piped

A part file that was corrupted on the disk is found out.

  $ letters 1000000 | tr 1 2 >in/.image.bin.part-0
  $ tcpup image.bin :$PORT
  tcpup: sent image.bin: 3.0 MB in … s, …/s, verified
  $ cmp image.bin in/image.bin; ls -A in
  image.bin
  piped

Two senders of one name: the first wins, the second is told.

  $ rm in/*
  $ background first peer connect $PORT greet offer image.bin 1000 hear start 0 data 500 say sent hold
  $ tcpup image.bin :$PORT
  tcpup: image.bin: refused: it is being sent already
  [8]
  $ dismiss first
  $ within 10 tcpup -q image.bin :$PORT 2>/dev/null
  $ cmp image.bin in/image.bin; ls -A in
  image.bin
