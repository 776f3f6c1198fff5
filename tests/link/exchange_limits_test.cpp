// How long an exchange waits, and for what.
#include "asked.h"
#include "sinks.h"

static constexpr char kSilent[] = "the server has been silent for too long (-T)";
static constexpr char kSlow[]   = "the server is slower than allowed (--min-rate)";
static constexpr char kLate[]   = "it takes longer than allowed (--max-time)";

namespace {
struct Limit {
    const char *what;
    const char *method;       // PUT sends more than sockets hold
    Act         acts[4];
    int         idle, whole;  // milliseconds; 0: long
    uint64_t    rate;         // bytes a second, in 100 milliseconds of waiting
    const char *outcome;
};
}

#define TEN OK "Content-Length: 10\r\n\r\n"

static constexpr Limit kLimits[] = {
    {"silence", "GET", {hears(), pauses(300)}, 50, 0, 0, kSilent},
    {"after an interim answer", "GET", {hears(), says("HTTP/1.1 102\r\n\r\n"), pauses(300)}, 50, 0, 0, kSilent},
    {"in the content", "GET", {hears(), says(TEN "hello"), pauses(300)}, 50, 0, 0, kSilent},
    {"while content is sent", "PUT", {hears(), pauses(300)}, 50, 0, 0, kSilent},
    {"a byte now and then is none", "GET", {hears(), says(TEN), drips("0123456789", 20)}, 150, 0, 0, ""},

    {"no answer in time", "GET", {hears(), pauses(300)}, 0, 50, 0, kLate},
    {"nor all of the content", "GET", {hears(), says(TEN), drips("0123456789", 30)}, 0, 100, 0, kLate},
    {"nor has all been sent", "PUT", {hears(), pauses(300)}, 0, 50, 0, kLate},
    {"in time", "GET", {hears(), says(HI)}, 0, 20000, 0, ""},

    {"content that drips", "GET", {hears(), says(TEN), drips("0123456789", 20)}, 0, 0, 1000, kSlow},
    {"not below the rate", "GET", {hears(), says(TEN), drips("0123456789", 20)}, 0, 0, 10, ""},
    {"or stops coming", "GET", {hears(), says(TEN "0"), pauses(300)}, 0, 0, 1000, kSlow},
    {"headers that drip", "GET", {hears(), drips(TEN, 20)}, 0, 0, 1000, kSlow},
    {"content that is not taken", "PUT", {hears(), pauses(600)}, 0, 0, 1000, kSlow},
    {"thinking about an answer is not slow", "GET", {hears(), pauses(300), says(HI)}, 0, 0, 1000, ""},
};

static Patience patience_of(const Limit &row)
{
    Patience patience;
    if (row.idle) patience.idle = {row.idle};
    if (row.whole) patience.whole = {now() + Millis{row.whole}};
    patience.least_rate = row.rate;
    patience.measured   = {100};
    return patience;
}

// All of the content, and nothing of it.
static Error read_all(Exchange &exchange)
{
    while (!TRY(exchange.content()).empty()) {}
    return {};
}

TEST("exchange: limits of what is waited for")
{
    Scratch scratch;
    put_file("large", "");
    must(!truncate("large", 64 << 20));
    for (const Limit &row : kLimits) {
        Source         large = Source::open(AT_FDCWD, "large", true).value;
        ScriptedServer server(row.acts);
        Exchange       exchange(lent);
        Payload        payload;
        if (Text(row.method) == "PUT") payload.source = &large;
        Error error = ask(exchange, {.method = row.method}, "/", server.port(), payload, patience_of(row));
        if (!error) error = read_all(exchange);
        check_words(row.what, reason(error), row.outcome);
        CHECK(row.what, error.exit() == (error ? Exit::network : Exit::complete));
    }
}

