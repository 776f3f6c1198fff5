GET is not the only method. -X takes any; what is sent with it is a text, a file or standard input.

  $ web one <<'END'
  > /thing
  >     body fine\n
  >     log Content-Type
  >     save got
  > /gone
  >     status 204 No Content
  > END
  $ for method in GET POST PUT DELETE OPTIONS TRACE PATCH; do httpget -q -O - -X $method $U/thing; done | uniq -c | tr -s ' '
   7 fine
  $ grep -c '; 0 bytes' one.out; cut -d ';' -f 1 one.out
  3
  1 GET /thing
  2 POST /thing
  3 PUT /thing
  4 DELETE /thing
  5 OPTIONS /thing
  6 TRACE /thing
  7 PATCH /thing
  $ httpget -q --method=PURGE --content-on-error -O - $U/thing && httpget -q --request BREW -O - $U/thing; tail -n 2 one.out
  fine
  fine
  8 PURGE /thing
  9 BREW /thing
  $ httpget -q -X DELETE -O - $U/gone

HEAD asks for the head alone, shows it, and saves nothing. wget's --spider and curl's -I are the same.

  $ httpget -I $U/thing
  HTTP/1.1 200 OK
  Content-Length: 5
  $ for option in --spider --head '-X HEAD'; do httpget $option $U/thing | grep HTTP; done
  HTTP/1.1 200 OK
  HTTP/1.1 200 OK
  HTTP/1.1 200 OK
  $ test ! -e thing; httpget -q --spider $U/missing
  httpget: http://127.0.0.1:…/missing: 404 Not Found
  [8]

A text to send makes it a POST, of what a form sends.

  $ : >one.out; httpget -q -O - -d 'a=1&b=%20' $U/thing; cat got; echo
  fine
  a=1&b=%20
  $ httpget -q -O - --data a=2 $U/thing; cat got; echo
  fine
  a=2
  $ httpget -q -O - --post-data= $U/thing; wc -c <got
  fine
  0
  $ httpget -q -O - -X PUT -d '{"a":1}' -H 'Content-Type: application/json' $U/thing; cat got; echo
  fine
  {"a":1}
  $ cut -d ' ' -f 2- one.out
  POST /thing; Content-Type: application/x-www-form-urlencoded; 9 bytes
  POST /thing; Content-Type: application/x-www-form-urlencoded; 3 bytes
  POST /thing…; 0 bytes
  PUT /thing; Content-Type: application/json; 7 bytes

A file goes as it is, whatever bytes it has.

  $ printf 'a\000b\r\n\377' >binary; : >empty
  $ httpget -q -O - --post-file binary $U/thing && cmp got binary
  fine
  $ httpget -q -O - -X PUT --body-file=binary $U/thing && cmp got binary
  fine
  $ httpget -q -O - --post-file empty $U/thing && cmp got empty
  fine

Standard input has no length: it goes in chunks.

  $ letters 200000 >text
  $ httpget -q -O - -X PUT --body-file - $U/thing <text && cmp got text
  fine
  $ : | httpget -q -O - --post-file - $U/thing && cmp got empty
  fine

Before much is sent, the server is asked whether it wants it. One that does not is spared, and one that does
not understand the question gets it after a second.

  $ letters 3000000 >large
  $ web polite <<'END'
  > /yes
  >     body yes\n
  >     log Expect
  >     save got
  > /no
  >     status 413 Content Too Large
  >     early
  > /what
  >     body what\n
  >     silent
  >     save got
  > /enough
  >     status 507 Insufficient Storage
  >     early
  > END
  $ httpget -q -O - -X PUT --body-file large $U/yes && cmp got large
  yes
  $ httpget -q -X PUT --body-file large $U/no
  httpget: http://127.0.0.1:…/no: 413 Content Too Large
  [8]
  $ httpget -q -O - -X PUT --body-file large $U/what && cmp got large
  what
  $ within 10 grep -q content polite.out; cat polite.out
  1 PUT /yes; Expect: 100-continue; 3000000 bytes
  2 PUT /no
  2 sent no content
  3 PUT /what; 3000000 bytes

An answer that comes while something is still being sent is heard.

  $ httpget -q -t 1 -X PUT --body-file large -H Expect: $U/enough
  httpget: http://127.0.0.1:…/enough: 507 Insufficient Storage
  [8]

CONNECT is for proxies: see httpget_proxy.t. What cannot be sent is said before anybody is connected to.

  $ : >one.out; mkfifo pipe
  $ httpget --post-file missing $U/thing
  httpget: open missing: no such file or directory
  [3]
  $ httpget --post-file . $U/thing
  httpget: .: it is a directory…
  [3]
  $ httpget --post-file pipe $U/thing
  httpget: pipe: it is not a regular file ("-" sends standard input)
  [3]
  $ cat one.out
