#include "wire/name.h"

#include "check.h"

struct NameRow {
    const char *what;
    Text        name;
};

static constexpr NameRow kNames[] = {
    {"a file", "firmware.bin"},
    {"one letter", "a"},
    {"dots inside", "a..b"},
    {"dots at the end", "a..."},
    {"blanks", " my file "},
    {"other scripts", "gr\u00fc\u00dfe \u4f60\u597d \U0001f600.txt"},
    {"a dash inside", "a-b"},
    {"what shells would expand", "*$HOME;`x`|&~?"},
    {"what only Windows minds", "con:a<b>\"|"},
};

static constexpr NameRow kPaths[] = {
    {"two components", "dir/file"},
    {"many", "a/b/c/d/e/f/g"},
    {"dots inside components", "a..b/c..d"},
    {"a blank component", "a/ /b"},
};

static constexpr NameRow kBadNames[] = {
    {"nothing", ""},
    {"this directory", "."},
    {"the one above", ".."},
    {"three dots", "..."},
    {"a hidden file", ".profile"},
    {"an option", "-rf"},
    {"only a dash", "-"},
    {"a backslash", "a\\b"},
    {"NUL", {"a\0b", 3}},
    {"NUL at the end", {"a\0", 2}},
    {"a newline", "a\nb"},
    {"an escape", "a\x1b[2J"},
    {"DEL", "a\x7f"},
    {"C1", "a\xc2\x9b"},
    {"right-to-left override", "a\u202etxt.exe"},
    {"not UTF-8", "caf\xe9"},
    {"an overlong slash", "a\xc0\xaf" "b"},
    {"an overlong dot", "\xc0\xae\xc0\xae"},
    {"cut UTF-8", "a\xc3"},
};

static constexpr NameRow kBadPaths[] = {
    {"absolute", "/etc/passwd"},
    {"the root", "/"},
    {"upwards", "../a"},
    {"upwards later", "a/../b"},
    {"upwards at the end", "a/.."},
    {"a dot component", "a/./b"},
    {"two slashes", "a//b"},
    {"a slash at the end", "a/"},
    {"a hidden directory", "a/.ssh/b"},
    {"an option inside", "a/-b"},
    {"a backslash in a later one", "a/b\\c"},
};

TEST("name: what may become a file here")
{
    for (const NameRow &row : kNames) {
        CHECK(row.what, !name_fault(row.name, false));
        CHECK(row.what, !name_fault(row.name, true));
    }
}

TEST("name: a path only where it is allowed")
{
    for (const NameRow &row : kPaths) {
        CHECK(row.what, name_fault(row.name, false));
        CHECK(row.what, !name_fault(row.name, true));
    }
}

TEST("name: what is refused, not cleaned")
{
    for (const NameRow &row : kBadNames) {
        Line inside;
        inside.say("good/", row.name, "/good");
        CHECK(row.what, name_fault(row.name, false));
        CHECK(row.what, name_fault(row.name, true));
        CHECK(row.what, name_fault(inside.text(), true));
    }
    for (const NameRow &row : kBadPaths) {
        CHECK(row.what, name_fault(row.name, false));
        CHECK(row.what, name_fault(row.name, true));
    }
}

// So many letters, as components of `each` with slashes between them.
static Text letters(size_t size, size_t each)
{
    static char memory[kLongestPath + 2];
    for (size_t i = 0; i < size; i++) memory[i] = i % (each + 1) == each ? '/' : 'a';
    return {memory, size};
}

struct LengthRow {
    const char *what;
    size_t      size, each;
    bool        path_allowed;
    bool        fine;
};
static constexpr LengthRow kLengths[] = {
    {"the longest component", 255, 255, false, true},
    {"one byte more", 256, 256, false, false},
    {"the longest as the first of two", 257, 255, true, true},
    {"one more", 258, 256, true, false},
    {"the longest path", 4000, 250, true, true},
    {"one byte more", 4001, 250, true, false},
};
TEST("name: lengths")
{
    for (const LengthRow &row : kLengths)
        CHECK(row.what, !name_fault(letters(row.size, row.each), row.path_allowed) == row.fine);
}

TEST("name: every byte")
{
    for (unsigned byte = 0; byte < 256; byte++) {
        char letters[] = {'a', char(byte), 'b'};
        bool fine      = byte >= 0x20 && byte < 0x7f && byte != '/' && byte != '\\';
        CHECK(Line().say("byte ", byte).text(), !name_fault(Text(letters, 3), false) == fine);
    }
}
