#include "face/help.h"

static void pad(Writer &to, size_t from)
{
    for (; from < kHelpColumn; from++) to.add(' ');
}

static void add_spelling(Writer &to, const Option &option, bool starts_row)
{
    if (option.letter) to.say('-', option.letter, ", ");
    else if (starts_row) to.say("    ");
    to.say(option.name);
    if (option.takes_value()) to.say('=', option.argument);
}

static void add_rows(Writer &to, Span<const Option> options)
{
    size_t start      = to.text().size;
    bool   starts_row = true;
    for (const Option &option : options) {
        if (option.is_hidden()) continue;
        to.say(starts_row ? "  " : ", ");
        add_spelling(to, option, starts_row);
        starts_row = option.help;
        if (!starts_row) continue;
        to.say("  ");
        pad(to, to.text().size - start);
        to.say(option.help, '\n');
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
