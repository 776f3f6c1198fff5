#include "face/manual.h"
#include "tools/httpget.h"

Settings settings;

static constexpr const char *kUsage[] = {"[OPTION]... URL..."};

static constexpr Option kOptions[] = {
    text('O', "output-document", "FILE", &settings.output, "save it as FILE; - is standard output"),
    text('P', "directory-prefix", "DIR", &settings.directory, "save files in DIR (default: .)"),
    text('i', "input-file", "FILE", &settings.list, "fetch the URLs in FILE, one a line, too"),
    beside(flag('c', "continue", &settings.resume, "go on from a part")),
    flag('N', "timestamping", &settings.newer, "only what is newer"),
    beside(text('X', "method", "METHOD", &settings.method, "instead of GET")),
    flag('I', "spider", &settings.head, "show the head only"),
    beside(text('d', "post-data", "DATA", &settings.data, "POST it")),
    text(0, "post-file", "FILE", &settings.file, "POST what is in it"),
    beside(texts('H', "header", "LINE", &settings.headers, "send it, too")),
    text('U', "user-agent", "TEXT", &settings.agent, "who asks"),
    beside(text('u', "user", "USER", &settings.user, "or USER:PASSWORD")),
    text(0, "password", "TEXT", &settings.password, "of that user"),
    text('b', "cookie", "LIST", &settings.cookies, "send NAME=VALUE; NAME=VALUE to that server"),
    beside(number('t', "tries", "N", &settings.tries, 1, 1000, "attempts (3)")),
    seconds('T', "timeout", "SECONDS", &settings.idle, "of silence (60)"),
    beside(seconds('m', "max-time", "SECONDS", &settings.whole, "in all")),
    seconds(0, "connect-timeout", "SECONDS", &settings.connecting, "to connect"),
    beside(amount(0, "min-rate", "BYTES", &settings.least_rate, "give up below")),
    amount(0, "limit-rate", "BYTES", &settings.rate, "a second at most"),
    text(0, "checksum", "DIGEST", &settings.checksum, "what it has to be: sha256:HEX"),
    beside(flag(0, "compressed", &settings.compressed, "accept gzip")),
    flag(0, "content-disposition", &settings.proposed, "its name there"),
    beside(flag(0, "robots", &settings.robots, "obey robots.txt")),
    flag(0, "content-on-error", &settings.errors_too, "save error pages"),
    beside(text('Y', "proxy", "on|off", &settings.proxy, "http_proxy (on)")),
    number(0, "segments", "N", &settings.segments, 1, 8, "N ranges at once"),
    beside(flag('S', "server-response", &settings.heads, "show headers")),
    flag('v', "verbose", &settings.verbose, "all headers, and SHA-256"),
    beside(constant('4', "ipv4", &settings.family, uint8_t(AF_INET), "IPv4 only")),
    constant('6', "ipv6", &settings.family, uint8_t(AF_INET6), "IPv6 only"),
    flag('q', "quiet", &settings.quiet, "say errors only"),

    text('o', "output", "FILE", &settings.output, nullptr),
    text(0, "request", "METHOD", &settings.method, nullptr),
    flag(0, "head", &settings.head, nullptr),
    text(0, "data", "DATA", &settings.data, nullptr),
    text(0, "body-data", "DATA", &settings.data, nullptr),
    text(0, "body-file", "FILE", &settings.file, nullptr),
    flag('s', "silent", &settings.quiet, nullptr),
    flag('L', "location", &settings.ignored, nullptr),
    flag('f', "fail", &settings.ignored, nullptr),
    flag('k', "no-check-certificate", &settings.ignored, nullptr),
    text(0, "ca-certificate", "FILE", &settings.authority, nullptr),
};

extern const Program kProgram = {
    .name    = "httpget",
    .version = "0.1",
    .summary = "fetch files over HTTP: complete, or not at all",
    .usage   = kUsage,
    .options = kOptions,
};

