--compressed asks for gzip and deflate, and saves what was in it.

  $ skip_unless gzip --version
  $ letters 300000 >image && gzip -n <image >image.gz && cp image.gz wrong.gz
  $ size=$(wc -c <image.gz); printf '\001' | dd of=wrong.gz bs=1 seek=$((size - 6)) conv=notrunc 2>/dev/null
  $ head -c $((size - 100)) image.gz >cut.gz; { cat image.gz; echo more; } >more.gz; cat image.gz image.gz >two.gz
  $ web one <<'END'
  > /gzip
  >     file image.gz
  >     header Content-Encoding: gzip
  >     log Accept-Encoding
  > /chunked
  >     file image.gz
  >     header Content-Encoding: x-gzip
  >     chunked
  > /deflate
  >     body \x78\x01\x01\x05\x00\xfa\xffhello\x06\x2c\x02\x15
  >     header Content-Encoding: deflate
  > /bare
  >     body \x01\x05\x00\xfa\xffhello
  >     header Content-Encoding: deflate
  > /plain
  >     body hello\n
  > /two
  >     file two.gz
  >     header Content-Encoding: gzip
  > /wrong
  >     file wrong.gz
  >     header Content-Encoding: gzip
  > /cut
  >     file cut.gz
  >     header Content-Encoding: gzip
  > /lost
  >     file image.gz
  >     header Content-Encoding: gzip
  >     cut 1000
  > /more
  >     file more.gz
  >     header Content-Encoding: gzip
  > /junk
  >     body hello\n
  >     header Content-Encoding: gzip
  > /br
  >     body hello\n
  >     header Content-Encoding: br
  > /twice
  >     body hello\n
  >     header Content-Encoding: gzip, gzip
  > END
  $ httpget -q --compressed $U/gzip && cmp gzip image
  $ httpget -q --compressed $U/chunked && cmp chunked image
  $ httpget -q --compressed $U/two && cat image image | cmp - two
  $ httpget -q --compressed -O - $U/deflate; httpget -q --compressed -O - $U/bare; httpget -q --compressed -O - $U/plain
  hellohellohello

Without it nobody is asked for such, and what comes all the same is saved as it is.

  $ httpget -q $U/gzip -O asis && cmp asis image.gz
  $ cat one.out | grep 'GET /gzip'
  1 GET /gzip; Accept-Encoding: gzip, deflate
  …GET /gzip…

Its checksum and length are checked. Of what does not fit nothing is saved.

  $ httpget -q --compressed $U/wrong
  httpget: wrong: the decompressed data does not match its checksum
  [5]
  $ httpget -q --compressed $U/cut 2>/dev/null || echo no
  no
  $ httpget -q -t 1 --compressed $U/lost
  httpget: …
  [4]
  $ httpget -q --compressed $U/more 2>/dev/null || echo no
  no
  $ httpget -q --compressed $U/junk
  httpget: …
  [7]
  $ httpget -q --compressed $U/br
  httpget: …/br: the Content-Encoding is not known
  [7]
  $ httpget -q --compressed $U/twice
  httpget: …/twice: the Content-Encoding is not known
  [7]
  $ ls -A | grep -E 'wrong$|cut$|lost|more$|junk|br|twice|part'
  [1]

A checksum is that of the file, not of what came over the wire.

  $ httpget -q --compressed --checksum sha256:$(sha256sum <image | cut -d ' ' -f 1) $U/gzip -O checked && cmp checked image

A bomb of 100 MB in 100 kB is not let off where there is no room, and never larger than that (ulimit counts
in blocks of 512 or 1024 bytes).

  $ head -c 100000000 /dev/zero | gzip -9 >bomb.gz
  $ web bomb <<'END'
  > /bomb
  >     file bomb.gz
  >     header Content-Encoding: gzip
  > END
  $ (ulimit -f 1000; httpget -q --compressed $U/bomb)
  httpget: …
  [3]
  $ ls -A | grep -E 'bomb$|part'
  [1]
