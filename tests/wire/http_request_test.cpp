#include "wire/http_request.h"

#include "parsed.h"

static char requested_memory[kLongestUrl];

struct RequestRow {
    const char *what;
    const char *url;
    Request     request;
    const char *head;
};

static constexpr Text kOwnHost[]  = {"host:other:81"};
static constexpr Text kOwn[]      = {"user-agent: me", "Accept: a/b", "X-Y:  z ", "X-Y:\tagain"};
static constexpr Text kWithout[]  = {"Accept:", "Expect: "};
static constexpr Text kPrivate[]  = {"Authorization: a", "COOKIE: b", "Proxy-Authorization: c", "Host: d",
                                     "Cookies: e"};
static constexpr Header kMore[]   = {{"Range", "bytes=5-"}, {"Cookie", "f=g"}, {"If-Range", ""}};
static constexpr Text kDescribed[] = {"Content-Type: a", "content-language: b", "Contents: c"};

static constexpr RequestRow kRequests[] = {
    {"the least", "http://me:pw@host/a?b#c", {}, "GET /a?b HTTP/1.1\r\nHost: host\r\nAccept: */*\r\n\r\n"},
    {"with all of ours", "host:81",
     {.method = "PUT", .agent = "x/1", .content = Content::counted, .length = UINT64_MAX, .closes = true,
      .expects = true},
     "PUT / HTTP/1.1\r\nHost: host:81\r\nUser-Agent: x/1\r\nAccept: */*\r\nConnection: close\r\n"
     "Content-Length: 18446744073709551615\r\nExpect: 100-continue\r\n\r\n"},
    {"content in chunks", "host", {.method = "POST", .content = Content::chunked},
     "POST / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"no content where there usually is some", "host", {.method = "POST"},
     "POST / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\nContent-Length: 0\r\n\r\n"},
    {"nor anywhere else", "host", {.method = "DELETE"}, "DELETE / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\n\r\n"},
    {"empty content", "host", {.method = "GET", .content = Content::counted},
     "GET / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\nContent-Length: 0\r\n\r\n"},
    {"to a proxy", "host/a", {.form = Target::absolute},
     "GET http://host/a HTTP/1.1\r\nHost: host\r\nAccept: */*\r\n\r\n"},
    {"a tunnel", "host:80", {.method = "CONNECT", .form = Target::authority},
     "CONNECT host:80 HTTP/1.1\r\nHost: host:80\r\nAccept: */*\r\n\r\n"},
    {"about a server as a whole", "host", {.method = "OPTIONS", .form = Target::asterisk},
     "OPTIONS * HTTP/1.1\r\nHost: host\r\nAccept: */*\r\n\r\n"},
    {"a zone stays here", "http://[fe80::1%25eth0]/", {}, "GET / HTTP/1.1\r\nHost: [fe80::1]\r\nAccept: */*\r\n\r\n"},
    {"the user's instead of ours", "host", {.agent = "x/1", .headers = kOwn},
     "GET / HTTP/1.1\r\nHost: host\r\nuser-agent: me\r\nAccept: a/b\r\nX-Y: z\r\nX-Y: again\r\n\r\n"},
    {"the user's Host", "host", {.headers = kOwnHost}, "GET / HTTP/1.1\r\nAccept: */*\r\nhost: other:81\r\n\r\n"},
    {"none at all", "host", {.method = "PUT", .expects = true, .headers = kWithout},
     "PUT / HTTP/1.1\r\nHost: host\r\nContent-Length: 0\r\n\r\n"},
    {"to the origin they are for", "host", {.headers = kPrivate},
     "GET / HTTP/1.1\r\nAccept: */*\r\nAuthorization: a\r\nCOOKIE: b\r\nProxy-Authorization: c\r\nHost: d\r\n"
     "Cookies: e\r\n\r\n"},
    {"but to no other", "host", {.headers = kPrivate, .new_origin = true},
     "GET / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\nCookies: e\r\n\r\n"},
    {"with more of ours", "host", {.more = kMore},
     "GET / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\nRange: bytes=5-\r\nCookie: f=g\r\n\r\n"},
    {"the user's cookie instead of it", "host", {.headers = kPrivate, .more = kMore},
     "GET / HTTP/1.1\r\nAccept: */*\r\nRange: bytes=5-\r\nAuthorization: a\r\nCOOKIE: b\r\n"
     "Proxy-Authorization: c\r\nHost: d\r\nCookies: e\r\n\r\n"},
    {"but not for another origin", "host", {.headers = kPrivate, .more = kMore, .new_origin = true},
     "GET / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\nRange: bytes=5-\r\nCookie: f=g\r\nCookies: e\r\n\r\n"},
    {"with the content they describe", "host", {.headers = kDescribed, .new_origin = true},
     "GET / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\nContent-Type: a\r\ncontent-language: b\r\nContents: c\r\n\r\n"},
    {"but not without", "host", {.headers = kDescribed, .content_dropped = true},
     "GET / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\nContents: c\r\n\r\n"},
};

