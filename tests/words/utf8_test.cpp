#include "words/utf8.h"

#include "check.h"

struct CharacterRow {
    const char *name;
    Text        text;
    uint32_t    code;
    uint8_t     length;
};

// The edges of RFC 3629, section 4, and the classics of those who cheat.
static constexpr CharacterRow kCharacters[] = {
    {"NUL is a character", {"\0", 1}, 0, 1},
    {"the last of one byte", "\x7f", 0x7f, 1},
    {"the first of two", "\xc2\x80", 0x80, 2},
    {"the last of two", "\xdf\xbf", 0x7ff, 2},
    {"the first of three", "\xe0\xa0\x80", 0x800, 3},
    {"the last of three", "\xef\xbf\xbf", 0xffff, 3},
    {"the first of four", "\xf0\x90\x80\x80", 0x10000, 4},
    {"the last of four", "\xf4\x8f\xbf\xbf", 0x10ffff, 4},
    {"the last before surrogates", "\xed\x9f\xbf", 0xd7ff, 3},
    {"the first behind them", "\xee\x80\x80", 0xe000, 3},
    {"only the first is taken", "\xc3\xbc\xc3\xa4", 0xfc, 2},

    {"nothing", "", 0, 0},
    {"a continuation alone", "\x80", 0, 0},
    {"the last of those", "\xbf", 0, 0},
    {"two bytes, cut", "\xc2", 0, 0},
    {"three, cut", "\xe2\x82", 0, 0},
    {"four, cut", "\xf0\x90\x80", 0, 0},
    {"continued by a letter", "\xc3(", 0, 0},
    {"later too", "\xe2\x82(", 0, 0},
    {"continued by a lead", "\xe2\xc2\x80", 0, 0},
    {"overlong, two bytes", "\xc0\xaf", 0, 0},
    {"the last of those", "\xc1\xbf", 0, 0},
    {"overlong, three", "\xe0\x9f\xbf", 0, 0},
    {"overlong, four", "\xf0\x8f\xbf\xbf", 0, 0},
    {"the first surrogate", "\xed\xa0\x80", 0, 0},
    {"the last", "\xed\xbf\xbf", 0, 0},
    {"past the last character", "\xf4\x90\x80\x80", 0, 0},
    {"far past it", "\xf5\x80\x80\x80", 0, 0},
    {"five bytes", "\xf8\x88\x80\x80\x80", 0, 0},
    {"six", "\xfc\x84\x80\x80\x80\x80", 0, 0},
    {"never in UTF-8", "\xfe", 0, 0},
    {"nor this", "\xff", 0, 0},
};
TEST("utf8: the first character")
{
    for (const CharacterRow &row : kCharacters) {
        Character first = first_character(row.text);
        CHECK(row.name, first.length == row.length && first.code == row.code);
    }
}

static Text encoded(uint32_t code, char (&to)[4])
{
    auto part = [code](int shift) { return char(0x80 | (code >> shift & 0x3f)); };
    if (code < 0x80) return to[0] = char(code), Text(to, 1);
    if (code < 0x800) return to[0] = char(0xc0 | code >> 6), to[1] = part(0), Text(to, 2);
    to[1] = part(6), to[2] = part(0);
    if (code < 0x10000) return to[0] = char(0xe0 | code >> 12), Text(to, 3);
    to[1] = part(12), to[2] = part(6), to[3] = part(0);
    return to[0] = char(0xf0 | code >> 18), Text(to, 4);
}

TEST("utf8: every character there is")
{
    char letters[4];
    for (uint32_t code = 0; code < 0x110000; code++) {
        Text      text      = encoded(code, letters);
        Character first     = first_character(text);
        bool      surrogate = code >= 0xd800 && code <= 0xdfff;
        bool      right     = first.code == code && first.length == text.size;
        if (surrogate ? first.length : !right) CHECK(Line().say("character ", code).text(), false);
        if (first_character(text.first(text.size - 1)).length) CHECK("cut short", false);
    }
}

struct ShowableRow {
    const char *name;
    uint32_t    first, last;
    bool        showable;
};
static constexpr ShowableRow kShowable[] = {
    {"C0", 0x00, 0x1f, false},
    {"printable ASCII", 0x20, 0x7e, true},
    {"DEL and C1", 0x7f, 0x9f, false},
    {"Latin and Greek", 0xa0, 0x61b, true},
    {"arabic letter mark", 0x61c, 0x61c, false},
    {"up to the joiners", 0x61d, 0x200d, true},
    {"left-to-right and right-to-left mark", 0x200e, 0x200f, false},
    {"dashes and quotes", 0x2010, 0x2027, true},
    {"separators, embeddings, overrides", 0x2028, 0x202e, false},
    {"a narrow space, and so on", 0x202f, 0x2065, true},
    {"isolates", 0x2066, 0x2069, false},
    {"the rest", 0x206a, 0x10ffff, true},
};
TEST("utf8: what may reach a terminal")
{
    uint32_t next = 0;
    for (const ShowableRow &row : kShowable) {
        CHECK("the table has no gap", row.first == next);
        for (next = row.first; next <= row.last; next++)
            if (is_showable(next) != row.showable) CHECK(row.name, false);
    }
    CHECK("nor an end before the last", next == 0x110000);
}

struct Utf8Row {
    Text text;
    bool valid;
};
static constexpr Utf8Row kTexts[] = {
    {"", true},           {"plain", true},      {"gr\u00fc\u00df dich \U0001f600", true}, {{"a\0b", 3}, true},
    {"caf\xe9", false}, {"caf\xc3", false}, {"\xffplain", false},                   {"\xed\xa0\x80", false},
};
TEST("utf8: whole texts")
{
    for (const Utf8Row &row : kTexts) CHECK(row.text, is_utf8(row.text) == row.valid);
}
