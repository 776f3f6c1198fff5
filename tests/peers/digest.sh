#!/bin/sh
# Challenges answered by curl, by wget and by ours: for the same nonces they have to say the same. Prints lines of
# "ok NAME", "FAIL NAME" and "skip NAME: why".
command -v python3 >/dev/null || { echo "skip digest: no python3"; exit 0; }

exec python3 - <<'PYTHON'
import http.server, os, re, shlex, shutil, subprocess, sys, threading

LOGIN = shlex.split(os.environ.get("QEMU", "")) + [os.environ["OUT"] + "/tests/login"]
PASSWORD = "Circle: of \\Life"
NONCE = 'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'
CHALLENGES = {
    "Basic": ['Basic realm="a b", charset="UTF-8"'],
    "Digest as in RFC 2069": [f'Digest realm="r", {NONCE}'],
    "Digest with qop": [f'Digest realm="a, \\"b\\"", {NONCE}, qop="auth,auth-int", opaque="o=="'],
    "MD5": [f'Digest realm="r", {NONCE}, qop="auth", algorithm=MD5'],
    "MD5-sess": [f'Digest realm="r", {NONCE}, qop="auth", algorithm=MD5-sess'],
    "SHA-256": [f'Digest realm="r", {NONCE}, qop="auth", algorithm=SHA-256'],
    "SHA-256-sess": [f'Digest realm="r", {NONCE}, qop="auth", algorithm=SHA-256-sess'],
    "userhash": [f'Digest realm="r", {NONCE}, qop="auth", algorithm=SHA-256, userhash=true'],
    "the stronger of two": ['Basic realm="r"', f'Digest realm="r", {NONCE}, qop="auth", algorithm=SHA-256'],
}
# wget knows neither SHA-256 nor quotes inside of quotes.
PEERS = {
    "curl": ('Muf"asa', ["curl", "-s", "--noproxy", "*", "--anyauth", "-u", "USER:PASSWORD"], CHALLENGES),
    "wget": ("Mufasa", ["wget", "-q", "--no-proxy", "-O", "-", "-t", "1", "--user=USER", "--password=PASSWORD"],
             ["Basic", "Digest as in RFC 2069", "MD5"]),
}


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer = self.headers.get("Authorization")
        self.send_response(200 if answer else 401)
        if answer:
            self.server.answer = answer
        else:
            for challenge in self.server.challenges:
                self.send_header("WWW-Authenticate", challenge)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def parts(answer):
    """The scheme, and its parameters in any order."""
    scheme, _, rest = answer.partition(" ")
    if scheme != "Digest":
        return answer
    return scheme, {name: re.sub(r"\\(.)", r"\1", quoted) or token
                    for name, quoted, token in re.findall(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^",]+))', rest)}


def alike(peer, user, command, name):
    command = [word.replace("USER", user).replace("PASSWORD", PASSWORD) for word in command]
    server.challenges, server.answer = CHALLENGES[name], None
    url = f"http://127.0.0.1:{server.server_port}/dir/a?b=c"
    # A peer that has not come back with an answer has said nothing of ours, and may have been cut off.
    for _ in range(3):
        done = subprocess.run(command + [url], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)
        if server.answer:
            break
        print(f"  {peer}: no answer, exit code {done.returncode}: {done.stderr.decode()}")
    if not server.answer:
        return False
    theirs = parts(server.answer)
    cnonce = theirs[1].get("cnonce", "none") if theirs[0] == "Digest" else "none"
    done = subprocess.run(LOGIN + [user, PASSWORD, cnonce, "GET", "/dir/a?b=c"] + CHALLENGES[name],
                          stdout=subprocess.PIPE, timeout=60)
    ours = parts(done.stdout.decode().rstrip("\n"))
    if ours != theirs:
        print(f"  {peer}: {theirs}\n  ours: {ours}")
    return ours == theirs


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
failed = False
for peer, (user, command, names) in PEERS.items():
    if not shutil.which(peer):
        print(f"skip digest: {peer}: not here")
        continue
    for name in names:
        same = alike(peer, user, command, name)
        failed |= not same
        print(f"{'ok' if same else 'FAIL'} digest: {peer} and ours answer {name} alike")
server.shutdown()
sys.exit(failed)
PYTHON