static constexpr Act   kStops[]   = {hears(), says(OK "Content-Length: 100000\r\n\r\nhello"), pauses(400)};
static constexpr Limit kSpliced[] = {
    {"silence", "GET", {}, 50, 0, 0, kSilent},
    {"all of it too late", "GET", {}, 0, 50, 0, kLate},
    {"too little of it", "GET", {}, 0, 0, 1000, kSlow},
};
TEST("exchange: the same limits hold for content that is spliced")
{
    for (const Limit &row : kSpliced) {
        ScriptedServer server(kStops);
        Exchange       exchange(lent);
        Sink           sink  = output_to("/dev/null", false).value;
        Error          error = ask(exchange, {}, "/", server.port(), {}, patience_of(row));
        for (int i = 0; i < 10 && !error; i++) error = exchange.pour(sink).error;
        check_words(row.what, reason(error), row.outcome);
    }
}

TEST("exchange: the time that we take ourselves is not the server's")
{
    static constexpr Act kActs[] = {hears(), says(OK "Content-Length: 100000\r\n\r\n"), pours(100000)};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent);
    Patience             patience;
    patience.least_rate = UINT32_MAX;
    patience.idle = patience.measured = {500};
    CHECK("asked", !ask(exchange, {}, "/", server.port(), {}, patience));
    for (int i = 0; i < 5; i++) {
        poll(nullptr, 0, 150);
        CHECK("a piece", exchange.content(10000).value.size);
    }
}

TEST("exchange: a server that never keeps us waiting can take too long as well")
{
    static constexpr Act kActs[] = {hears(), says(OK "Content-Length: 2000000\r\n\r\n"), pours(2000000)};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent);
    Patience             patience;
    patience.whole = {now() + Millis{200}};
    CHECK("asked", !ask(exchange, {}, "/", server.port(), {}, patience));
    CHECK("a piece", !exchange.content(10).error);
    poll(nullptr, 0, 300);
    Error error;
    for (int i = 0; i < 3 && !error; i++) error = exchange.content(200000).error;
    check_words("late", reason(error), kLate);
}

// Somewhere to connect to that does not answer: a listener whose queue is full.
namespace {
struct Deaf {
    Fd      listener, first, second;
    Address address = loopback_address(false, 0);

    Deaf()
    {
        listener = Fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        must(!bind(listener.get(), &address.any, address.size()) && !listen(listener.get(), 0));
        address  = local_address(listener);
        first    = Fd(connect_tcp({&address, 1}, {now() + seconds(30)}).value.release());
        second   = Fd(connect_tcp({&address, 1}, {now() + Millis{300}}).value.release());
    }
};
}

TEST("exchange: connecting has a limit of its own, and shares that of everything")
{
    Deaf     deaf;
    Exchange exchange(lent);
    Patience patience;
    patience.connecting = {100};
    Error error         = ask(exchange, {}, "/", deaf.address.port(), {}, patience);
    CHECK("no answer", error.code() == ETIMEDOUT && Text(error.words) == "connect to");
    CHECK("from there", exchange.address().port() == deaf.address.port());
    CHECK("it has not been asked", !exchange.sent());
    patience       = {};
    patience.whole = {now() + Millis{100}};
    check_words("too long", reason(ask(exchange, {}, "/", deaf.address.port(), {}, patience)), kLate);
}

TEST("exchange: who waits is told to stop")
{
    static constexpr Act kActs[] = {hears(), says(HI), hears(), pauses(100)};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent);
    Patience             patience;
    int                  ends[2];
    must(!pipe(ends));
    patience.stop = ends[0];
    CHECK("nobody said so", !ask(exchange, {}, "/", server.port(), {}, patience) && !read_all(exchange));
    must(write(ends[1], "", 1) == 1);
    Error error = ask(exchange, {}, "/", server.port(), {}, patience);
    check_words("stopped", reason(error), "interrupted");
    CHECK("by us", error.exit() == Exit::other);
    close(ends[0]), close(ends[1]);
    check_words("and hangs up", server.heard(), "([GET /][GET /])");
}
