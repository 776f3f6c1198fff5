#include "system/sink.h"

#include "check.h"
#include "scratch.h"
#include "sinks.h"

#include <time.h>

static constexpr Attributes kPlain = {};

static Result<Sink> part(const Scratch &scratch, const char *name, bool replace = false)
{
    return part_of(scratch.directory(), name, replace);
}

static Error write_text(Sink &sink, Text text) { return sink.write(bytes_of(text)); }

// Stores `text` the way an upload does.
static Error store(const Scratch &scratch, const char *name, Text text, bool replace = false)
{
    Sink sink = TRY(part(scratch, name, replace));
    TRY(sink.restart());
    TRY(write_text(sink, text));
    return sink.commit(kPlain);
}

TEST("sink: a file gets its name when it is whole")
{
    Scratch scratch;
    {
        Sink sink = part(scratch, "a.bin").value;
        CHECK("open", sink.is_open() && !sink.size());
        CHECK("written in pieces", !write_text(sink, "one ") && !write_text(sink, "two"));
        CHECK("beside its name", names_in(".") == ".a.bin.part-0");
        CHECK("for its owner only", (status_of(".a.bin.part-0").st_mode & 07777) == 0600);
        CHECK("and for no program run beside us", fcntl(sink.fd(), F_GETFD) == FD_CLOEXEC);
        CHECK("committed", sink.size() == 7 && !sink.commit(kPlain) && !sink.is_open());
    }
    CHECK("named", names_in(".") == "a.bin" && content_of("a.bin") == "one two");
}

struct AttributesRow {
    const char *what;
    uint16_t    mode;
    mode_t      mask;
    mode_t      expected;
};
static constexpr AttributesRow kModes[] = {
    {"as usual", 0644, 022, 0644},        {"a program", 0755, 022, 0755}, {"the umask applies", 0666, 077, 0600},
    {"all may be allowed", 0777, 0, 0777}, {"nothing too", 0, 0, 0},       {"never more than permissions", 07755, 0, 0755},
};
TEST("sink: attributes")
{
    Scratch scratch;
    long    nanoseconds = tells_nanoseconds() ? 123456789 : 0;
    for (const AttributesRow &row : kModes) {
        umask(row.mask);
        Sink sink = part(scratch, "a", true).value;
        CHECK(row.what, !sink.commit({row.mode, true, 1234567890, 123456789}));
        struct stat status = status_of("a");
        CHECK(row.what, (status.st_mode & 07777) == row.expected);
        CHECK(row.what, status.st_mtim.tv_sec == 1234567890 && status.st_mtim.tv_nsec == nanoseconds);
        CHECK("the umask is as it was", umask(0) == row.mask);
    }
    timespec before;
    clock_gettime(CLOCK_REALTIME, &before);
    CHECK("without a time it is of now", !store(scratch, "b", "x") && status_of("b").st_mtim.tv_sec >= before.tv_sec - 1);
}

TEST("sink: a name that is taken is not replaced")
{
    Scratch scratch;
    put_file("a", "old");
    CHECK("at the beginning", part(scratch, "a").error.code() == EEXIST);
    CHECK("and nothing is left", names_in(".") == "a");

    Sink sink = part(scratch, "b").value;
    CHECK("written", !write_text(sink, "new"));
    put_file("b", "mine");
    Error error = sink.commit(kPlain);
    CHECK("at the end", error.code() == EEXIST && error.exit() == Exit::file);
    CHECK("the part is gone", names_in(".") == "a b" && content_of("b") == "mine");
}

TEST("sink: a name that is taken is replaced when that is wanted")
{
    Scratch scratch;
    put_file("a", "old");
    Sink sink = part(scratch, "a", true).value;
    CHECK("not before the end", !write_text(sink, "new") && content_of("a") == "old");
    CHECK("but then", !sink.commit(kPlain) && content_of("a") == "new" && names_in(".") == "a");
}

TEST("sink: a directory is never replaced")
{
    Scratch scratch;
    must(!mkdir("d", 0755));
    CHECK("without", part(scratch, "d").error.code() == EISDIR);
    CHECK("or with replace", part(scratch, "d", true).error.code() == EISDIR);
    CHECK("nothing is left", names_in(".") == "d");
}

TEST("sink: what broke off goes on, what never began is gone")
{
    Scratch scratch;
    {
        Sink sink = part(scratch, "a").value;
        CHECK("three bytes", !write_text(sink, "abc"));
    }
    CHECK("are kept", names_in(".") == ".a.part-0");
    {
        Sink    sink = part(scratch, "a").value;
        uint8_t back[8];
        CHECK("found again", sink.size() == 3);
        CHECK("and read back", sink.read_back(back, 1).value == 2 && same(back, "bc", 2));
        CHECK("until their end", sink.read_back(back, 3).value == 0);
        CHECK("continued", !write_text(sink, "def") && sink.size() == 6);
    }
    CHECK("in the same file", content_of(".a.part-0") == "abcdef");
    {
        Sink sink = part(scratch, "a").value;
        CHECK("started again", !sink.restart() && !sink.size());
    }
    CHECK("without a byte it goes", names_in(".") == "");
    {
        Sink sink = part(scratch, "a").value;
        CHECK("discarded", !write_text(sink, "abc"));
        sink.discard();
        CHECK("closed", !sink.is_open());
    }
    CHECK("with what it held", names_in(".") == "");
}

