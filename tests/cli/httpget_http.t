What a server sends is believed only where there are no two ways to read it, and only what is whole is saved.

  $ get() { httpget -q -t 1 "$@"; }

A length is a promise, and so is a last chunk. A connection that ends before is lost: exit code 4.

  $ web cut <<'END'
  > /short
  >     header Content-Length: 20
  >     body hello,hello\n
  > /chunk
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel
  > /no-last-chunk
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n
  > /trailers
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n
  > /head
  >     raw HTTP/1.1 200 OK\r\nContent-Length: 5\r\n
  > /half-a-line
  >     raw HTTP/1.1 200 OK\r\nContent-Le
  > /nothing
  >     raw
  > /reset
  >     body hello, hello
  >     reset 5
  > END
  $ get $U/short
  httpget: short: connection lost at 12 B of 20 B
  [4]
  $ get $U/chunk
  httpget: chunk: connection lost at 3 B
  [4]
  $ get $U/no-last-chunk
  httpget: no-last-chunk: connection lost at 5 B
  [4]
  $ get $U/trailers
  httpget: trailers: connection lost at 5 B
  [4]
  $ get $U/head
  httpget: …: the connection ended among the headers
  [4]
  $ get $U/half-a-line
  httpget: …: the connection ended among the headers
  [4]
  $ get $U/nothing
  httpget: …: the connection ended before the server answered
  [4]
  $ get $U/reset
  httpget: reset: connection lost at 5 B of 12 B
  [4]
  $ get -O - $U/short
  hello,hello
  httpget: …: connection lost at 12 B of 20 B
  [4]

A length that is none, or two of them. Exit code 7: the server breaks the protocol.

  $ web length <<'END'
  > /minus
  >     header Content-Length: -1
  >     body hello
  > /huge
  >     header Content-Length: 18446744073709551616
  >     body hello
  > /letters
  >     header Content-Length: 12abc
  >     body hello, hello
  > /plus
  >     header Content-Length: +12
  >     body hello, hello
  > /two
  >     header Content-Length: 5
  >     header Content-Length: 12
  >     body hello, hello
  > /list
  >     header Content-Length: 12, 5
  >     body hello, hello
  > /same
  >     header Content-Length: 12, 12
  >     body hello, hello
  > /gzip
  >     header Transfer-Encoding: gzip, chunked
  >     body 5\r\nhello\r\n0\r\n\r\n
  > /both
  >     header Content-Length: 3
  >     header Transfer-Encoding: chunked
  >     body 5\r\nhello\r\n0\r\n\r\n
  > END
  $ get $U/minus
  httpget: …/minus: the Content-Length is not a length
  [7]
  $ get $U/huge
  httpget: …/huge: the Content-Length is not a length
  [7]
  $ get $U/letters
  httpget: …/letters: the Content-Length is not a length
  [7]
  $ get $U/plus
  httpget: …/plus: the Content-Length is not a length
  [7]
  $ get $U/two
  httpget: …/two: two Content-Lengths differ
  [7]
  $ get $U/list
  httpget: …/list: two Content-Lengths differ
  [7]
  $ get $U/gzip
  httpget: …/gzip: the Transfer-Encoding is not known
  [7]

The same length twice is one, and chunks count more than a length.

  $ get -O - $U/same
  hello, hello
  $ get -O - $U/both
  hello

Chunks whose size is no number.

  $ web chunks <<'END'
  > /junk
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n
  > /blank
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 5\r\nhello\r\n0\r\n\r\n
  > /overflow
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000005\r\nhello\r\n0\r\n\r\n
  > /long
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n
  > /notes
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;
  >     fill 100000 x
  >     raw \r\nhello\r\n0\r\n\r\n
  > /right
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Digest\r\n\r\n
  >     raw 5;note="a b"\r\nhello\r\n00d \r\n, with notes\n\r\n000\r\nDigest: x\r\n\r\n
  > /trailers
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n
  >     fill 100000 A: b\r\n
  > END
  $ get $U/junk
  httpget: …junk: a chunk has no size
  [7]
  $ get $U/blank
  httpget: …blank: the size of a chunk is not a number
  [7]
  $ get $U/overflow
  httpget: …overflow: a chunk has an impossible size
  [7]
  $ get $U/long
  httpget: …long: a chunk does not end where its size says
  [7]
  $ get $U/notes
  httpget: …notes: a chunk has too long an extension
  [7]
  $ get $U/trailers
  httpget: …trailers: the server sent too many trailers
  [7]
  $ get -O - $U/right
  hello, with notes

Headers that another reader could see differently, and more of them than there is room for.

  $ web heads <<'END'
  > /nul
  >     raw HTTP/1.1 200 OK\r\nA: b\x00c\r\nContent-Length: 5\r\n\r\nhello
  > /cr
  >     raw HTTP/1.1 200 OK\r\nA: b\rContent-Length: 5\r\n\r\nhello
  > /space
  >     raw HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello
  > /nameless
  >     raw HTTP/1.1 200 OK\r\nhello\r\n\r\n
  > /long
  >     raw HTTP/1.1 200 OK\r\nA:
  >     fill 10000 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  >     raw \r\nContent-Length: 5\r\n\r\nhello
  > /many
  >     raw HTTP/1.1 200 OK\r\n
  >     fill 1000 A: b\r\n
  >     raw Content-Length: 5\r\n\r\nhello
  > /endless
  >     raw HTTP/1.1 200 OK\r\n
  >     fill 1000000000 A: b\r\n
  > END
  $ get $U/nul
  httpget: …/nul: the server sent a NUL among its headers
  [7]
  $ get $U/cr
  httpget: …/cr: the server sent a CR without its LF
  [7]
  $ get $U/space
  httpget: …/space: the server sent a header without a name
  [7]
  $ get $U/nameless
  httpget: …/nameless: the server sent a header without a name
  [7]
  $ get $U/long
  httpget: …/long: the server sent a header that is too long
  [7]
  $ get $U/many
  httpget: …/many: the server sent too many headers
  [7]
  $ get $U/endless
  httpget: …/endless: the server sent too many headers
  [7]

What is not HTTP/1.

  $ web others <<'END'
  > /ssh
  >     raw SSH-2.0-OpenSSH_9.2p1\r\n
  >     hold
  > /http2
  >     raw HTTP/2 200 OK\r\nContent-Length: 5\r\n\r\nhello
  > /status
  >     raw HTTP/1.1 20 OK\r\nContent-Length: 5\r\n\r\nhello
  > /page
  >     raw <html>hello</html>
  > /upgrade
  >     raw HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nhello
  > END
  $ get $U/ssh
  httpget: …/ssh: the server does not speak HTTP/1
  [7]
  $ get $U/http2
  httpget: …/http2: the server does not speak HTTP/1
  [7]
  $ get $U/status
  httpget: …/status: the server's status line makes no sense
  [7]
  $ get $U/page
  httpget: …/page: the server does not speak HTTP/1
  [7]
  $ get $U/upgrade
  httpget: …/upgrade: the server switched to a protocol that was not asked for
  [7]

Nothing of all this was saved.

  $ ls | grep -v -E '\.(out|log|site)$'
  [1]
