#!/bin/sh
# Project Wycheproof's vectors, as far as the directory VECTORS has them. Prints lines of "ok NAME",
# "FAIL NAME" and "skip NAME: why".
exec $QEMU "$OUT/tests/vectors" "${VECTORS:-VECTORS}"
