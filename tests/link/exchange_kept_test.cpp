// Which connections serve for another request.
#include "asked.h"

static constexpr Story kKept[] = {
    {"a connection serves again",
     {hears(), says(HI), hears(), says(OK "Content-Length: 0\r\n\r\n"), hears(), says(CHUNKED "2\r\nhi\r\n0\r\n\r\n"), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}, {"PUT", "/3"}, {"OPTIONS", "/4"}},
     "200[hi] 200[] 200[hi] 200[hi]",
     "([GET /1][GET /2][PUT /3][OPTIONS /4])"},
    {"also after answers without content",
     {hears(), says(OK "Content-Length: 9\r\n\r\n"), hears(), says("HTTP/1.1 204\r\n\r\n"), hears(),
      says("HTTP/1.1 304\r\n\r\n"), hears(), says(HI)},
     {{"HEAD", "/1"}, {"DELETE", "/2"}, {"GET", "/3"}, {"GET", "/4"}},
     "200[] 204[] 304[] 200[hi]",
     "([HEAD /1][DELETE /2][GET /3][GET /4])"},
    {"interim answers are none",
     {hears(), says("HTTP/1.1 103\r\nLink: x\r\n\r\nHTTP/1.1 102\r\n\r\n" HI), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "200[hi] 200[hi]",
     "([GET /1][GET /2])"},
    {"an answer in small pieces",
     {hears(), drips(CHUNKED "2\r\nhi\r\n0\r\n\r\n", 1), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "200[hi] 200[hi]",
     "([GET /1][GET /2])"},
    {"unless the server says otherwise",
     {hears(), says(OK "Connection: close\r\nContent-Length: 2\r\n\r\nhi"), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "200[hi] 200[hi]",
     "([GET /1])([GET /2])"},
    {"or speaks HTTP/1.0",
     {hears(), says("HTTP/1.0 200\r\n\r\nhi"), closes(), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "200[hi] 200[hi]",
     "([GET /1])([GET /2])"},
    {"or more has come than the answer",
     {hears(), says(HI "HTTP/1.1 200 OK\r\n"), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "200[hi] 200[hi]",
     "([GET /1])([GET /2])"},
    {"or doing it twice would not be the same",
     {hears(), says(HI), hears(), says(HI), hears(), says(HI)},
     {{"GET", "/1"}, {"POST", "/2"}, {"GET", "/3"}},
     "200[hi] 200[hi] 200[hi]",
     "([GET /1])([POST /2][GET /3])"},
    {"nor where it leads elsewhere",
     {hears(), says(HI), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "@/2"}},
     "200[hi] 200[hi]",
     "([GET /1])([GET /2])"},
};
TEST("exchange: connections that are kept")
{
    for (const Story &story : kKept) check_story(story);
}

static constexpr Story kStale[] = {
    {"the server closes a kept connection on a request, which goes out again",
     {hears(), says(HI), hears(), closes(), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "200[hi] 200[hi]",
     "([GET /1][GET /2])([GET /2])"},
    {"or resets it",
     {hears(), says(HI), hears(), resets(), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "200[hi] 200[hi]",
     "([GET /1][GET /2])([GET /2])"},
    {"a second time is a failure",
     {hears(), says(HI), hears(), closes(), hears(), closes(), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}, {"GET", "/3"}},
     "200[hi] the connection ended before the server answered 200[hi]",
     "([GET /1][GET /2])([GET /2])([GET /3])"},
    {"as is the first time on a new connection",
     {hears(), closes(), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}},
     "the connection ended before the server answered 200[hi]",
     "([GET /1])([GET /2])"},
    {"and one in the middle of an answer",
     {hears(), says(HI), hears(), says("HTTP/1.1 200"), closes(), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}, {"GET", "/3"}},
     "200[hi] the connection ended among the headers 200[hi]",
     "([GET /1][GET /2])([GET /3])"},
    {"or after an interim one",
     {hears(), says(HI), hears(), says("HTTP/1.1 102\r\n\r\n"), closes(), hears(), says(HI)},
     {{"GET", "/1"}, {"GET", "/2"}, {"GET", "/3"}},
     "200[hi] the connection ended before the server answered 200[hi]",
     "([GET /1][GET /2])([GET /3])"},
};
TEST("exchange: connections that the server has given up")
{
    for (const Story &story : kStale) check_story(story);
}

static unsigned requests_seen;

static void count_requests(Text, bool received) { requests_seen += !received; }

static constexpr Act kRests[] = {closes(), resets(), says("HTTP/1.1 408\r\n\r\n")};
TEST("exchange: a kept connection that is not quiet any more is not tried")
{
    for (const Act &rest : kRests) {
        const Act      acts[] = {hears(), says(HI), pauses(20), rest, hears(), says(HI)};
        ScriptedServer server(acts);
        Exchange       exchange(lent, count_requests);
        Line           answers;
        Bytes          early;
        requests_seen = 0;
        add_answer(answers, exchange, ask(exchange, {}, "/1", server.port()));
        pollfd slot = {exchange.tunnel(early).link().get(), POLLIN, 0};
        CHECK("not quiet", poll(&slot, 1, 30000) == 1);
        add_answer(answers, exchange, ask(exchange, {}, "/2", server.port()));
        exchange.close();
        check_words("answered", answers.text(), "200[hi] 200[hi]");
        check_words("heard", server.heard(), "([GET /1])([GET /2])");
        CHECK("at once", requests_seen == 2);
    }
}

TEST("exchange: silence on a kept connection is no reason for another")
{
    static constexpr Act kActs[] = {hears(), says(HI), hears(), pauses(100)};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent, count_requests);
    Line                 answers;
    Patience             patience;
    requests_seen = 0;
    patience.idle = {50};
    add_answer(answers, exchange, ask(exchange, {}, "/1", server.port()));
    add_answer(answers, exchange, ask(exchange, {}, "/2", server.port(), {}, patience));
    check_words("given up", answers.text(), "200[hi] the server has been silent for too long (-T)");
    CHECK("without another try", requests_seen == 2);
}

TEST("exchange: another port of the same host is another server")
{
    static constexpr Act kActs[] = {hears(), says(HI)};
    ScriptedServer       one(kActs), other(kActs);
    Exchange             exchange(lent);
    Line                 answers;
    add_answer(answers, exchange, ask(exchange, {}, "/1", one.port()));
    add_answer(answers, exchange, ask(exchange, {}, "/2", other.port()));
    exchange.close();
    check_words("the one", one.heard(), "([GET /1])");
    check_words("the other", other.heard(), "([GET /2])");
}

TEST("exchange: a connection whose response was not taken to its end is not used again")
{
    static constexpr Act kActs[] = {hears(), says(HI), hears(), says(HI)};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent);
    CHECK("asked", !ask(exchange, {}, "/1", server.port()) && exchange.content().value.size == 2);
    CHECK("and again", !ask(exchange, {}, "/2", server.port()));
    exchange.close();
    check_words("heard", server.heard(), "([GET /1])([GET /2])");
}

TEST("exchange: a connection that is not kept ends with the response")
{
    static constexpr Act kActs[] = {hears(), says(HI), takes(1)};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent);
    Line                 answers;
    add_answer(answers, exchange, ask(exchange, {.closes = true}, "/", server.port()));
    check_words("whole", answers.text(), "200[hi]");
    check_words("over", server.heard(), "([GET /])");
}

struct Repeat {
    const char *method;
    bool        once;   // the content cannot be had again
    bool        may;
};
static constexpr Repeat kRepeats[] = {
    {"GET", false, true},   {"HEAD", false, true},  {"OPTIONS", false, true},  {"TRACE", false, true},
    {"PUT", false, true},   {"PUT", true, false},   {"DELETE", false, true},   {"POST", false, false},
    {"PATCH", false, false}, {"CONNECT", false, false}, {"get", false, false},
};
TEST("exchange: what may be asked twice (RFC 9110, section 9.2.2)")
{
    Source input = Source::standard_input();
    for (const Repeat &row : kRepeats)
        CHECK(row.method, is_repeatable(row.method, {.source = row.once ? &input : nullptr}) == row.may);
}
