// The head of a response, and what is bounded. Its content: http_content_test.cpp.
#include "hearing.h"
#include "trap.h"

static constexpr HttpRow kStatusLines[] = {
    {"a reason", "HTTP/1.1 200 All is well\r\nContent-Length: 0\r\n\r\n", "200 keep"},
    {"an empty one", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", "200 keep"},
    {"none", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "200 keep"},
    {"beyond ASCII", "HTTP/1.1 404 \xff\u00fc\r\nContent-Length: 0\r\n\r\n", "404 keep"},
    {"a status nobody knows", "HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n", "999 keep"},
    {"HTTP/1.0 closes", "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", "200 close"},
    {"a later HTTP/1", "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n", "200 keep"},
    {"HTTP/2", "HTTP/2 200\r\n\r\n", "the server does not speak HTTP/1"},
    {"HTTP/0.9", "<html>", "the server does not speak HTTP/1"},
    {"another protocol", "SSH-2.0-OpenSSH_9.2p1\r\n", "the server does not speak HTTP/1"},
    {"lower case", "http/1.1 200 OK\r\n\r\n", "the server does not speak HTTP/1"},
    {"ICY", "ICY 200 OK\r\n\r\n", "the server does not speak HTTP/1"},
    {"an empty line in front", "\r\n" OK "\r\n", "the server's status line makes no sense"},
    {"nothing but a version", "HTTP/1.\r\n\r\n", "the server's status line makes no sense"},
    {"no status", "HTTP/1.1\r\n\r\n", "the server's status line makes no sense"},
    {"two digits", "HTTP/1.1 20\r\n\r\n", "the server's status line makes no sense"},
    {"four digits", "HTTP/1.1 2000\r\n\r\n", "the server's status line makes no sense"},
    {"a status below 100", "HTTP/1.1 099 OK\r\n\r\n", "the server's status line makes no sense"},
    {"no digits", "HTTP/1.1 2x0 OK\r\n\r\n", "the server's status line makes no sense"},
    {"two blanks", "HTTP/1.1  200 OK\r\n\r\n", "the server's status line makes no sense"},
    {"a version of two digits", "HTTP/1.10 200 OK\r\n\r\n", "the server's status line makes no sense"},
};

TEST("http: status lines")
{
    check_rows(kStatusLines);
}

static constexpr HttpRow kLines[] = {
    {"LF without CR", "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", "200 [hi] keep"},
    {"CR without LF", OK "A: b\rC: d\r\n\r\n", "the server sent a CR without its LF"},
    {"two CR", OK "A: b\r\r\n\r\n", "the server sent a CR without its LF"},
    {"CR at the end", OK "A: b\r\n\r", "the connection ended among the headers"},
    {"CR in the status line", "HTTP/1.1 200\rOK\r\n\r\n", "the server sent a CR without its LF"},
    {"no blank behind the colon", OK "Content-Length:2\r\n\r\nhi", "200 [hi] keep"},
    {"blanks around the value", OK "Content-Length: \t 2 \t \r\n\r\nhi", "200 [hi] keep"},
    {"a name in any case", OK "cOnTeNt-lEnGtH: 2\r\n\r\nhi", "200 [hi] keep"},
    {"an empty value", OK "A:\r\nContent-Length: 2\r\n\r\nhi", "200 [hi] keep"},
    {"a folded one", OK "Content-Length:\r\n 2\r\n\r\nhi", "200 [hi] keep"},
    {"folded twice, with a tab", OK "Content-Length:\r\n\t\r\n 2\r\n\r\nhi", "200 [hi] keep"},
    {"a fold is a blank", OK "Content-Length: 1\r\n 2\r\n\r\nhi", "the Content-Length is not a length"},
    {"a fold of nothing", OK " Content-Length: 2\r\n\r\nhi", "the server sent a header without a name"},
    {"a blank before the colon", OK "Content-Length : 2\r\n\r\nhi", "the server sent a header without a name"},
    {"no colon", OK "Content-Length 2\r\n\r\nhi", "the server sent a header without a name"},
    {"no name", OK ": 2\r\n\r\nhi", "the server sent a header without a name"},
    {"a blank in a name", OK "A b: 2\r\n\r\nhi", "the server sent a header without a name"},
    {"NUL in a value", {OK "A: b\0c\r\n\r\n", 17 + 10}, "the server sent a NUL among its headers"},
    {"NUL in a name", {OK "A\0: b\r\n\r\n", 17 + 9}, "the server sent a NUL among its headers"},
    {"other controls are for whoever shows them", OK "A: \x1b[2J\x01\r\nContent-Length: 0\r\n\r\n", "200 keep"},
};

TEST("http: lines")
{
    check_rows(kLines);
}

static constexpr HttpRow kInterims[] = {
    {"100 before 200", "HTTP/1.1 100 Continue\r\n\r\n" OK "Content-Length: 2\r\n\r\nhi", "100 200 [hi] keep"},
    {"103 with headers, twice",
     "HTTP/1.1 103 Early Hints\r\nLink: a\r\nContent-Length: 7\r\n\r\nHTTP/1.1 103\r\n\r\n" OK
     "Content-Length: 2\r\n\r\nhi",
     "103 103 200 [hi] keep"},
    {"101 was not asked for", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
     "the server switched to a protocol that was not asked for"},
    {"nothing behind it", "HTTP/1.1 100 Continue\r\n\r\n", "100 the connection ended before the server answered"},
};

TEST("http: interim answers")
{
    check_rows(kInterims);
}

static constexpr HttpRow kKept[] = {
    {"HTTP/1.1 keeps", OK "Content-Length: 0\r\n\r\n", "200 keep"},
    {"unless told", OK "Connection: close\r\nContent-Length: 0\r\n\r\n", "200 close"},
    {"in a list, in any case", OK "Connection: x, Close\r\nContent-Length: 0\r\n\r\n", "200 close"},
    {"in a second header", OK "Connection: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", "200 close"},
    {"close wins", OK "Connection: keep-alive, close\r\nContent-Length: 0\r\n\r\n", "200 close"},
    {"something like it", OK "Connection: closed\r\nContent-Length: 0\r\n\r\n", "200 keep"},
    {"HTTP/1.0 closes unless told",
     "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n", "200 keep"},
    {"and only where the end shows", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\nhi", "200 [hi] close"},
};

TEST("http: whether the connection is kept")
{
    check_rows(kKept);
}

static constexpr HttpRow kCut[] = {
    {"nothing at all", "", "the connection ended before the server answered"},
    {"in the version", "HTT", "the connection ended among the headers"},
    {"in the status line", "HTTP/1.1 200 O", "the connection ended among the headers"},
    {"behind it", OK, "the connection ended among the headers"},
    {"in a header", OK "Content-Le", "the connection ended among the headers"},
    {"behind one", OK "Content-Length: 0\r\n", "the connection ended among the headers"},
    {"in the empty line", OK "Content-Length: 0\r\n\r", "the connection ended among the headers"},
};

TEST("http: an answer cut short")
{
    check_rows(kCut);
}

namespace {
// A response made up of repeated parts: `begin`, `count` times `part`, `end`.
struct Repeated {
    const char *what, *begin, *part, *end;
    size_t      count;
    const char *error;  // null: none
};
}
static constexpr Repeated kBounds[] = {
    {"the longest header", OK "A: ", "x", "\r\n\r\n", kLongestHeader - 4, nullptr},
    {"one byte more", OK "A: ", "x", "\r\n\r\n", kLongestHeader - 3, "the server sent a header that is too long"},
    {"a megabyte of header", OK "A: ", "x", "\r\n\r\n", 1 << 20, "the server sent a header that is too long"},
    {"a long status line", OK, "x", "\r\n\r\n", 1 << 20, "the server sent a header that is too long"},
    {"the most headers", OK, "A: b\r\n", "\r\n", kMostHeaders, nullptr},
    {"one more", OK, "A: b\r\n", "\r\n", kMostHeaders + 1, "the server sent too many headers"},
    {"folds count as bytes", OK "A: b\r\n", " \r\n", "\r\n", kResponseHead, "the server sent too many headers"},
    {"the most interim answers", "", "HTTP/1.1 100\r\n\r\n", OK "\r\n", kMostInterim, nullptr},
    {"one more", "", "HTTP/1.1 100\r\n\r\n", OK "\r\n", kMostInterim + 1, "the server sent too many interim answers"},
    {"the longest extension", CHUNKED "1;", "x", "\r\nx\r\n0\r\n\r\n", kLongestChunkLine - 2, nullptr},
    {"one byte more", CHUNKED "1;", "x", "\r\nx\r\n0\r\n\r\n", kLongestChunkLine - 1,
     "a chunk has too long an extension"},
    {"no end of blanks", CHUNKED "1", " ", "\r\nx\r\n0\r\n\r\n", kLongestChunkLine,
     "a chunk has too long an extension"},
    {"the longest size", CHUNKED, "0", "1\r\nx\r\n0\r\n\r\n", kLongestChunkLine - 1, nullptr},
    {"no end of zeros", CHUNKED, "0", "1\r\nx\r\n0\r\n\r\n", kLongestChunkLine, "a chunk has too long a size"},
    {"any number of chunks", CHUNKED, "1;x\r\nx\r\n", "0\r\n\r\n", 10000, nullptr},
    {"the longest trailers", CHUNKED "0\r\n", "A: b\r\n", "\r\n", kLongestTrailers / 4, nullptr},
    {"one more", CHUNKED "0\r\n", "A: b\r\n", "\r\n", kLongestTrailers / 4 + 1, "the server sent too many trailers"},
};

static Error hear_all(ResponseReader &reader, Text text)
{
    ResponseItem item;
    Bytes        input = bytes_of(text);
    do TRY(reader.next(input, item));
    while (item.kind != ResponseItem::none && item.kind != ResponseItem::end);
    return {};
}

static Error hear_repeated(const Repeated &row)
{
    static char    memory[kResponseHead];
    ResponseReader reader(memory, "GET");
    TRY(hear_all(reader, row.begin));
    for (size_t i = 0; i < row.count; i++) TRY(hear_all(reader, row.part));
    TRY(hear_all(reader, row.end));
    return reader.closed();
}

TEST("http: bounds")
{
    for (const Repeated &row : kBounds) {
        Error error = hear_repeated(row);
        bool  same  = row.error ? error && Text(error.words) == row.error && error.exit() == Exit::protocol : !error;
        CHECK(Line().say(row.what, ": ", error.words).text(), same);
    }
}

TEST("http: a head has to fit into the memory lent for it")
{
    char memory[64];
    Text text = OK "A: b\r\nC: d\r\n\r\n";
    for (size_t size = 0; size <= sizeof memory; size++) {
        ResponseReader reader(Span<char>(memory).first(size), "GET");
        Error          error = hear_all(reader, text);
        CHECK(Line().say(size).text(), bool(error) == (size < text.size - 5));
    }
}

TEST("http: what is kept of a head")
{
    ResponseReader reader(head_memory, "GET");
    ResponseItem   item;
    Bytes          input = bytes_of("HTTP/1.1 200 OK\r\nA:  b \r\nC: d,\r\n\t e\r\nContent-Length: 7\r\n\r\n");
    CHECK("not begun", !reader.begun() && reader.closed().exit() == Exit::network);
    CHECK("a head", !reader.next(input, item) && item.kind == ResponseItem::head && reader.begun());
    CHECK("its lines", reader.head() == "HTTP/1.1 200 OK\nA:  b \nC: d, \t e\nContent-Length: 7\n");
    CHECK("its headers", reader.headers().find("c") == "d, \t e" && !reader.headers().find("D").data);
    CHECK("its length", reader.length() == 7 && reader.status() == 200);
    CHECK("not to be used again yet", !reader.keeps_connection());
}

TEST("http: content is handed on where it lies")
{
    ResponseReader reader(head_memory, "GET");
    ResponseItem   item;
    Text           text  = OK "Content-Length: 5\r\n\r\nhello";
    Bytes          input = bytes_of(text);
    CHECK("the head first", !reader.next(input, item) && item.kind == ResponseItem::head && input.size == 5);
    CHECK("a view of the input", !reader.next(input, item) && item.piece.data == bytes_of(text).end() - 5);
    CHECK("then the end", !reader.next(input, item) && item.kind == ResponseItem::end);
    CHECK("and nothing but the end", !reader.next(input, item) && item.kind == ResponseItem::end && !reader.closed());
}

namespace {
struct SkipRow {
    const char *what;
    Text        head, behind;  // between them come two bytes of content that the reader does not see
    uint64_t    contiguous;
    const char *heard;
};
}
static constexpr SkipRow kSkips[] = {
    {"all of it", OK "Content-Length: 2\r\n\r\n", "", 2, "200 keep"},
    {"some of it", OK "Content-Length: 4\r\n\r\n", "lo", 4, "200 [lo] keep"},
    {"too little", OK "Content-Length: 4\r\n\r\n", "l", 4, "200 [l] the connection ended inside the content"},
    {"to the end of the connection", OK "\r\n", "lo", kLengthUnknown, "200 [lo] close"},
    {"a chunk", CHUNKED "2\r\n", "\r\n0\r\n\r\n", 2, "200 keep"},
    {"a part of one", CHUNKED "3\r\n", "l\r\n0\r\n\r\n", 3, "200 [l] keep"},
};

TEST("http: content that does not pass through the reader")
{
    for (const SkipRow &row : kSkips) {
        Hearing hearing("GET");
        hearing.hear(bytes_of(row.head));
        CHECK(row.what, hearing.reader().contiguous() == row.contiguous);
        hearing.reader().skip(2);
        hearing.hear(bytes_of(row.behind));
        Text heard = hearing.close();
        CHECK(Line().say(row.what, ": ", heard).text(), heard == row.heard);
    }
    ResponseReader none(head_memory, "GET");
    none.skip(0);
    CHECK("none before a head", !none.contiguous() && none.closed().exit() == Exit::network);
    CHECK("more than there is", traps([] { ResponseReader(head_memory, "GET").skip(1); }));
}
