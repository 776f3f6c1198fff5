#include "system/run.h"

#include "check.h"
#include "scratch.h"

static constexpr char kVariables[] = "GREETING=hello $HOME `x`\0TWO=2";

// Runs the command and waits for it; as reap_program says.
static int outcome(const char *command)
{
    return run_program(command, {kVariables, sizeof kVariables}) ? -1000 : reap_program(true);
}

struct RunRow {
    const char *what;
    const char *command;
    int         outcome;
};
static constexpr RunRow kCommands[] = {
    {"a success", "sh good", -1},
    {"blanks are no words", "  sh   good  ", -1},
    {"an exit code", "sh bad", 3},
    {"a signal", "sh killed", 128 + 15},
    {"found along PATH only", "good", 127},
    {"no shell reads the line", "true;true", 127},
    {"nothing", "", -1000},
    {"nothing but blanks", "   ", -1000},
};
TEST("run: what a command comes to")
{
    Scratch scratch;
    put_file("good", "exit 0");
    put_file("bad", "exit 3");
    put_file("killed", "kill -TERM $$");
    for (const RunRow &row : kCommands) CHECK(row.what, outcome(row.command) == row.outcome);
    CHECK("none is left", reap_program(true) == 0 && reap_program(false) == 0);
}

TEST("run: words, variables and standard input")
{
    Scratch scratch;
    put_file("script", "printf '%s|%s|%s|%s|' \"$1\" \"$2\" \"$GREETING\" \"$TWO\" >said; cat >>said; test -n \"$PATH\"");
    CHECK("run", outcome("sh script a* $TWO") == -1);
    CHECK("as they are, and no input", content_of("said") == "a*|$TWO|hello $HOME `x`|2|");
}

// A command of so many letters in so many words, none of which is a program.
static Text command_of(size_t letters, size_t words)
{
    static char text[2000];
    memset(text, 'x', sizeof text);
    for (size_t i = 1; i < words; i++) text[2 * i - 1] = ' ';
    text[letters] = 0;
    return {text, letters};
}

struct LimitRow {
    const char *what;
    size_t      letters, words;
    int         outcome;
};
static constexpr LimitRow kLimits[] = {
    {"the longest", 1023, 1, 127},
    {"one letter more", 1024, 1, -1000},
    {"the most words", 125, 63, 127},
    {"one word more", 127, 64, -1000},
};
TEST("run: variables of the environment")
{
    setenv("SIXPACK_TEST", "a=b", 1), setenv("SIXPACK_EMPTY", "", 1);
    CHECK("one", Text(environment("SIXPACK_TEST")) == "a=b");
    CHECK("an empty one is there", environment("SIXPACK_EMPTY") && Text(environment("SIXPACK_EMPTY")).empty());
    CHECK("part of a name is another name", !environment("SIXPACK_TES"));
    CHECK("none", !environment("SIXPACK_NOTHING"));
    unsetenv("SIXPACK_TEST"), unsetenv("SIXPACK_EMPTY");
}

TEST("run: limits of a command")
{
    for (const LimitRow &row : kLimits)
        CHECK(row.what, outcome(command_of(row.letters, row.words).data) == row.outcome);
    CHECK("nothing is left", reap_program(true) == 0);
}

TEST("run: one that has not ended is not awaited, unless that is asked")
{
    Scratch scratch;
    must(!mkfifo("gate", 0600));
    put_file("script", "read word <gate");
    CHECK("started", !run_program("sh script", {}));
    CHECK("still running", reap_program(false) == 0);
    Fd gate(open("gate", O_WRONLY | O_CLOEXEC));
    must(write(gate.get(), "go\n", 3) == 3);
    CHECK("ended", reap_program(true) == -1);
}

TEST("run: many at once are counted")
{
    Scratch scratch;
    put_file("script", "exit 0");
    for (int i = 0; i < 20; i++) CHECK("started", !run_program("sh script", {}));
    CHECK("all of them", programs_running() == 20);
    int ended = 0;
    while (int status = reap_program(true)) ended += status == -1;
    CHECK("and waited for", ended == 20 && programs_running() == 0);
}
