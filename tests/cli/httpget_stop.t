Whoever wants to stop is heard at once, whatever is being waited for: exit code 1, one line, nothing left behind.
(While it connects: httpget_timeouts.t; while it looks up a name: tests/faults/httpget_dead.sh.)

  $ letters 4000000 >image
  $ web slow <<'END'
  > /mute
  >     raw
  >     hold
  > /half
  >     file image
  >     etag "v1"
  >     stall 100000
  > /busy
  >     status 503 Service Unavailable
  >     header Retry-After: 30
  > /large
  >     file image
  >     etag "v1"
  >     stall 1000
  > /endless
  >     raw HTTP/1.1 200 OK\r\n\r\n
  >     fill 1000000000 hello, hello\r\n
  > /letter
  >     body hello\n
  > END
  $ asked() { within 20 grep -q "$1" slow.out; }
  $ begin() { : >slow.out; httpget -q "$@" 2>said & getter=$!; }
  $ end() { kill -$1 $getter; within 20 gone $getter || { echo hangs; kill -9 $getter; }; wait $getter; code=$?; cat said; exit_with $code; }
  $ exit_with() { return $1; }

Before the answer, in its middle, and between two attempts.

  $ begin $U/mute; asked mute; end TERM
  httpget: http://127.0.0.1:…/mute: interrupted
  [1]
  $ begin $U/half; within 20 has_bytes .half.part-0 100000; end HUP
  httpget: half: interrupted at 100 kB of 4.0 MB
  [1]
  $ begin $U/busy; asked busy; end TERM
  httpget: http://127.0.0.1:…/busy: interrupted
  [1]

In segments nobody stays behind, either.

  $ begin --segments 4 $U/large; within 20 has_bytes .large.part-0 1000; end TERM
  httpget: large: interrupted at … of 4.0 MB
  [1]
  $ alone() { ! cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\000' '\n' | grep -q "$PORT/[l]arge"; }
  $ within 20 alone; ls -A | grep -E 'part|half|busy|mute|large'
  [1]

What came stays with -c, and with nothing else.

  $ begin -c $U/half; within 20 has_bytes .half.part-0 100000; end TERM
  httpget: half: interrupted at 100 kB of 4.0 MB; -c goes on from there
  [1]
  $ ls -A | grep part; rm .half.part-0*
  .half.part-0
  .half.part-0.etag

Nor does what follows in the list take place.

  $ begin -O - $U/mute $U/letter; asked mute; end TERM
  httpget: http://127.0.0.1:…/mute: interrupted
  [1]

Ctrl-C is SIGINT. (A shell that runs no terminal makes its background deaf to that, so it is in the foreground
here.) Who ignores SIGHUP, as under nohup, goes on.

  $ (within 20 has_bytes .half.part-0 100000; kill -INT "$(cat pid)") & sh -c 'echo $$ >pid; exec httpget -q "$0"' $U/half
  httpget: half: interrupted at 100 kB of 4.0 MB
  [1]
  $ (trap '' HUP; exec httpget -q $U/half 2>said) & getter=$!; within 20 has_bytes .half.part-0 100000; kill -HUP $getter; end TERM
  httpget: half: interrupted at 100 kB of 4.0 MB
  [1]

A pipe that nobody reads from is not waited for, be it standard output or another; nor is it waited for longer
than --max-time.

  $ mkfifo pipe; exec 3<>pipe
  $ full() { ! printf x | dd of=pipe oflag=nonblock 2>/dev/null; }
  $ httpget -q -O - $U/endless >pipe 2>said & getter=$!; within 20 full; end TERM
  httpget: -: interrupted at … kB
  [1]
  $ exec 3<&-; exec 3<>pipe; begin -O pipe $U/endless; within 20 full; end TERM
  httpget: pipe: interrupted at …
  [1]
  $ httpget -q --max-time 1 -O - $U/endless >pipe
  httpget: -: it takes longer than allowed (--max-time) at …
  [4]

One whose reader has gone is an error, not a signal and no endless loop.

  $ { httpget -q -O - $U/endless 2>said; echo " $?" >>said; } | head -c 5; echo; within 20 grep -q '^ ' said; cat said
  hello
  httpget: -: nobody reads the output any more
   3

A list that does not come is not waited for, and neither is what is to be sent. (An emulator catches signals
before the program does.)

  $ skip_unless native
  $ mkfifo urls; exec 3<>urls
  $ waits() { grep -q '^SigCgt:.*[4-7c-f]...$' /proc/$getter/status && grep -q '^State:.S' /proc/$getter/status; }
  $ httpget -q -i - <urls 2>said & getter=$!; within 20 waits; end TERM
  httpget: -: interrupted
  [1]
  $ httpget -q -X PUT --body-file - $U/letter <urls 2>said & getter=$!; within 20 waits; end TERM
  httpget: http://127.0.0.1:…/letter: interrupted
  [1]
  $ exec 3<&-

A terminal is left without the bar. (What is behind its last erasure is what stays.)

  $ skip_unless script --version
  $ (within 20 has_bytes .half.part-0 100000; within 20 grep -qs '%' screen; kill -TERM "$(cat pid)") &
  $ TERM=vt100 script -qefc "sh -c 'echo \$\$ >pid; exec httpget $U/half'" screen >/dev/null 2>&1
  [1]
  $ sed -n 's/.*\r\x1b\[K//p' screen | tr -d '\r' | grep -v ^Script
  httpget: half: interrupted at 100 kB of 4.0 MB
