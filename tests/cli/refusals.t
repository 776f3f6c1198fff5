What cannot be sent is said before anybody is connected to. Exit code 3: a file here.

  $ mkdir dir && mkfifo pipe && echo text >file && : >none && chmod 0 none
  $ tcpup missing host
  tcpup: open missing: no such file or directory
  [3]
  $ tcpup dir host
  tcpup: dir: it is a directory (-r sends those)
  [3]
  $ tcpup pipe host
  tcpup: pipe: it is not a regular file ("-" sends standard input)
  [3]
  $ tcpup /dev/null host
  tcpup: /dev/null: it is not a regular file ("-" sends standard input)
  [3]
  $ ln -s nowhere dangling && tcpup dangling host
  tcpup: open dangling: no such file or directory
  [3]
  $ ln -s missing missing && tcpup missing host
  tcpup: open missing: is a symbolic link
  [3]

All files are looked at first: nothing is sent when one of them cannot be.

  $ mkdir in && serve receiver tcpup -l --open localhost:0 -d in
  $ tcpup file missing2 :$PORT
  tcpup: open missing2: no such file or directory
  [3]
  $ ls in

Where there is nobody to connect to, exit code 4.

  $ stopped
  $ tcpup file :$PORT 2>said
  [4]
  $ sed "s/$PORT/PORT/" said
  tcpup: connect to …:PORT: connection refused
  $ tcpup file no-such-host.invalid
  tcpup: no-such-host.invalid: no such name
  [4]

Somebody who accepts and then says nothing is given up after -T SECONDS.

  $ serve mute peer listen hold
  $ tcpup -T 0.3 file :$PORT
  tcpup: receive from …: timed out
  [4]
  $ ended

So is somebody who agrees and then takes nothing, once the kernel's buffers are full.

  $ letters 8000000 >large
  $ serve lazy peer listen tight greet accept deaf
  $ tcpup -T 0.3 large :$PORT
  tcpup: large: timed out
  [4]
  $ stopped
  [143]

Somebody who answers in another language breaks the protocol. Exit code 7.

  $ serve web peer listen send 'HTTP/1.0 400 Bad Request\x0d\x0a\x0d\x0a' hold
  $ tcpup file :$PORT
  tcpup: …: the peer does not speak this upload protocol (--raw takes plain bytes)
  [7]
  $ serve later peer listen send '6pup\x02\x00\x00\x00' hold
  $ tcpup file :$PORT
  tcpup: …: the peer speaks another version of the protocol
  [7]
  $ serve wild peer listen greet send '\x63\x00\x00\x00\x00\x00\x00\x00' hold
  $ tcpup file :$PORT
  tcpup: file: a frame of an unknown kind
  [7]
  $ serve huge peer listen greet send '\x11\x00\x00\x00\xff\xff\xff\xff' hold
  $ tcpup file :$PORT
  tcpup: file: a frame of a length that is not allowed
  [7]
  $ serve early peer listen greet receipt hold
  $ tcpup file :$PORT
  tcpup: file: the receiver said something out of turn
  [7]

A receipt before everything was sent cannot be true; one for something else than was sent is not.
Exit code 5.

  $ serve hasty peer listen greet accept receipt hold
  $ tcpup file :$PORT
  tcpup: file: the receiver said something out of turn
  [7]
  $ serve liar peer listen greet accept take 121 receipt hold
  $ tcpup file :$PORT
  tcpup: file: the receiver stored something else
  [5]

Somebody who hangs up in the middle, politely or not, has not got the file. Exit code 4.

  $ serve gone peer listen greet hear
  $ tcpup file :$PORT
  tcpup: file: connection lost
  [4]
  $ serve reset peer listen hear reset
  $ tcpup file :$PORT
  tcpup: receive from …: connection reset by the peer
  [4]
  $ serve midway peer listen greet accept hear
  $ tcpup large :$PORT
  tcpup: large: connection lost
  [4]

The words of a refusal are the receiver's, but they are shown, not obeyed.

  $ serve rude peer listen greet refuse '\x1b[2Jno\x0d\x0athanks' hold
  $ tcpup file :$PORT
  tcpup: file: refused: \x1b[2Jno\x0d\x0athanks
  [8]
