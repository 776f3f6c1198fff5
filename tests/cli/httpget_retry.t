What may go better the next time is tried again, three times in all, after 1, 2, 4 seconds.

  $ web one <<'END'
  > /busy
  >     status 503 Service Unavailable
  >     body later\n
  > /busy
  >     body hello\n
  > /later
  >     status 429 Too Many Requests
  >     header Retry-After: 1
  > /later
  >     status 500 Internal Server Error
  > /later
  >     body hello\n
  > /never
  >     status 502 Bad Gateway
  > /lost
  >     raw
  > /lost
  >     raw HTTP/1.1 200 OK\r\n
  >     reset
  > /lost
  >     body hello\n
  > END
  $ httpget -O busy $U/busy
  httpget: http://127.0.0.1:…/busy: 503 Service Unavailable; again in 1 s
  httpget: saved busy: 6 B in … s, …/s
  $ httpget -O later $U/later
  httpget: http://127.0.0.1:…/later: 429 Too Many Requests; again in 1 s
  httpget: http://127.0.0.1:…/later: 500 Internal Server Error; again in 2 s
  httpget: saved later: 6 B in … s, …/s
  $ httpget -O lost $U/lost
  httpget: …; again in 1 s
  httpget: …; again in 2 s
  httpget: saved lost: 6 B in … s, …/s

-t says how often. The last word is the server's. -q leaves out what is no error yet.

  $ : >one.out; httpget -t 2 $U/never
  httpget: http://127.0.0.1:…/never: 502 Bad Gateway; again in 1 s
  httpget: http://127.0.0.1:…/never: 502 Bad Gateway
  [8]
  $ grep -c never one.out
  2
  $ httpget -q -t 2 $U/never
  httpget: http://127.0.0.1:…/never: 502 Bad Gateway
  [8]
  $ httpget --tries=1 $U/never
  httpget: http://127.0.0.1:…/never: 502 Bad Gateway
  [8]
  $ web gone </dev/null
  $ stopped
  [143]
  $ httpget -t 2 127.0.0.1:$PORT/letter
  httpget: connect to 127.0.0.1:…: connection refused; again in 1 s
  httpget: connect to 127.0.0.1:…: connection refused
  [4]

What cannot go better is not tried again: a name that does not exist, a no, words that are no HTTP.

  $ web final <<'END'
  > /forbidden
  >     status 403 Forbidden
  > /nonsense
  >     raw nonsense
  > /once
  >     status 503 Service Unavailable
  > END
  $ httpget $U/forbidden
  httpget: http://127.0.0.1:…/forbidden: 403 Forbidden
  [8]
  $ httpget $U/nonsense
  httpget: http://127.0.0.1:…/nonsense: the server does not speak HTTP/1
  [7]
  $ httpget no-such-host.invalid/letter
  httpget: …no-such-host.invalid…: no such name
  [4]

Neither is what might be done twice then.

  $ httpget -d a=b $U/once
  httpget: http://127.0.0.1:…/once: 503 Service Unavailable
  [8]
  $ httpget -X PATCH -d a=b $U/once
  httpget: http://127.0.0.1:…/once: 503 Service Unavailable
  [8]
  $ echo piped | httpget -X PUT --body-file - $U/once
  httpget: http://127.0.0.1:…/once: 503 Service Unavailable
  [8]
  $ httpget -X PUT -d a=b -t 2 $U/once
  httpget: http://127.0.0.1:…/once: 503 Service Unavailable; again in 1 s
  httpget: http://127.0.0.1:…/once: 503 Service Unavailable
  [8]
  $ cut -d ' ' -f 2,3 final.out | tr -d ';'
  GET /forbidden
  GET /nonsense
  POST /once
  PATCH /once
  PUT /once
  PUT /once
  PUT /once

A connection that breaks off is no reason to give up: the same run goes on from there, with -c or without.

  $ letters 300000 >image && tr 1 2 <image >changed && head -c 100000 image >part
  $ web breaks <<'END'
  > /image
  >     file image
  >     etag "v1"
  >     cut 100000
  > /image
  >     file image
  >     etag "v1"
  >     reset 100000
  >     log Range If-Range
  > /image
  >     file image
  >     etag "v1"
  >     log Range If-Range
  > /stale
  >     file image
  >     etag "v1"
  >     cut 100000
  > /stale
  >     file changed
  >     etag "v2"
  > END
  $ httpget $U/image -O image5 && cmp image5 image
  httpget: image5: connection lost at 100 kB of 300 kB; again in 1 s
  httpget: image5: connection lost at 200 kB of 300 kB; again in 2 s
  httpget: saved image5: 300 kB in … s, …/s
  $ cat breaks.out
  1 GET /image
  2 GET /image; Range: bytes=100000-; If-Range: "v1"
  3 GET /image; Range: bytes=200000-; If-Range: "v1"
  $ httpget $U/stale && cmp stale changed
  httpget: stale: connection lost at 100 kB of 300 kB; again in 1 s
  httpget: saved stale: 300 kB in … s, …/s

What has gone out on a pipe can only be gone on with, not begun again.

  $ web pipes <<'END'
  > /image
  >     file image
  >     etag "v1"
  >     cut 100000
  > /image
  >     file image
  >     etag "v1"
  > /stale
  >     file image
  >     etag "v1"
  >     cut 100000
  > /stale
  >     file changed
  >     etag "v2"
  > END
  $ httpget -q -O - $U/image 2>/dev/null | cmp - image
  $ httpget -q -O - $U/stale >piped
  httpget: …: the server starts over, and what was written stays
  [8]
  $ cmp piped part

--max-time bounds all of it, waiting included.

  $ web slow <<'END'
  > /later
  >     status 503 Service Unavailable
  >     header Retry-After: 3600
  > END
  $ before=$(date +%s); httpget -q --max-time 1 -O - $U/later 2>/dev/null; code=$?
  $ echo $((code == 4 || code == 8)) $(($(date +%s) - before <= 20))
  1 1

A date in Retry-After is one of the server's clock. Ours may be at 1970.

  $ web late <<'END'
  > /late
  >     status 503 Service Unavailable
  >     header Date: Sun, 06 Nov 1994 08:49:37 GMT
  >     header Retry-After: Sun, 06 Nov 1994 08:49:39 GMT
  > /late
  >     body in time\n
  > END
  $ httpget $U/late && cat late
  httpget: …/late: 503 Service Unavailable; again in 2 s
  httpget: saved late: 8 B in … s, …/s
  in time
