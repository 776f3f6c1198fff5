// Exchanges with a server that plays its part. See also the files beside this one.
#include "asked.h"
#include "sinks.h"

static constexpr Story kDropped[] = {
    {"a short one is read",
     {hears(), says(OK "Content-Length: 9\r\n\r\n"), pauses(20), says("redirect!"), hears(), says(HI)},
     {{"GET", "/1", true}, {"GET", "/2"}},
     "200[hi]",
     "([GET /1][GET /2])"},
    {"in chunks, too",
     {hears(), says(CHUNKED "2\r\nhi\r\n"), pauses(20), says("0\r\n\r\n"), hears(), says(HI)},
     {{"GET", "/1", true}, {"GET", "/2"}},
     "200[hi]",
     "([GET /1][GET /2])"},
    {"not a long one",
     {hears(), says(OK "Content-Length: 70000\r\n\r\n"), pours(70000), hears(), says(HI)},
     {{"GET", "/1", true}, {"GET", "/2"}},
     "200[hi]",
     "([GET /1])([GET /2])"},
    {"nor one without an end",
     {hears(), says(OK "\r\nhi"), hears(), says(HI)},
     {{"GET", "/1", true}, {"GET", "/2"}},
     "200[hi]",
     "([GET /1])([GET /2])"},
    {"or with many chunks",
     {hears(), says(CHUNKED "10000\r\n"), pours(65536), says("\r\n2\r\nhi\r\n0\r\n\r\n"), hears(), says(HI)},
     {{"GET", "/1", true}, {"GET", "/2"}},
     "200[hi]",
     "([GET /1])([GET /2])"},
    {"nor one that takes its time",
     {hears(), says(OK "Content-Length: 2\r\n\r\n"), hears(), says(HI)},
     {{"GET", "/1", true}, {"GET", "/2"}},
     "200[hi]",
     "([GET /1])([GET /2])"},
};
TEST("exchange: content that nobody wants")
{
    for (const Story &story : kDropped) check_story(story);
}

static constexpr Story kBroken[] = {
    {"content that is cut",
     {hears(), says(OK "Content-Length: 20\r\n\r\nhello"), closes()},
     {{"GET", "/1"}},
     "200[hello]the connection ended inside the content",
     "([GET /1])"},
    {"in chunks",
     {hears(), says(CHUNKED "5\r\nhello\r\n"), closes()},
     {{"GET", "/1"}},
     "200[hello]the connection ended before the last chunk",
     "([GET /1])"},
    {"by a reset",
     {hears(), says(OK "Content-Length: 20\r\n\r\nhello"), resets()},
     {{"GET", "/1"}},
     "200[hello]connection reset by the peer",
     "([GET /1])"},
    {"a head that is cut",
     {hears(), says(OK "Server: x"), closes()},
     {{"GET", "/1"}},
     "the connection ended among the headers",
     "([GET /1])"},
    {"another protocol",
     {hears(), says("SSH-2.0-x\r\n")},
     {{"GET", "/1"}},
     "! the server does not speak HTTP/1",
     "([GET /1])"},
    {"an error behind content costs the connection, and no more",
     {hears(), says(CHUNKED "2\r\nhi\r\nx"), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "200[hi]! a chunk has no size 200[hi]",
     "([GET /1])([GET /2])"},
};
TEST("exchange: answers that are not whole")
{
    for (const Story &story : kBroken) check_story(story);
}

// The first lines of requests, and all heads that came: CR is left out, LF becomes a bar.
static Line witnessed;

static void witness(Text head, bool received)
{
    if (!received) head = head.first(position(head, '\r'));
    for (char c : head) witnessed.add(c == '\n' ? '|' : c);
    witnessed.add('/');
}

TEST("exchange: heads are shown as they go and come")
{
    static constexpr Act kActs[] = {hears(), says("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" HI)};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent, witness);
    witnessed.clear();
    CHECK("asked", !ask(exchange, {}, "/a", server.port()));
    check_words("seen", witnessed.text(), "GET /a HTTP/1.1/HTTP/1.1 103 Early|Link: x|/HTTP/1.1 200 OK|Content-Length: 2|/");
}

TEST("exchange: content that fails hangs up")
{
    static constexpr Act kActs[] = {hears(), says(CHUNKED "x"), takes(1)};
    for (int poured = 0; poured < 2; poured++) {
        ScriptedServer server(kActs);
        Exchange       exchange(lent);
        Sink           sink = output_to("/dev/null", false).value;
        CHECK("asked", !ask(exchange, {}, "/", server.port()));
        Error error = poured ? exchange.pour(sink).error : exchange.content().error;
        check_words("failed", reason(error), "a chunk has no size");
        check_words("gone", server.heard(), "([GET /])");
    }
}

TEST("exchange: CONNECT makes a tunnel, what has come from behind it included")
{
    static constexpr Act kActs[] = {hears(), says("HTTP/1.1 200\r\n\r\nSSH"), takes(5), says("bye"), closes()};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent);
    Bytes                early;
    uint8_t              memory[10];
    Error error = ask(exchange, {.method = "CONNECT", .form = Target::authority}, "/", server.port());
    Stream &tunnel = exchange.tunnel(early);
    CHECK("early", !error && exchange.response().status() == 200);
    size_t size = copy(memory, early).size;
    for (size_t at = sizeof memory - size; at < 3; at += tunnel.receive(Space(memory).after(at)).value.size) {}
    CHECK("all of it", text_of(Bytes(memory).first(3)) == "SSH");
    CHECK("and back", tunnel.send(bytes_of("hello")).value.size == 5);
    pollfd slot = {tunnel.link().get(), POLLIN, 0};
    CHECK("answered", poll(&slot, 1, 30000) == 1 && tunnel.receive(memory).value.size == 3);
    exchange.close();
    Line heard;
    check_words("heard", server.heard(), heard.say("([CONNECT 127.0.0.1:", server.port(), "]hello)").text());
}

TEST("exchange: a request that is too long is not sent")
{
    static char          letters[kExchangeMemory];
    static constexpr Act kActs[] = {hears(), says(HI)};
    const Header         more[]  = {{"Cookie", {letters, sizeof letters}}};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent);
    memset(letters, 'x', sizeof letters);
    Error error = ask(exchange, {.more = more}, "/1", server.port());
    CHECK("told", error.exit() == Exit::usage && !exchange.sent());
    CHECK("the next one is", !ask(exchange, {}, "/2", server.port()) && exchange.sent());
    exchange.close();
    check_words("heard", server.heard(), "()([GET /2])");
}
