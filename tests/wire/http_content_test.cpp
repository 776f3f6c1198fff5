// Where the content of a response begins and ends. Its head: http_test.cpp.
#include "hearing.h"

static constexpr HttpRow kCounted[] = {
    {"Content-Length", OK "Content-Length: 5\r\n\r\nhello", "200 [hello] keep"},
    {"0", OK "Content-Length: 0\r\n\r\n", "200 keep"},
    {"zeros in front", OK "Content-Length: 005\r\n\r\nhello", "200 [hello] keep"},
    {"twice the same", OK "Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi", "200 [hi] keep"},
    {"the same in a list", OK "Content-Length: 2, 2\r\n\r\nhi", "200 [hi] keep"},
    {"two that differ", OK "Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi", "two Content-Lengths differ"},
    {"two that differ in a list", OK "Content-Length: 2, 3\r\n\r\nhi", "two Content-Lengths differ"},
    {"the largest", OK "Content-Length: 9223372036854775807\r\n\r\nhi",
     "200 [hi] the connection ended inside the content"},
    {"2^63", OK "Content-Length: 9223372036854775808\r\n\r\nhi", "the Content-Length is not a length"},
    {"2^64", OK "Content-Length: 18446744073709551616\r\n\r\nhi", "the Content-Length is not a length"},
    {"2^64 + 2", OK "Content-Length: 18446744073709551618\r\n\r\nhi", "the Content-Length is not a length"},
    {"negative", OK "Content-Length: -1\r\n\r\nhi", "the Content-Length is not a length"},
    {"with a sign", OK "Content-Length: +12\r\n\r\nhi", "the Content-Length is not a length"},
    {"letters behind it", OK "Content-Length: 12abc\r\n\r\nhi", "the Content-Length is not a length"},
    {"hexadecimal", OK "Content-Length: 0x2\r\n\r\nhi", "the Content-Length is not a length"},
    {"a fraction", OK "Content-Length: 2.0\r\n\r\nhi", "the Content-Length is not a length"},
    {"empty", OK "Content-Length:\r\n\r\nhi", "the Content-Length is not a length"},
    {"an empty element", OK "Content-Length: 2,\r\n\r\nhi", "the Content-Length is not a length"},
    {"junk behind a good one", OK "Content-Length: 2\r\nContent-Length: x\r\n\r\nhi",
     "the Content-Length is not a length"},
    {"20 promised, 12 sent", OK "Content-Length: 20\r\n\r\nhello world!",
     "200 [hello world!] the connection ended inside the content"},
    {"nothing sent", OK "Content-Length: 20\r\n\r\n", "200 the connection ended inside the content"},
    {"more sent", OK "Content-Length: 2\r\n\r\nhi there", "200 [hi] keep +6"},
};

TEST("http: content of a known length")
{
    check_rows(kCounted);
}

