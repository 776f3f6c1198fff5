A file that changes while it is sent is not the file that was meant. Exit code 3: the fault is here.
The receiver throws away what came, since it is the beginning of nothing.

  $ mkdir in && letters 400000 >log.txt && cp log.txt other.txt
  $ serve receiver tcpup -l --open localhost:0 -d in

It may grow,

  $ (within 20 has_bytes in/.log.txt.part-0; echo more >>log.txt) &
  $ tcpup --rate=100k log.txt :$PORT
  tcpup: log.txt: it changed while it was being sent
  [3]
  $ within 10 grep log.txt receiver.log; ls -A in
  tcpup: refused log.txt from …: the sender gave it up

shrink,

  $ (within 20 has_bytes in/.other.txt.part-0; echo short >other.txt) &
  $ tcpup --rate=100k other.txt :$PORT
  tcpup: other.txt: it changed while it was being sent
  [3]
  $ within 10 grep other.txt receiver.log; ls -A in
  tcpup: refused other.txt from …: the sender gave it up

or be replaced by another of its name: then the old one is sent, whole, as it was opened.

  $ letters 400000 >image && cp image old
  $ (within 20 has_bytes in/.image.part-0; echo new >new && mv new image) &
  $ tcpup -q --rate=200k image :$PORT && cmp old in/image && cat image
  new

A file of the same length that was written again is not the same. (Its time is set back because
qemu-s390x tells whole seconds only, and it would be written again within one.)

  $ cp old same && touch -d 2020-01-01 same
  $ (within 20 has_bytes in/.same.part-0; tr 1 2 <old >same) &
  $ tcpup --rate=100k same :$PORT
  tcpup: same: it changed while it was being sent
  [3]
  $ ls -A in
  image
