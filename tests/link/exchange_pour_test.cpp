// Content that goes into a file, past the program where the kernel can.
#include "asked.h"
#include "sinks.h"
#include "standard.h"

#include <sys/resource.h>

static constexpr size_t kSize = 2000000;

// The lowest descriptor that is free: a pipe takes two.
static int next_free() { return Fd(dup(0)).get(); }

// All of the content into the sink; `piped` tells whether there was a pipe for it.
static Error pour_all(Exchange &exchange, Sink &sink, bool &piped)
{
    int            free   = next_free();
    Result<size_t> poured = exchange.pour(sink);
    for (piped = false; !poured.error && poured.value; poured = exchange.pour(sink)) piped |= next_free() != free;
    return poured.error;
}

static bool holds_noise(const char *path, size_t size)
{
    static uint8_t memory[kSize + 1];
    Fd             fd(open(path, O_RDONLY | O_CLOEXEC));
    ssize_t        got = read(fd.get(), memory, sizeof memory);
    return got == ssize_t(size) && Bytes(memory).first(size) == noise(size);
}

// For as long as it lives no file may be larger.
class SizeLimit {
public:
    explicit SizeLimit(rlim_t most) : handler_(signal(SIGXFSZ, SIG_IGN))
    {
        must(!getrlimit(RLIMIT_FSIZE, &before_));
        rlimit tight = {most, before_.rlim_max};
        must(!setrlimit(RLIMIT_FSIZE, &tight));
    }
    ~SizeLimit() { setrlimit(RLIMIT_FSIZE, &before_), signal(SIGXFSZ, handler_); }
    SizeLimit(const SizeLimit &) = delete;

private:
    void (*handler_)(int);
    rlimit before_;
};

namespace {
struct Pouring {
    const char *what;
    Act         acts[7];
    size_t      size;
    bool        piped;
    const char *outcome;
};
}

static constexpr Pouring kPourings[] = {
    {"a length is known", {hears(), says(OK "Content-Length: 2000000\r\n\r\n"), pours(kSize)}, kSize, true, ""},
    {"all to the end", {hears(), says("HTTP/1.0 200\r\n\r\n"), pours(kSize), closes()}, kSize, true, ""},
    {"a large chunk", {hears(), says(CHUNKED "1e8480\r\n"), pours(kSize), says("\r\n0\r\n\r\n")}, kSize, true, ""},
    {"small content is not worth it",
     {hears(), says(OK "Content-Length: 65535\r\n\r\n"), pauses(50), pours(65535)}, 65535, false, ""},
    {"nor are small chunks",
     {hears(), says(CHUNKED "ffff\r\n"), pauses(50), pours(65535), says("\r\n0\r\n\r\n")}, 65535, false, ""},
    {"nothing", {hears(), says(OK "Content-Length: 0\r\n\r\n")}, 0, false, ""},
    {"a cut", {hears(), says(OK "Content-Length: 2000001\r\n\r\n"), pours(kSize), closes()}, kSize, true,
     "the connection ended inside the content"},
    {"a cut of a chunk", {hears(), says(CHUNKED "1e8481\r\n"), pours(kSize), closes()}, kSize, true,
     "the connection ended inside the content"},
};
TEST("exchange: content into a file")
{
    for (const Pouring &row : kPourings) {
        Scratch        scratch;
        ScriptedServer server(row.acts);
        Exchange       exchange(lent);
        Sink           sink  = output_to("a", false).value;
        bool           piped = false;
        Error          error = ask(exchange, {}, "/", server.port());
        if (!error) error = pour_all(exchange, sink, piped);
        check_words(row.what, reason(error), row.outcome);
        CHECK(row.what, piped == row.piped && !sink.commit({}));
        CHECK(row.what, holds_noise("a", row.size));
    }
}

static constexpr Act kLarge[] = {hears(), says(OK "Content-Length: 2000000\r\n\r\n"), pours(kSize), hears(), says(HI)};

