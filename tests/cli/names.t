Names come from the other side, so the receiver takes only what is harmless everywhere: one
component, no leading dot or dash, no control characters, valid UTF-8. All else is refused, not
cleaned up, and shown so that it cannot play tricks on a terminal.

  $ mkdir in && echo data >file
  $ serve receiver tcpup -l --open localhost:0 -d in
  $ upload_as() { tcpup -n "$1" file :$PORT; }

  $ upload_as ../escaped
  tcpup: ../escaped: refused: the name begins with a dot
  [8]
  $ upload_as /etc/absolute
  tcpup: /etc/absolute: refused: the name begins with a slash
  [8]
  $ upload_as a/b
  tcpup: a/b: refused: directories are not taken here (-r would)
  [8]
  $ upload_as .
  tcpup: .: refused: the name begins with a dot
  [8]
  $ upload_as ..
  tcpup: ..: refused: the name begins with a dot
  [8]
  $ upload_as .profile
  tcpup: .profile: refused: the name begins with a dot
  [8]
  $ upload_as -rf
  tcpup: -rf: refused: the name begins with a dash
  [8]
  $ upload_as 'back\slash'
  tcpup: back\slash: refused: the name has a backslash
  [8]
  $ upload_as 'two
  > lines'
  tcpup: two\x0alines: refused: the name has a control character
  [8]
  $ upload_as "$(printf 'esc\033]0;x\007')"
  tcpup: esc\x1b]0;x\x07: refused: the name has a control character
  [8]
  $ upload_as "$(printf 'carriage\rreturn')"
  tcpup: carriage\x0dreturn: refused: the name has a control character
  [8]
  $ upload_as "$(printf 'c1 \302\233 del \177')"
  tcpup: c1 \x9b del \x7f: refused: the name has a control character
  [8]
  $ upload_as "$(printf 'bidi \342\200\256txt')"
  tcpup: bidi \u{202e}txt: refused: the name has a control character
  [8]
  $ upload_as "$(printf 'not UTF-8 \377')"
  tcpup: not UTF-8 \xff: refused: the name is not UTF-8
  [8]
  $ upload_as ''
  tcpup: --name is for a single FILE, and not empty
  tcpup: try 'tcpup --help'
  [2]

The receiver's words are as clean.

  $ within 10 grep -q 'not UTF-8' receiver.log; sed 1d receiver.log
  tcpup: refused ../escaped from …: the name begins with a dot
  tcpup: refused /etc/absolute from …: the name begins with a slash
  tcpup: refused a/b from …: directories are not taken here (-r would)
  tcpup: refused . from …: the name begins with a dot
  tcpup: refused .. from …: the name begins with a dot
  tcpup: refused .profile from …: the name begins with a dot
  tcpup: refused -rf from …: the name begins with a dash
  tcpup: refused back\slash from …: the name has a backslash
  tcpup: refused two\x0alines from …: the name has a control character
  tcpup: refused esc\x1b]0;x\x07 from …: the name has a control character
  tcpup: refused carriage\x0dreturn from …: the name has a control character
  tcpup: refused c1 \x9b del \x7f from …: the name has a control character
  tcpup: refused bidi \u{202e}txt from …: the name has a control character
  tcpup: refused not UTF-8 \xff from …: the name is not UTF-8
  $ ls -A in

Names that only look odd are fine.

  $ upload_as 'a..b, c (1) ~ é 日本' 2>said && cat said && ls in
  tcpup: sent a..b, c (1) ~ é 日本: 5 B in … s, …/s, verified
  a..b, c (1) ~ é 日本

255 bytes are the longest name there is, here and in the receiver's file system.

  $ long=$(letters 255 | tr ' ' _)
  $ tcpup -q -n "$long" file :$PORT && cmp file in/$long
  $ tcpup -q -n "${long}x" file :$PORT 2>said
  [8]
  $ tail -c 40 said
  86_87_8x: refused: the name is too long

A NUL would end a name early for some; it takes a hostile sender to try.

  $ peer connect $PORT greet offer 'nul\x00.txt' 5 hear half hold
  $ within 10 grep nul receiver.log
  tcpup: refused nul\x00.txt from …: the name has a control character

A file name on the command line goes by its last component; the directories stay here.

  $ mkdir -p some/where && echo text >some/where/deep.txt
  $ tcpup -q some/where/deep.txt :$PORT && cat in/deep.txt
  text

A link planted under the final name, or under that of the part file, is never followed.

  $ ln -s ../outside in/planted
  $ upload_as planted
  tcpup: planted: refused: already exists
  [8]
  $ ln -s ../outside in/.sly.part-0
  $ tcpup -q -n sly file :$PORT && cmp file in/sly
  $ ls -A in | grep part
  .sly.part-0
  $ ls outside
  ls: … No such file or directory
  [2]
