Sizes need more than 32 bits nowadays, and files have holes. (This needs a real processor, and a
disk that knows holes.)

  $ skip_unless native
  $ skip_unless truncate -s 4100M disk.img
  $ echo end >>disk.img
  $ mkdir in && serve receiver tcpup -l --open localhost:0 -d in

An attempt that broke off behind the first 4 GiB goes on there.

  $ truncate -s 4099M in/.disk.img.part-0
  $ tcpup disk.img :$PORT
  tcpup: sent disk.img: 4.2 GB (4.2 GB were there already) in … s, …/s, verified
  $ tail -c 1048580 disk.img >here; tail -c 1048580 in/disk.img | cmp - here
  $ stat -c %s in/disk.img
  4299161604

All of it takes as much room on the disk, so it is only done on request, with LARGE=1.

  $ on_request LARGE
  $ rm in/disk.img
  $ tcpup disk.img :$PORT
  tcpup: sent disk.img: 4.2 GB in … s, …/s, verified
  $ cmp disk.img in/disk.img
