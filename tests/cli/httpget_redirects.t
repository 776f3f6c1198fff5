A redirect leads to where the content is. The file keeps the name that was asked for.

  $ web one <<'END'
  > /letter
  >     body hello\n
  >     log Authorization Cookie
  > /found
  >     status 302 Found
  >     header Location: /letter
  > /moved
  >     status 301 Moved Permanently
  >     header Location: http://127.0.0.1:\p/letter
  > /temporary
  >     status 307 Temporary Redirect
  >     header Location: letter
  > /permanent
  >     status 308 Permanent Redirect
  >     header Location: //127.0.0.1:\p/./x/../letter#part
  > /dir/see
  >     status 303 See Other
  >     header Location: ../letter
  > /query
  >     status 302 Found
  >     header Location: ?page=2
  > /query?page=2
  >     body page 2\n
  > END
  $ httpget $U/found
  httpget: saved found: 6 B in … s, …/s
  $ for way in found moved temporary permanent dir/see query; do httpget -q -O - $U/$way; done
  hello
  hello
  hello
  hello
  hello
  page 2

What becomes of the method, and of what is sent with it: 303 asks for GET, and so do, for POST, 301 and 302;
307 and 308 leave everything as it was.

  $ web methods <<'END'
  > /301
  >     status 301 Moved Permanently
  >     header Location: /end
  > /302
  >     status 302 Found
  >     header Location: /end
  > /303
  >     status 303 See Other
  >     header Location: /end
  > /307
  >     status 307 Temporary Redirect
  >     header Location: /end
  > /308
  >     status 308 Permanent Redirect
  >     header Location: /end
  > /end
  >     body
  >     log Content-Type
  > END
  $ for status in 301 302 303 307 308; do httpget -q -O - -d a=b $U/$status; done
  $ grep end methods.out | cut -d ' ' -f 2-
  GET /end
  GET /end
  GET /end
  POST /end; Content-Type: application/x-www-form-urlencoded; 3 bytes
  POST /end; Content-Type: application/x-www-form-urlencoded; 3 bytes
  $ : >methods.out; echo file >file; for status in 301 303 308; do httpget -q -O - -X PUT --body-file file $U/$status; done
  $ sed 's/;.*;/;/;s/[0-9]* //' methods.out
  PUT /301; 5 bytes
  PUT /end; 5 bytes
  PUT /303; 5 bytes
  GET /end
  PUT /308; 5 bytes
  PUT /end; 5 bytes
  $ : >methods.out; httpget -I $U/303 | grep -c '^HTTP'; cut -d ' ' -f 2- methods.out
  1
  HEAD /303
  HEAD /end

Standard input cannot be sent a second time.

  $ echo piped | httpget -q -O - -X PUT --body-file - $U/308
  httpget: …
  [8]

A circle ends, and so does a way that is too long: ten redirects are enough. Exit code 8.

  $ web circles <<'END'
  > /self
  >     status 302 Found
  >     header Location: /self
  > /a
  >     status 302 Found
  >     header Location: /b
  > /b
  >     status 302 Found
  >     header Location: /a
  > /empty
  >     status 302 Found
  >     header Location:
  > /0
  >     status 302 Found
  >     header Location: /1
  > /1
  >     status 302 Found
  >     header Location: /2
  > /2
  >     status 302 Found
  >     header Location: /3
  > /3
  >     status 302 Found
  >     header Location: /4
  > /4
  >     status 302 Found
  >     header Location: /5
  > /5
  >     status 302 Found
  >     header Location: /6
  > /6
  >     status 302 Found
  >     header Location: /7
  > /7
  >     status 302 Found
  >     header Location: /8
  > /8
  >     status 302 Found
  >     header Location: /9
  > /9
  >     status 302 Found
  >     header Location: /10
  > /10
  >     status 302 Found
  >     header Location: /11
  > /11
  >     body the end\n
  > END
  $ httpget $U/self
  httpget: http://127.0.0.1:…/self: the redirects go round in circles
  [8]
  $ httpget $U/a
  httpget: http://127.0.0.1:…/…: the redirects go round in circles
  [8]
  $ cut -d ' ' -f 3 circles.out | tr '\n' ' '
  /self /a /b 
  $ httpget $U/0
  httpget: http://127.0.0.1:…/…: there are too many redirects
  [8]
  $ httpget -q -O - $U/1
  the end

