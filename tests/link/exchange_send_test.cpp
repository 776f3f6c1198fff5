// Content that goes with a request, and servers that answer before they have all of it.
#include "asked.h"

#include "standard.h"

namespace {
enum class From : uint8_t { text, file, input };

struct Upload {
    const char *what;
    From        from;
    Text        content;
    bool        expects;
    Act         acts[8];
    const char *answers;  // to it, and to GET /next
    const char *heard;
};
}

// Sends what is in the source, or the text, and asks once more.
static void check_upload(const Upload &row, const Payload &payload)
{
    ScriptedServer server(row.acts);
    Exchange       exchange(lent);
    Line           answers;
    Error error = ask(exchange, {.method = "PUT", .expects = row.expects}, "/", server.port(), payload);
    add_answer(answers, exchange, error);
    add_answer(answers, exchange, ask(exchange, {}, "/next", server.port()));
    exchange.close();
    check_words(row.what, answers.text(), row.answers);
    check_words(row.what, server.heard(), row.heard);
}

static void check_upload(const Upload &row)
{
    Scratch scratch;
    put_file("content", row.content);
    Standard input(0, "content", O_RDONLY);
    Source   file = Source::open(AT_FDCWD, "content", true).value, stream = Source::standard_input();
    switch (row.from) {
    case From::text: return check_upload(row, {.text = bytes_of(row.content)});
    case From::file: return check_upload(row, {.source = &file});
    case From::input: return check_upload(row, {.source = &stream});
    }
}

#define CONTINUE "HTTP/1.1 100 Continue\r\n\r\n"
#define REFUSED  "HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno"

static constexpr Upload kUploads[] = {
    {"a text, counted", From::text, "hello", false,
     {hears(), takes(5), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /]hello[GET /next])"},
    {"an empty one", From::text, "", false,
     {hears(), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /][GET /next])"},
    {"a file, counted", From::file, "hello", false,
     {hears(), takes(5), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /]hello[GET /next])"},
    {"an empty one", From::file, "", false,
     {hears(), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /][GET /next])"},
    {"standard input, in chunks", From::input, "hello", false,
     {hears(), takes(15), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /]in chunks: 5\r\nhello\r\n0\r\n\r\n[GET /next])"},
    {"an empty one", From::input, "", false,
     {hears(), takes(5), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /]in chunks: 0\r\n\r\n[GET /next])"},
    {"100 lets the content go", From::text, "hello", true,
     {hears(), says("HTTP/1.1 103\r\n\r\n"), says(CONTINUE), takes(5), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /]hello[GET /next])"},
    {"in chunks, too", From::input, "hello", true,
     {hears(), says(CONTINUE), takes(15), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /]in chunks: 5\r\nhello\r\n0\r\n\r\n[GET /next])"},
    {"without content there is nothing to wait for", From::text, "", true,
     {hears(), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /][GET /next])"},
    {"a refusal keeps it here, and costs the connection", From::text, "hello", true,
     {hears(), says("HTTP/1.1 103\r\n\r\n"), pauses(50), says(REFUSED), hears(), says(HI)},
     "413[no] 200[hi]",
     "([PUT /])([GET /next])"},
    {"a file as well", From::file, "hello", true,
     {hears(), says("HTTP/1.1 417\r\nContent-Length: 0\r\n\r\n"), hears(), says(HI)},
     "417[] 200[hi]",
     "([PUT /])([GET /next])"},
};
TEST("exchange: content that is sent")
{
    for (const Upload &row : kUploads) check_upload(row);
}

TEST("exchange: 100 lets the content go at once")
{
    static constexpr Act kActs[] = {hears(), says(CONTINUE), takes(5), says(HI)};
    ScriptedServer       server(kActs);
    Exchange             exchange(lent);
    Line                 answers;
    Patience             patience;
    // Less than a second: waiting for that would be the end.
    patience.idle = {800};
    add_answer(answers, exchange,
               ask(exchange, {.method = "PUT", .expects = true}, "/", server.port(), {.text = bytes_of("hello")}, patience));
    check_words("answered", answers.text(), "200[hi]");
}

static Millis time_at_work()
{
    timespec time;
    must(!clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time));
    return {int64_t(time.tv_sec) * 1000 + time.tv_nsec / 1000000};
}

static constexpr Upload kSilence[] = {
    {"a text", From::text, "hello", true,
     {hears(), takes(5), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /]hello[GET /next])"},
    {"what can be had at any time", From::input, "hello", true,
     {hears(), takes(15), says(HI), hears(), says(HI)},
     "200[hi] 200[hi]",
     "([PUT /]in chunks: 5\r\nhello\r\n0\r\n\r\n[GET /next])"},
};
TEST("exchange: silence lets the content go after a second, which is slept through")
{
    for (const Upload &row : kSilence) {
        Millis began = now(), worked = time_at_work();
        check_upload(row);
        CHECK(row.what, began + Millis{1000} <= now() && time_at_work() < worked + Millis{500});
    }
}

