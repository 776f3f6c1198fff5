#include "words/width.h"

#include "check.h"
#include "trap.h"

struct ColumnsRow {
    const char *name;
    uint32_t    first, last;
    size_t      columns;
};
static constexpr ColumnsRow kColumns[] = {
    {"ASCII", ' ', '~', 1},
    {"Latin, and a soft hyphen", 0xa0, 0x2ff, 1},
    {"combining marks", 0x300, 0x36f, 0},
    {"Greek begins", 0x370, 0x370, 1},
    {"ambiguous: Cyrillic, a degree, a box", 0x410, 0x44f, 1},
    {"enclosing marks", 0x488, 0x489, 0},
    {"Arabic number signs enclose what follows", 0x600, 0x605, 1},
    {"Thai vowels above and below", 0xe34, 0xe3a, 0},
    {"a vowel sign with a width of its own", 0x93e, 0x93e, 1},
    {"Hangul consonants", 0x1100, 0x115f, 2},
    {"the vowels and finals that join them", 0x1160, 0x11ff, 0},
    {"a blank of no width, joiners, directions", 0x200b, 0x200f, 0},
    {"dashes and quotes", 0x2010, 0x2027, 1},
    {"a watch", 0x231a, 0x231b, 2},
    {"a heart, as text", 0x2764, 0x2764, 1},
    {"Kangxi radicals", 0x2f00, 0x2fd5, 2},
    {"tone marks among the wide", 0x302a, 0x302d, 0},
    {"the half-width fill space", 0x303f, 0x303f, 1},
    {"kana", 0x3041, 0x3096, 2},
    {"their combining marks", 0x3099, 0x309a, 0},
    {"ideographs", 0x4e00, 0x9fff, 2},
    {"Hangul", 0xac00, 0xd7a3, 2},
    {"private use", 0xe000, 0xf8ff, 1},
    {"variation selectors", 0xfe00, 0xfe0f, 0},
    {"the byte order mark", 0xfeff, 0xfeff, 0},
    {"full-width forms", 0xff01, 0xff60, 2},
    {"half-width forms", 0xff61, 0xffdc, 1},
    {"the replacement character", 0xfffd, 0xfffd, 1},
    {"letters of a flag: two of them make two columns", 0x1f1e6, 0x1f1ff, 1},
    {"colours of skin", 0x1f3fb, 0x1f3ff, 2},
    {"faces", 0x1f600, 0x1f64f, 2},
    {"a moose, since 15.0", 0x1face, 0x1face, 2},
    {"ideographs of later versions, too", 0x20000, 0x3fffd, 2},
    {"tags", 0xe0020, 0xe007f, 0},
    {"more variation selectors", 0xe0100, 0xe01ef, 0},
    {"the last character there is", 0x10ffff, 0x10ffff, 1},
};
TEST("width: of a character")
{
    for (const ColumnsRow &row : kColumns) {
        uint32_t code = row.first;
        while (code <= row.last && columns_of(code) == row.columns) code++;
        CHECK(Line().say(row.name, ": ", code).text(), code > row.last);
    }
    CHECK("no character traps", traps([] { columns_of(0x110000); }));
}

struct ClusterRow {
    const char *name;
    Text        text;
    size_t      size, columns;
};
static constexpr ClusterRow kClusters[] = {
    {"a letter", "ab", 1, 1},
    {"with a mark of its own", "\u00e9b", 2, 1},
    {"with a mark behind it", "e\u0301b", 3, 1},
    {"with several", "e\u0301\u0323\u20ddb", 8, 1},
    {"at the end", "e\u0301", 3, 1},
    {"a wide one", "\u65e5\u672c", 3, 2},
    {"a wide one with a mark", "\u304b\u3099b", 6, 2},
    {"an emoji and its selector", "\u2764\ufe0f!", 6, 1},
    {"a family is its members", "\U0001f468\u200d\U0001f469", 7, 2},
    {"a mark at the beginning", "\u0301b", 2, 0},
    {"and what belongs to it", "\u0301\u0323b", 4, 0},
    {"nothing", "", 0, 0},
};
TEST("width: a letter and what joins it")
{
    for (const ClusterRow &row : kClusters) {
        Cluster first = first_cluster(row.text);
        CHECK(row.name, first.size == row.size && first.columns == row.columns);
    }
}
