http_proxy names a proxy, which is asked for the whole URL. It also knows hosts that this machine does not.

  $ web proxy <<'END'
  > /letter
  >     body by proxy\n
  >     log Host
  > /moved
  >     status 302 Found
  >     header Location: http://two.invalid/letter
  > far.invalid:22 CONNECT
  >     tunnel
  > closed.invalid:22 CONNECT
  >     status 403 Forbidden
  > END
  $ http_proxy=$U httpget -q -O - http://one.invalid/letter http://one.invalid:81/letter
  by proxy
  by proxy
  $ http_proxy=$U httpget -q -O - http://one.invalid/moved
  by proxy
  $ http_proxy=127.0.0.1:$PORT/ httpget -q -O - http://one.invalid/letter
  by proxy
  $ cat proxy.out
  1 GET http://one.invalid/letter; Host: one.invalid
  1 GET http://one.invalid:81/letter; Host: one.invalid:81
  2 GET http://one.invalid/moved
  2 GET http://two.invalid/letter; Host: two.invalid
  3 GET http://one.invalid/letter; Host: one.invalid

no_proxy names hosts that are reached without it; -Y off does without it altogether.

  $ proxy=$U; : >proxy.out
  $ web direct <<'END'
  > /letter
  >     body direct\n
  > END
  $ http_proxy=$proxy no_proxy=example.com,127.0.0.0/8 httpget -q -O - $U/letter
  direct
  $ http_proxy=$proxy no_proxy='*' httpget -q -O - $U/letter
  direct
  $ http_proxy=$proxy httpget -q -Y off -O - $U/letter
  direct
  $ http_proxy=$proxy httpget -q --proxy=off -O - $U/letter
  direct
  $ http_proxy= httpget -q -O - $U/letter
  direct
  $ http_proxy=$proxy no_proxy=example.com httpget -q -O - $U/letter
  by proxy
  $ cut -d ' ' -f 1,2 proxy.out; HTTP_PROXY=$proxy httpget -q -O - $U/letter
  4 GET
  direct

A program on a web server finds a client's header Proxy in its HTTP_PROXY: that variable does not count.

What is confidential for the proxy goes to the proxy, and what is for the server to the server.

  $ web locked <<'END'
  > /letter
  >     proxy
  >     basic me:secret
  >     body unlocked\n
  >     log Proxy-Authorization Authorization
  > END
  $ http_proxy=http://me:secret@127.0.0.1:$PORT httpget -q -O - http://one.invalid/letter
  unlocked
  $ cat locked.out
  1 GET http://one.invalid/letter
  1 GET http://one.invalid/letter; Proxy-Authorization: Basic bWU6c2VjcmV0
  $ http_proxy=$U httpget -q -O - http://one.invalid/letter
  httpget: …a user and a password are asked for
  [6]

CONNECT is a tunnel: standard input goes in, and out comes what the other end says.

  $ echo hello | http_proxy=$proxy httpget -q -X CONNECT far.invalid:22
  hello
  $ letters 300000 | http_proxy=$proxy httpget -q -X CONNECT far.invalid:22 | cksum; letters 300000 | cksum
  373935860 300000
  373935860 300000
  $ tail -n 1 proxy.out | cut -d ' ' -f 2-
  CONNECT far.invalid:22
  $ http_proxy=$proxy httpget -q -X CONNECT closed.invalid:22 </dev/null
  httpget: …closed.invalid:22…: 403 Forbidden
  [8]

A proxy that is not there, and one that is none.

  $ serve nobody site -n
  $ http_proxy=127.0.0.1:$PORT httpget -q -t 1 --connect-timeout 0.3 http://one.invalid/letter
  httpget: connect to 127.0.0.1:…: timed out
  [4]
  $ http_proxy='http://:nonsense:/' httpget -q http://one.invalid/letter
  httpget: …
  [2]
