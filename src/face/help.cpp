#include "face/help.h"

static void pad(Writer &to, size_t start, size_t column)
{
    while (to.text().size < start + column) to.add(' ');
}

static void add_spelling(Writer &to, const Option &option, bool first)
{
    if (option.letter) to.say('-', option.letter, ", ");
    else if (first) to.say("    ");
    to.say("--", option.name);
    if (option.takes_value()) to.say('=', option.argument);
    to.say("  ");
}

static void add_rows(Writer &to, Span<const Option> options)
{
    size_t start = to.text().size;
    bool   first = true;
    for (const Option &option : options) {
        if (!option.help) continue;
        pad(to, start, first ? 2 : kSecondColumn);
        add_spelling(to, option, first);
        if (first && !option.beside) pad(to, start, kHelpColumn);
        to.say(option.help);
        first = !option.beside;
        if (!first) continue;
        to.add('\n');
        start = to.text().size;
    }
}

void add_help(Writer &to, const Program &program)
{
    Text before = "Usage: ";
    for (const char *usage : program.usage) {
        to.say(before, program.name, ' ', usage, '\n');
        before = "       ";
    }
    char capital = char(program.summary[0] - 'a' + 'A');
    to.say(capital, program.summary + 1, ".\n\n");
    add_rows(to, program.options);
    add_rows(to, kCommonOptions);
}