static constexpr Act kTwice[] = {hears(), says(OK "Content-Length: 2000000\r\n\r\n"), pours(kSize),
                                 hears(), says(OK "Content-Length: 2000000\r\n\r\n"), pours(kSize)};

TEST("exchange: content that is spliced does not come by")
{
    static constexpr uint8_t kMark = 0xee;
    Scratch                  scratch;
    ScriptedServer           server(kLarge);
    Exchange                 exchange(lent);
    Sink                     sink = output_to("a", false).value;
    CHECK("what came with the head", !ask(exchange, {}, "/", server.port()) && exchange.pour(sink).value);
    memset(lent, kMark, sizeof lent);
    while (exchange.pour(sink).value) {}
    bool copied = false;
    for (uint8_t byte : Bytes(lent).after(kResponseHead)) copied |= byte != kMark;
    CHECK("left no trace", !copied && sink.size() == kSize);
}

TEST("exchange: content into a file that cannot be spliced into, and then into one that can")
{
    Scratch        scratch;
    ScriptedServer server(kTwice);
    Exchange       exchange(lent);
    Standard       appended(1, "a", O_WRONLY | O_CREAT | O_APPEND);
    Sink           one = output_to("-", false).value, other = output_to("b", false).value;
    bool           piped;
    CHECK("the one", !ask(exchange, {}, "/1", server.port()) && !pour_all(exchange, one, piped));
    CHECK("is whole", holds_noise("a", kSize));
    CHECK("the other", !ask(exchange, {}, "/2", server.port()) && !pour_all(exchange, other, piped));
    CHECK("is spliced", piped && !other.commit({}) && holds_noise("b", kSize));
}

TEST("exchange: content in pieces of the size that is wanted")
{
    Scratch        scratch;
    ScriptedServer server(kLarge);
    Exchange       exchange(lent);
    Sink           sink = output_to("a", false).value;
    size_t         most = 0, pieces = 0;
    CHECK("asked", !ask(exchange, {}, "/", server.port()));
    for (size_t size = 1; size; pieces++) {
        size = exchange.pour(sink, 10000).value;
        most = larger(most, size);
    }
    CHECK("spliced", most == 10000 && pieces > kSize / 10000);
    CHECK("whole", !sink.commit({}) && holds_noise("a", kSize));
}

TEST("exchange: a full disk is an error of the file, and costs the connection")
{
    ScriptedServer server(kLarge);
    Exchange       exchange(lent);
    Line           answers;
    if (!Fd(open("/dev/full", O_WRONLY | O_CLOEXEC))) return skip_test("no /dev/full");
    Sink  sink  = output_to("/dev/full", false).value;
    bool  piped = false;
    Error error = ask(exchange, {}, "/1", server.port());
    if (!error) error = pour_all(exchange, sink, piped);
    CHECK("told", error.code() == ENOSPC && error.exit() == Exit::file);
    add_answer(answers, exchange, ask(exchange, {}, "/2", server.port()));
    exchange.close();
    check_words("the next", answers.text(), "200[hi]");
    check_words("on its own", server.heard(), "([GET /1])([GET /2])");
}

TEST("exchange: what a pipe held of one response is not in the next")
{
    Scratch        scratch;
    ScriptedServer server(kTwice);
    Exchange       exchange(lent);
    Sink           small = output_to("a", false).value, sink = output_to("b", false).value;
    bool           piped;
    Error          error = ask(exchange, {}, "/1", server.port());
    {
        SizeLimit limit(100000);
        if (!error) error = pour_all(exchange, small, piped);
    }
    CHECK("too large", error.code() == EFBIG);
    CHECK("whole", !ask(exchange, {}, "/2", server.port()) && !pour_all(exchange, sink, piped));
    CHECK("and nothing else", !sink.commit({}) && holds_noise("b", kSize));
}
