#include "face/manual.h"

struct Status {
    Exit        code;
    const char *meaning;
};

static constexpr Status kStatuses[] = {
    {Exit::complete, "Everything asked for was done and verified."},
    {Exit::other, "It failed in a way that has no code of its own."},
    {Exit::usage, "The command line is wrong."},
    {Exit::file, "A file on this machine could not be read or written."},
    {Exit::network, "A name, a connection or a time limit failed."},
    {Exit::verification, "A digest, a key or a certificate does not fit."},
    {Exit::access, "The peer does not know us."},
    {Exit::protocol, "The peer broke the protocol."},
    {Exit::refused, "The peer understood and said no."},
};

// Null where roff prints the letter as it is. Quotes, ^ and ~ would become typographic ones, and a
// plain hyphen cannot be pasted back into a shell.
static const char *escape(char letter)
{
    switch (letter) {
    case '\\': return "\\e";
    case '-': return "\\-";
    case '\'': return "\\(aq";
    case '`': return "\\(ga";
    case '"': return "\\(dq";
    case '^': return "\\(ha";
    case '~': return "\\(ti";
    }
    return nullptr;
}

void add_roff(Writer &to, Text text)
{
    char before = '\n';
    for (char letter : text) {
        if (before == '\n' && letter == '.') to.say("\\&");
        const char *escaped = escape(letter);
        if (escaped) to.add(escaped);
        else to.add(letter);
        before = letter;
    }
}

static void add_bold(Writer &to, Text text)
{
    to.say("\\fB");
    add_roff(to, text);
    to.say("\\fR");
}

static char upper(char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; }

static Text without_blank_lines(Text text)
{
    while (!text.empty() && text[0] == '\n') text = text.after(1);
    return text;
}

// Up to the empty line behind it, or the end.
static Text first_paragraph(Text text)
{
    for (size_t end = 0; end < text.size; end++)
        if (text[end] == '\n' && (end + 1 == text.size || text[end + 1] == '\n')) return text.first(end);
    return text;
}

static void add_paragraph(Writer &to, Text paragraph)
{
    bool as_typed = paragraph[0] == ' ';
    if (as_typed) to.say(".nf\n");
    add_roff(to, paragraph);
    to.say('\n');
    if (as_typed) to.say(".fi\n");
}

static void add_section(Writer &to, Text title, Text text)
{
    to.say(".SH ", title, '\n');
    Text before = "";
    for (text = without_blank_lines(text); !text.empty(); text = without_blank_lines(text)) {
        Text paragraph = first_paragraph(text);
        to.say(before);
        add_paragraph(to, paragraph);
        text   = text.after(paragraph.size);
        before = ".PP\n";
    }
}

static void add_heading(Writer &to, const Program &program, const Manual &manual)
{
    to.say(".TH ");
    for (char letter : Text(program.name)) to.add(upper(letter));
    to.say(" 1 ", manual.date, " \"", program.name, ' ', program.version, "\"\n");
    to.say(".SH NAME\n", program.name, " \\- ");
    add_roff(to, program.summary);
    to.say('\n');
}

static void add_synopsis(Writer &to, const Program &program)
{
    Text before = ".SH SYNOPSIS\n";
    for (const char *usage : program.usage) {
        to.say(before);
        add_bold(to, program.name);
        to.say(' ');
        add_roff(to, usage);
        to.say('\n');
        before = ".br\n";
    }
}

static void add_spelling(Writer &to, const Option &option)
{
    if (option.letter) {
        char letter[] = {'-', option.letter};
        add_bold(to, Text(letter, sizeof letter));
        to.say(", ");
    }
    add_bold(to, Line().say("--", option.name).text());
    if (option.takes_value()) to.say("=\\fI", option.argument, "\\fR");
}

static void add_options(Writer &to, Span<const Option> options)
{
    for (const Option &option : options) {
        if (!option.help) continue;
        to.say(".TP\n");
        add_spelling(to, option);
        to.say('\n');
        add_roff(to, option.help);
        to.say('\n');
    }
}

void add_manual_page(Writer &to, const Program &program, const Manual &manual)
{
    add_heading(to, program, manual);
    add_synopsis(to, program);
    add_section(to, "DESCRIPTION", manual.description);

    to.say(".SH OPTIONS\n");
    add_options(to, program.options);
    add_options(to, kCommonOptions);

    to.say(".SH EXIT STATUS\n");
    for (const Status &status : kStatuses) to.say(".TP\n.B ", int(status.code), '\n', status.meaning, '\n');
    for (const Section &section : manual.sections) add_section(to, section.title, section.text);
}
