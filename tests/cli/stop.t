SIGTERM ends a server at once and in order.

  $ mkdir in && letters 2000000 >file
  $ serve receiver tcpup -l --open localhost:0 -d in
  $ stopped; sed 1d receiver.log

SIGHUP does too, unless nohup said otherwise.

  $ serve receiver tcpup -l --open localhost:0 -d in
  $ kill -HUP $server; ended
  $ serve receiver nohup tcpup -l --open localhost:0 -d in
  $ kill -HUP $server; tcpup -q -n nohup file :$PORT && stopped; cmp file in/nohup

Ctrl-C is SIGINT. (A shell that runs no terminal makes its background deaf to that, so the server
is in the foreground here.)

  $ (within 10 grep -qs 'listening on' log; kill -INT "$(cat pid)") &
  $ sh -c 'echo $$ >pid; exec tcpup -l --open localhost:0 -d in 2>log'

With -1 the one upload was not made, and the exit code must not say so.

  $ serve once tcpup -l -1 --open localhost:0 -d in
  $ stopped
  [1]
  $ serve once tcpup -l -o out --open localhost:0
  $ stopped
  [1]
  $ ls out
  ls: … No such file or directory
  [2]

What was under way is kept for the next attempt, and nothing has the final name.

  $ serve receiver tcpup -l --open localhost:0 -d in
  $ background sender peer connect $PORT greet offer half 1000 hear start 0 data 500 say sent hold
  $ background idle peer connect $PORT greet offer empty 1000 hear start 0 say sent hold
  $ within 10 has_bytes in/.half.part-0; stopped
  $ ls -A in
  .half.part-0
  nohup

A sender that is interrupted says so, and the receiver keeps what came.

  $ serve receiver tcpup -l --open localhost:0 -d in
  $ (within 10 has_bytes in/.file.part-0 1; kill -TERM "$(cat pid)") &
  $ sh -c 'echo $$ >pid; exec tcpup --rate=200k file :$0' $PORT
  tcpup: file: interrupted
  [1]
  $ within 10 grep -q 'lost file' receiver.log && ls -A in
  .file.part-0
  .half.part-0
  nohup
  $ tcpup file :$PORT
  tcpup: sent file: 2.0 MB (… were there already) in … s, …/s, verified

Ctrl-C in a pipeline reaches the whole of it: what "tar c . | tcpup -n x - router" has sent by then
ends early, but is not the file. (Stopped for a moment, the sender sees the signal and the end of
its input at once.)

  $ mkfifo input; (exec 3>input; echo first >&3; within 10 has_bytes in/.piped.part-0; pid=$(cat pid)
  >     kill -STOP $pid; kill -INT $pid; exec 3>&-; kill -CONT $pid) &
  $ sh -c 'echo $$ >pid; exec tcpup -n piped - :$0' $PORT <input
  tcpup: piped: interrupted
  [1]
  $ within 10 grep piped receiver.log
  tcpup: lost piped from …: connection lost
  $ ls in/piped
  ls: … No such file or directory
  [2]