TEST("sink: one upload of a name at a time")
{
    Scratch scratch;
    Sink    first = part(scratch, "a").value;
    CHECK("the second waits", part(scratch, "a").error.code() == EBUSY);
    CHECK("another name does not", !part(scratch, "b").error);
    CHECK("the first goes on", !write_text(first, "x") && names_in(".") == ".a.part-0");
    first.close();
    CHECK("then the second may", part(scratch, "a").value.size() == 1);
}

TEST("sink: an owner that moves keeps its file")
{
    Scratch scratch;
    Sink    first = part(scratch, "a").value, second = move(first);
    CHECK("the new one", !first.is_open() && second.is_open());
    CHECK("writes on", !write_text(second, "x") && !second.commit(kPlain) && content_of("a") == "x");
}

struct PlantRow {
    const char *what;
    void (*plant)(const char *path);
};
static constexpr PlantRow kPlants[] = {
    {"a symbolic link to a file", [](const char *path) { must(!symlink("victim", path)); }},
    {"one to nowhere", [](const char *path) { must(!symlink("nowhere", path)); }},
    {"a hard link", [](const char *path) { must(!link("victim", path)); }},
    {"a directory", [](const char *path) { must(!mkdir(path, 0755)); }},
    {"a FIFO", [](const char *path) { must(!mkfifo(path, 0666)); }},
};
TEST("sink: plants at the part's name are neither followed nor touched")
{
    for (const PlantRow &row : kPlants) {
        Scratch scratch;
        put_file("victim", "precious");
        row.plant(".a.part-0");
        CHECK(row.what, !store(scratch, "a", "new"));
        CHECK(row.what, content_of("a") == "new" && content_of("victim") == "precious");
        CHECK(row.what, names_in(".") == ".a.part-0 a victim");
    }
}

TEST("sink: plants at every part's name")
{
    Scratch scratch;
    for (char slot = '0'; slot < '8'; slot++) {
        char name[] = {'.', 'a', '.', 'p', 'a', 'r', 't', '-', slot, 0};
        must(!symlink("nowhere", name));
    }
    CHECK("are an error", bool(part(scratch, "a").error));
    CHECK("and left alone", names_in(".").size == 8 * 9 + 7);
}

TEST("sink: somebody else's part is left alone")
{
    if (getuid()) return skip_test("only root can have a file of somebody else");
    Scratch scratch;
    put_file(".a.part-0", "theirs");
    must(!chown(".a.part-0", 12345, 12345));
    CHECK("another one is taken", !store(scratch, "a", "ours") && content_of("a") == "ours");
    CHECK("theirs is as it was", content_of(".a.part-0") == "theirs");
}

TEST("sink: a link at the final name is a name that is taken")
{
    Scratch scratch;
    put_file("victim", "precious");
    must(!symlink("victim", "link") && !symlink("nowhere", "dangling"));
    CHECK("to a file", part(scratch, "link").error.code() == EEXIST);
    CHECK("to nowhere", part(scratch, "dangling").error.code() == EEXIST);
    CHECK("replaced is the link", !store(scratch, "link", "new", true) && S_ISREG(status_of("link").st_mode));
    CHECK("not what it means", content_of("victim") == "precious" && content_of("link") == "new");
}

// A name of so many bytes, of characters of the size of `character`, with `last` behind them.
static Text long_name(Text character, size_t size, char (&to)[300])
{
    Writer name{Span<char>(to)};
    while (name.text().size + character.size <= size) name.add(character);
    while (name.text().size < size) name.add('x');
    Text text = name.text();
    name.add('\0');
    return text;
}

struct LongNameRow {
    const char *what;
    const char *character;
    size_t      size, kept;  // bytes of it in the part's name
};
static constexpr LongNameRow kLongNames[] = {
    {"just fits", "a", 240, 240},
    {"one byte too long", "a", 241, 240},
    {"the longest there is", "a", 255, 240},
    {"two bytes each", "\u00fc", 255, 240},
    {"three bytes each", "\u4f60", 255, 240},
    {"cut between characters", "\U0001f600a", 255, 240},
    {"not within one", "\U0001f600bbb", 255, 238},
};
TEST("sink: long names")
{
    for (const LongNameRow &row : kLongNames) {
        Scratch scratch;
        char    letters[300];
        Line    expected;
        Text    name = long_name(row.character, row.size, letters);
        Sink    sink = part(scratch, letters).value;
        expected.say('.', Text(name.first(row.kept)), ".part-0");
        CHECK(row.what, names_in(".") == expected.text());
        CHECK(row.what, !write_text(sink, "x") && !sink.commit(kPlain) && names_in(".") == name);
    }
    Scratch scratch;
    char    letters[300];
    long_name("a", 256, letters);
    CHECK("too long for any file", bool(part(scratch, letters).error) && names_in(".") == "");
}

TEST("sink: a directory that went away, or is not ours")
{
    Scratch scratch;
    must(!mkdir("d", 0755));
    Fd directory(open("d", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    must(!rmdir("d"));
    CHECK("gone", part_of(move(directory), "a", false).error.code() == ENOENT);

    if (getuid()) return skip_test("only root can lose its permissions");
    directory = scratch.directory();
    Unprivileged nobody;
    Error        error = part_of(move(directory), "a", false).error;
    CHECK("not ours", error.code() == EACCES && error.exit() == Exit::file);
}
