Files need more than 32 bits nowadays, on small machines, too. (This needs a disk that knows holes.)

  $ skip_unless truncate -s 4100M disk.img
  $ echo end >>disk.img
  $ web one <<'END'
  > /disk.img
  >     file disk.img
  >     etag "v1"
  >     modified Sun, 06 Nov 1994 08:49:37 GMT
  >     log Range
  > END

What broke off behind the first 4 GiB goes on there.

  $ mkdir in && cd in && truncate -s 4099M .disk.img.part-0 && printf '"v1"' >.disk.img.part-0.etag
  $ httpget -c $U/disk.img; ls -A
  httpget: saved disk.img: 4.2 GB (4.2 GB were there already) in … s, …/s
  disk.img
  $ stat -c %s disk.img; tail -c 1048580 disk.img >got; tail -c 1048580 ../disk.img | cmp - got
  4299161604

Nor is a size taken for its lower half: what is complete is, and 4 GiB more or less are none.

  $ httpget -c $U/disk.img
  httpget: disk.img is complete already
  $ printf end >.short.part-0; printf '"v1"' >.short.part-0.etag; (ulimit -f 1000; httpget -c -t 1 -q $U/disk.img -O short)
  httpget: write short: file too large
  [3]
  $ cut -d ' ' -f 2- ../one.out
  GET /disk.img; Range: bytes=4298113024-
  GET /disk.img; Range: bytes=4299161604-
  GET /disk.img; Range: bytes=3-

A chunk may be as large.

  $ web chunk <<'END'
  > /chunk
  >     raw HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000005\r\nhello\n
  > END
  $ httpget -q -t 1 -O - $U/chunk
  hello
  httpget: -: connection lost at 6 B
  [4]

All of it takes as much room on the disk, so it is only done on request, with LARGE=1.

  $ on_request LARGE
  $ cd .. && rm -r in && truncate -s 5G disk.img && echo end >>disk.img
  $ web all <<'END'
  > /disk.img
  >     file disk.img
  >     etag "v1"
  > END
  $ mkdir in && cd in && httpget $U/disk.img && cmp disk.img ../disk.img
  httpget: saved disk.img: 5.3 GB in … s, …/s
  $ httpget -q --segments 4 -O segments $U/disk.img && cmp segments disk.img
