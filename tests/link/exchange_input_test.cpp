// Content that comes from standard input while it is sent.
#include "asked.h"

namespace {
// Standard input is a pipe, whose other end no server should inherit.
class PipedInput {
public:
    PipedInput() : saved_(dup(0))
    {
        int ends[2];
        must(!pipe2(ends, O_CLOEXEC) && dup2(ends[0], 0) == 0);
        close(ends[0]);
        writing_ = Fd(ends[1]);
    }
    ~PipedInput() { dup2(saved_, 0), close(saved_); }
    PipedInput(const PipedInput &) = delete;

    void say(Text text) { must(write(writing_.get(), text.data, text.size) == ssize_t(text.size)); }
    void end() { writing_.reset(); }

private:
    Fd  writing_;
    int saved_;
};
}

TEST("exchange: each piece of standard input goes when it comes")
{
    static constexpr Act kActs[] = {hears(), takes(25), says(HI)};
    ScriptedServer       server(kActs);
    PipedInput           input;
    Exchange             exchange(lent);
    Line                 answers;
    Source               source = Source::standard_input();
    input.say("hello");
    pid_t later = fork();
    if (!later) {
        poll(nullptr, 0, 100);
        input.say("again");
        _exit(0);
    }
    input.end();
    add_answer(answers, exchange, ask(exchange, {.method = "POST"}, "/", server.port(), {.source = &source}));
    exchange.close();
    must(waitpid(later, nullptr, 0) == later);
    check_words("answered", answers.text(), "200[hi]");
    check_words("in chunks", server.heard(), "([POST /]in chunks: 5\r\nhello\r\n5\r\nagain\r\n0\r\n\r\n)");
}

TEST("exchange: waiting for standard input is no silence, and an answer ends it")
{
    static constexpr Act kActs[] = {hears(), says("HTTP/1.1 102\r\n\r\n"), pauses(200), says(HI)};
    ScriptedServer       server(kActs);
    PipedInput           input;
    Exchange             exchange(lent);
    Line                 answers;
    Patience             patience;
    Source               source = Source::standard_input();
    patience.least_rate         = 1000;
    patience.idle = patience.measured = {50};
    add_answer(answers, exchange, ask(exchange, {.method = "POST"}, "/", server.port(), {.source = &source}, patience));
    exchange.close();
    check_words("answered", answers.text(), "200[hi]");
    check_words("nothing was sent", server.heard(), "([POST /]in chunks: )");
}

TEST("exchange: input that ends because we are told to stop is not whole")
{
    static constexpr Act kActs[] = {hears(), says(HI)};
    ScriptedServer       server(kActs);
    PipedInput           input;
    Exchange             exchange(lent);
    Patience             patience;
    Source               source = Source::standard_input();
    int                  ends[2];
    must(!pipe(ends) && write(ends[1], "", 1) == 1);
    patience.stop = ends[0];
    input.end();
    Error error = ask(exchange, {.method = "POST"}, "/", server.port(), {.source = &source}, patience);
    check_words("stopped", reason(error), "interrupted");
    close(ends[0]), close(ends[1]);
    CHECK("the next", !ask(exchange, {}, "/next", server.port()));
    exchange.close();
    check_words("nothing of it was sent", server.heard(), "()([GET /next])");
}
