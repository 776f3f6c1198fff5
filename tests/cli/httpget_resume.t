-c goes on from where a download broke off, if the file on the server is still the same. If-Range asks the
server just that: with the strong ETag that came with the first part, or with its date.

  $ letters 300000 >image && tr 1 2 <image >changed && head -c 100000 image >part
  $ web one <<'END'
  > /tagged
  >     file image
  >     etag "v1"
  >     cut 100000
  > /tagged
  >     file image
  >     etag "v1"
  >     log Range If-Range
  > /dated
  >     file image
  >     modified Sun, 06 Nov 1994 08:49:37 GMT
  >     reset 100000
  > /dated
  >     file image
  >     modified Sun, 06 Nov 1994 08:49:37 GMT
  >     log Range If-Range
  > END
  $ httpget -c -t 1 $U/tagged
  httpget: tagged: connection lost at 100 kB of 300 kB; -c goes on from there
  [4]
  $ ls -A | grep tagged
  .tagged.part-0
  .tagged.part-0.etag
  $ httpget -c $U/tagged
  httpget: saved tagged: 300 kB… in … s, …/s
  $ cmp tagged image; ls -A | grep tagged
  tagged
  $ httpget -c -t 1 $U/dated
  httpget: dated: connection lost at 100 kB of 300 kB; -c goes on from there
  [4]
  $ httpget -q -c $U/dated && cmp dated image; ls -A | grep dated
  dated
  $ cat one.out
  1 GET /tagged
  2 GET /tagged; Range: bytes=100000-; If-Range: "v1"
  3 GET /dated
  4 GET /dated; Range: bytes=100000-; If-Range: Sun, 06 Nov 1994 08:49:37 GMT

Without -c nothing stays, and nothing is gone on with.

  $ web bare <<'END'
  > /image
  >     file image
  >     etag "v1"
  >     cut 100000
  > END
  $ httpget -t 1 $U/image2 2>/dev/null; httpget -t 1 $U/image -O other
  httpget: other: connection lost at 100 kB of 300 kB…
  [4]
  $ ls -A | grep other
  [1]

What has changed in between is never put together with what there was. The server says so itself when it is
asked with If-Range; a server that does not heed it is found out.

  $ web changes <<'END'
  > /fair
  >     file image
  >     etag "v1"
  >     cut 100000
  > /fair
  >     file changed
  >     etag "v2"
  >     log Range If-Range
  > /unfair
  >     file image
  >     etag "v1"
  >     cut 100000
  > /unfair
  >     status 206 Partial Content
  >     header Content-Range: bytes 100000-299999/300000
  >     header Content-Length: 200000
  >     header ETag: "v2"
  >     file changed
  > /unfair
  >     file changed
  >     etag "v2"
  > END
  $ for way in fair unfair; do httpget -q -c -t 1 $U/$way 2>/dev/null; done
  [4]
  $ httpget -q -c $U/fair && cmp fair changed
  $ tail -n 1 changes.out
  3 GET /fair; Range: bytes=100000-; If-Range: "v1"
  $ httpget -q -c $U/unfair 2>/dev/null; test ! -e unfair || cmp unfair changed

Without a validator nobody can know: it starts again. A weak one does not promise the same bytes.

  $ web unknown <<'END'
  > /bare
  >     file image
  >     cut 100000
  > /bare
  >     file changed
  >     log Range If-Range
  > /weak
  >     file image
  >     etag W/"v1"
  >     cut 100000
  > /weak
  >     file changed
  >     etag W/"v1"
  >     log Range If-Range
  > END
  $ httpget -q -c -t 1 $U/bare
  httpget: bare: connection lost at 100 kB of 300 kB…
  [4]
  $ httpget -q -c $U/bare && cmp bare changed
  $ httpget -q -c -t 1 $U/weak 2>/dev/null; httpget -q -c $U/weak && cmp weak changed
  $ cut -d ' ' -f 2- unknown.out
  GET /bare
  GET /bare
  GET /weak
  GET /weak

