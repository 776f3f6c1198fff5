// Plain bytes between two processes' ends, which here are one process's.
#include "link/raw.h"

#include "check.h"
#include "pair.h"

#include <signal.h>
#include <sys/resource.h>

static uint8_t memory_to_send[1 << 16], scratch_memory[1 << 16];

struct RawRun {
    Error    sent, received;
    uint64_t bytes = 0;
};

// Sends `source` into `sink`, which is named when the stream has ended.
static RawRun carry_raw(Source &source, Sink sink, uint64_t rate = 0)
{
    Pair        link;
    RawRun      run;
    RawReceiver receiver;
    RawSender   sender(move(link.near), &source, memory_to_send, seconds(60), rate);
    Stepper<RawSender> stepper;
    run.received = receiver.open(move(sink));
    while (sender.busy() && !run.sent && !run.received) {
        run.sent = stepper.step(sender);
        if (!link.far) continue;
        Result<bool> over = receiver.receive(link.far, scratch_memory);
        run.received      = over.error;
        if (!over.value) continue;
        run.bytes    = receiver.size();
        run.received = receiver.commit();
        link.far.reset();
    }
    CHECK("the sender counts what the receiver has", run.sent || run.received || sender.size() == run.bytes);
    return run;
}

static constexpr size_t kSizes[] = {0, 1, 2, 100, 5000, 200000, (1 << 20) + 1};

TEST("raw: files of all sizes")
{
    for (size_t size : kSizes) {
        Scratch scratch;
        put_noise("a", size);
        Source source = Source::open(AT_FDCWD, "a", true).value;
        RawRun run    = carry_raw(source, Sink::part(scratch.directory(), "b", false).value);
        Line   name;
        CHECK(name.say(size, " bytes").text(), !run.sent && !run.received && run.bytes == size);
        CHECK(name.text(), same_content("a", "b") && names_in(".") == "a b");
    }
}

// Standard input is `path`, for as long as it lives.
class Input {
public:
    explicit Input(const char *path) : saved_(dup(0))
    {
        Fd fd(open(path, O_RDONLY | O_CLOEXEC));
        must(fd && dup2(fd.get(), 0) == 0);
    }
    ~Input() { dup2(saved_, 0), close(saved_); }
    Input(const Input &) = delete;

private:
    int saved_;
};

TEST("raw: from standard input, which is copied")
{
    Scratch scratch;
    put_noise("a", 200000);
    Input  input("a");
    Source source = Source::standard_input();
    RawRun run    = carry_raw(source, Sink::part(scratch.directory(), "b", false).value);
    CHECK("whole", !run.sent && !run.received && same_content("a", "b"));
}

TEST("raw: into a file that cannot be spliced into")
{
    Scratch scratch;
    put_noise("a", 200000);
    Fd     appended(open("b", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    Source source = Source::open(AT_FDCWD, "a", true).value;
    RawRun run    = carry_raw(source, Sink::stream(move(appended)));
    CHECK("whole", !run.sent && !run.received && same_content("a", "b"));
}

TEST("raw: what an earlier attempt left is nothing to go on from")
{
    Scratch scratch;
    put_noise("a", 100), put_noise(".b.part-0", 200, 2);
    Source source = Source::open(AT_FDCWD, "a", true).value;
    RawRun run    = carry_raw(source, Sink::part(scratch.directory(), "b", false).value);
    CHECK("whole", !run.sent && !run.received && same_content("a", "b"));
}

TEST("raw: nor when there are no descriptors left for a pipe")
{
    Scratch scratch;
    put_noise(".b.part-0", 200, 2);
    Sink   sink = Sink::part(scratch.directory(), "b", false).value;
    rlimit before, tight;
    getrlimit(RLIMIT_NOFILE, &before);
    tight = {3, before.rlim_max};
    RawReceiver receiver;
    setrlimit(RLIMIT_NOFILE, &tight);
    Error error = receiver.open(move(sink));
    setrlimit(RLIMIT_NOFILE, &before);
    CHECK("it starts from nothing", !error && receiver.size() == 0);
    receiver.close();
}

TEST("raw: a full disk is told")
{
    Scratch scratch;
    put_noise("a", 5000);
    Sink sink = Sink::output("/dev/full", false).value;
    if (!sink.is_open()) return skip_test("no /dev/full");
    Source source = Source::open(AT_FDCWD, "a", true).value;
    RawRun run    = carry_raw(source, move(sink));
    CHECK("as the error of a file", run.received.code == ENOSPC && run.received.exit == Exit::file);
}

TEST("raw: a receiver that closes too early")
{
    Scratch scratch;
    put_noise("a", 1 << 20);
    Pair      link;
    Source    source = Source::open(AT_FDCWD, "a", true).value;
    RawSender sender(move(link.near), &source, memory_to_send, seconds(60), 0);
    Error     error = sender.step(no_waiting());
    link.far.reset();
    signal(SIGPIPE, SIG_IGN);
    while (sender.busy() && !error) error = sender.step(no_waiting());
    signal(SIGPIPE, SIG_DFL);
    CHECK("is an error of the network", error.exit == Exit::network);
}

TEST("raw: what is given up leaves nothing")
{
    Scratch     scratch;
    RawReceiver receiver;
    Pair        link;
    CHECK("open", !receiver.open(Sink::part(scratch.directory(), "b", false).value) && receiver.active());
    must(write(link.near.get(), "abc", 3) == 3);
    CHECK("some of it", !receiver.receive(link.far, scratch_memory).value && receiver.size() == 3);
    receiver.close();
    CHECK("gone", !receiver.active() && names_in(".") == "");
}

TEST("raw: a rate is kept")
{
    Scratch scratch;
    put_noise("a", 5000);
    Source source = Source::open(AT_FDCWD, "a", true).value;
    Millis begin  = now();
    RawRun run    = carry_raw(source, Sink::part(scratch.directory(), "b", false).value, 25000);
    // All but the last piece, an eighth of a second's worth, were waited for.
    CHECK("not faster", !run.sent && !run.received && begin + Millis{120} <= now());
}