static constexpr Upload kEarly[] = {
    {"the server refuses and reads no further", From::file, "", false,
     {hears(), says(REFUSED), pauses(100), closes(), hears(), says(HI)},
     "413[no] 200[hi]",
     "([PUT /])([GET /next])"},
    {"or has closed by then", From::file, "", false,
     {hears(), says(REFUSED), closes(), hears(), says(HI)},
     "413[no] 200[hi]",
     "([PUT /])([GET /next])"},
    {"it has to be an answer", From::file, "", false,
     {hears(), says("500"), pauses(100), closes(), hears(), says(HI)},
     "! the server does not speak HTTP/1 200[hi]",
     "([PUT /])([GET /next])"},
};
TEST("exchange: an answer before all content has gone ends the sending")
{
    Scratch scratch;
    put_file("large", "");
    must(!truncate("large", 64 << 20));
    Source large = Source::open(AT_FDCWD, "large", true).value;
    for (const Upload &row : kEarly) check_upload(row, {.source = &large});
}

TEST("exchange: large content, both ways")
{
    static constexpr size_t kSize   = 2 << 20;
    static constexpr Act    kActs[] = {hears(), takes(kSize), says(HI), hears(), takes(kSize), says(HI)};
    Scratch                 scratch;
    put_file("large", text_of(noise(kSize)));
    ScriptedServer server(kActs);
    Exchange       exchange(lent);
    Line           answers;
    Source         large = Source::open(AT_FDCWD, "large", true).value;
    add_answer(answers, exchange, ask(exchange, {.method = "PUT"}, "/1", server.port(), {.source = &large}));
    add_answer(answers, exchange, ask(exchange, {.method = "PUT"}, "/2", server.port(), {.text = noise(kSize)}));
    exchange.close();
    check_words("whole", answers.text(), "200[hi] 200[hi]");
    check_words("and in order", server.heard(), "([PUT /1]2097152 bytes of noise[PUT /2]2097152 bytes of noise)");
}

TEST("exchange: what is sent again begins at its beginning")
{
    static constexpr Act kActs[] = {hears(), says(HI), hears(), takes(5), closes(), hears(), takes(5), says(HI)};
    Scratch              scratch;
    put_file("content", "hello");
    ScriptedServer server(kActs);
    Exchange       exchange(lent);
    Line           answers;
    Source         source = Source::open(AT_FDCWD, "content", true).value;
    add_answer(answers, exchange, ask(exchange, {}, "/", server.port()));
    add_answer(answers, exchange, ask(exchange, {.method = "PUT"}, "/", server.port(), {.source = &source}));
    exchange.close();
    check_words("answered", answers.text(), "200[hi] 200[hi]");
    check_words("heard twice", server.heard(), "([GET /][PUT /]hello)([PUT /]hello)");
}

namespace {
struct Change {
    Text        to;
    Act         acts[3];
    const char *heard;
};
}

static constexpr Change kChanges[] = {
    {"other", {hears(), says(HI)}, "()([GET /next])"},
    {"larger", {hears(), says(HI)}, "()([GET /next])"},
    {"less", {hears(), hears(), says(HI)}, "([PUT /])([GET /next])"},
    {"", {hears(), says(HI)}, "()([GET /next])"},
};
TEST("exchange: a file that changes is not sent to its end")
{
    static constexpr timespec kTimes[] = {{1, 0}, {1, 0}};
    for (const Change &change : kChanges) {
        Scratch scratch;
        put_file("content", "hello");
        Source source = Source::open(AT_FDCWD, "content", true).value;
        put_file("content", change.to);
        must(!utimensat(AT_FDCWD, "content", kTimes, 0));
        ScriptedServer server(change.acts);
        Exchange       exchange(lent);
        Line           answers;
        add_answer(answers, exchange, ask(exchange, {.method = "PUT"}, "/", server.port(), {.source = &source}));
        add_answer(answers, exchange, ask(exchange, {}, "/next", server.port()));
        exchange.close();
        check_words(change.to, answers.text(), "! it changed while it was being sent 200[hi]");
        check_words(change.to, server.heard(), change.heard);
    }
}

TEST("exchange: a server that hangs up without a word")
{
    static constexpr Act kActs[] = {hears(), resets()};
    Scratch              scratch;
    put_file("large", "");
    must(!truncate("large", 64 << 20));
    Source         large = Source::open(AT_FDCWD, "large", true).value;
    ScriptedServer server(kActs);
    Exchange       exchange(lent);
    Error          error = ask(exchange, {.method = "PUT"}, "/", server.port(), {.source = &large});
    CHECK("how sending ended", error.exit() == Exit::network && (error.code() == ECONNRESET || error.code() == EPIPE));
    CHECK("it may have had some", exchange.sent());
}
