#include "system/source.h"

#include "check.h"
#include "scratch.h"

#include <stdio.h>

static Result<Source> source(const char *path) { return Source::open(AT_FDCWD, path, true); }

TEST("source: a regular file, as it was when it was opened")
{
    Scratch scratch;
    long    nanoseconds = tells_nanoseconds() ? 5 : 0;
    put_file("a", "hello");
    must(!chmod("a", 04751));
    timespec times[] = {{0, UTIME_OMIT}, {1234567890, 5}};
    must(!utimensat(AT_FDCWD, "a", times, 0));
    Source file = source("a").value;
    CHECK("for no program run beside us", fcntl(file.fd(), F_GETFD) == FD_CLOEXEC);
    CHECK("its size and permissions", file.is_file() && file.size() == 5 && file.mode() == 0751);
    CHECK("its time", file.modified().tv_sec == 1234567890 && file.modified().tv_nsec == nanoseconds);

    uint8_t got[8];
    CHECK("read", file.read(got).value == 5 && same(got, "hello", 5));
    CHECK("to the end", file.read(got).value == 0);
    CHECK("and again from the middle", !file.seek(3) && file.read(got).value == 2 && same(got, "lo", 2));
    CHECK("unchanged", !file.check_unchanged());
}

struct ChangeRow {
    const char *what;
    void (*change)();
};
static constexpr ChangeRow kChanges[] = {
    {"it grew", [] { must(!truncate("a", 6)); }},
    {"it shrank", [] { must(!truncate("a", 4)); }},
    {"it was written to", [] {
         timespec times[] = {{0, UTIME_OMIT}, {77, 0}};
         put_file("a", "HELLO");
         must(!utimensat(AT_FDCWD, "a", times, 0));
     }},
    {"within the second", [] {
         timespec times[] = {{0, UTIME_OMIT}, {tells_nanoseconds() ? 1234567890 : 1234567891, 6}};
         must(!utimensat(AT_FDCWD, "a", times, 0));
     }},
};
TEST("source: a file that changed is found out")
{
    for (const ChangeRow &row : kChanges) {
        Scratch  scratch;
        timespec times[] = {{0, UTIME_OMIT}, {1234567890, 5}};
        put_file("a", "hello");
        must(!utimensat(AT_FDCWD, "a", times, 0));
        Source file = source("a").value;
        row.change();
        CHECK(row.what, file.check_unchanged().exit() == Exit::file);
    }
}

TEST("source: one that was replaced is still the one that was opened")
{
    Scratch scratch;
    put_file("a", "hello");
    Source file = source("a").value;
    put_file("b", "other");
    must(!rename("b", "a"));
    uint8_t got[8];
    CHECK("its bytes", file.read(got).value == 5 && same(got, "hello", 5));
}

struct SourceRow {
    const char *what;
    const char *path;
    bool        follow;
    const char *words;  // null: it can be sent
    int         code;
};
static constexpr SourceRow kSources[] = {
    {"a file", "file", true, nullptr, 0},
    {"an empty one", "empty", true, nullptr, 0},
    {"below a directory", "d/file", true, nullptr, 0},
    {"a link to a file", "link", true, nullptr, 0},
    {"where links are not followed", "link", false, "it is a symbolic link", 0},
    {"a directory", "d", true, "it is a directory", 0},
    {"a FIFO, without waiting for its writer", "fifo", true, "it is not a regular file (\"-\" sends standard input)", 0},
    {"a device", "/dev/null", true, "it is not a regular file (\"-\" sends standard input)", 0},
    {"nothing", "nothing", true, "open", ENOENT},
    {"a link to nothing", "dangling", true, "open", ENOENT},
};
TEST("source: what can be sent")
{
    Scratch scratch;
    put_file("file", "x"), put_file("empty", "");
    must(!mkdir("d", 0755) && !symlink("file", "link") && !symlink("nothing", "dangling") && !mkfifo("fifo", 0600));
    put_file("d/file", "x");
    for (const SourceRow &row : kSources) {
        Error error = Source::open(AT_FDCWD, row.path, row.follow).error;
        CHECK(row.what, Text(error.words) == row.words && error.code() == row.code);
        CHECK(row.what, !error || error.exit() == Exit::file);
    }
}

TEST("source: a name below a directory")
{
    Scratch scratch;
    must(!mkdir("d", 0755));
    put_file("d/file", "x");
    Fd directory(open("d", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    CHECK("found there", Source::open(directory.get(), "file", false).value.size() == 1);
}

TEST("source: standard input")
{
    int ends[2], saved = dup(0);
    must(!pipe(ends) && dup2(ends[0], 0) == 0 && write(ends[1], "abc", 3) == 3);
    close(ends[1]), close(ends[0]);
    {
        Source  input = Source::standard_input();
        uint8_t got[8];
        CHECK("is no file", !input.is_file() && !input.size() && input.fd() > 2);
        CHECK("read", input.read(got).value == 3 && input.read(got).value == 0);
        CHECK("never changed", !input.check_unchanged());
        CHECK("cannot be sought", input.seek(0).code() == ESPIPE);
    }
    CHECK("and left open for others", fcntl(0, F_GETFD) == 0);
    dup2(saved, 0);
    close(saved);
}
