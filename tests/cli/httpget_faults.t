What may go wrong beside httpget, and what servers try beyond it.

  $ letters 4000000 >image; letters 9 >small

Two of one name at once: the first has it. It is the same with somebody else, whose file stays what it is.

  $ web slow <<'END'
  > /image
  >     file image
  >     stall 100000
  > /late
  >     raw HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello
  >     pause 5000
  >     raw hello
  > END
  $ httpget -q $U/late 2>late.said & late=$!; within 20 has_bytes .late.part-0 5; echo somebody >late
  $ httpget -q $U/image -O got 2>first & first=$!; within 20 has_bytes .got.part-0; httpget -q $U/image -O got
  httpget: receive got: busy
  [3]
  $ kill $first; wait $first; ls -A | grep got
  [1]

Descriptors that are closed at the start are no place for a file, and nothing is lost with them.

  $ web one <<'END'
  > /small
  >     file small
  >     log Range
  > END
  $ get() { rm -f small2; httpget -O small2 $U/small "$@"; }
  $ get <&-; cmp small2 small; get >&-; cmp small2 small; get 2>&-; cmp small2 small; get <&- >&- 2>&-; cmp small2 small
  httpget: saved small2: 9 B in … s, …/s
  httpget: saved small2: 9 B in … s, …/s
  $ httpget -q -O - $U/small >&-
  httpget: write -: it is closed
  [3]

Names. What does not do as one stays as it is spelled in the URL, or is refused before anything is asked for.

  $ web names <<'END'
  > /%2e%2e
  >     file small
  > /%2f
  >     file small
  > /a%2f..%2fb
  >     file small
  > /%00
  >     file small
  > /a%0ab
  >     file small
  > /%ff
  >     file small
  > /%2dx
  >     file small
  > /a%5cb
  >     file small
  > /%e2%80%ae
  >     file small
  > /%1b%5b
  >     file small
  > END
  $ mkdir in && cd in
  $ httpget -q $U/%2e%2e $U/%2f $U/a%2f..%2fb $U/%00 $U/a%0ab $U/%ff $U/%2dx $U/a%5cb $U/%e2%80%ae $U/%1b%5b; ls -A | LC_ALL=C sort; cd ..; ls -A | grep -E 'evil|^b$'
  %00
  %1b%5b
  %2dx
  %2e%2e
  %2f
  %e2%80%ae
  %ff
  a%0ab
  a%2f..%2fb
  a%5cb
  [1]
  $ : >names.out; for name in .. . ../.. '' 'x/..' 'x/.'; do httpget -q "$U/$name" -P in; done 2>&1 | uniq -c | tr -s ' '
   5 httpget: http://127.0.0.1:…/: 404 Not Found
   1 httpget: http://127.0.0.1:…/x/: 404 Not Found
  $ name=$(letters 255 | tr ' ' -); long() { httpget -q -c -t 1 "$U/$1" 2>&1; echo $? $(ls -A | grep -c "$name"); }
  $ : >names.out; long $name; long ${name}5; grep -c . names.out
  httpget: …: 404 Not Found
  8 0
  httpget: …: the name is too long
  2 0
  1

From a server even less is taken: with --content-disposition such a name breaks the protocol.

  $ cat >proposals <<'END'
  > ".."|begins with a dot
  > "."|begins with a dot
  > ""|is empty or has an empty part
  > "-rf"|begins with a dash
  > "a/b"|has a directory
  > "a\\b"|has a backslash
  > "a\x1b]0;x\x07b"|has a control character
  > "\xe2\x80\xae.txt"|has a control character
  > "\xc2\x9b"|has a control character
  > "\xff.txt"|is not UTF-8
  > END
  $ while IFS='|' read -r name why; do printf '/%s\n  header Content-Disposition: attachment; filename=%s\n  file small\n' $((n += 1)) "$name"; done <proposals >list
  $ web proposals <list; n=0
  $ while IFS='|' read -r name why; do
  >     httpget -q --content-disposition $U/$((n += 1)) 2>said; echo $? $(grep -cxF "httpget: $U/$n: the name $why" said) $(wc -l <said)
  > done <proposals | uniq -c | tr -s ' '
   10 7 1 1

Control characters of whatever a server says are shown, not obeyed, and so are those that turn around what is
read. (Of statuses and heads: httpget_headers.t.)

  $ web rude <<'END'
  > /escape
  >     status 302 Found
  >     header Location: http://x\x1b]0;x\x07\xe2\x80\xae/
  > /bidi
  >     status 302 Found
  >     header Location: https://\xe2\x80\xae\xc2\x9b.invalid/
  > /path
  >     status 302 Found
  >     header Location: https://127.0.0.1/\xe2\x80\xae\xc2\x9b\xff
  > /head
  >     header X-Name: \x7f\xc2\x9b\xe2\x80\xae
  > /robots.txt
  >     body User-agent: *\nDisallow: /no\x1b]0;x\x07\xe2\x80\xae*\nDisallow: /no\n
  > /proposal
  >     header Content-Disposition: attachment; filename="\xc3\xbc\xe2\x80\xae"
  > END
  $ httpget $U/escape
  httpget: http://127.0.0.1:…/escape: redirected to http://x\x1b]0;x\x07\u{202e}/: the URL has a control character
  [7]
  $ httpget $U/bidi
  httpget: http://127.0.0.1:…/bidi: redirected to https://\u{202e}\x9b.invalid/: the host is not ASCII: write its xn-- form
  [7]
  $ httpget $U/path
  httpget: http://127.0.0.1:…/path: redirected to https://127.0.0.1/%E2%80%AE%C2%9B%FF, which is not spoken yet
  [8]
  $ httpget -I $U/head | grep Name; httpget -q -S -O head $U/head 2>&1 | grep Name
  X-Name: \x7f\x9b\u{202e}
    X-Name: \x7f\x9b\u{202e}
  $ httpget --robots "$U/no$(printf '%%1b]0;x%%07%%e2%%80%%ae')"
  httpget: http://127.0.0.1:…/no%1b]0;x%07%e2%80%ae: robots.txt forbids it, line 2: Disallow: /no\x1b]0;x\x07\u{202e}*
  [8]
  $ httpget --content-disposition $U/proposal
  httpget: http://127.0.0.1:…/proposal: the name has a control character
  [7]

Here is the end of the one that somebody came between.

  $ wait $late
  [3]
  $ cat late.said late; ls -A | grep part
  httpget: name late: already exists
  somebody
  [1]

What is behind a response that has no content, or two lengths, is not taken for the next one.

  $ web smuggled <<'END'
  > /unchanged
  >     raw HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nevil\n
  >     hold
  > /both
  >     raw HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n
  >     raw HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nevil\n
  >     hold
  > /next
  >     body next\n
  > END
  $ echo old >unchanged; httpget -q -N $U/unchanged $U/next && cat unchanged next && rm next
  old
  next
  $ httpget -q -O - $U/both $U/next; cat smuggled.out
  hellonext
  1 GET /unchanged
  2 GET /next
  3 GET /both
  4 GET /next

Where nobody takes what is sent, that ends, too. A file that changes while it is sent is found out.

  $ web deaf <<'END'
  > /deaf
  >     early
  >     pause 600000
  > END
  $ httpget -q -t 1 -T 0.5 -X PUT --body-file image -H Expect: $U/deaf
  httpget: …/deaf: the server has been silent for too long (-T)
  [4]
  $ : >deaf.out; (within 20 grep -q deaf deaf.out; echo less >image) & httpget -q -t 1 -X PUT --body-file image $U/deaf
  httpget: …/deaf: it changed while it was being sent
  [3]