A server that ignores Range sends all of it, which starts again and is as good.

  $ web whole <<'END'
  > /image
  >     file image
  >     etag "v1"
  >     cut 100000
  > /image
  >     file image
  >     etag "v1"
  >     whole
  > END
  $ httpget -q -c -t 1 $U/image -O whole 2>/dev/null; httpget -q -c $U/image -O whole && cmp whole image

One that sends another part than was asked for, or several of them at once, breaks the protocol. Nothing of
it is taken.

  $ web wrong <<'END'
  > /offset
  >     file image
  >     etag "v1"
  >     cut 100000
  > /offset
  >     status 206 Partial Content
  >     header Content-Range: bytes 0-299999/300000
  >     etag "v1"
  >     file image
  > /nameless
  >     file image
  >     etag "v1"
  >     cut 100000
  > /nameless
  >     status 206 Partial Content
  >     etag "v1"
  >     file image
  > /multipart
  >     file image
  >     etag "v1"
  >     cut 100000
  > /multipart
  >     status 206 Partial Content
  >     etag "v1"
  >     header Content-Type: multipart/byteranges; boundary=x
  >     body --x\r\nContent-Range: bytes 100000-100001/300000\r\n\r\nab\r\n--x--\r\n
  > /unasked
  >     status 206 Partial Content
  >     header Content-Range: bytes 0-4/10
  >     body hello
  > END
  $ for way in offset nameless multipart; do httpget -q -c -t 1 $U/$way 2>/dev/null; done
  [4]
  $ httpget -c $U/offset
  httpget: …offset: the server goes on from somewhere else…
  [7]
  $ httpget -c $U/nameless
  httpget: …nameless: the server goes on from somewhere else…
  [7]
  $ httpget -c $U/multipart
  httpget: …multipart: the server goes on from somewhere else…
  [7]
  $ httpget $U/unasked
  httpget: …unasked: the server goes on from somewhere else…
  [7]
  $ ls offset nameless multipart unasked 2>/dev/null
  [2]

A part that is all there is already needs no more than its name: 416 says how large the whole is.

  $ web complete <<'END'
  > /image
  >     file image
  >     etag "v1"
  >     log Range
  > END
  $ head -c 300000 image >.image3.part-0; printf '"v1"' >.image3.part-0.etag
  $ httpget -q -c $U/image -O image3 && cmp image3 image; ls -A | grep image3
  image3
  $ cat complete.out
  1 GET /image; Range: bytes=300000-

Where it says another size, the part is not of that file.

  $ web smaller <<'END'
  > /image
  >     file part
  >     etag "v1"
  >     log Range
  > END
  $ cp image .image4.part-0; printf '"v1"' >.image4.part-0.etag
  $ httpget -q -c $U/image -O image4 && cmp image4 part; cat smaller.out
  1 GET /image; Range: bytes=300000-
  1 GET /image

A file under its final name, as other programs leave it, is gone on with when it is as old as the server's.

  $ web files <<'END'
  > /half
  >     file image
  >     modified Sun, 06 Nov 1994 08:49:37 GMT
  >     log Range If-Range
  > END
  $ cp part half && touch -d '1994-11-06 08:49:37 UTC' half
  $ httpget -q -c $U/half && cmp half image; date -u -r half +%s
  784111777
  $ httpget -c $U/half
  httpget: …half…is complete already
  $ cp part half && httpget -q -c $U/half && cmp half image
  $ cat files.out
  1 GET /half; Range: bytes=100000-; If-Range: Sun, 06 Nov 1994 08:49:37 GMT
  2 GET /half; Range: bytes=300000-; If-Range: Sun, 06 Nov 1994 08:49:37 GMT
  3 GET /half; Range: bytes=100000-; If-Range: …

Where nothing is there, -c is no different.

  $ httpget -q -c $U/half -O fresh && cmp fresh image; tail -n 1 files.out
  4 GET /half

A part file that somebody else put there is not followed.

  $ echo precious >precious && ln -s precious .image6.part-0 && httpget -q -c $U/half -O image6 && cmp image6 image; cat precious
  precious
