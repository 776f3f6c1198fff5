// The manual page: a tool's option table and its prose as man(7) macros. A tool defines
//
//     extern const Manual kManual = {.description = "...", .sections = kSections};
//
// beside its kProgram. Only the program that prints the page names it, so it is not in the tool.
#pragma once

#include "face/options.h"
#include "words/say.h"

// Paragraphs are apart by an empty line; one that starts with a space is shown as it is typed.
struct Section {
    const char *title;  // "EXAMPLES"
    const char *text;
};

struct Manual {
    const char         *date;         // of the last change to the words: "2026-01-31"
    const char         *description;  // the text of DESCRIPTION
    Span<const Section> sections;     // behind OPTIONS and EXIT STATUS
};

extern const Program kProgram;
extern const Manual  kManual;

// Running text, with what roff would take for a command made plain.
void add_roff(Writer &to, Text text);

void add_manual_page(Writer &to, const Program &program, const Manual &manual);
