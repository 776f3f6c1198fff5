What tcpchat does not understand it says in one line, and where to read more.

  $ tcpchat
  tcpchat: say whose room it is: HOST[:PORT]
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat ''
  tcpchat: say whose room it is: HOST[:PORT]
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat --
  tcpchat: say whose room it is: HOST[:PORT]
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat one two
  tcpchat: say whose room it is: HOST[:PORT]
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat --unknown host
  tcpchat: option --unknown: unknown
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat -l one two
  tcpchat: a room takes one ADDR[:PORT]
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat 127.0.0.1:65536
  tcpchat: 127.0.0.1:65536: the port is neither a number up to 65535 nor in /etc/services
  [2]
  $ tcpchat 127.0.0.1:1x
  tcpchat: 127.0.0.1:1x: the port is neither a number up to 65535 nor in /etc/services
  [2]
  $ tcpchat 127.0.0.1:0
  tcpchat: 127.0.0.1:0: port 0 is for listening only
  [2]
  $ tcpchat -p 0 127.0.0.1
  tcpchat: 127.0.0.1: port 0 is for listening only
  [2]
  $ tcpchat -p 65536 127.0.0.1
  tcpchat: --port 65536: the port is neither a number up to 65535 nor in /etc/services
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat -p 1x 127.0.0.1
  tcpchat: --port 1x: the port is neither a number up to 65535 nor in /etc/services
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat -n 'two words' 127.0.0.1
  tcpchat: a nick has visible characters only
  tcpchat: try 'tcpchat --help'
  [2]
  $ tcpchat -n '' 127.0.0.1
  tcpchat: a nick is not empty
  tcpchat: try 'tcpchat --help'
  [2]

What is far too long is no name of a host, nor of anybody.

  $ long=$(letters 100000 | tr ' ' x); tcpchat "$long" 2>said; echo $?; wc -l <said
  4
  1
  $ tcpchat -n "$long" 127.0.0.1 2>said; echo $?; wc -l <said
  2
  2
  $ tcpchat -k missing 127.0.0.1
  tcpchat: open missing: no such file or directory
  [3]
  $ tcpchat -l --log . 127.0.0.1:0 2>&1 | tail -n 1
  tcpchat: open .: is a directory
