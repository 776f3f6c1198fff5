--raw is for peers that are no tcpup: plain bytes until the stream ends, as nc sends and takes them.
Nothing can be verified then, and both sides say so. (tests/peers tries the real ones.)

  $ mkdir in && letters 1000000 >file && : >empty
  $ serve receiver tcpup -l --raw -p 0 -d in
  $ cat receiver.log
  tcpup: listening on 127.0.0.1:… and [::1]:…, for this machine only (--open lets others in); raw bytes, not verified
  $ tcpup --raw file :$PORT
  tcpup: sent raw bytes: 1.0 MB in … s, …/s, not verified
  $ within 10 grep received receiver.log
  tcpup: received upload-1: 1.0 MB from …, not verified
  $ cmp file in/upload-1

There is no name in the bytes: uploads are numbered, and nothing that is there is replaced.

  $ echo mine >in/upload-2
  $ letters 300000 | tcpup -q --raw - :$PORT
  $ within 10 grep upload-3 receiver.log
  tcpup: received upload-3: 300 kB from …, not verified
  $ letters 300000 | cmp - in/upload-3 && cat in/upload-2
  mine

A connection that brings nothing leaves nothing.

  $ tcpup -q --raw empty :$PORT; ls in
  upload-1
  upload-2
  upload-3

One that is reset is not an upload.

  $ peer connect $PORT send half reset
  $ within 10 grep lost receiver.log; ls -A in
  tcpup: lost upload-4 from …: connection reset by the peer
  upload-1
  upload-2
  upload-3
  $ stopped

-o names the file, also for an empty one, and the exit code tells.

  $ serve named tcpup -l --raw -o out -p 0
  $ tcpup -q --raw file :$PORT; ended
  $ cmp file out
  $ serve named tcpup -l --raw -o nothing -p 0
  $ tcpup -q --raw empty :$PORT; ended
  $ stat -c %s nothing
  0

  $ serve piped tcpup -l --raw -o - -p 0
  $ tcpup -q --raw file :$PORT; ended
  $ cmp file piped.out; sed 1d piped.log
  tcpup: received -: 1.0 MB from …, not verified

  $ serve appended sh -c 'exec tcpup -l --raw -o - -p 0 >>out'
  $ tcpup -q --raw file :$PORT; ended
  $ cat file file | cmp - out

  $ serve piped sh -c 'tcpup -l -q --raw -o - -p 0 | cat >piped.cat'
  $ tcpup -q --raw file :$PORT; ended
  $ cmp file piped.cat

A full device is an error, and --max-size counts.

  $ serve full tcpup -l --raw -o /dev/full -p 0
  $ tcpup -q --raw file :$PORT 2>/dev/null; ended
  [3]
  $ sed 1d full.log
  tcpup: lost /dev/full from …: no space left
  $ serve small tcpup -l --raw --max-size=1000 -o small -p 0
  $ tcpup -q --raw file :$PORT 2>/dev/null; ended
  [8]
  $ sed 1d small.log
  tcpup: lost small from …: it is larger than allowed…
  $ ls -A | grep 'small$'
  [1]

-x gets everything but a digest; whoever connects second with -1 is not served.

  $ serve hooked tcpup -l -1 --raw -p 0 -d in -x 'cp /proc/self/environ environ'
  $ tcpup -q --raw file :$PORT; ended
  $ tr '\0' '\n' <environ | grep ^TCPUP | grep -v PEER
  TCPUP_NAME=upload-4
  TCPUP_PATH=in/upload-4
  TCPUP_SIZE=1000000
  TCPUP_SHA256=

A receiver that goes away before all has come is an error for the sender, as far as it can see.

  $ serve gone peer listen hear reset
  $ tcpup -q --raw file :$PORT
  tcpup: raw bytes: connection … by the peer at … of 1.0 MB
  [4]

One that takes nothing is given up after -T.

  $ letters 8000000 >large
  $ serve lazy peer listen tight deaf
  $ tcpup -q -T 0.3 --raw large :$PORT
  tcpup: raw bytes: timed out at … of 8.0 MB
  [4]

A tcpup that wants to verify and one that cannot do not understand each other, and say so.

  $ serve raw tcpup -l --raw -p 0 -d in
  $ tcpup -T 0.3 file :$PORT
  tcpup: receive from …: timed out
  [4]
  $ serve sure tcpup -l --open localhost:0 -d in
  $ tcpup -q --raw file :$PORT
  tcpup: raw bytes: connection … by the peer at … of 1.0 MB
  [4]
