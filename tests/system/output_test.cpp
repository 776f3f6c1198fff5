// Sink::open_output: what a person names is a stream or becomes a file.
#include "system/sink.h"

#include "check.h"
#include "scratch.h"
#include "sinks.h"

static Error put_text(Sink &sink, Text text) { return sink.write(bytes_of(text)); }

static Error output(const char *path, Text text, bool replace = false)
{
    Sink sink = TRY(output_to(path, replace));
    TRY(put_text(sink, text));
    return sink.commit({});
}

TEST("output: a new file comes about like any other")
{
    Scratch scratch;
    must(!mkdir("d", 0755));
    Line absolute;
    absolute.say(scratch.path(), "/c", '\0');
    CHECK("here", !output("a", "one") && content_of("a") == "one");
    CHECK("below", !output("d/b", "two") && content_of("d/b") == "two");
    CHECK("anywhere", !output(absolute.text().data, "three") && content_of("c") == "three");
    CHECK("with slashes to spare", !output("d//e", "four") && content_of("d/e") == "four");
    CHECK("nothing else", names_in(".") == "a c d" && names_in("d") == "b e");
}

TEST("output: a regular file is replaced only when that is wanted")
{
    Scratch scratch;
    put_file("a", "old");
    CHECK("not so", output("a", "new").code() == EEXIST && content_of("a") == "old");
    CHECK("so", !output("a", "new", true) && content_of("a") == "new");
}

TEST("output: the part is beside the file")
{
    Scratch scratch;
    must(!mkdir("d", 0755));
    Sink sink = output_to("d/a", false).value;
    CHECK("in its directory", names_in("d") == ".a.part-0");
}

TEST("output: a device takes bytes as they come")
{
    Sink sink = output_to("/dev/null", false).value;
    CHECK("open", sink.is_open() && !put_text(sink, "abc") && sink.size() == 3);
    CHECK("nobody knows its room", sink.free_space() == UINT64_MAX);
    CHECK("restarting only counts anew", !sink.restart() && !sink.size());
    CHECK("committed", !sink.commit({}));
    Sink full = output_to("/dev/full", false).value;
    CHECK("errors are the file's", full.is_open() && put_text(full, "abc").code() == ENOSPC);
}

TEST("output: a FIFO, and what a link to one means")
{
    Scratch scratch;
    must(!mkfifo("fifo", 0600) && !symlink("fifo", "link"));
    Fd      reader(open("fifo", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    uint8_t got[8];
    CHECK("by its name", !output("fifo", "one") && read(reader.get(), got, sizeof got) == 3);
    CHECK("by a link", !output("link", "two") && read(reader.get(), got, sizeof got) == 3);
    CHECK("it stays what it is", S_ISFIFO(status_of("fifo").st_mode) && names_in(".") == "fifo link");
    Sink sink = output_to("fifo", false).value;
    sink.discard();
    CHECK("discarding removes nothing", names_in(".") == "fifo link");
}

TEST("output: - is standard output")
{
    int ends[2], saved = dup(1);
    must(!pipe(ends) && dup2(ends[1], 1) == 1);
    Error error = output("-", "abc");
    dup2(saved, 1);
    close(ends[1]), close(saved);
    uint8_t got[8];
    CHECK("written", !error && read(ends[0], got, sizeof got) == 3);
    CHECK("and left open for others", fcntl(1, F_GETFD) == 0);
    close(ends[0]);
}

struct OutputRow {
    const char *what;
    const char *path;
    int         code;
};
static constexpr OutputRow kBad[] = {
    {"a directory", "d", EISDIR},
    {"a directory, with a slash", "d/", EISDIR},
    {"in no directory", "nowhere/a", ENOENT},
    {"below a file", "f/a", ENOTDIR},
    {"a link to nowhere", "dangling", EEXIST},
    {"no name", "", ENOENT},
    {"a directory that is not there", "nowhere/", ENOENT},
};
TEST("output: what cannot be one is known at the beginning")
{
    Scratch scratch;
    must(!mkdir("d", 0755) && !symlink("nowhere", "dangling"));
    put_file("f", "");
    for (const OutputRow &row : kBad) {
        Error error = output_to(row.path, false).error;
        CHECK(Line().say(row.what, ": ", int(error.code())).text(), error.code() == row.code && error.exit() == Exit::file);
        CHECK(row.what, Sink::check_output(row.path, false).code() == row.code);
    }
    CHECK("nothing is left", names_in(".") == "d dangling f" && names_in("d") == "");
}

TEST("output: asking beforehand leaves nothing behind")
{
    static constexpr const char *kGood[] = {"new", "d/new", "fifo", "/dev/null", "-"};
    Scratch                      scratch;
    must(!mkdir("d", 0755) && !mkfifo("fifo", 0600));
    put_file("f", "old");
    for (const char *path : kGood) CHECK(path, !Sink::check_output(path, false));
    CHECK("not what is there already", Sink::check_output("f", false).code() == EEXIST);
    CHECK("unless it may be replaced", !Sink::check_output("f", true) && content_of("f") == "old");
    CHECK("nothing new", names_in(".") == "d f fifo" && names_in("d") == "");
}

TEST("output: a path longer than any")
{
    static char path[6000];
    memset(path, '/', sizeof path - 2);
    path[sizeof path - 2] = 'a';
    CHECK("is an error", output_to(path, false).error.code() == ENAMETOOLONG);
}
