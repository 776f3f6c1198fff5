-H says more to the server, -U who is asking; what is shown of its answer is safe to look at.

  $ web one <<'END'
  > /letter
  >     body hello\n
  >     header X-Name: \x1b[2Jvalue
  >     log *
  > /card
  >     body chosen\n
  >     log Host User-Agent Accept X-One
  > /rude
  >     raw HTTP/1.1 404 \x1b]0;owned\x07no\xc2\x9b\r\nContent-Length: 0\r\n\r\n
  > /latin
  >     raw HTTP/1.1 403 \xe4\xe2\x80\xae\r\nContent-Length: 0\r\n\r\n
  > END
  $ httpget -q -O - $U/letter
  hello
  $ sed "s/$PORT/PORT/" one.out
  1 GET /letter; Host: 127.0.0.1:PORT; User-Agent: …; Accept: */*…
  $ httpget -q -O - -H 'X-One: 1' --header='Accept: text/plain' -H 'Host: example.com' -U me/1.0 $U/card; tail -n 1 one.out
  chosen
  2 GET /card; Host: example.com; User-Agent: me/1.0; Accept: text/plain; X-One: 1

A header without a value is left out.

  $ httpget -q -O - -U '' -H Accept: $U/card; tail -n 1 one.out
  chosen
  3 GET /card; Host: 127.0.0.1:…

-S shows the head of the answer, -v that of the request, too. Control characters are shown, not obeyed.

  $ httpget -q -S -O - $U/letter
    HTTP/1.1 200 OK
    Content-Length: 6
    X-Name: \x1b[2Jvalue
  hello
  $ httpget -q -v -O - $U/letter >said 2>&1; grep -a '^[<>]' said | grep -v -e Accept -e Connection -e Agent | sed "s/$PORT/PORT/;s/^/ /"
   > GET /letter HTTP/1.1
   > Host: 127.0.0.1:PORT
   < HTTP/1.1 200 OK
   < Content-Length: 6
   < X-Name: \x1b[2Jvalue
  $ httpget $U/rude
  httpget: http://127.0.0.1:…/rude: 404 \x1b]0;owned\x07no\x9b
  [8]
  $ httpget $U/latin
  httpget: http://127.0.0.1:…/latin: 403 \xe4\u{202e}
  [8]

A password is not shown to who looks over one's shoulder.

  $ httpget -v -O - http://me:secret@127.0.0.1:$PORT/rude 2>&1 | grep -c secret
  0
  [1]

With -v the digest of what was saved goes to standard output, as sha256sum writes and checks it.

  $ httpget -v $U/letter 2>/dev/null
  5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  letter
  $ httpget -v $U/letter -O again 2>/dev/null | sha256sum -c
  again: OK

What would be two headers, or none, is not sent: exit code 2.

  $ : >one.out
  $ httpget -H 'X-One: 1
  > X-Two: 2' $U/letter
  httpget: …a header has a control character
  httpget: try 'httpget --help'
  [2]
  $ httpget -H nonsense $U/letter
  httpget: …a header is not of the form Name: value
  httpget: try 'httpget --help'
  [2]
  $ httpget -H 'Content-Length: 5' $U/letter
  httpget: …the length of the content is not for a header of yours to tell
  httpget: try 'httpget --help'
  [2]
  $ httpget -U 'me
  > X-Two: 2' $U/letter
  httpget: …
  httpget: try 'httpget --help'
  [2]
  $ cat one.out
