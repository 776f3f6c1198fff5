What is wrong with the command line is said in one line, with exit code 2, before anything is sent.

  $ web one <<'END'
  > /letter
  >     body hello\n
  > END
  $ httpget
  httpget: …
  httpget: try 'httpget --help'
  [2]
  $ httpget --nonsense $U/letter 2>&1 | tail -n 1
  httpget: try 'httpget --help'
  $ httpget -O
  httpget: …
  httpget: try 'httpget --help'
  [2]

A URL with a line break would be two requests, or a header of somebody else's. It is never sent.

  $ httpget "$U/letter
  > X-Evil: yes"
  httpget: …
  [2]
  $ httpget "$(printf 'http://127.0.0.1:%s/letter HTTP/1.1\r\nX: y' $PORT)"
  httpget: …
  [2]
  $ httpget "$(printf 'http://127.0.0.1:%s/\033[2J' $PORT)"
  httpget: …\x1b[2J…
  [2]
  $ httpget "$(printf 'http://127.0.0.1\r\n:%s/' $PORT)"
  httpget: …
  [2]

Nor is one that leads nowhere.

  $ for url in http:// http:///letter http://:80/ ftp://127.0.0.1/x file:///etc/hostname http://127.0.0.1:65536/ http://127.0.0.1:1x/ 'http://[::1/' 'http://a b/' http://me@/ ''; do
  >     httpget -q "$url" 2>said; echo $? $(wc -l <said)
  > done | sort | uniq -c | tr -s ' '
   11 2 1
  $ httpget "http://127.0.0.1/$(letters 9000)" 2>&1 | cut -c 1-17
  httpget: http://1

Https is known, but not spoken yet. Options that come with it are taken, and mean something only there.

  $ httpget https://127.0.0.1/letter
  httpget: https://127.0.0.1/letter: https is not spoken yet
  [8]
  $ httpget -q -k -O - $U/letter && httpget -q --no-check-certificate --ca-certificate none -O - $U/letter
  hello
  hello

So are curl's that say what is so anyway.

  $ httpget -s -L -f -O - $U/letter && httpget -q --location --fail -O - $U/letter
  hello
  hello

Values that are none.

  $ for option in '-t x' '-t -1' '-T x' '--connect-timeout x' '-m x' '--min-rate x' '--limit-rate x' '-Y maybe' '--segments 0' '--segments 9'; do
  >     httpget -q $option $U/letter 2>&1 >/dev/null | tail -n 1
  > done | uniq -c | tr -s ' '
   10 httpget: try 'httpget --help'
  $ httpget -X 'GE T' $U/letter
  httpget: …
  httpget: try 'httpget --help'
  [2]
  $ httpget -d a --post-file b $U/letter
  httpget: …
  httpget: try 'httpget --help'
  [2]

--help fits a screen, on which nothing is wider than 79 columns.

  $ httpget --help >help; head -n 1 help; wc -l <help | awk '{ print ($1 <= 24) }'; awk 'length > 79' help
  Usage: httpget [OPTION]... URL...
  1
  $ httpget --version
  httpget …
  $ httpget --help >/dev/full
  httpget: write standard output: no space left
  [3]
  $ grep -v letter one.out
  [1]
