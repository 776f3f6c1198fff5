#include "face/screen.h"

#include "check.h"

// What is written, readable: "{2A}" for a command, "<" for CR, "/" for LF.
static Text readable(Line &line, const Writer &out)
{
    line.clear();
    bool command = false;
    for (char c : out.text()) {
        if (c == '\x1b') line.add('{'), command = true;
        else if (c == '\r' || c == '\n') line.add(c == '\r' ? '<' : '/');
        else if (!command || c != '[') line.add(c);
        if (command && c >= 'A' && c <= 'Z') line.add('}'), command = false;
    }
    return line.text();
}

struct Drawn {
    const char *text;
    size_t      cursor;
    const char *written;
};
struct DrawRow {
    const char *name;
    bool        dumb;
    size_t      columns, rows;
    Drawn       drawn[4];  // one after the other, with the prompt "> "
};
static constexpr DrawRow kDraws[] = {
    {"only the prompt", false, 80, 24, {{"", 0, "> "}}},
    {"a letter more is that letter", false, 80, 24, {{"a", 1, "> a"}, {"ab", 2, "b"}, {"ab", 2, ""}}},
    {"the cursor moves", false, 80, 24, {{"abc", 3, "> abc"}, {"abc", 1, "<{3C}"}, {"abc", 0, "<{2C}"}}},
    {"a letter within", false, 80, 24, {{"ac", 1, "> ac<{3C}"}, {"abc", 2, "{J}bc<{4C}"}}},
    {"one less", false, 80, 24, {{"abc", 3, "> abc"}, {"ab", 2, "<{4C}{J}"}}},
    {"a mark changes its letter", false, 80, 24, {{"ae", 2, "> ae"}, {"ae\u0301", 4, "<{3C}{J}e\u0301"}}},
    {"a full row", false, 6, 24, {{"abc", 3, "> abc"}, {"abcd", 4, "d <"}, {"abcde", 5, "e"}}},
    {"back to the row above", false, 6, 24, {{"abcde", 5, "> abcde"}, {"abcde", 0, "<{1A}{2C}"}, {"abcde", 5, "</{1C}"}}},
    {"a wide letter that does not fit", false, 6, 24, {{"abc", 3, "> abc"}, {"abc\u65e5", 6, "\u65e5"}}},
    {"the cursor on it", false, 6, 24,
     {{"abc\u65e5", 6, "> abc\u65e5"}, {"abc\u65e5", 3, "<"}, {"abc\u65e5", 2, "<{1A}{4C}"}}},
    {"two rows are all there is", false, 6, 2, {{"abcdefghi", 9, "> abcdefghi"}, {"abcdefghij", 10, "<{1A}{2C}{J}j"}}},
    {"the other part", false, 6, 2, {{"abcdefghij", 10, "> j"}, {"abcdefghij", 0, "<{2C}{J}abcdefghi<{1A}{2C}"}}},

    {"dumb: a letter more", true, 80, 24, {{"a", 1, "> a"}, {"ab", 2, "b"}, {"ab", 2, ""}}},
    {"one less", true, 80, 24, {{"abc", 3, "> abc"}, {"ab", 2, "<> ab <> ab"}}},
    {"the cursor moves", true, 80, 24, {{"abc", 3, "> abc"}, {"abc", 1, "<> a"}, {"abc", 1, ""}, {"abc", 3, "<> abc"}}},
    {"one row", true, 8, 24, {{"abcde", 5, "> abcde"}, {"abcdef", 6, "<> f    <> f"}, {"abcdef", 1, "<> abcde<> a"}}},
};
TEST("screen: writes what has changed")
{
    for (const DrawRow &row : kDraws) {
        Screen screen(row.dumb, row.columns, row.rows);
        for (const Drawn &drawn : row.drawn) {
            if (!drawn.text) break;
            Line out, seen, name;
            screen.draw(out, "> ", drawn.text, drawn.cursor);
            readable(seen, out);
            CHECK(name.say(row.name, ": ", seen.text()).text(), seen.text() == drawn.written);
        }
    }
}

struct AboveRow {
    const char *name;
    bool        dumb;
    size_t      columns;
    const char *text;
    void (*act)(Screen &screen, Writer &out);
    const char *written;
};
static void print_line(Screen &screen, Writer &out) { screen.print(out, "hello"); }
static void print_two(Screen &screen, Writer &out) { screen.print(out, "one"), screen.print(out, "two"); }
static void hide_twice(Screen &screen, Writer &out) { screen.hide(out), screen.hide(out); }
static void start_again(Screen &screen, Writer &out) { screen.restart(out); }
static void narrow(Screen &screen, Writer &out) { screen.resize(out, 6, 24); }
static void fit(Screen &screen, Writer &out) { screen.resize(out, 10, 24); }
static void heighten(Screen &screen, Writer &out) { screen.resize(out, 6, 30); }
static void widen(Screen &screen, Writer &out) { screen.resize(out, 80, 24); }

static constexpr AboveRow kAbove[] = {
    {"a line comes in", false, 80, "abc", print_line, "<{J}hello</> abc"},
    {"above several rows", false, 6, "abcdefgh", print_line, "<{1A}{J}hello</> abcdefgh"},
    {"above none", false, 80, nullptr, print_line, "hello</> "},
    {"several lines", false, 80, "abc", print_two, "<{J}one</two</> abc"},
    {"taken away", false, 6, "abcdefgh", hide_twice, "<{1A}{J}> "},
    {"others have written", false, 6, "abcdefgh", start_again, "</> abcdefgh"},
    {"narrower: rows of before, if it does not wrap anew", false, 80, "abcdefgh", narrow, "<{J}> abcdefgh"},
    {"wider: rows of now, if it does", false, 6, "abcdefgh", widen, "<{J}> abcdefgh"},
    {"or waits at the end of a row just full", false, 6, "abcdefgh", fit, "<{J}> abcdefgh <"},
    {"of another height only", false, 6, "abcd", heighten, "<{1A}{J}> abcd <"},
    {"dumb: a line comes in", true, 80, "abc", print_line, "<     <hello</> abc"},
    {"taken away", true, 80, "abc", hide_twice, "<     <> "},
};
TEST("screen: lines come in above")
{
    for (const AboveRow &row : kAbove) {
        Screen screen(row.dumb, row.columns, 24);
        Text   text(row.text);
        Line   before, out, seen, name;
        if (row.text) screen.draw(before, "> ", text, text.size);
        row.act(screen, out);
        screen.draw(out, "> ", row.act == hide_twice ? Text() : text, row.act == hide_twice ? 0 : text.size);
        readable(seen, out);
        CHECK(name.say(row.name, ": ", seen.text()).text(), seen.text() == row.written);
    }
}

TEST("screen: a prompt that leaves no room is left out")
{
    Screen screen(false, 9, 24);
    Line   out, seen;
    screen.draw(out, "12> ", "ab", 2);
    CHECK("four of nine columns", readable(seen, out) == "12> ab");
    out.clear();
    screen.draw(out, "123> ", "ab", 2);
    CHECK("five are too many", readable(seen, out) == "<{J}ab");
    screen.hide(out);
    out.clear();
    screen.draw(out, "12345678> ", "ab", 2);
    CHECK("and so are ten", readable(seen, out) == "ab");
}
