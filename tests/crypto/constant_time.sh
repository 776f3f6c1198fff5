#!/bin/sh
# No branch and no address in crypto/ depends on a secret, says valgrind. Prints lines of "ok NAME",
# "FAIL NAME" and "skip NAME: why".
set -- "$OUT/tests/constant_time"
! command -v valgrind >/dev/null || set -- valgrind -q --error-limit=no --log-file="$TMP/log" "$@"
"$@" && exit
status=$?
cat "$TMP/log"
exit $status
