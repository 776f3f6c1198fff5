#include "wire/nick.h"

#include "check.h"

struct NickRow {
    const char *what;
    Text        nick;
};

static constexpr NickRow kNicks[] = {
    {"a name", "alice"},
    {"one letter", "a"},
    {"digits", "4711"},
    {"what a nick does not begin with, inside", "a/*-[#b"},
    {"marks", "\"$%&'()+,.:;=?@"},
    {"other marks", "\\]^_`{|}~!"},
    {"other scripts", "gr\u00fc\u00dfe"},
    {"Chinese", "\u4f60\u597d"},
    {"a face", "\U0001f600"},
    {"a letter and what is put on it", "a\u0308"},
};

static constexpr NickRow kBadNicks[] = {
    {"nothing", ""},
    {"a command", "/me"},
    {"what the room says", "*** alice"},
    {"what somebody does", "* alice"},
    {"an option", "-n"},
    {"a private message", "[private]"},
    {"a channel", "#linux"},
    {"the end of another", "a>"},
    {"the beginning of another", "a<b"},
    {"a blank", "a b"},
    {"a tab", "a\tb"},
    {"a no-break space", "a\u00a0b"},
    {"an ideographic space", "a\u3000b"},
    {"an em space", "a\u2003b"},
    {"NUL", {"a\0b", 3}},
    {"a newline", "a\nb"},
    {"an escape", "a\x1b[m"},
    {"DEL", "a\x7f"},
    {"C1", "a\u009b"},
    {"right-to-left override", "a\u202eb"},
    {"left-to-right isolate", "a\u2066b"},
    {"right-to-left mark", "a\u200fb"},
    {"a soft hyphen", "a\u00adb"},
    {"a zero-width space", "alice\u200b"},
    {"a zero-width joiner", "a\u200db"},
    {"a word joiner", "a\u2060b"},
    {"a byte order mark", "\ufeffalice"},
    {"a Hangul filler", "\u3164"},
    {"a halfwidth one", "\uffa0"},
    {"a Braille blank", "\u2800"},
    {"a Mongolian vowel separator", "a\u180eb"},
    {"a variation selector", "a\ufe0f"},
    {"a far one", "a\U000e0100"},
    {"a tag", "a\U000e0041"},
    {"musical formatting", "a\U0001d173"},
    {"shorthand formatting", "a\U0001bca0"},
    {"for private use", "\U00100000"},
    {"what stands for something else", "a\ufffd"},
    {"Latin-1", "caf\xe9"},
    {"cut UTF-8", "a\xc3"},
};

TEST("nick: what people may go by")
{
    for (const NickRow &row : kNicks) CHECK(row.what, !nick_fault(row.nick));
    for (const NickRow &row : kBadNicks) CHECK(row.what, nick_fault(row.nick));
}

struct NickSizeRow {
    const char *what;
    const char *character;
    size_t      count;
    bool        fine;
};
static constexpr NickSizeRow kSizes[] = {
    {"24 letters", "a", 24, true},
    {"25 letters", "a", 25, false},
    {"24 of three bytes", "\u4f60", 24, true},
    {"25 of three bytes", "\u4f60", 25, false},
    {"18 of four bytes", "\U0001f600", 18, true},
    {"19 of four bytes are over 72 bytes", "\U0001f600", 19, false},
};
TEST("nick: characters and bytes")
{
    for (const NickSizeRow &row : kSizes) {
        Line nick;
        for (size_t i = 0; i < row.count; i++) nick.say(row.character);
        CHECK(row.what, !nick_fault(nick.text()) == row.fine);
    }
}

// The edges of what is refused beyond ASCII: Unicode 15's White_Space and Default_Ignorable_Code_Point, what
// is_showable() knows, a Braille blank, U+FFF9 up to U+FFFF, and all behind U+E0000.
struct Edges {
    uint32_t first, last;
};
static constexpr Edges kEdges[] = {
    {0x7f, 0xa0},       {0xad, 0xad},       {0x34f, 0x34f},     {0x61c, 0x61c},     {0x115f, 0x1160},   {0x1680, 0x1680},
    {0x17b4, 0x17b5},   {0x180b, 0x180f},   {0x2000, 0x200f},   {0x2028, 0x202f},   {0x205f, 0x206f},   {0x2800, 0x2800},
    {0x3000, 0x3000},   {0x3164, 0x3164},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},   {0xfff0, 0xffff},
    {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0x10ffff},
};

static bool is_refused(uint32_t code)
{
    for (const Edges &edges : kEdges)
        if (code >= edges.first && code <= edges.last) return true;
    return false;
}

static Text utf8_of(char (&to)[4], uint32_t code)
{
    if (code < 0x800) return to[0] = char(0xc0 | code >> 6), to[1] = char(0x80 | (code & 63)), Text(to, 2);
    size_t size = code < 0x10000 ? 3 : 4;
    for (size_t i = size; i-- > 1; code >>= 6) to[i] = char(0x80 | (code & 63));
    to[0] = char((size == 3 ? 0xe0 : 0xf0) | code);
    return {to, size};
}

TEST("nick: every character")
{
    for (uint32_t code = 0x80; code < 0x110000; code++) {
        char letters[4];
        Text nick = utf8_of(letters, code);
        bool fine = !is_refused(code) && (code < 0xd800 || code > 0xdfff);
        if (!nick_fault(nick) != fine) CHECK(Line().say("character ", code).text(), false);
    }
}
