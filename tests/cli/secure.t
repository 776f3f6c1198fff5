Without any option, a receiver lets in whoever knows a code that it makes and shows, with the command
for the other machine.

  $ mkdir in && echo "for your eyes only" >letter && letters 300000 >large
  $ serve receiver tcpup -l 127.0.0.1:0 -d in
  $ cat receiver.log
  tcpup: listening on 127.0.0.1:…; whoever knows the code may upload to in
  tcpup: to send, type there: tcpup FILE... 127.0.0.1:…
  tcpup: the code is …-…-…-…-…
  $ grep -c "tcpup FILE... 127.0.0.1:$PORT\$" receiver.log
  1
  $ code=$(sed -n 's/.*the code is //p' receiver.log)

The sender asks for it, and notices when it is mistyped.

  $ person "$code" -- tcpup letter :$PORT
  code shown by :…: …
  tcpup: sent letter: 19 B in … s, …/s, verified
  $ cmp letter in/letter
  $ person nonsense "$(echo "$code" | tr a-z- 'A-Z ')" -- tcpup -q large :$PORT
  code shown by :…: nonsense
  mistyped, that is no code; again: …
  $ cmp large in/large
  $ person a b c -- tcpup letter :$PORT
  code shown by :…: a
  mistyped, that is no code; again: b
  mistyped, that is no code; again: c
  tcpup: 127.0.0.1:…: three times that was no code
  [6]

Where nobody can be asked, the code may lie in a file. It is a secret: others must not read it.

  $ tcpup letter :$PORT
  tcpup: 127.0.0.1:…: it may want a key (-k FILE) or a code, and nobody gave one
  [6]
  $ (umask 077; echo "$code" >code.txt)
  $ cp letter by-file && tcpup -q -k code.txt by-file :$PORT && cmp letter in/by-file
  $ chmod 640 code.txt && tcpup -q -k code.txt by-file :$PORT
  tcpup: code.txt: others may use it: chmod 600 keeps it secret
  [3]

Senders who come without the code in order to be asked are no news; the right one is.

  $ within 10 grep -q by-file receiver.log; sed 1,3d receiver.log
  tcpup: received letter: 19 B from 127.0.0.1:…, verified
  tcpup: received large: 300 kB from 127.0.0.1:…, verified
  tcpup: received by-file: 19 B from 127.0.0.1:…, verified
  $ stopped

A new receiver has another code. The old one opens nothing, and whoever comes with it learns nothing for
ten seconds. (The rest of this page goes on meanwhile.)

  $ serve receiver tcpup -l 127.0.0.1:0 -d in
  $ chmod 600 code.txt && other=$PORT
  $ background late sh -c "echo late >&2; exec tcpup -k code.txt letter :$PORT >late.log 2>&1"

With -k, both ends have the same file.

  $ tcpup --genkey home.key 2>/dev/null && tcpup --genkey wrong.key 2>/dev/null
  $ serve keyed tcpup -l -v -k home.key localhost:0 -d in -r
  $ cat keyed.log
  tcpup: listening on …; whoever has the key may upload to in
  $ cp letter one && cp large two && : >empty
  $ tcpup -k home.key one two empty :$PORT
  tcpup: sent one: 19 B in … s, …/s, verified
  tcpup: sent two: 300 kB in … s, …/s, verified
  tcpup: sent empty: 0 B in … s, …/s, verified
  $ cmp one in/one && cmp two in/two && cmp empty in/empty
  $ mkdir tree && cp letter tree/leaf && SIXPACK_KEY=home.key tcpup -q -r tree :$PORT && cmp letter in/tree/leaf
  $ base64 -d home.key >raw.key && chmod 600 raw.key && cp letter raw && tcpup -q -k raw.key raw :$PORT && cmp letter in/raw
  $ cp letter piped && tcpup -q -k - piped :$PORT <home.key && cmp letter in/piped

A refusal is as clear as ever, and the connection goes on.

  $ cp letter free && tcpup -k home.key one free :$PORT
  tcpup: one: refused: already exists
  tcpup: sent free: 19 B in … s, …/s, verified
  [8]