TEST("http request: heads")
{
    for (const RequestRow &row : kRequests) {
        uint8_t     memory[300];
        Buffer      out{Space(memory)};
        Result<Url> url = parsed(row.url, requested_memory);
        bool        put = !url.error && put_request(out, row.request, url.value);
        Line        name;
        CHECK(name.say(row.what, ": ", text_of(out.bytes())).text(), put && text_of(out.bytes()) == row.head);
    }
}

TEST("http request: what does not fit is not put at all")
{
    uint8_t     memory[100];
    Result<Url> url  = parsed("host", requested_memory);
    Text        head = kRequests[0].head;
    for (size_t size = 0; size < sizeof memory; size++) {
        Buffer out(Space(memory).first(size));
        bool   put      = put_request(out, {}, url.value);
        size_t expected = Text("GET / HTTP/1.1\r\nHost: host\r\nAccept: */*\r\n\r\n").size;
        CHECK(Line().say(size, head).text(), put == (size > expected) && out.bytes().size == (put ? expected : 0));
    }
}

struct GivenHeaderRow {
    const char *what;
    Text        line;
    bool        allowed;
};
static constexpr GivenHeaderRow kGiven[] = {
    {"a header", "Name: value", true},
    {"without a blank", "Name:value", true},
    {"without a value", "Name:", true},
    {"with a tab and bytes beyond ASCII", "Name: a\tb\xff", true},
    {"its length in another name", "X-Content-Length: 3", true},
    {"another header smuggled in", "Name: a\r\nHost: b", false},
    {"LF alone", "Name: a\nHost: b", false},
    {"CR alone", "Name: a\rb", false},
    {"NUL", {"Name: a\0b", 9}, false},
    {"an escape", "Name: \x1b", false},
    {"DEL", "Name: \x7f", false},
    {"no colon", "Name", false},
    {"no name", ": value", false},
    {"a blank in its name", "Na me: value", false},
    {"a blank before the colon", "Name : value", false},
    {"nothing", "", false},
    {"a length", "content-length: 3", false},
    {"a coding", "Transfer-Encoding: chunked", false},
};

TEST("http request: which headers a person may give")
{
    for (const GivenHeaderRow &row : kGiven) CHECK(row.what, !header_fault(row.line) == row.allowed);
}

static constexpr struct ChunkHeadRow {
    size_t      size;
    const char *head;
} kChunkHeads[] = {
    {0, "0\r\n"}, {1, "1\r\n"}, {15, "f\r\n"}, {16, "10\r\n"}, {0x40000, "40000\r\n"}, {0xffffffff, "ffffffff\r\n"},
};

TEST("http request: heads of chunks")
{
    for (const ChunkHeadRow &row : kChunkHeads) {
        uint8_t memory[18];
        Buffer  out{Space(memory)};
        CHECK(row.head, put_chunk_head(out, row.size) && text_of(out.bytes()) == row.head);
    }
}
