Keys. --genkey makes one: a line of base64 in a file that nobody else may read.

  $ tcpup --genkey home.key
  tcpup: key written to home.key: copy it to the other machine, and keep it secret
  $ stat -c '%a %s' home.key; wc -l <home.key | tr -d ' '
  600 45
  1
  $ grep -c '^[A-Za-z0-9+/]\{43\}=$' home.key
  1
  $ base64 -d home.key | wc -c | tr -d ' '
  32

Whatever the umask, and never the same one again.

  $ (umask 0; tcpup --genkey open.key); (umask 777; tcpup --genkey closed.key)
  tcpup: key written to open.key: copy it to the other machine, and keep it secret
  tcpup: key written to closed.key: copy it to the other machine, and keep it secret
  $ stat -c %a open.key closed.key
  600
  600
  $ cat home.key open.key closed.key | sort -u | wc -l | tr -d ' '
  3

Without a FILE, the key goes to standard output, to be read aloud.

  $ tcpup --genkey >shown
  $ tcpup --genkey - >>shown
  $ grep -c '^[A-Za-z0-9+/]\{43\}=$' shown; sort -u shown | wc -l | tr -d ' '
  2
  2
  $ tcpup --genkey >/dev/full
  tcpup: write standard output: no space left
  [3]

A file that exists is never replaced, by whatever name, and no link is followed.

  $ cp home.key before; ln -s home.key link; ln -s nothing dangling; mkdir directory
  $ for file in home.key link dangling directory; do tcpup --genkey $file; done
  tcpup: create home.key: already exists
  tcpup: create link: already exists
  tcpup: create dangling: already exists
  tcpup: create directory: already exists
  [3]
  $ cmp home.key before; ls nothing
  ls: cannot access 'nothing': No such file or directory
  [2]
  $ tcpup --genkey none/key
  tcpup: create none/key: no such file or directory
  [3]
  $ tcpup --genkey "$(printf 'none/\033[2J')"
  tcpup: create none/\x1b[2J: no such file or directory
  [3]
  $ tcpup --genkey ''
  tcpup: create : no such file or directory
  [3]

A name is shown so that it cannot play tricks on the terminal.

  $ tcpup --genkey "$(printf '\033[2Jkey')"
  tcpup: key written to \x1b[2Jkey: copy it to the other machine, and keep it secret

A key that could not be written is not left behind.

  $ (ulimit -f 0; tcpup --genkey large.key 2>&1; echo $?) | cat
  tcpup: write large.key: file too large
  3
  $ ls | grep large
  [1]

One key at a time.

  $ tcpup --genkey one two
  tcpup: --genkey makes one key, for one FILE
  tcpup: try 'tcpup --help'
  [2]
  $ ls | grep -e one -e two
  [1]
