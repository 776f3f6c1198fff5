Whole directories need -r on both sides: the receiver must be willing to have directories made.

  $ mkdir -p in tree/inner/deepest tree/empty
  $ echo one >tree/a; echo two >tree/inner/b; echo three >tree/inner/deepest/c
  $ chmod 750 tree/inner; chmod 600 tree/inner/b; touch -t 200102030405.06 tree/inner/b
  $ serve receiver tcpup -l -r --open localhost:0 -d in

Each file is told of; directories go without saying.

  $ tcpup -r tree :$PORT 2>said
  $ cut -d : -f 2 said | sort
   sent tree/a
   sent tree/inner/b
   sent tree/inner/deepest/c
  $ diff -r tree in/tree && ls in/tree/empty
  $ stat -c '%a %y' in/tree/inner/b
  600 2001-02-03 04:05:06.000000000 +0000
  $ stat -c '%a' in/tree/inner
  750

A slash at the end changes nothing, and "." has no name of its own: its entries go by themselves.

  $ rm -r in/tree && tcpup -qr tree/ :$PORT && diff -r tree in/tree
  $ (cd tree && tcpup -qr . :$PORT) && ls in
  a
  empty
  inner
  tree

What exists already is refused file by file; the rest goes on. The second run of the same
command sends what is missing.

  $ rm in/tree/inner/b
  $ tcpup -r tree :$PORT 2>said
  [8]
  $ sort said
  tcpup: sent tree/inner/b: 4 B in … s, …/s, verified
  tcpup: tree/a: refused: already exists
  tcpup: tree/inner/deepest/c: refused: already exists
  $ diff -r tree in/tree

Files and directories can be mixed.

  $ echo alone >alone
  $ mkdir other && echo text >other/file
  $ tcpup -qr alone other :$PORT && cat in/alone in/other/file
  alone
  text

What is neither file nor directory is not sent. Neither is what has a name that the receiver
would not take. The exit code says so, and everything else arrives.

  $ mkdir odd && echo good >odd/good && ln -s good odd/link && mkfifo odd/pipe
  $ echo hidden >odd/.hidden
  $ tcpup -qr odd :$PORT 2>said
  [8]
  $ sort said
  tcpup: odd/.hidden: refused: the name begins with a dot
  tcpup: odd/link: it is a symbolic link
  tcpup: odd/pipe: it is not a regular file ("-" sends standard input)
  $ ls -A in/odd
  good

A link to a directory is not followed.

  $ mkdir looped && ln -s .. looped/up && echo x >looped/x
  $ tcpup -qr looped :$PORT
  tcpup: looped/up: it is a symbolic link
  [3]
  $ ls -A in/looped
  x

A name that is taken by a file cannot become a directory, nor a directory a file.

  $ echo file >in/clash && mkdir clash && echo x >clash/x
  $ tcpup -qr clash :$PORT
  tcpup: clash: refused: already exists
  [8]
  $ mkdir in/clash2 && echo file >clash2
  $ tcpup -q clash2 :$PORT
  tcpup: clash2: refused: is a directory
  [8]

A symbolic link below the receiver's directory is not walked through.

  $ mkdir outside && ln -s ../outside in/away && mkdir away && echo x >away/x
  $ tcpup -qr away :$PORT
  tcpup: away: refused: already exists
  [8]
  $ ls -A outside

-n is for a file.

  $ tcpup -r -n name tree :$PORT
  tcpup: --name is for a FILE, not for a directory
  tcpup: try 'tcpup --help'
  [2]

Without -r neither side does it.

  $ stopped
  $ mkdir in2 && serve plain tcpup -l --open localhost:0 -d in2
  $ tcpup tree :$PORT
  tcpup: tree: it is a directory (-r sends those)
  [3]
  $ tcpup -r tree :$PORT
  tcpup: tree: refused: directories are not taken here (-r would)
  [8]
  $ ls -A in2
