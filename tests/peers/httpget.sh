#!/bin/sh
# Files from nginx, lighttpd and Python's http.server, and through tinyproxy. Prints lines of "ok NAME", "FAIL NAME" and "skip NAME: why".
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
trap stop_all EXIT
httpget="$QEMU $OUT/httpget"
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok httpget: $peer: $1"
    else echo "FAIL httpget: $peer: $1"; cat ./*.log heads; status=1; fi
}

has() { command -v "$1" >/dev/null; }

# In the kernel's own list, so that looking is no connection: 0A is listening.
listens() { grep -q ":$(printf %04X "$1") 0*:0000 0A" /proc/net/tcp /proc/net/tcp6; }

# start COMMAND...: on $PORT, which was free a moment ago; a server that does not get it is no failure of ours.
start() {
    "$@" >server.log 2>&1 </dev/null &
    process=$!
    started="$started $process"
    within 20 listens_or_gone && ! gone "$process"
}
listens_or_gone() { listens "$PORT" || gone "$process"; }

free_port() {
    serve scout $QEMU "$OUT/tests/site" -n
    kill "$server" && within 5 gone "$server"
    U=http://127.0.0.1:$PORT
}

run_nginx() {
    {
        [ "$(id -u)" != 0 ] || echo "user root;"
        cat <<END
daemon off; worker_processes 1; pid nginx.pid; error_log stderr;
events {}
http {
    log_format connection '\$connection';
    access_log connections connection;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fast; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    server { listen 127.0.0.1:$PORT; root files; gzip on; gzip_min_length 1; gzip_types *; }
}
END
    } >nginx.conf
    start nginx -p "$TMP" -e stderr -c "$TMP/nginx.conf"
}

run_lighttpd() {
    cat >lighttpd.conf <<END
server.modules = ("mod_deflate")
server.document-root = "$TMP/files"
server.bind = "127.0.0.1"
server.port = $PORT
mimetype.assign = ("" => "text/plain")
deflate.mimetypes = ("text/plain")
deflate.allowed-encodings = ("gzip", "deflate")
END
    start lighttpd -D -f lighttpd.conf
}

run_python3() { start python3 -m http.server --bind 127.0.0.1 --directory files "$PORT"; }

# Between us and $site; it lets in who knows the password, and opens tunnels to that site alone.
run_tinyproxy() {
    cat >tinyproxy.conf <<END
Listen 127.0.0.1
Port $PORT
Timeout 60
LogLevel Error
BasicAuth me secret
ConnectPort ${site##*:}
END
    start tinyproxy -d -c tinyproxy.conf
}

# fetch NAME OPTION...: the file of that name, into got; the heads of the answers into heads.
fetch() {
    name=$1
    shift
    $httpget -q -S "$@" -O got "$U/$name" 2>heads
}
answered() { grep -q "^  HTTP/1.[01] $1" heads; }

plain() {
    rm -f got
    fetch text && cmp got files/text && [ "$(stat -c %Y got)" = "$(stat -c %Y files/text)" ] &&
        fetch empty && cmp got files/empty && fetch dir/one%20name && cmp got files/dir/one\ name
}

missing() {
    rm -f got
    fetch missing
    [ $? = 8 ] && [ ! -e got ] && answered 404
}

newer() { fetch text && fetch text -N && answered 304 && cmp got files/text; }

# Each URL in a connection of its own would be three of them.
several() {
    rm -rf down && mkdir down
    : >connections
    $httpget -q -P down "$U/text" "$U/empty" "$U/dir/one%20name" && cmp down/text files/text
}
kept() { several && within 5 three_requests && [ "$(sort -u connections | wc -l)" = 1 ]; }
three_requests() { [ "$(wc -l <connections)" = 3 ]; }

large() {
    rm -f got
    sum=$(sha256sum <files/large | cut -d ' ' -f 1)
    fetch large --checksum "sha256:$sum" && cmp got files/large
}

# resumed STATUS: where the server knows no ranges, all of it comes with status 200.
resumed() {
    head -c 100000 files/text >got && touch -r files/text got
    fetch text -c && answered "$1" && cmp got files/text || return 1
    rm got
    cut_off .got.part-0 $httpget -q -c --limit-rate 1M -O got "$U/large"
    [ -s .got.part-0 ] && fetch large -c && answered "$1" && cmp got files/large
}
whole() { head -c 300000 files/text >got && touch -r files/text got && fetch text -c && answered 416 && cmp got files/text; }

segments() { rm -f got; fetch large --segments 4 && cmp got files/large; }

compressed() {
    rm -f got
    fetch text --compressed && grep -qi '^  content-encoding: gzip' heads && cmp got files/text
}

# by_proxy USER:PASSWORD FETCH...: through it, as that user.
by_proxy() {
    who=$1
    shift
    (http_proxy=http://${who:+$who@}127.0.0.1:$PORT && export http_proxy && "$@")
}
via() { grep -qi '^  via: .*tinyproxy' heads; }

# None of these has anything to do with it where the proxy was not asked.
through() { rm -f got; by_proxy me:secret fetch text && via && cmp got files/text; }
several_through() {
    rm -rf down && mkdir down
    by_proxy me:secret $httpget -q -P down "$U/text" "$U/empty" "$U/dir/one%20name" && cmp down/text files/text && cmp down/empty files/empty
}
around() { rm -f got; (no_proxy=127.0.0.1 && export no_proxy && by_proxy me:wrong fetch text) && ! via && cmp got files/text; }

# stranger USER:PASSWORD: who is wrong, and not only unknown, gets 401 from tinyproxy 1.11.
stranger() {
    rm -f got
    by_proxy "$1" fetch text
    [ $? = 6 ] && answered 407 && [ ! -e got ] && grep -q '^httpget: .*: 40[17] .*a user and a password are asked for' heads
}
unknown() { stranger '' && stranger me:wrong; }

# What goes in does not end before what comes out: tinyproxy takes the end of one direction for that of both.
tunnel() {
    : >got
    { printf 'GET /text HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'; within 20 has_bytes got 300100; } |
        by_proxy me:secret $httpget -q -X CONNECT "${site#http://}" >got
    tail -c 300000 got | cmp - files/text
}
no_tunnel() {
    by_proxy me:secret $httpget -q -X CONNECT 127.0.0.1:1 </dev/null 2>heads
    [ $? = 8 ] && grep -q '^httpget: .*127.0.0.1:1.*: 403 ' heads
}

# The page that it makes up is not the file.
nobody_behind() {
    rm -f got
    by_proxy me:secret $httpget -q -S -t 1 -O got http://127.0.0.1:1/text 2>heads
    [ $? = 8 ] && answered '5[0-9][0-9]' && [ ! -e got ]
}

# serving NAME PROGRAM: false, and says so, where it does not run here.
serving() {
    peer=$1
    has "$2" || { echo "skip httpget: $peer: not here"; return 1; }
    free_port
    "run_$2" || { echo "skip httpget: $peer: does not start"; return 1; }
}

# check NAME COMMAND...
check() {
    about=$1
    shift
    "$@"
    report "$about" $?
}

check_basics() {
    check "files, empty ones and odd names" plain
    check "a file that is missing" missing
    check "several files" several
    check "64 MB, verified" large
    check "a file that is not newer" newer
}

check_ranges() {
    check "a part is gone on with" resumed 206
    check "a file that is whole" whole
    check "segments" segments
}

mkdir -p files/dir
letters 300000 >files/text && : >files/empty && echo spaced >files/dir/one\ name
head -c 67108864 /dev/urandom >files/large
touch -d '2001-02-03 04:05:06 UTC' files/text files/large

if serving nginx nginx; then
    check_basics
    check_ranges
    check "one connection for several files" kept
    check "compressed" compressed
    site=$U
    if serving tinyproxy tinyproxy; then
        U=$site
        check "a file" through
        check "several files" several_through
        check "64 MB, verified" by_proxy me:secret large
        check "a part is gone on with" by_proxy me:secret resumed 206
        check "who does not know the password" unknown
        check "no_proxy goes around it" around
        check "a tunnel" tunnel
        check "a tunnel that it does not want" no_tunnel
        check "a server that is not there" nobody_behind
    fi
fi
if serving lighttpd lighttpd; then
    check_basics
    check_ranges
    if grep -q 'dlopen.*mod_deflate' server.log; then echo "skip httpget: lighttpd: compressed: it has no mod_deflate"
    else check "compressed" compressed; fi
fi
if serving "Python's http.server" python3; then
    check_basics
    check "a part is begun again" resumed 200
fi
exit $status
