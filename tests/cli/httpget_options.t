-N fetches only what is newer than the file here.

  $ web one <<'END'
  > /letter
  >     body hello\n
  >     modified Sun, 06 Nov 1994 08:49:37 GMT
  >     log If-Modified-Since
  > END
  $ httpget -q -N $U/letter && cat letter
  hello
  $ httpget -N $U/letter
  httpget: letter…newer…
  $ echo older >letter; touch -d '1994-11-05 00:00 UTC' letter; httpget -N $U/letter && cat letter
  httpget: saved letter: 6 B in … s, …/s
  hello
  $ cat one.out
  1 GET /letter
  2 GET /letter; If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT
  3 GET /letter; If-Modified-Since: Sat, 05 Nov 1994 00:00:00 GMT
  $ date -u -r letter +%s
  784111777

--checksum says what must come. Anything else is not saved: exit code 5.

  $ sum=5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
  $ httpget --checksum sha256:$sum -O right $U/letter
  httpget: saved right: 6 B in … s, …/s, sha256 verified
  $ httpget --checksum sha256:$(echo $sum | tr a-f A-F) -q -O right $U/letter
  $ httpget --checksum sha256:$(echo $sum | tr 5 6) -O wrong $U/letter
  httpget: wrong: it is not what --checksum says
  [5]
  $ ls -A | grep wrong
  [1]
  $ httpget -q --checksum sha256:$(echo $sum | tr 5 6) -O - $U/letter
  hello
  httpget: …: it is not what --checksum says
  [5]
  $ for text in md5:abc sha256:abc $sum sha256:${sum}00 sha256:x${sum#?}; do httpget --checksum $text $U/letter 2>&1 | tail -n 1; done
  httpget: try 'httpget --help'
  httpget: try 'httpget --help'
  httpget: try 'httpget --help'
  httpget: try 'httpget --help'
  httpget: try 'httpget --help'

The digest is that of the whole file, also of one that was gone on with.

  $ letters 300000 >image
  $ web breaks <<'END'
  > /image
  >     file image
  >     etag "v1"
  >     cut 100000
  > /image
  >     file image
  >     etag "v1"
  > END
  $ httpget -q -t 1 -c $U/image -O resumed 2>/dev/null
  [4]
  $ httpget -q -c --checksum sha256:$(sha256sum <image | cut -d ' ' -f 1) $U/image -O resumed && cmp image resumed

--content-disposition takes the name that the server proposes: one component, and nothing that could do
harm. Without it nobody listens.

  $ web names <<'END'
  > /1
  >     header Content-Disposition: attachment; filename="the report.txt"
  >     body 1\n
  > /2
  >     header Content-Disposition: attachment; filename=x; filename*=UTF-8''%c3%bcber
  >     body 2\n
  > /3
  >     header Content-Disposition: inline
  >     body 3\n
  > /up
  >     header Content-Disposition: attachment; filename="../evil.txt"
  >     body evil\n
  > /root
  >     header Content-Disposition: attachment; filename="/tmp/evil.txt"
  >     body evil\n
  > /dot
  >     header Content-Disposition: attachment; filename=.bashrc
  >     body evil\n
  > /back
  >     header Content-Disposition: attachment; filename="..\\\\evil.txt"
  >     body evil\n
  > /control
  >     header Content-Disposition: attachment; filename*=UTF-8''a%0ab
  >     body evil\n
  > END
  $ mkdir in && cd in && httpget -q --content-disposition $U/1 $U/2 $U/3 && head *
  ==> 3 <==
  3
  
  ==> the report.txt <==
  1
  
  ==> über <==
  2
  $ httpget --content-disposition $U/1
  httpget: the report.txt: already exists (-O replaces, -c continues)
  [3]
  $ for way in up root dot back control; do httpget --content-disposition $U/$way 2>&1; echo $?; done
  httpget: …/up: the name begins with a dot
  7
  httpget: …/root: the name begins with a slash
  7
  httpget: …/dot: the name begins with a dot
  7
  httpget: …/back: the name begins with a dot
  7
  httpget: …/control: the name has a control character
  7
  $ httpget -q $U/up && cat up; ls; cd ..; ls -d evil* 2>/dev/null
  evil
  3
  the report.txt
  up
  über
  [2]

robots.txt is obeyed with --robots, and not asked for without.

  $ web robots <<'END'
  > /robots.txt
  >     body User-agent: *\nDisallow: /private/\nAllow: /private/open\n\nUser-agent: httpget\nDisallow: /no\nAllow: /\n
  >     times 2
  > /robots.txt
  >     body User-agent: *\nDisallow: /private/\nAllow: /private/open\n
  > /no
  >     body no\n
  > /yes
  >     body yes\n
  > /private/x
  >     body private\n
  > /private/open
  >     body open\n
  > END
  $ httpget -q --robots -O - $U/yes
  yes
  $ httpget --robots -O - $U/no
  httpget: http://127.0.0.1:…/no: …/no…
  [8]
  $ httpget -q --robots -O - $U/private/open
  open
  $ httpget --robots -O - $U/private/x
  httpget: http://127.0.0.1:…/private/x: …/private/…
  [8]
  $ httpget -q -O - $U/private/x
  private
  $ cut -d ' ' -f 2- robots.out
  GET /robots.txt
  GET /yes
  GET /robots.txt
  GET /robots.txt
  GET /private/open
  GET /robots.txt
  GET /private/x

Where there is none, all is allowed; where the server is in trouble, nothing is.

  $ web without <<'END'
  > /x
  >     body x\n
  > END
  $ httpget -q --robots -O - $U/x
  x
  $ web trouble <<'END'
  > /robots.txt
  >     status 500 Internal Server Error
  > /x
  >     body x\n
  > END
  $ httpget -q -t 1 --robots -O - $U/x
  httpget: …
  [8]

--segments fetches a file in several pieces at once, where the server can.

  $ letters 4000000 >large
  $ web pieces <<'END'
  > /large
  >     file large
  >     etag "v1"
  >     log Range If-Range
  > /whole
  >     file large
  >     whole
  > /bare
  >     file large
  > END
  $ httpget -q --segments 4 $U/large -O large4 && cmp large large4
  $ test "$(grep -c bytes= pieces.out)" -ge 3; ls -A | grep part
  [1]
  $ httpget -q --segments 4 $U/whole && cmp large whole
  $ httpget -q --segments 8 $U/bare && cmp large bare

A file that changes under it is not put together from two.

  $ tr 1 2 <large >changed
  $ web changing <<'END'
  > /large
  >     file large
  >     etag "v1"
  > /large
  >     file changed
  >     etag "v2"
  > END
  $ httpget -q --segments 4 $U/large -O mixed 2>/dev/null; test ! -e mixed || cmp mixed large 2>/dev/null || cmp mixed changed

A server that knows nothing of If-Modified-Since sends it all the same. What is as old and as large is left as it is.

  $ web unaware <<'END'
  > /letter
  >     header Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT
  >     body HELLO\n
  > /longer
  >     header Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT
  >     body hello, hello\n
  > END
  $ httpget -N $U/letter && cat letter
  httpget: letter…newer…
  hello
  $ httpget -q -N $U/longer && touch -d '2001-01-01 UTC' longer && httpget -N $U/longer
  httpget: longer…newer…
  $ echo other >longer && httpget -q -N $U/longer && cat longer
  hello, hello
  $ touch -d '1994-11-05 00:00 UTC' letter; httpget -q -N $U/letter && cat letter
  HELLO
