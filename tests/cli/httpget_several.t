Several URLs are fetched one after the other, on one connection where the server keeps it. One that fails
does not keep the others from being fetched; the exit code is that of the first that failed.

  $ web one <<'END'
  > /a
  >     body a\n
  > /b
  >     body b\n
  > /c
  >     body c\n
  >     close
  > /cut
  >     header Content-Length: 100
  >     body cut
  > END
  $ httpget $U/a $U/b $U/c
  httpget: saved a: 2 B in … s, …/s
  httpget: saved b: 2 B in … s, …/s
  httpget: saved c: 2 B in … s, …/s
  $ cat a b c one.out
  a
  b
  c
  1 GET /a
  1 GET /b
  1 GET /c
  $ rm a b c; httpget -q -t 1 $U/missing $U/a $U/cut $U/b
  httpget: http://127.0.0.1:…/missing: 404 Not Found
  httpget: cut: connection lost at 3 B of 100 B…
  [8]
  $ cat a b
  a
  b

-i takes them from a file, one a line, or from standard input.

  $ rm a b; printf '%s\n' $U/a '' " $U/b " >list
  $ httpget -q -i list && cat a b
  a
  b
  $ rm a b; (echo $U/a; printf %s $U/b) | httpget -q -i - $U/c && cat a b c
  a
  b
  c
  $ httpget -i missing
  httpget: open missing: no such file or directory
  [3]
  $ : >none; httpget -q -i none

A URL that makes no sense is found before the first is fetched.

  $ rm a b c; : >one.out; httpget $U/a http:///b
  httpget: …
  [2]
  $ cat one.out; ls a b 2>/dev/null
  [2]

In a list it is found when its turn comes.

  $ printf '%s\n' $U/a ftp://host/b >list; httpget -q -i list; cat a
  httpget: ftp://host/b: the scheme is neither http nor https
  a

Two URLs of one name: the second finds it taken. With -O FILE all go into that one, as they come.

  $ web two <<'END'
  > /x/name
  >     body x\n
  > /y/name
  >     body y\n
  > END
  $ httpget -q $U/x/name $U/y/name
  httpget: name: already exists (-O replaces, -c continues)
  [3]
  $ cat name
  x
  $ httpget -q -O - $U/x/name $U/y/name
  x
  y

A connection is used again where the server keeps it and it is known where the answer ends. One that the
server has closed meanwhile, or closes when it is used, costs nothing but another one.

  $ get() { httpget -q -t 1 "$@"; }
  $ web kept <<'END'
  > /a
  >     body a
  > /chunked
  >     chunked
  >     body b
  > /unsized
  >     unsized
  >     body c
  > /closed
  >     close
  >     body d
  > /drops
  >     drop
  >     body e
  > /broken
  >     raw
  > /broken
  >     body f
  > /extra
  >     raw HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ng, and what nobody asked for
  >     hold
  > END
  $ get -O - $U/a $U/chunked $U/unsized $U/a $U/closed $U/a $U/drops $U/a $U/broken $U/extra $U/a; echo
  abcadaeafga
  $ cat kept.out
  1 GET /a
  1 GET /chunked
  1 GET /unsized
  2 GET /a
  2 GET /closed
  3 GET /a
  3 GET /drops
  4 GET /a
  4 GET /broken
  5 GET /broken
  5 GET /extra
  6 GET /a
