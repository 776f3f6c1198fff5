#include "face/tell.h"

#include "check.h"
#include "capture.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>

struct ErrorRow {
    const char *name;
    const char *subject;
    Error       error;
    const char *line;
};

static constexpr ErrorRow kRows[] = {
    {"what, on what, why", "10.0.0.2:8889", {"connect to", ECONNREFUSED, Exit::network},
     "test: connect to 10.0.0.2:8889: connection refused\n"},
    {"the whole story", "a.bin", complaint(Exit::verification, "the digests differ"),
     "test: a.bin: the digests differ\n"},
    {"a name is made safe", "\x1b[2J", {"open", ENOENT, Exit::file},
     "test: open \\x1b[2J: no such file or directory\n"},
};

TEST("tell: an error is one line, and an exit code")
{
    Pipe     errors;
    Redirect redirected(STDERR_FILENO, errors.writer());
    set_teller("test");
    for (const ErrorRow &row : kRows) {
        CHECK(row.name, tell_error(row.subject, row.error) == row.error.exit());
        CHECK(row.name, errors.read() == row.line);
    }
}

TEST("tell: misuse is told with where to read more")
{
    Pipe     errors;
    Redirect redirected(STDERR_FILENO, errors.writer());
    set_teller("test");
    CHECK("exit code", tell_usage("say what to send") == Exit::usage);
    CHECK("lines", errors.read() == "test: say what to send\ntest: try 'test --help'\n");
}

static int64_t now()
{
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return int64_t(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

TEST("tell: a stopped reader costs one short wait, and is heard again when it goes on")
{
    Pipe     errors;
    Redirect redirected(STDERR_FILENO, errors.writer());
    errors.fill();

    int64_t before = now();
    CHECK("the first line is dropped", !write_soon("one\n", {50}));
    int64_t between = now();
    CHECK("after its patience", between - before >= 49);
    for (int i = 0; i < 100; i++) CHECK("later ones are dropped", !write_soon("two\n", {50}));
    CHECK("without any", now() - between < 2000);

    errors.read();
    CHECK("a reader that goes on is served", write_soon("three\n", {50}));
    CHECK("with whole lines", errors.read() == "three\n");
}

TEST("tell: an impatient writer does not make others lose their patience")
{
    Pipe     errors;
    Redirect redirected(STDERR_FILENO, errors.writer());
    errors.fill();

    CHECK("dropped at once", !write_soon("bar", {}));
    int64_t before = now();
    CHECK("dropped", !write_soon("line\n", {50}));
    CHECK("after its patience", now() - before >= 49);

    errors.read();
    CHECK("and served in the end", write_soon("line\n", {50}));
}

TEST("tell: data goes out as it is")
{
    Pipe  output;
    Error failed;
    {
        Redirect redirected(STDOUT_FILENO, output.writer());
        failed = print("size ", 7, '\n');
    }
    CHECK("no error", !failed);
    CHECK("no prefix", output.read() == "size 7\n");
}

TEST("tell: data that does not fit is the error of a file")
{
    int full = open("/dev/full", O_WRONLY);
    if (full < 0) return skip_test("no /dev/full");
    Error failed;
    {
        Redirect redirected(STDOUT_FILENO, full);
        failed = print("size ", 7, '\n');
    }
    close(full);
    CHECK("code", failed.code() == ENOSPC && failed.exit() == Exit::file);
}
