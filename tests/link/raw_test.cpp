// Plain bytes between two processes' ends, which here are one process's.
#include "check.h"
#include "pair.h"
#include "standard.h"

#include <signal.h>
#include <sys/resource.h>

static uint8_t memory_to_send[1 << 16];

struct RawRun {
    Error    sent, received;
    uint64_t bytes = 0;
};

// Sends `source` to a receiver that puts it into `output`.
static RawRun carry_raw(Source &source, const char *output, uint64_t rate = 0)
{
    Pair         link;
    RawRun       run;
    Server       server(move(link.far), Fd());
    Plain        near(move(link.near));
    UploadSender sender(near, memory_to_send, {.rate = rate, .raw = true});
    Stepper      stepper;
    server.rules.raw    = true;
    server.rules.output = output;
    sender.pour(&source);
    while (sender.busy() && !run.sent && !run.received) {
        run.sent = stepper.step(sender);
        if (!server.over) run.received = server.turn();
        if (server.over) server.hang_up();
    }
    run.bytes = server.last.size;
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
        RawRun run    = carry_raw(source, "b");
        Line   name;
        CHECK(name.say(size, " bytes").text(), !run.sent && !run.received && run.bytes == size);
        CHECK(name.text(), same_content("a", "b") && names_in(".") == "a b");
    }
}

TEST("raw: from standard input, which is copied")
{
    Scratch scratch;
    put_noise("a", 200000);
    Standard input(0, "a", O_RDONLY);
    Source   source = Source::standard_input();
    RawRun   run    = carry_raw(source, "b");
    CHECK("whole", !run.sent && !run.received && same_content("a", "b"));
}

TEST("raw: into a file that cannot be spliced into")
{
    Scratch scratch;
    put_noise("a", 200000);
    RawRun run;
    Source source = Source::open(AT_FDCWD, "a", true).value;
    {
        Standard appended(1, "b", O_WRONLY | O_CREAT | O_APPEND);
        run = carry_raw(source, "-");
    }
    CHECK("whole", !run.sent && !run.received && same_content("a", "b"));
}

TEST("raw: what an earlier attempt left is nothing to go on from")
{
    Scratch scratch;
    put_noise("a", 100), put_noise(".b.part-0", 200, 2);
    Source source = Source::open(AT_FDCWD, "a", true).value;
    RawRun run    = carry_raw(source, "b");
    CHECK("whole", !run.sent && !run.received && same_content("a", "b"));
}

TEST("raw: nor when there are no descriptors left for a pipe")
{
    Scratch scratch;
    Pair    link;
    rlimit  before, tight;
    put_noise(".b.part-0", 200, 2);
    getrlimit(RLIMIT_NOFILE, &before);
    Server server(move(link.far), scratch.directory());
    server.rules.raw    = true;
    server.rules.output = "b";
    must(write(link.near.get(), "abc", 3) == 3);
    // The directory and the part file, and not one more.
    Fd one(dup(0)), two(dup(0));
    tight = {rlim_t(two.get()) + 1, before.rlim_max};
    one.reset(), two.reset();
    setrlimit(RLIMIT_NOFILE, &tight);
    Error error = server.turn();
    setrlimit(RLIMIT_NOFILE, &before);
    CHECK("it starts from nothing", !error && content_of(".b.part-0") == "abc");
}

TEST("raw: a full disk is told")
{
    Scratch scratch;
    put_noise("a", 5000);
    if (!Fd(open("/dev/full", O_WRONLY | O_CLOEXEC))) return skip_test("no /dev/full");
    Source source = Source::open(AT_FDCWD, "a", true).value;
    RawRun run    = carry_raw(source, "/dev/full");
    CHECK("as the error of a file", run.received.code() == ENOSPC && run.received.exit() == Exit::file);
}

TEST("raw: a receiver that closes too early")
{
    Scratch scratch;
    put_noise("a", 1 << 20);
    Pair         link;
    Source       source = Source::open(AT_FDCWD, "a", true).value;
    Plain        near(move(link.near));
    UploadSender sender(near, memory_to_send, {.raw = true});
    sender.pour(&source);
    Error error = sender.step(no_waiting());
    link.far.reset();
    signal(SIGPIPE, SIG_IGN);
    while (sender.busy() && !error) error = sender.step(no_waiting());
    signal(SIGPIPE, SIG_DFL);
    CHECK("is an error of the network", error.exit() == Exit::network);
}

TEST("raw: what is given up leaves nothing")
{
    Scratch scratch;
    Pair    link;
    Server  server(move(link.far), scratch.directory());
    server.rules.raw = true;
    must(write(link.near.get(), "abc", 3) == 3);
    CHECK("some of it", !server.turn() && !server.over && content_of(".upload-1.part-0") == "abc");
    CHECK("open", server.receiver.active() && server.receiver.under_way());
    server.receiver.close();
    CHECK("gone", !server.receiver.active() && names_in(".") == "");
}

TEST("raw: names are ours, and a connection that brings nothing gets none")
{
    Scratch scratch;
    Pair    first, second;
    Server  one(move(first.far), scratch.directory()), other(move(second.far), scratch.directory());
    one.rules.raw = other.rules.raw = true;
    put_file("upload-1", "taken");
    must(write(first.near.get(), "abc", 3) == 3);
    first.near.reset(), second.near.reset();
    CHECK("nothing", !other.turn() && other.over && other.receiver.name().empty() && names_in(".") == "upload-1");
    while (!one.over) CHECK("something", !one.turn());
    CHECK("the next name", one.receiver.name() == "upload-2" && content_of("upload-2") == "abc");
    CHECK("told once", one.files == 1 && one.last.size == 3 && !one.receiver.under_way());
}

TEST("raw: a rate is kept")
{
    Scratch scratch;
    put_noise("a", 5000);
    Source source = Source::open(AT_FDCWD, "a", true).value;
    Millis begin  = now();
    RawRun run    = carry_raw(source, "b", 25000);
    // All but the last piece, an eighth of a second's worth, were waited for.
    CHECK("not faster", !run.sent && !run.received && begin + Millis{120} <= now());
}
