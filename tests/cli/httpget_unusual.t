What is odd but clear is understood: lines without CR, one that goes on in the next, a status without words,
headers without a blank or of no bytes, a server of 1996.

  $ get() { httpget -q -t 1 "$@"; }
  $ web odd <<'END'
  > /lf
  >     raw HTTP/1.1 200 OK\nContent-Length: 3\n\nlf\n
  > /folded
  >     raw HTTP/1.1 200 OK\r\nContent-Length:\r\n 7\r\nA: b\r\n\tc\r\n\r\nfolded\n
  > /wordless
  >     raw HTTP/1.1 200\r\nContent-Length:9\r\nA:\r\n\r\nwordless\n
  > /old
  >     raw HTTP/1.0 200 OK\r\n\r\nold\n
  > /unsized
  >     unsized
  >     body until the end\n
  > END
  $ get -O - $U/lf
  lf
  $ get -O - $U/folded
  folded
  $ get -O - $U/wordless
  wordless
  $ get -O - $U/old
  old
  $ get -O - $U/unsized
  until the end

Before the answer there may be interim ones, though not for ever.

  $ web interim <<'END'
  > /hints
  >     raw HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n
  >     raw HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n
  > /for-ever
  >     fill 1000000000 HTTP/1.1 102 Processing\r\n\r\n
  > END
  $ get -O - $U/hints
  hello
  $ get $U/for-ever
  httpget: …/for-ever: the server sent too many interim answers
  [7]

An answer to HEAD has no content, whatever its headers say; nor has 204.

  $ web empty <<'END'
  > /a
  >     body hello
  > /none
  >     raw HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n
  > END
  $ get -I $U/a | grep Length
  Content-Length: 5
  $ get -O - $U/none

More than 4 GB are counted, on small machines, too.

  $ web large <<'END'
  > /large
  >     header Content-Length: 5000000000
  >     body hello\n
  > END
  $ get -O - $U/large
  hello
  httpget: …: connection lost at 6 B of 5.0 GB
  [4]