What breaks can be gone on with.

  $ letters 3000000 >image
  $ cut_off in/.image.part-0 tcpup -k home.key --rate=1M image :$PORT
  $ within 10 grep -q 'lost image' keyed.log
  $ tcpup -k home.key image :$PORT
  tcpup: sent image: 3.0 MB (… were there already) in … s, …/s, verified
  $ cmp image in/image

Without the key, the sender asks for a code, in vain where nobody is at a terminal. Nothing that it was
going to say has been said.

  $ tcpup letter :$PORT
  tcpup: …: it may want a key (-k FILE) or a code, and nobody gave one
  [6]
  $ within 10 tail -n 1 keyed.log
  tcpup: closed …: the peer has no key

With another key, or in another language, one hears nothing at all, until ten seconds are over.

  $ background stranger sh -c "echo stranger >&2; exec tcpup -k wrong.key letter :$PORT >stranger.log 2>&1"
  $ background scanner peer connect $PORT send 'GET / HTTP/1.0\x0d\x0a\x0d\x0a' say scanner hold

A sender with a key refuses a receiver without, and one that does not answer as it should. Exit code 5.

  $ serve naive tcpup -l --open localhost:0 -d in
  $ cat naive.log
  tcpup: listening on …, for this machine only (--open lets others in)
  $ tcpup -k home.key letter :$PORT
  tcpup: …: the peer has no key
  [5]
  $ within 10 grep closed naive.log
  tcpup: closed …: the peer wants a key
  $ serve web peer listen send 'HTTP/1.0 400 Bad Request\x0d\x0a\x0d\x0a' hold
  $ tcpup -k home.key letter :$PORT
  tcpup: …: the peer has not shown that it has the key
  [5]
  $ serve gone peer listen hear
  $ tcpup -k home.key letter :$PORT
  tcpup: …: the peer has not shown that it has the key
  [5]
  $ serve mute peer listen hold
  $ tcpup -T 0.3 -k home.key letter :$PORT
  tcpup: …: the peer has not shown that it has the key
  [5]

A plain sender does not take a sealed answer for a greeting.

  $ serve sealed peer listen send '6pup\x01\x01\x00\x00' hold
  $ tcpup letter :$PORT
  tcpup: …: it may want a key (-k FILE) or a code, and nobody gave one
  [6]

What is no key is none, and a key is not given where it would not be used.

  $ echo "correct horse battery staple" >phrase && chmod 600 phrase
  $ tcpup -k phrase letter localhost:1
  tcpup: phrase: not a key: 32 bytes, a line of base64 or a code
  [3]
  $ tcpup -k none letter localhost:1
  tcpup: open none: no such file or directory
  [3]
  $ SIXPACK_KEY=none tcpup -l -d in 127.0.0.1:0
  tcpup: open none: no such file or directory
  [3]
  $ tcpup -l --open -k home.key
  tcpup: --open lets in anyone: it goes without a key
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -l --raw -k home.key
  tcpup: --raw goes without a key
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup --raw -k home.key letter localhost:1
  tcpup: --raw goes without a key
  tcpup: try 'tcpup --help'
  [2]

With -1, those who have not shown that they have the key do not count. No more than five of them are
heard at a time from one address, and the sixth hears nothing either.

  $ serve once tcpup -l -1 -k home.key 127.0.0.1:0 -d in
  $ background crowd peer connect $PORT crowd 4 say crowd hold
  $ peer connect $PORT hold
  $ within 10 grep turned once.log
  tcpup: turned away 127.0.0.1:…: too many connections from this address
  $ dismiss crowd
  $ cp letter last && within 10 tcpup -q -k home.key last :$PORT 2>/dev/null && ended && cmp letter in/last

Those who had the wrong key are gone by now, or are soon.

  $ await late
  [5]
  $ cat late.log
  tcpup: 127.0.0.1:…: the peer has not shown that it has the key
  $ await stranger
  [5]
  $ cat stranger.log
  tcpup: …: the peer has not shown that it has the key
  $ await scanner
  $ within 10 grep 'not shown' receiver.log
  tcpup: closed 127.0.0.1:…: the peer has not shown that it has the key
  $ within 10 grep 'not shown' keyed.log
  tcpup: closed …: the peer has not shown that it has the key
  $ within 10 grep 'not speak' keyed.log
  tcpup: closed …: the peer does not speak this upload protocol (--raw takes plain bytes)
