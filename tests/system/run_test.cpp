#include "system/run.h"

#include "check.h"
#include "scratch.h"

static constexpr const char *kVariables[] = {"GREETING=hello $HOME `x`", "TWO=2"};

// Runs the command and waits for it; as reap_program says.
static int outcome(const char *command)
{
    return run_program(command, kVariables) ? -1000 : reap_program(true);
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

TEST("run: too many words, too many letters")
{
    Line words;
    for (int i = 0; i < 100; i++) words.say("x ");
    words.add('\0');
    CHECK("words", run_program(words.text().data, {}).code == EINVAL);
    static char letters[2000];
    memset(letters, 'x', sizeof letters - 1);
    CHECK("letters", run_program(letters, {}).code == EINVAL);
    CHECK("nothing ran", reap_program(true) == 0);
}

TEST("run: many at once wait for each other")
{
    Scratch scratch;
    put_file("script", "exit 0");
    for (int i = 0; i < 20; i++) CHECK("started", !run_program("sh script", {}));
    int ended = 0;
    while (int status = reap_program(true)) ended += status == -1;
    CHECK("some were awaited before the last began", ended > 0 && ended <= 8);
}
