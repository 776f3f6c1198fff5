#include "face/start.h"
#include "face/tell.h"
#include "sample.h"

#include "check.h"
#include "capture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

static Exit run(Span<char *> operands)
{
    if (operands.empty()) return tell_usage("say which FILE");
    if (Text(operands[0]) == "gone") return tell_error(operands[0], {"open", ENOENT, Exit::file});
    return print("sent ", operands[0], '\n') ? Exit::other : Exit::complete;
}

struct StartRow {
    const char *name;
    const char *word;  // the command line, or null for none
    Exit        exit;
    const char *output;
    const char *errors;
};

static constexpr StartRow kRows[] = {
    {"all is well", "a.bin", Exit::complete, "sent a.bin\n", ""},
    {"an error says what failed", "gone", Exit::file, "", "sample: open gone: no such file or directory\n"},
    {"a wrong option's value is made safe to show", "--quiet=\x1b", Exit::usage, "",
     "sample: --quiet \\x1b: takes no value\nsample: try 'sample --help'\n"},
    {"a wrong option says where to look", "--fast", Exit::usage, "",
     "sample: option --fast: unknown\nsample: try 'sample --help'\n"},
    {"so does a missing operand", nullptr, Exit::usage, "",
     "sample: say which FILE\nsample: try 'sample --help'\n"},
    {"the version is data", "--version", Exit::complete, "sample 1.0\n", ""},
};

static int start_sample(const char *word, int output, int errors)
{
    Redirect redirected_output(STDOUT_FILENO, output);
    Redirect redirected_errors(STDERR_FILENO, errors);
    char    *argv[] = {const_cast<char *>("sample"), const_cast<char *>(word), nullptr};
    return start(kSample, word ? 2 : 1, argv, run);
}

TEST("start: exit codes and lines")
{
    Pipe output, errors;
    for (const StartRow &row : kRows) {
        CHECK(row.name, start_sample(row.word, output.writer(), errors.writer()) == int(row.exit));
        CHECK(row.name, output.read() == row.output);
        CHECK(row.name, errors.read() == row.errors);
    }
    CHECK("help", start_sample("-h", output.writer(), errors.writer()) == 0);
    CHECK("is data too", starts_with(output.read(), "Usage: sample "));
}

TEST("start: help nobody can read is an error")
{
    Pipe errors;
    int  full = open("/dev/full", O_WRONLY);
    if (full < 0) return skip_test("no /dev/full");
    CHECK("of a file", start_sample("--help", full, errors.writer()) == int(Exit::file));
    CHECK("and says so", errors.read() == "sample: write standard output: no space left\n");
    close(full);
}

// What a child of ours returns, started with the descriptors of `closed` closed.
static int exit_code_without(Span<const int> closed, Exit (*body)(Span<char *>))
{
    pid_t child = fork();
    if (!child) {
        char *argv[] = {const_cast<char *>("sample"), nullptr};
        for (int fd : closed) close(fd);
        _exit(start(kSample, 1, argv, body));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static Exit open_a_file(Span<char *>)
{
    int  fd       = open("/", O_RDONLY);
    bool reserved = fd > STDERR_FILENO;
    return reserved ? Exit::complete : Exit::file;
}

TEST("start: a closed standard descriptor is not given to the next file")
{
    static constexpr int kAll[] = {0, 1, 2}, kOutput[] = {1}, kInput[] = {0};
    CHECK("all closed", exit_code_without(kAll, open_a_file) == 0);
    CHECK("output closed", exit_code_without(kOutput, open_a_file) == 0);
    CHECK("input closed", exit_code_without(kInput, open_a_file) == 0);
}

static Exit write_to_nobody(Span<char *>)
{
    int ends[2];
    if (pipe(ends)) return Exit::other;
    close(ends[0]);
    raise(SIGXFSZ);
    bool gone = write(ends[1], "x", 1) < 0 && errno == EPIPE;
    return gone ? Exit::network : Exit::other;
}

TEST("start: a closed pipe and a file limit do not kill")
{
    CHECK("an error instead", exit_code_without({}, write_to_nobody) == int(Exit::network));
}