static constexpr Section kSections[] = {
    {"SAVING", R"(
A file arrives as .NAME.part-N beside its name to be, and only its owner may read it there. When it is all
there it is written to the disk, named, and the directory is written to the disk as well. Its time is that
of Last-Modified.

NAME is the last component of the URL that was asked for, whatever redirects lead to, and index.html where
that is empty. What begins with a dot or a dash, or holds control characters, is refused: -O chooses another
one. With --content-disposition the server may choose it, under the same rules. -P names the directory, which
is made where there is none; what is above it has to be there.

A file that exists is an error, seen before anything is asked, unless -O names it or -c or -N is given.
It is replaced, once the new one is whole; a symbolic link is, too, and not followed, and a line says so.
With -O, devices, pipes and - (standard output) get the bytes as they come: whether they were all is known
from the exit status alone.

Nothing is saved of an answer with an error status (4xx, 5xx) without --content-on-error. Of other methods
than GET, an empty answer becomes no file; -I prints the headers on standard output.

With -v the SHA-256 of what was saved is printed on standard output, in the format of sha256sum(1); with
--checksum it has to be that one, or nothing is saved and the exit status is 5.
)"},
    {"GOING ON, TRYING AGAIN", R"(
When a connection breaks, the next attempt goes on from the bytes at hand. There are three attempts in all
(-t), with 1, 2, 4 and up to 10 seconds between them, or what the server wants (Retry-After) up to 60.
The statuses 408, 429, 500, 502, 503 and 504 are tried again as well. Requests that the server may have acted
on are made again only where that does no harm: GET, HEAD, OPTIONS, TRACE, PUT and DELETE.

With -c, what the last attempt leaves stays: the part file, beside it .NAME.part-N.etag with the entity tag
that the server gave, and the time of the part file is that of Last-Modified. The same command goes on from
there, and so it does from a FILE of that name. The server is told what the bytes are a part of (If-Range), so
that bytes of two versions never meet in one file: where they would, or nobody can know, it starts again.
)"},
    {"REQUESTS", R"(
-X chooses the method; -d or --post-file without it is POST, -I is HEAD. Content is DATA as it is written, or
the bytes of a file, or of standard input (-). Above 1 MB the server is asked first (100-continue), and
waited for one second. A -H with nothing behind the colon leaves that header out.

Redirects are followed up to 10 times, to http only. 303, and 301 and 302 after POST, become GET. To another
scheme, host or port go neither passwords nor cookies nor the headers Authorization, Cookie and Host of -H.

--compressed asks for gzip or deflate and saves what comes out, 4 GiB at the most. What is compressed of its
own, as .tar.gz is, stays so without it.

-X CONNECT HOST:PORT asks the proxy for a tunnel and joins it with standard input and output.
)"},
    {"PASSWORDS AND COOKIES", R"(
Digest (SHA-256, MD5) and Basic are answered when a server asks, the strongest first. Who we are is said by
-u, by USER:PASSWORD@ in the URL, or by ~/.netrc (or the file that NETRC names) for the host. Without TLS
whoever can read along sees a password of Basic, and all that is fetched.

Cookies of -b go to the URL's own server. Those that servers set are kept for the run, and go back to the
host that set them and to no other.
)"},
    {"SEGMENTS AND ROBOTS", R"(
--segments fetches up to 8 ranges of a file at once, each over its own connection, for servers that give every
connection its share. It needs a length, an entity tag or a date, and 512 KiB for each of them; without those,
and where the server does not play along, it is one as ever.

--robots asks each server for /robots.txt first (RFC 9309) and obeys what it says to httpget: exit status 8.
)"},
    {"WGET AND CURL", R"(
These spellings mean the same: --output and -o (-O), --request (-X), --head (-I), --data and --body-data (-d),
--body-file (--post-file), --silent and -s (-q). Accepted, for it is always so: --location and -L, --fail and
-f. Accepted, for there is no TLS yet: --no-check-certificate and -k, --ca-certificate FILE.
)"},
    {"MEMORY", R"(
All memory is reserved at the start: 272 KiB for a connection, 64 KiB for netrc, 32 KiB to decompress, 80 KiB
for a tunnel, 110 KiB for URLs, cookies and headers. What is not used is not touched. Headers may be 16 KiB in
all, a line of them 8 KiB, a URL 8000 bytes, the cookies of a run 16 KiB together.
)"},
    {"ENVIRONMENT", R"(
 http_proxy   the proxy, http://[USER:PASSWORD@]HOST:PORT
 no_proxy     hosts that are reached without it: example.com and all below it, 10.0.0.0/8, *
 NETRC        another file than ~/.netrc
)"},
    {"FILES", R"(
 .NAME.part-N       a file that is on its way, or was; N is 0 to 7
 .NAME.part-N.etag  what it is a part of
 ~/.netrc           users and passwords of hosts

 /etc/hosts, /etc/resolv.conf  see hosts(5) and resolv.conf(5)
)"},
    {"EXAMPLES", R"(
Fetch a file, and check that it is the right one:

 httpget --checksum sha256:9f86d081884c7d65... http://example.com/firmware.bin

A large one over a bad line; the same again after a night:

 httpget -c -t 20 http://example.com/image.iso

Write it where there is no room to store it:

 httpget -O - http://192.168.1.10/firmware.bin | mtd write - firmware

Ask a device what it knows, and tell it something:

 httpget -q -O - -u admin:secret http://192.168.1.1/status
 httpget -X PUT -H "Content-Type: application/json" -d "{}" http://192.168.1.1/api/led

Reach a machine behind a proxy:

 ssh -o "ProxyCommand httpget -q -X CONNECT %h:%p" home.example
)"},
    {"SEE ALSO", "curl(1), sha256sum(1), tcpup(1), wget(1)"},
};

extern const Manual kManual = {
    .date        = "2026-11-21",
    .description = R"(
httpget fetches each URL and saves it under its name, or under none: it ends with 0 only when all of the
content has come, its end was told, and it is on the disk. Bodies that are cut, lengths that contradict each
other and ranges that do not fit are errors.

A URL without a scheme is http://. https is not spoken yet: such a URL, or a redirect to one, ends with 8.

All URLs, and those of -i, are fetched one after the other over as few connections as the servers keep; one
that fails does not keep back the others, and the exit status is that of the first failure. In a file of URLs
a line with # in front is a comment.

A connection is given up after 60 seconds without a byte (-T). Looking up the name and connecting, over IPv6
and IPv4 at once, may take 30 seconds (--connect-timeout). --max-time bounds everything together, and --min-rate
the slowness of a server over 10 seconds.

Messages go to standard error, one line for each file. On a terminal a bar shows how much has come. -S shows the
headers of responses, -v those of requests, too, passwords included. What a server writes is shown with control
characters escaped.
)",
    .sections    = kSections,
};
