-1 receives from one sender and ends with the result, which a script can go by.

  $ mkdir in && letters 100000 >file
  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ tcpup -q file :$PORT; ended
  $ cmp file in/file

All files of that one sender count; the first that fails decides.

  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ echo second >second
  $ tcpup -q file second :$PORT
  tcpup: file: refused: already exists
  [8]
  $ ended
  [3]
  $ cat in/second; sed 1d once.log
  second
  tcpup: refused file from …: already exists
  tcpup: received second: 7 B from …, verified

A connection that says nothing, or nothing that makes sense, is not the one: port scanners come by.

  $ echo third >third
  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ peer connect $PORT half hold
  $ peer connect $PORT send 'GET / HTTP/1.0\x0d\x0a\x0d\x0a' hold
  $ tcpup -q third :$PORT; ended
  $ cat in/third
  third

A sender that is cut off is a failure on the network.

  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ peer connect $PORT greet offer cut 1000 hear start 0 data 500 half hold
  $ ended
  [4]
  $ sed 1d once.log
  tcpup: lost cut from …: connection lost

The same when it is reset, and when what it says makes no sense any more.

  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ peer connect $PORT greet offer torn 1000 hear start 0 data 500 reset
  $ ended
  [4]
  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ peer connect $PORT greet offer wild 1000 hear start 0 data 2000 hold
  $ ended
  [7]
  $ sed 1d once.log
  tcpup: lost wild from …: more data than was offered
  $ ls in
  file
  second
  third

What does not have the digest it should have is not kept. Exit code 5, for both.

  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ peer connect $PORT greet offer forged 5 hear start 0 data 5 lie half hold
  $ ended
  [5]
  $ sed 1d once.log; ls -A in | grep forged
  tcpup: refused forged from …: the digest is not the sender's
  [1]

Nobody becomes the owner of a program here: an offer with a set-user-ID bit is against the rules.

  $ serve once tcpup -l -1 -T 5 --open localhost:0 -d in
  $ mode='\x09\xed' none='\x00\x00\x00\x00'
  $ peer connect $PORT greet send "\x01\x00\x00\x00\x00\x00\x00\x1c\x01\x00$mode$none$none$none$none${none}evil" hold
  $ ended
  [7]
  $ ls -A in | grep evil
  [1]

-o names the file, whatever the sender calls it.

  $ serve named tcpup -l -o firmware.bin --open localhost:0
  $ tcpup file :$PORT 2>/dev/null; ended
  $ cmp file firmware.bin; cut -d ' ' -f 2- named.log | sed 1d
  received file: 100 kB from …, verified

It takes one file, and that in its whole length.

  $ serve named tcpup -l -o only --open localhost:0
  $ tcpup -q file second :$PORT
  tcpup: second: refused: one file is taken here, and no more
  [8]
  $ ended
  [8]
  $ cmp file only

As everywhere, nothing is replaced without -f. What is wrong with FILE is said at the start.

  $ echo precious >kept
  $ tcpup -l -o kept --open localhost:0
  tcpup: create kept: already exists
  [3]
  $ tcpup -l -o in --open localhost:0
  tcpup: write to in: is a directory
  [3]
  $ tcpup -l -o missing/file --open localhost:0
  tcpup: open the directory missing/file: no such file or directory
  [3]
  $ serve named tcpup -l -f -o kept --open localhost:0
  $ tcpup -q file :$PORT; ended
  $ cmp file kept

"-o -" is for what has no room to store the file first: mtd, dd, tar. The data, and nothing else,
goes to standard output.

  $ serve piped tcpup -l -v -o - --open localhost:0
  $ tcpup -q file :$PORT; ended
  $ cmp file piped.out && sed 1d piped.log
  tcpup: received file: 100 kB from …, verified
  20905763ad3d2f7655b19855700462ebe5ce02f221de3e7d20ff84ba331822b6  file
  $ echo "$(cut -d ' ' -f 1 piped.log | tail -n 1)  file" | sha256sum -c
  file: OK

  $ tar cf tree.tar in
  $ mkdir unpacked
  $ serve piped sh -c 'tcpup -l -q -o - --open localhost:0 | tar xf - -C unpacked'
  $ tar cf - in | tcpup -q -n tree - :$PORT; ended
  $ diff -r in unpacked/in

A device that takes no more is an error at both ends: the sender hears of it.

  $ serve full tcpup -l -o /dev/full --open localhost:0
  $ tcpup file :$PORT
  tcpup: file: refused: no space left
  [8]
  $ ended
  [3]
  $ sed 1d full.log
  tcpup: refused file from …: no space left
  $ serve null tcpup -l -o /dev/null --open localhost:0
  $ tcpup -q file :$PORT; ended

So is a program behind a pipe that ends too early.

  $ serve early sh -c 'tcpup -l -o - --open localhost:0 | head -c 1000 >/dev/null'
  $ letters 1000000 >larger
  $ tcpup -q larger :$PORT
  tcpup: larger: refused: nobody reads the output any more
  [8]

The directory must be there when the receiver starts, not when the first file has come.

  $ tcpup -l --open localhost:0 -d missing
  tcpup: open the directory missing: no such file or directory
  [3]
  $ tcpup -l --open localhost:0 -d file
  tcpup: open the directory file: not a directory
  [3]

A port that somebody else listens on is an error, in a line.

  $ serve first tcpup -l --open localhost:0 -d in
  $ tcpup -l --open 127.0.0.1:$PORT -d in 2>said
  [4]
  $ sed "s/$PORT/PORT/" said
  tcpup: listen on 127.0.0.1:PORT: address already in use

-4 listens on IPv4 alone, an address on that address alone.

  $ serve four tcpup -l -4 --open localhost:0 -d in
  $ sed "s/$PORT/PORT/" four.log
  tcpup: listening on 127.0.0.1:PORT, for this machine only (--open lets others in)
  $ serve six tcpup -l --open '[::1]:0' -d in
  $ sed "s/$PORT/PORT/" six.log
  tcpup: listening on [::1]:PORT, for this machine only (--open lets others in)
  $ tcpup -q -4 -n unheard file 127.0.0.1:$PORT 2>said
  [4]
  $ sed "s/$PORT/PORT/" said
  tcpup: connect to …:PORT: connection refused

-f replaces a whole file with a whole file, at once.

  $ serve forceful tcpup -l -f --open localhost:0 -d in
  $ tcpup -q -n file second :$PORT && cat in/file
  second

Closed descriptors and a log that nobody can write to are no reason to stop.

  $ serve closed sh -c 'exec tcpup -l --open localhost:0 -d in <&- >&-'
  $ tcpup -q -n closed file :$PORT && cmp file in/closed
