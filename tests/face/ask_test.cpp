#include "face/ask.h"

#include "check.h"
#include "terminal.h"

static void ask_name(int said)
{
    char   memory[16];
    Writer answer{Span<char>(memory)};
    Line   line;
    if (Error error = ask("name: ", answer)) line.say(error.words, ", ", error.code(), ", exit ", int(error.exit()));
    else line.say('[', answer.text(), ']');
    say_to(said, line);
}

struct AskRow {
    const char *what;
    const char *typed;
    const char *said;
    const char *screen;
};
static constexpr AskRow kAnswers[] = {
    {"a line, echoed", "router\n", "[router]", "name: router\r\n"},
    {"corrected, as the terminal does that", "routes\x7fr\n", "[router]", "name: routes\b \br\r\n"},
    {"an empty one", "\n", "[]", "name: \r\n"},
    {"blanks are kept", " a b \n", "[ a b ]", "name:  a b \r\n"},
    {"other scripts", "gr\u00fc\u00dfe\n", "[gr\u00fc\u00dfe]", "name: gr\u00fc\u00dfe\r\n"},
    {"no control characters", "a\x16\x1b[2J\x16\x7f" "b\n", "[a[2Jb]", "name: a^\b^[[2J^\b^?b\r\n"},
    {"what finds room", "0123456789abcdefgh\n", "[0123456789abcdef]", "name: 0123456789abcdefgh\r\n"},
    {"Ctrl-D", "\x04", "no answer, 0, exit 6", "name: \r\n"},
};
TEST("ask: what is typed")
{
    for (const AskRow &row : kAnswers) {
        Talk talked = talk(ask_name, row.typed);
        CHECK(row.what, talked.said == row.said && !talked.signal);
        CHECK(row.what, talked.screen == row.screen);
    }
}

TEST("ask: one line is one answer, whatever its length")
{
    Talk talked = talk([](int said) { ask_name(said), ask_name(said); }, "0123456789abcdefgh\nnext\n");
    CHECK("both", talked.said == "[0123456789abcdef][next]");
}

TEST("ask: Ctrl-C ends the program")
{
    Talk talked = talk(ask_name, "rou\x03");
    CHECK("by the signal", talked.signal == SIGINT && talked.said.empty());
}

TEST("ask: no terminal")
{
    CHECK("an error", talk(ask_name, nullptr).said == "no terminal to ask at, 0, exit 6");
}
