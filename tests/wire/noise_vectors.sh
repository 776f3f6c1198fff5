#!/bin/sh
# Noise with published vectors: cacophony's, as the snow project carries them. Prints lines of "ok NAME",
# "FAIL NAME" and "skip NAME: why".
set -u
file=${VECTORS:-}/cacophony_nn_sha256.json
[ -r "$file" ] || { echo 'skip noise vectors: no cacophony_nn_sha256.json in $VECTORS'; exit 0; }
exec $QEMU "$OUT/tests/noise_vectors" "$file"
