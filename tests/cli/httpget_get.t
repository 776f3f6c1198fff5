httpget saves what a URL names under the last component of its path, when all of it has come.

  $ web one <<'END'
  > /letter.txt
  >     body hello\n
  >     modified Sun, 06 Nov 1994 08:49:37 GMT
  > /
  >     body the index\n
  > /dir/
  >     body another index\n
  > /query?file=a/b
  >     body asked\n
  > /a%20b
  >     body two words\n
  > /empty
  >     body
  > END
  $ httpget $U/letter.txt
  httpget: saved letter.txt: 6 B in … s, …/s
  $ cat letter.txt
  hello

It is as old as it is on the server, and readable for whom the umask allows.

  $ date -u -r letter.txt +%s
  784111777
  $ (umask 027; httpget -q -O shy $U/letter.txt; stat -c %a shy)
  640

Without a name in the URL it is index.html. The scheme may be left out; what stands behind a question mark
is no part of the name; a percent sign in it stands for a character.

  $ httpget -q 127.0.0.1:$PORT && cat index.html
  the index
  $ rm index.html; httpget -q localhost:$PORT/dir/ && cat index.html
  another index
  $ httpget -q "$U/query?file=a/b" && cat query
  asked
  $ httpget -q $U/a%20b && cat 'a b'
  two words
  $ httpget -q "$U/a b" -O again && cat again
  two words
  $ httpget $U/empty && wc -c <empty
  httpget: saved empty: 0 B in … s, …/s
  0

-O chooses the name, -P the directory, which is made where there is none. There may be no other file of the name: that is seen before anything
is asked for.

  $ httpget -P down $U/letter.txt && cat down/letter.txt
  httpget: saved …letter.txt: 6 B in … s, …/s
  hello
  $ : >one.out
  $ httpget $U/letter.txt
  httpget: letter.txt: already exists (-O replaces, -c continues)
  [3]
  $ httpget -P down $U/letter.txt
  httpget: …letter.txt: already exists (-O replaces, -c continues)
  [3]
  $ cat one.out
  $ echo old >chosen; httpget --output-document=chosen $U/letter.txt && cat chosen
  httpget: saved chosen: 6 B in … s, …/s
  hello
  $ httpget -q -o curls $U/letter.txt && cat curls
  hello
  $ httpget -q -O down/chosen $U/letter.txt && cat down/chosen
  hello

What stands at a name is replaced in one step. A symbolic link is replaced, not followed, and that is said.

  $ echo precious >precious && ln -s precious link
  $ httpget -O link $U/letter.txt
  httpget: link: …symbolic link…
  httpget: saved link: 6 B in … s, …/s
  $ cat link precious; test -h link
  hello
  precious
  [1]
  $ ln -s precious dir.link && httpget $U/letter.txt -O dir.link 2>/dev/null && cat precious
  precious

A dash is standard output. It, devices and pipes get the bytes as they come.

  $ httpget -q -O - $U/letter.txt
  hello
  $ httpget -q -O - $U/letter.txt $U/dir/
  hello
  another index
  $ httpget -q -O /dev/null $U/letter.txt && test -c /dev/null
  $ mkfifo pipe; cat pipe >piped & httpget -q -O pipe $U/letter.txt && wait $! && cat piped && test -p pipe
  hello

Where it cannot be written, that is said, and nothing remains. Exit code 3.

  $ httpget -q -O /dev/full $U/letter.txt
  httpget: write /dev/full: no space left
  [3]
  $ httpget -q -O - $U/letter.txt >/dev/full
  httpget: write …: no space left
  [3]
  $ httpget -q -O down $U/letter.txt
  httpget: …down: …directory…
  [3]
  $ httpget -q -O none/letter $U/letter.txt
  httpget: …none…: no such file or directory
  [3]
  $ httpget -q -P letter.txt $U/dir/
  httpget: …letter.txt…: not a directory
  [3]

A name that would not do as one is refused before anything is asked for: exit code 2.

  $ : >one.out; mkdir up; cd up; httpget "$U/..%2fevil" -q; code=$?; ls -A; cd ..; test ! -e evil; exit_with() { return $1; }; exit_with $code
  httpget: …evil…: …
  [2]
  $ httpget "$U/.bashrc"
  httpget: …bashrc: …
  [2]
  $ httpget "$U/-rf"
  httpget: …-rf: …
  [2]
  $ cat one.out

What the server calls an error is not saved: exit code 8. --content-on-error saves it.

  $ httpget $U/missing
  httpget: http://127.0.0.1:…/missing: 404 Not Found
  [8]
  $ httpget -q -O missing $U/missing
  httpget: http://127.0.0.1:…/missing: 404 Not Found
  [8]
  $ echo old >missing; httpget -q -O missing $U/missing 2>/dev/null; cat missing
  old
  $ httpget -q --content-on-error -O - $U/missing
  there is nothing here
  httpget: http://127.0.0.1:…/missing: 404 Not Found
  [8]

All of it happens beside the name, in a file that nobody sees. Killed at any time, the name holds nothing or
everything.

  $ letters 3000000 >image
  $ web slow <<'END'
  > /large
  >     file image
  > END
  $ cut_off .large.part-0 httpget -q --limit-rate 200k $U/large; ls -A | grep large
  .large.part-0
  $ httpget -q $U/large && cmp large image; ls -A | grep large
  large

Ctrl-C cleans up.

  $ rm large; httpget -q --limit-rate 200k $U/large & within 20 has_bytes .large.part-0; kill $!; wait $!
  httpget: large: interrupted…
  [1]
  $ ls -A | grep large
  [1]

IPv6 is as good.

  $ skip_unless grep -q 00000001 /proc/net/if_inet6
  $ web six -6 <<'END'
  > /letter.txt
  >     body six\n
  >     log Host
  > END
  $ httpget -q -O - "http://[::1]:$PORT/letter.txt"
  six
  $ httpget -q -6 -O - localhost:$PORT/letter.txt
  six
  $ httpget -q -4 -t 1 -O - localhost:$PORT/letter.txt
  httpget: connect to …:…: connection refused
  [4]
  $ sed "s/$PORT/PORT/" six.out
  1 GET /letter.txt; Host: [::1]:PORT
  2 GET /letter.txt; Host: localhost:PORT
