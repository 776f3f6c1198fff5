What is wrong with a command line is said in one line, before anything is done. Exit code 2.

  $ tcpup
  tcpup: say what to send, and to whom: FILE... HOST[:PORT]
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup ''
  tcpup: say what to send, and to whom: FILE... HOST[:PORT]
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup file
  tcpup: say what to send, and to whom: FILE... HOST[:PORT]
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -- -file
  tcpup: say what to send, and to whom: FILE... HOST[:PORT]
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup --bogus
  tcpup: option --bogus: unknown
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -Z
  tcpup: option letter Z: unknown
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -T
  tcpup: --timeout: needs a value
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -T 1x file host
  tcpup: --timeout 1x: not a number of seconds
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -T 0 file host
  tcpup: --timeout 0: too small
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -p 65536 file host
  tcpup: --port 65536: the port is neither a number up to 65535 nor in /etc/services
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -p 1x file host
  tcpup: --port 1x: the port is neither a number up to 65535 nor in /etc/services
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -p '' file host
  tcpup: --port : the port is neither a number up to 65535 nor in /etc/services
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup --listen=yes
  tcpup: --listen yes: takes no value
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup --rate=fast file host
  tcpup: --rate fast: not an amount such as 500M or 4Gi
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -l --max-clients=0
  tcpup: --max-clients 0: too small
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -l --max-size=99999999999999999999
  tcpup: --max-size 99999999999999999999: too large
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -l one two
  tcpup: a receiver takes one ADDR[:PORT]; -d names the directory
  tcpup: try 'tcpup --help'
  [2]

  $ echo text >file
  $ tcpup file host:1x
  tcpup: host:1x: the port is neither a number up to 65535 nor in /etc/services
  [2]
  $ tcpup file host:0
  tcpup: host:0: port 0 is for listening only
  [2]
  $ tcpup file host:65536
  tcpup: host:65536: the port is neither a number up to 65535 nor in /etc/services
  [2]
  $ tcpup file host:
  tcpup: host:: the port is neither a number up to 65535 nor in /etc/services
  [2]
  $ tcpup file '[::1'
  tcpup: [::1: a bracket is not closed
  [2]
  $ tcpup file ''
  tcpup: the HOST is empty
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup - host
  tcpup: standard input has no name: give it one with --name
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup -n name file file host
  tcpup: --name is for a single FILE, and not empty
  tcpup: try 'tcpup --help'
  [2]
  $ tcpup --raw file file host
  tcpup: --raw sends a single FILE
  tcpup: try 'tcpup --help'
  [2]

Raw bytes need no key, so an address that others reach is a decision to be made in words.

  $ tcpup -l --raw 0.0.0.0:0
  tcpup: 0.0.0.0:0: whoever reaches it could upload: say --open to allow that
  [2]

A network that cannot be understood lets in nobody, rather than everybody.

  $ tcpup -l -p 0 --open --allow=10.0.0.0/33
  tcpup: 10.0.0.0/33: the length of the prefix is not right
  [2]
  $ tcpup -l -p 0 --open --allow=10.0.0/8
  tcpup: 10.0.0/8: not a network such as 10.0.0.0/8
  [2]
  $ tcpup -l -p 0 --open --allow=
  tcpup: : not a network such as 10.0.0.0/8
  [2]
  $ tcpup -l -p 0 --open --allow=10.0.0.0/8x
  tcpup: 10.0.0.0/8x: the length of the prefix is not right
  [2]

"--" ends the options, so a file can be called -file.

  $ mkdir in && echo dash >./-file
  $ serve receiver tcpup -l --open localhost:0 -d in
  $ tcpup -n dashed -- -file :$PORT 2>/dev/null && cat in/dashed
  dash

Options may be bundled, and long ones take their value behind "=" or as the next word.

  $ tcpup -qnbundled file :$PORT && cat in/bundled
  text
  $ tcpup --quiet --name long --timeout=2.5 file :$PORT && cat in/long
  text

-4 and -6 choose the IP version.

  $ tcpup -4 -n four file '[::1]':$PORT
  tcpup: [::1]:…: the name has no address that fits
  [4]
  $ tcpup -6 -n six file 127.0.0.1:$PORT
  tcpup: 127.0.0.1:…: the name has no address that fits
  [4]

--help fits a screen; it goes to standard output, and it matters whether it got there.

  $ tcpup --help | wc -l | tr -d ' '
  24
  $ tcpup --help | awk 'length > 79'
  $ tcpup --help | head -n 2
  Usage: tcpup [OPTION]... FILE... HOST[:PORT]
         tcpup -l [OPTION]... [ADDR[:PORT]]
  $ tcpup --version
  tcpup 0.1
  $ tcpup --help >/dev/full
  tcpup: write standard output: no space left
  [3]
  $ tcpup --version >/dev/full
  tcpup: write standard output: no space left
  [3]
  $ tcpup -q -v -n full file :$PORT >/dev/full
  tcpup: write standard output: no space left
  [3]

A megabyte of an option is no trouble, nor is it shown in full.

  $ tcpup -p "$(letters 100000)" file host 2>&1 | wc -c | awk '{ print ($1 < 2000) }'
  1

Closed descriptors are opened onto nothing, so that no file takes their place. What had to be written there is missed.

  $ tcpup -n closed file :$PORT <&- >&- 2>&- && cat in/closed
  text
  $ tcpup -v -n silent file :$PORT <&- >&- 2>&-
  [3]
  $ cat in/silent
  text
