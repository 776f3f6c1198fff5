-x runs a command after each file that has arrived whole. No shell is between: what a peer chose
to call its file arrives in a variable, and nowhere else.

  $ mkdir in && echo text >file
  $ cat >hook <<'END'
  > #!/bin/sh
  > { echo "$# $*"; env | grep ^TCPUP_ | sort; cat; } >>"$LOG"
  > END
  $ chmod +x hook; LOG=$PWD/log; export LOG
  $ serve receiver tcpup -l -1 --open localhost:0 -d in -x "$PWD/hook one  two"
  $ tcpup -q -n 'name; rm -rf $HOME' file :$PORT; ended
  $ sed "s,$PWD,PWD,;s/:[0-9]*\$/:PORT/" log
  2 one two
  TCPUP_NAME=name; rm -rf $HOME
  TCPUP_PATH=in/name; rm -rf $HOME
  TCPUP_PEER=[::1]:PORT
  TCPUP_SHA256=b9e68e1bea3e5b19ca6b2f98b73a54b73daafaa250484902e09982e07a12e733
  TCPUP_SIZE=5

The path can be used as it is: it goes through the directory that was named.

  $ serve receiver tcpup -l -1 --open localhost:0 -d "$PWD/in" -x 'cp /proc/self/environ environ'
  $ tcpup -q -n path file :$PORT; ended
  $ cat "$(tr '\0' '\n' <environ | sed -n 's/^TCPUP_PATH=//p')"
  text

The variables are the receiver's own words: older ones of that name do not come through.

  $ serve receiver env TCPUP_NAME=old tcpup -l -1 --open localhost:0 -d in -x 'cp /proc/self/environ environ'
  $ tcpup -q -n mine file :$PORT; ended
  $ tr '\0' '\n' <environ | grep TCPUP_NAME
  TCPUP_NAME=mine

What is refused or lost is not worth a command.

  $ rm log; serve receiver tcpup -l --open localhost:0 -d in -x ./hook
  $ tcpup -q -n mine file :$PORT
  tcpup: mine: refused: already exists
  [8]
  $ peer connect $PORT greet offer cut 1000 hear start 0 data 500 half hold
  $ tcpup -q -n last file :$PORT
  $ within 10 grep NAME log 2>/dev/null
  TCPUP_NAME=last
  $ stopped

A command that fails is told of, and with -1 it is the result. The file stays: it is whole.

  $ serve receiver tcpup -l -1 --open localhost:0 -d in -x 'sh -c "exit'
  $ tcpup -q -n failed file :$PORT; ended
  [1]
  $ tail -n 1 receiver.log; cat in/failed
  tcpup: sh -c "exit: ended with exit code 2
  text
  $ serve receiver tcpup -l -1 --open localhost:0 -d in -x false
  $ tcpup -q -n failed2 file :$PORT; ended
  [1]
  $ tail -n 1 receiver.log
  tcpup: false: ended with exit code 1

So is one that cannot be found: exit code 127, as in a shell.

  $ serve receiver tcpup -l -1 --open localhost:0 -d in -x no-such-command
  $ tcpup -q -n failed3 file :$PORT; ended
  [1]
  $ tail -n 1 receiver.log
  tcpup: no-such-command: ended with exit code 127

The command's own output goes where the receiver's goes.

  $ serve receiver tcpup -l -1 --open localhost:0 -d in -x 'echo arrived'
  $ tcpup -q -n told file :$PORT; ended
  $ cat receiver.out
  arrived

A slow command holds up nobody: the next file is taken meanwhile.

  $ printf '#!/bin/sh\nuntil [ -e gate ] || [ ! -e waits ]; do :; done\n' >waits && chmod +x waits
  $ serve receiver tcpup -l --open localhost:0 -d in -x ./waits
  $ tcpup -q -n slow1 file :$PORT && tcpup -q -n slow2 file :$PORT && ls in | grep slow
  slow1
  slow2

Nor does it hold up the end, where somebody asks for that.

  $ kill $server; within 5 gone $server || echo "still running"
  $ : >gate