A cookie on the way may be what changes the answer.

  $ web cookies <<'END'
  > /door
  >     status 302 Found
  >     header Location: /door
  >     header Set-Cookie: key=1
  > /door
  >     body inside\n
  >     log Cookie
  > END
  $ httpget -q -O - $U/door; cat cookies.out
  inside
  1 GET /door
  1 GET /door; Cookie: key=1

Where one cannot go. Https is named as what it is.

  $ web ends <<'END'
  > /https
  >     status 301 Moved Permanently
  >     header Location: https://example.com/letter
  > /passwd
  >     status 302 Found
  >     header Location: file:///etc/hostname
  > /ftp
  >     status 302 Found
  >     header Location: ftp://127.0.0.1/letter
  > /nowhere
  >     status 302 Found
  >     body go away\n
  > /hostless
  >     status 302 Found
  >     header Location: http:///letter
  > /choices
  >     status 300 Multiple Choices
  >     header Location: /letter
  >     body one of these\n
  > /proxy
  >     status 305 Use Proxy
  >     header Location: http://127.0.0.1:1/
  > /unchanged
  >     status 304 Not Modified
  > END
  $ httpget $U/https
  httpget: http://127.0.0.1:…/https: redirected to https://example.com/letter, which is not spoken yet
  [8]
  $ httpget $U/passwd
  httpget: http://127.0.0.1:…/passwd: redirected to file:///etc/hostname: the scheme is neither http nor https
  [7]
  $ httpget $U/ftp
  httpget: http://127.0.0.1:…/ftp: redirected to ftp://127.0.0.1/letter: the scheme is neither http nor https
  [7]
  $ httpget $U/nowhere
  httpget: http://127.0.0.1:…/nowhere: 302 Found…
  [8]
  $ httpget $U/hostless
  httpget: http://127.0.0.1:…/hostless: redirected to http:///letter: the URL has no host
  [7]
  $ httpget $U/choices
  httpget: http://127.0.0.1:…/choices: 300 Multiple Choices
  [8]
  $ httpget $U/proxy
  httpget: http://127.0.0.1:…/proxy: 305 Use Proxy
  [8]
  $ httpget $U/unchanged
  httpget: http://127.0.0.1:…/unchanged: 304 Not Modified
  [8]

What is confidential goes to the origin it is meant for, and to no other: another port is another origin.

  $ web other <<'END'
  > /letter
  >     body hello\n
  >     log Authorization Cookie X-Mine Host
  > END
  $ other=$PORT
  $ web first <<END
  > /here
  >     status 302 Found
  >     header Location: /there
  >     log Authorization Cookie X-Mine
  > /there
  >     status 302 Found
  >     header Location: http://127.0.0.1:$other/letter
  >     log Authorization Cookie X-Mine
  > /locked
  >     basic me:secret
  >     status 302 Found
  >     header Location: http://127.0.0.1:$other/letter
  >     log Authorization
  > END
  $ httpget -q -O - -H 'Authorization: Bearer secret' -b 'key=1' -H 'X-Mine: yes' $U/here
  hello
  $ cat first.out; sed "s/$other/OTHER/" other.out
  1 GET /here; Authorization: Bearer secret; Cookie: key=1; X-Mine: yes
  1 GET /there; Authorization: Bearer secret; Cookie: key=1; X-Mine: yes
  1 GET /letter; X-Mine: yes; Host: 127.0.0.1:OTHER

A user and a password in the URL are for that URL, too.

  $ : >other.out; httpget -q -O - http://me:secret@127.0.0.1:$PORT/locked
  hello
  $ tail -n 1 first.out; sed "s/$other/OTHER/" other.out
  2 GET /locked; Authorization: Basic bWU6c2VjcmV0
  2 GET /letter; Host: 127.0.0.1:OTHER
