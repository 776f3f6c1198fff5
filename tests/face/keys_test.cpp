#include "face/keys.h"

#include "check.h"
#include "terminal.h"
#include "wire/code.h"

#include <stdlib.h>

TEST("keys: -k goes before SIXPACK_KEY")
{
    unsetenv("SIXPACK_KEY");
    CHECK("neither", !key_file(nullptr));
    CHECK("-k", Text(key_file("given")) == "given");
    setenv("SIXPACK_KEY", "named", 1);
    CHECK("the variable", Text(key_file(nullptr)) == "named");
    CHECK("both", Text(key_file("given")) == "given");
    setenv("SIXPACK_KEY", "", 1);
    CHECK("an empty variable is none", !key_file(nullptr));
    CHECK("but an empty -k is one that cannot be read", Text(key_file("")) == "");
    unsetenv("SIXPACK_KEY");
}

struct CodeAnswerRow {
    const char *what;
    const char *typed;
    const char *said;
    int         questions;
};
static constexpr CodeAnswerRow kCodeAnswers[] = {
    {"the code", "k7m4-2pqx-9wtn-3hjd-c\n", "the key", 1},
    {"as people type", " K7M42PQX 9WTN3HJD C\n", "the key", 1},
    {"mistyped once", "k7m4-2pqx-9wtn-3hjb-c\nk7m4-2pqx-9wtn-3hjd-c\n", "the key", 2},
    {"mistyped twice", "k7m4\n\nk7m4-2pqx-9wtn-3hjd-c\n", "the key", 3},
    {"mistyped three times", "a\nb\nc\n", "three times that was no code, exit 6", 3},
    {"another code", "0000-0000-0000-0000-0\n", "another key", 1},
    {"no answer", "\x04", "it may want a key (-k FILE) or a code, and nobody gave one, exit 6", 1},
};

static void ask_router(int said)
{
    Key  key, expected;
    Line line;
    must(key_of_code(expected, "k7m4-2pqx-9wtn-3hjd-c"));
    if (Error error = ask_for_code(key, "router\x1b[2J")) line.say(error.words, ", exit ", int(error.exit()));
    else line.say(equal_secrets(key.bytes, expected.bytes) ? "the key" : "another key");
    say_to(said, line);
}

TEST("keys: a code is asked for three times")
{
    for (const CodeAnswerRow &row : kCodeAnswers) {
        Talk talked    = talk(ask_router, row.typed);
        int  questions = starts_with(talked.screen, "code shown by router\\x1b[2J: ");
        for (Text rest = talked.screen; !rest.empty(); rest = Text(rest.after(1)))
            questions += starts_with(rest, "\r\nmistyped, that is no code; again: ");
        CHECK(row.what, talked.said == row.said && questions == row.questions);
    }
}

TEST("keys: nobody can be asked")
{
    CHECK("an error", talk(ask_router, nullptr).said == "it may want a key (-k FILE) or a code, and nobody gave one, exit 6");
}
