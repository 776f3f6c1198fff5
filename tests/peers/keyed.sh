#!/bin/sh
# Transcripts again, over a key: whatever works in the open works sealed, and says the same. Prints what
# tests/cli/replay prints.
set -u
status=0
for transcript in send trees changing large; do
    mkdir "$TMP/$transcript"
    KEYED=1 TMP=$TMP/$transcript tests/cli/replay tests/cli/$transcript.t >"$TMP/said" || status=1
    sed 's/^\(ok\|FAIL\|skip\) /\1 keyed: /' "$TMP/said"
done
exit $status
