Sending, the way it is done every day. One side listens: it says where, and who can reach it.

  $ mkdir in
  $ serve receiver tcpup -l --open localhost:0 -d in
  $ cat receiver.log
  tcpup: listening on [::1]:… and 127.0.0.1:…

The other side names the files, then the host. Both say that what arrived is what was sent.

  $ echo "Hello, router." >hello.txt
  $ tcpup hello.txt 127.0.0.1:$PORT
  tcpup: sent hello.txt: 15 B in … s, …/s, verified
  $ cmp hello.txt in/hello.txt
  $ within 10 grep hello.txt receiver.log
  tcpup: received hello.txt: 15 B from …, verified

A HOST of nothing but a port is this machine, and -p can say the port instead.

  $ cp hello.txt one
  $ tcpup one :$PORT
  tcpup: sent one: 15 B in … s, …/s, verified
  $ cp hello.txt two
  $ tcpup -p $PORT two localhost
  tcpup: sent two: 15 B in … s, …/s, verified
  $ cp hello.txt three
  $ tcpup -4 three localhost:$PORT
  tcpup: sent three: 15 B in … s, …/s, verified
  $ cmp hello.txt in/one && cmp hello.txt in/two && cmp hello.txt in/three

Several files go over one connection; an empty one is a file, too, and so are odd sizes.

  $ mkdir files && cd files
  $ : >empty
  $ for size in 1 2 100 5000 65536 200000; do letters $size >size-$size; done
  $ tcpup -q empty size-* 127.0.0.1:$PORT
  $ for file in *; do cmp $file ../in/$file; done
  $ cd ..

-v prints digests, which sha256sum and its kin understand.

  $ letters 1000000 >image.bin
  $ tcpup -v image.bin 127.0.0.1:$PORT >digest
  tcpup: sent image.bin: 1.0 MB in … s, …/s, verified
  $ cat digest
  92983d1960bb42a3ea53f62d2a231a442a2a79d9976ef713972861aedafbb4e2  image.bin
  $ sha256sum -c digest
  image.bin: OK
  $ (cd in && sha256sum -c ../digest)
  image.bin: OK

Permissions and the time of the last change stay, as far as the receiver's umask allows.

  $ touch -t 200102030405.06 script.sh && chmod 4751 script.sh
  $ tcpup -q script.sh 127.0.0.1:$PORT
  $ stat -c '%a %y' in/script.sh
  751 2001-02-03 04:05:06.000000000 +0000

Standard input has no name, so it needs one; its size is not known beforehand.

  $ letters 300000 | tcpup -n from-stdin - 127.0.0.1:$PORT
  tcpup: sent from-stdin: 300 kB in … s, …/s, verified
  $ letters 300000 | cmp - in/from-stdin
  $ tcpup -q -n nothing - 127.0.0.1:$PORT </dev/null && stat -c %s in/nothing
  0

A name can be given to a file, too.

  $ tcpup -q -n firmware.bin image.bin 127.0.0.1:$PORT && cmp image.bin in/firmware.bin

A file that exists is not replaced. The sender is told, and the other files go on their way.

  $ echo other >hello.txt; echo new >new.txt
  $ tcpup hello.txt new.txt 127.0.0.1:$PORT
  tcpup: hello.txt: refused: already exists
  tcpup: sent new.txt: 4 B in … s, …/s, verified
  [8]
  $ cat in/hello.txt in/new.txt
  Hello, router.
  new
  $ within 10 grep -q new.txt receiver.log; tail -n 2 receiver.log
  tcpup: refused hello.txt from …: already exists
  tcpup: received new.txt: 4 B from …, verified

Nothing is left but whole files.

  $ stopped; ls -A in | grep part
  [1]
