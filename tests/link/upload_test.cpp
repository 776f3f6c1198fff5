// A sender and a receiver that both mean well.
#include "pair.h"

#include "check.h"

static uint8_t sender_memory[kSenderMemory];

// Sends `path` as `name` into the directory "to", over a connection of its own.
static Error send_file(const char *path, const char *name, uint64_t &continued, uint8_t flags = 0)
{
    Pair           link;
    Server         server(move(link.far), Fd(open("to", O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
    Plain   near(move(link.near));
    UploadSender   sender(near, sender_memory, {});
    Result<Source> source = Source::open(AT_FDCWD, path, true);
    Offer          offer  = offer_for(source.value, name);
    offer.flags           = flags;
    sender.offer(offer, &source.value);
    TRY(carry(sender, server));
    continued = sender.continued();
    CHECK("both know the same digest", sender.digest() == server.last.digest);
    CHECK("both know the same size", sender.confirmed() == source.value.size() && server.last.size == sender.confirmed());
    CHECK("both know what was there", server.last.continued == continued);
    CHECK("the receiver tells", server.last.state == Upload::State::stored && server.files == 1);
    CHECK("and is at rest", server.receiver.ended().words == nullptr && !server.receiver.active());
    return {};
}

static constexpr size_t kSizes[] = {0, 1, 2, 100, 5000, 200000, kLongestData, (1 << 20) + 1};

TEST("upload: files of all sizes arrive whole")
{
    for (size_t size : kSizes) {
        Scratch  scratch;
        uint64_t continued = 1;
        Line     name;
        timespec times[] = {{0, UTIME_OMIT}, {1234567890, 123456789}};
        name.say(size, " bytes");
        long nanoseconds = tells_nanoseconds() ? 123456789 : 0;
        must(!mkdir("to", 0755));
        put_noise("a", size);
        must(!chmod("a", 0751) && !utimensat(AT_FDCWD, "a", times, 0));
        CHECK(name.text(), !send_file("a", "b", continued) && continued == 0);
        CHECK(name.text(), names_in("to") == "b" && same_content("a", "to/b"));
        struct stat status = status_of("to/b");
        CHECK("permissions", (status.st_mode & 07777) == 0751);
        CHECK("time", status.st_mtim.tv_sec == 1234567890 && status.st_mtim.tv_nsec == nanoseconds);
    }
}

struct ResumeRow {
    const char *what;
    size_t      size, held;
    uint32_t    seed;  // of what is held; the file's is 1
    uint8_t     flags;
    uint64_t    continued;
};
static constexpr ResumeRow kResumed[] = {
    {"nothing was held", 5000, 0, 1, 0, 0},
    {"one byte", 5000, 1, 1, 0, 1},
    {"all but one", 5000, 4999, 1, 0, 4999},
    {"all", 5000, 5000, 1, 0, 5000},
    {"more than a piece of it", (1 << 20) + 1, 600000, 1, 0, 600000},
    {"more than there is", 5000, 5001, 1, 0, 0},
    {"other bytes", 5000, 4000, 2, 0, 0},
    {"other bytes, as many", 5000, 5000, 2, 0, 0},
    {"other bytes for an empty file", 0, 10, 2, 0, 0},
    {"resuming is not wanted", 5000, 4000, 1, Offer::from_start, 0},
};
TEST("upload: what an earlier attempt left is gone on from where it is the same")
{
    for (const ResumeRow &row : kResumed) {
        Scratch  scratch;
        uint64_t continued = 1;
        must(!mkdir("to", 0755));
        put_noise("a", row.size);
        if (row.held) put_noise("to/.a.part-0", row.held, row.seed);
        CHECK(row.what, !send_file("a", "a", continued, row.flags) && continued == row.continued);
        CHECK(row.what, names_in("to") == "a" && same_content("a", "to/a"));
    }
}

TEST("upload: one file after the other, whatever became of the first")
{
    Scratch      scratch;
    Pair         link;
    Server       server(move(link.far), scratch.directory());
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
    put_noise("a", 200000), put_file("taken", "mine");
    static constexpr const char *kNames[] = {"one", "taken", "two", "../up", "three"};
    for (const char *name : kNames) {
        Source source  = Source::open(AT_FDCWD, "a", true).value;
        bool   refused = !(Text(name) == "one") && !(Text(name) == "two") && !(Text(name) == "three");
        sender.offer(offer_for(source, name), &source);
        Error error = carry(sender, server);
        CHECK(name, refused ? error.exit() == Exit::refused && !sender.refusal().empty() : !error);
        CHECK("the connection goes on", !sender.broken());
    }
    CHECK("those that could", names_in(".") == "a one taken three two" && same_content("a", "three"));
    CHECK("the other is as it was", content_of("taken") == "mine");
}

TEST("upload: directories")
{
    Scratch      scratch;
    Pair         link;
    Server       server(move(link.far), scratch.directory());
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
    Offer        offer;
    offer.type = Offer::directory;
    offer.mode = 0711;
    offer.name = "d";
    sender.offer(offer, nullptr);
    CHECK("not where they are not taken", carry(sender, server).exit() == Exit::refused && names_in(".") == "");
    server.rules.recursive = true;
    sender.offer(offer, nullptr);
    CHECK("made", !carry(sender, server) && (status_of("d").st_mode & 07777) == 0711);
    sender.offer(offer, nullptr);
    CHECK("there already", !carry(sender, server));

    put_file("x", "content");
    Source source = Source::open(AT_FDCWD, "x", true).value;
    sender.offer(offer_for(source, "d/x"), &source);
    CHECK("and a file in it", !carry(sender, server) && content_of("d/x") == "content");
}

// A source of unknown size: standard input, as long as it is opened, is `path`.
static Source stream_from(const char *path)
{
    int saved = dup(0);
    Fd  file(open(path, O_RDONLY | O_CLOEXEC));
    must(file && dup2(file.get(), 0) == 0);
    Source source = Source::standard_input();
    dup2(saved, 0), close(saved);
    return source;
}

TEST("upload: a stream of unknown size")
{
    Scratch scratch;
    put_noise("a", 30000);
    Source       source = stream_from("a");
    Pair         link;
    Server       server(move(link.far), scratch.directory());
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
    put_file(".b.part-0", "left");
    sender.offer(offer_for(source, "b"), &source);
    CHECK("sent", !carry(sender, server) && sender.size() == 30000 && sender.continued() == 0);
    CHECK("whole", same_content("a", "b") && names_in(".") == "a b");
}

TEST("upload: refused in the middle, and on with the next")
{
    Scratch      scratch;
    Pair         link;
    Server       server(move(link.far), scratch.directory());
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
    put_noise("a", 1 << 20), put_file("b", "short");
    Source large = stream_from("a"), small = Source::open(AT_FDCWD, "b", true).value;
    server.rules.max_size = 1000;
    sender.offer(offer_for(large, "c"), &large);
    CHECK("refused", carry(sender, server).exit() == Exit::refused && !sender.broken());
    sender.offer(offer_for(small, "d"), &small);
    CHECK("stored", !carry(sender, server) && names_in(".") == "a b d");
}

TEST("upload: a receiver that takes nothing for a while")
{
    Scratch      scratch;
    Pair         link;
    Server       server(move(link.far), scratch.directory());
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
    put_noise("a", 1 << 20);
    Source source = Source::open(AT_FDCWD, "a", true).value;
    sender.offer(offer_for(source, "b"), &source);
    for (int i = 0; i < 4; i++) CHECK("begun", !sender.step(no_waiting()) && !server.turn());
    for (int i = 0; i < 20; i++) CHECK("waiting", !sender.step(no_waiting()));
    CHECK("gets all of it in the end", !carry(sender, server) && same_content("a", "b"));
}

TEST("upload: a file that changes while it is sent is not stored")
{
    Scratch      scratch;
    Pair         link;
    Server       server(move(link.far), scratch.directory());
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
    put_noise("a", 1 << 20);
    Source source = Source::open(AT_FDCWD, "a", true).value;
    sender.offer(offer_for(source, "b"), &source);
    for (int i = 0; i < 4; i++) CHECK("some of it", !sender.step(no_waiting()) && !server.turn());
    must(!truncate("a", 600000));
    CHECK("the sender says so", carry(sender, server).exit() == Exit::file && !sender.broken());
    CHECK("so does the receiver", server.last.state == Upload::State::refused);
    CHECK("nothing is left", names_in(".") == "a");

    Source again = Source::open(AT_FDCWD, "a", true).value;
    sender.offer(offer_for(again, "b"), &again);
    CHECK("the next one is", !carry(sender, server) && same_content("a", "b"));
}

TEST("upload: a name that another connection is sending")
{
    Scratch      scratch;
    Pair         one, two;
    Server       first(move(one.far), scratch.directory()), second(move(two.far), scratch.directory());
    Plain        slow_near(move(one.near));
    UploadSender slow(slow_near, sender_memory, {});
    static uint8_t more_memory[kSenderMemory];
    Plain   fast_near(move(two.near));
    UploadSender   fast(fast_near, more_memory, {});
    put_noise("a", 1 << 20);
    Source source = Source::open(AT_FDCWD, "a", true).value, same = Source::open(AT_FDCWD, "a", true).value;
    slow.offer(offer_for(source, "b"), &source);
    for (int i = 0; i < 4; i++) CHECK("under way", !slow.step(no_waiting()) && !first.turn());
    fast.offer(offer_for(same, "b"), &same);
    CHECK("is refused", carry(fast, second).exit() == Exit::refused && fast.refusal() == "it is being sent already");
    CHECK("the first goes on", !carry(slow, first) && same_content("a", "b"));
}
