A user and a password go to a server that asks for them, in the best way that it offers.

  $ web one <<'END'
  > /basic
  >     basic me:secret word
  >     body basic\n
  >     log Authorization
  > /md5
  >     md5 me:secret word
  >     body md5\n
  > /sha
  >     sha-256 me:secret word
  >     body sha-256\n
  > /open
  >     body open\n
  >     log Authorization
  > END
  $ httpget -q -O - -u 'me:secret word' $U/basic $U/open
  basic
  open

Nobody is told who has not asked.

  $ head -n 2 one.out
  1 GET /basic
  1 GET /basic; Authorization: Basic bWU6c2VjcmV0IHdvcmQ=
  $ httpget -q -O - --user me --password 'secret word' $U/open $U/md5 $U/md5 $U/sha $U/sha; tail -n 1 one.out
  open
  md5
  md5
  sha-256
  sha-256
  2 GET /sha

In the URL they are percent-encoded.

  $ httpget -q -O - http://me:secret%20word@127.0.0.1:$PORT/sha
  sha-256

Those that are wrong are tried once. Exit code 6, as without any.

  $ : >one.out; httpget -O - -u me:wrong $U/basic
  httpget: …/basic: …this user and password are refused
  [6]
  $ httpget -O - -u me:wrong $U/sha
  httpget: …/sha: …this user and password are refused
  [6]
  $ httpget $U/md5
  httpget: …/md5: …a user and a password are asked for
  [6]
  $ cut -d ' ' -f 2,3 one.out | tr -d ';'
  GET /basic
  GET /basic
  GET /sha
  GET /sha
  GET /md5
  $ ls | grep -v -E '\.(out|log|site)$'
  [1]

What is asked for in no known way, or in a way that makes no sense:

  $ web odd <<'END'
  > /bearer
  >     status 401 Unauthorized
  >     header WWW-Authenticate: Bearer realm="x"
  > /nothing
  >     status 401 Unauthorized
  > /malformed
  >     status 401 Unauthorized
  >     header WWW-Authenticate: Digest realm="x
  > END
  $ httpget -u me:secret $U/bearer
  httpget: …/bearer: …authentication of an unknown kind is asked for
  [6]
  $ httpget -u me:secret $U/nothing
  httpget: …/nothing: …
  [6]
  $ httpget -u me:secret $U/malformed
  httpget: …/malformed: …the challenge is malformed
  [7]

~/.netrc has them for good, by host. What the command line says counts more.

  $ web home <<'END'
  > /door
  >     basic me:from netrc
  >     body in\n
  > /else
  >     basic other:word
  >     body else\n
  > END
  $ cat >.netrc <<'END'
  > machine example.com login me password wrong
  > machine 127.0.0.1 login me password "from netrc"
  > machine 127.0.0.1 login other password word
  > END
  $ chmod 600 .netrc; httpget -q -O - $U/door
  in
  $ httpget -q -O - http://other@127.0.0.1:$PORT/else
  else
  $ httpget -q -O - -u me:wrong $U/door
  httpget: …/door: …this user and password are refused
  [6]
  $ rm .netrc
  $ httpget -q $U/door
  httpget: …/door: …a user and a password are asked for
  [6]

Cookies: those that are given go to the first server, those that a server sets go back to it, for as long as
the run takes.

  $ web jar <<'END'
  > /set
  >     header Set-Cookie: a=1; Path=/
  >     header Set-Cookie: b=2; Path=/below
  >     header Set-Cookie: c=3; Secure
  >     header Set-Cookie: d=4; Max-Age=0
  >     header Set-Cookie: e=5; Domain=example.com
  >     body set\n
  >     log Cookie
  > /get
  >     body get\n
  >     log Cookie
  > /below/get
  >     body below\n
  >     log Cookie
  > END
  $ httpget -q -O - -b 'x=y; z=' $U/set $U/get $U/below/get && cat jar.out
  set
  get
  below
  1 GET /set; Cookie: x=y; z=
  1 GET /get; Cookie: x=y; z=; a=1
  1 GET /below/get; Cookie: b=2; x=y; z=; a=1
  $ httpget -q -O - $U/get; tail -n 1 jar.out
  get
  2 GET /get
  $ httpget -b nonsense $U/get
  httpget: …cookies are NAME=VALUE; NAME=VALUE
  [2]