static constexpr HttpRow kChunked[] = {
    {"two chunks", CHUNKED "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "200 [hello world] keep"},
    {"none", CHUNKED "0\r\n\r\n", "200 keep"},
    {"sizes are hexadecimal, in any case", CHUNKED "a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n",
     "200 [01234567890123456789a] keep"},
    {"zeros in front", CHUNKED "0002\r\nhi\r\n000\r\n\r\n", "200 [hi] keep"},
    {"extensions", CHUNKED "2;a=b;c=\"d;e\"\r\nhi\r\n0;f\r\n\r\n", "200 [hi] keep"},
    {"blanks around them", CHUNKED "2 ; a=b\r\nhi\r\n0\r\n\r\n", "200 [hi] keep"},
    {"blanks behind a size", CHUNKED "2 \t\r\nhi\r\n0  \r\n\r\n", "200 [hi] keep"},
    {"trailers", CHUNKED "2\r\nhi\r\n0\r\nA: b\r\nContent-Length: 9\r\n\r\n", "200 [hi] keep"},
    {"LF behind a size, and behind trailers", CHUNKED "2\nhi\r\n0\nA: b\n\n", "200 [hi] keep"},
    {"the coding in any case", OK "transfer-encoding: Chunked\r\n\r\n0\r\n\r\n", "200 keep"},
    {"what follows is another's", CHUNKED "0\r\n\r\nHTTP", "200 keep +4"},

    {"no size", CHUNKED "\r\nhi\r\n0\r\n\r\n", "200 a chunk has no size"},
    {"only an extension", CHUNKED ";a\r\nhi\r\n0\r\n\r\n", "200 a chunk has no size"},
    {"a size of letters", CHUNKED "xyz\r\nhi\r\n0\r\n\r\n", "200 a chunk has no size"},
    {"a negative size", CHUNKED "-2\r\nhi\r\n0\r\n\r\n", "200 a chunk has no size"},
    {"a blank in front", CHUNKED " 2\r\nhi\r\n0\r\n\r\n", "200 a chunk has no size"},
    {"0x", CHUNKED "0x2\r\nhi\r\n0\r\n\r\n", "200 the size of a chunk is not a number"},
    {"junk behind a size", CHUNKED "2g\r\nhi\r\n0\r\n\r\n", "200 the size of a chunk is not a number"},
    {"junk behind a blank", CHUNKED "2 2\r\nhi\r\n0\r\n\r\n", "200 the size of a chunk is not a number"},
    {"2^63 - 1", CHUNKED "7fffffffffffffff\r\nhi", "200 [hi] the connection ended inside the content"},
    {"2^63", CHUNKED "8000000000000000\r\nhi", "200 a chunk has an impossible size"},
    {"2^64 + 2", CHUNKED "10000000000000002\r\nhi\r\n0\r\n\r\n", "200 a chunk has an impossible size"},
    {"CR in an extension", CHUNKED "2;a\rb\r\nhi", "200 the server sent a CR without its LF"},
    {"more than its size", CHUNKED "2\r\nhi!\r\n0\r\n\r\n", "200 [hi] a chunk does not end where its size says"},
    {"less than its size", CHUNKED "3\r\nhi\r\n0\r\n\r\n", "200 [hi\r] a chunk does not end where its size says"},
    {"nothing between two", CHUNKED "2\r\nhi2\r\nhi\r\n", "200 [hi] a chunk does not end where its size says"},
    {"only LF between two", CHUNKED "2\r\nhi\n0\r\n\r\n", "200 [hi] a chunk does not end where its size says"},
    {"only CR between two", CHUNKED "2\r\nhi\r0\r\n\r\n", "200 [hi] the server sent a CR without its LF"},

    {"cut before the first", CHUNKED "", "200 the connection ended before the last chunk"},
    {"cut in a size", CHUNKED "2", "200 the connection ended before the last chunk"},
    {"cut behind a size", CHUNKED "2\r\n", "200 the connection ended inside the content"},
    {"cut in a chunk", CHUNKED "5\r\nhel", "200 [hel] the connection ended inside the content"},
    {"cut behind its bytes", CHUNKED "2\r\nhi", "200 [hi] the connection ended before the last chunk"},
    {"cut between two", CHUNKED "2\r\nhi\r\n", "200 [hi] the connection ended before the last chunk"},
    {"cut in the last", CHUNKED "2\r\nhi\r\n0", "200 [hi] the connection ended before the last chunk"},
    {"cut behind the last", CHUNKED "2\r\nhi\r\n0\r\n", "200 [hi] the connection ended inside the trailers"},
    {"cut in a trailer", CHUNKED "0\r\nA: b", "200 the connection ended inside the trailers"},
    {"cut before the empty line's LF", CHUNKED "0\r\n\r", "200 the connection ended inside the trailers"},
};

TEST("http: content in chunks")
{
    check_rows(kChunked);
}

static constexpr HttpRow kFramed[] = {
    {"neither length nor chunks: to the end of the connection", OK "\r\nhello", "200 [hello] close"},
    {"which may come at once", OK "\r\n", "200 close"},
    {"chunks win over a length, and the connection is not trusted any more",
     OK "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "200 [hello] close"},
    {"but the length has to be one", OK "Content-Length: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     "the Content-Length is not a length"},
    {"chunks in HTTP/1.0",
     "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
     "200 [hi] close"},
    {"an unknown coding", OK "Transfer-Encoding: cow\r\n\r\nhi", "the Transfer-Encoding is not known"},
    {"one that was not asked for", OK "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
     "the Transfer-Encoding is not known"},
    {"chunks inside", OK "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", "the Transfer-Encoding is not known"},
    {"chunked twice", OK "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", "the Transfer-Encoding is not known"},
    {"and in two headers", OK "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     "the Transfer-Encoding is not known"},
    {"almost chunked", OK "Transfer-Encoding: chunkedx\r\n\r\n0\r\n\r\n", "the Transfer-Encoding is not known"},
    {"with a parameter", OK "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n", "the Transfer-Encoding is not known"},
    {"an empty one", OK "Transfer-Encoding:\r\n\r\n", "the Transfer-Encoding is not known"},
    {"204 has none", "HTTP/1.1 204 No Content\r\n\r\nhi", "204 keep +2"},
    {"304 has none", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", "304 keep"},
    {"205 tells", "HTTP/1.1 205 Reset\r\nContent-Length: 2\r\n\r\nhi", "205 [hi] keep"},
    {"an error has content, too", "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nhi", "404 [hi] keep"},
    {"a redirect as well", "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\nhi", "302 [hi] close"},
};

static constexpr HttpRow kToHead[] = {
    {"no content, whatever the length", OK "Content-Length: 5\r\n\r\n", "200 keep"},
    {"nor chunks", CHUNKED, "200 keep"},
    {"nor an end to wait for", OK "\r\n", "200 keep"},
    {"what comes is left over", OK "Content-Length: 5\r\n\r\nhello", "200 keep +5"},
    {"an interim answer", "HTTP/1.1 103\r\n\r\n" OK "\r\n", "103 200 keep"},
};

static constexpr HttpRow kToConnect[] = {
    {"the tunnel begins", OK "\r\n\x16\x03", "200 close +2"},
    {"lengths mean nothing", "HTTP/1.1 299 OK\r\nContent-Length: x\r\nTransfer-Encoding: y\r\n\r\nhi", "299 close +2"},
    {"300 is no tunnel", "HTTP/1.1 300 Which?\r\nContent-Length: 2\r\n\r\nhi", "300 [hi] keep"},
    {"a refusal has content", "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nhi", "403 [hi] keep"},
};

TEST("http: how long the content is")
{
    check_rows(kFramed);
}
TEST("http: answers to HEAD")
{
    check_rows(kToHead, "HEAD");
}
TEST("http: answers to CONNECT")
{
    check_rows(kToConnect, "CONNECT");
}
