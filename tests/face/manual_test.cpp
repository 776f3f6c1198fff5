#include "sample.h"

#include "check.h"

struct RoffRow {
    const char *name;
    const char *text;
    const char *roff;
};

static constexpr RoffRow kRows[] = {
    {"words", "plain words", "plain words"},
    {"a dash can be pasted into a shell", "--help", "\\-\\-help"},
    {"a backslash", "a\\b", "a\\eb"},
    {"a dot that starts a line is no command", ".profile\n.bashrc", "\\&.profile\n\\&.bashrc"},
    {"other dots are dots", "a.b ...", "a.b ..."},
    {"quotes stay straight", "'a' \"b\" `c`", "\\(aqa\\(aq \\(dqb\\(dq \\(gac\\(ga"},
    {"so do ^ and ~", "~/^", "\\(ti/\\(ha"},
    {"other languages", "h\xc3\xa9", "h\xc3\xa9"},
};

TEST("manual: roff takes text as text")
{
    for (const RoffRow &row : kRows) {
        Line roff;
        add_roff(roff, row.text);
        CHECK(row.name, roff.text() == row.roff);
    }
}

static constexpr Section kSections[] = {
    {"EXAMPLES", "\nOne paragraph\nof two lines.\n\n    $ sample -q\n    done\n\n\nAnother.\n"},
};
static constexpr Manual kSampleManual = {"2026-01-31", "It does nothing.", kSections};

static constexpr const char *kPage =
    ".TH SAMPLE 1 2026-01-31 \"sample 1.0\"\n"
    ".SH NAME\n"
    "sample \\- send what was never there\n"
    ".SH SYNOPSIS\n"
    "\\fBsample\\fR [OPTION]... FILE... HOST[:PORT]\n"
    ".br\n"
    "\\fBsample\\fR \\-l [OPTION]...\n"
    ".SH DESCRIPTION\n"
    "It does nothing.\n"
    ".SH OPTIONS\n"
    ".TP\n"
    "\\fB\\-4\\fR, \\fB\\-\\-ipv4\\fR\n"
    "IPv4 only\n"
    ".TP\n"
    "\\fB\\-6\\fR, \\fB\\-\\-ipv6\\fR\n"
    "IPv6 only\n"
    ".TP\n"
    "\\fB\\-p\\fR, \\fB\\-\\-port\\fR=\\fIPORT\\fR\n"
    "the port (default 8889)\n";

static constexpr const char *kExamples =
    ".TP\n"
    ".B 8\n"
    "The peer understood and said no.\n"
    ".SH EXAMPLES\n"
    "One paragraph\n"
    "of two lines.\n"
    ".PP\n"
    ".nf\n"
    "    $ sample \\-q\n"
    "    done\n"
    ".fi\n"
    ".PP\n"
    "Another.\n";

TEST("manual: the page follows the table and the prose")
{
    char   memory[8192];
    Writer page(memory);
    add_manual_page(page, kSample, kSampleManual);
    page.add('\0');
    CHECK("head and options", starts_with(page.text(), kPage));
    CHECK("sections", strstr(memory, kExamples) && page.text().size == strlen(memory) + 1);
    CHECK("options of every tool", strstr(memory, "\\fB\\-\\-version\\fR\nshow the version"));
    CHECK("exit codes", strstr(memory, ".SH EXIT STATUS\n.TP\n.B 0\nEverything"));
}
