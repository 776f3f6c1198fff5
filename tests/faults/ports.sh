#!/bin/sh
# Port 0 on two addresses: a port that is free on the first may be taken on the second, and more so the more
# ports are in use. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
trap stop_all EXIT
command -v python3 >/dev/null || { echo "skip ports: no python3"; exit 0; }

cat >hog.py <<'END'
import resource, signal, socket, sys
limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
held = []
for _ in range(min(9000, limit - 100)):
    held.append(socket.socket())
    held[-1].bind(("127.0.0.1", 0))
    held[-1].listen(1)
print("listening on many ports:", len(held), file=sys.stderr, flush=True)
signal.pause()
END
serve hog python3 hog.py

for server in $(seq 30); do
    serve "both$server" "$OUT/tcpup" -l --open localhost:0
    stopped
done
lacking=$(grep -L '127\.0\.0\.1' both*.log)
# Without IPv6 here there is one address, and nothing to agree on.
[ -z "$lacking" ] || ! grep -q '::1' both1.log
code=$?
if [ $code = 0 ]; then echo "ok ports: the same one on both addresses"
else echo "FAIL ports: the same one on both addresses"; echo "$lacking"; fi
exit $code
