#include "words/hex.h"

#include "check.h"

TEST("hex: every byte, there and back")
{
    for (unsigned byte = 0; byte < 256; byte++) {
        uint8_t there[] = {uint8_t(byte)}, back[1];
        char    digits[2];
        to_hex(digits, there);
        CHECK(Line().say("byte ", byte).text(), from_hex(back, Text(digits, 2)) && back[0] == byte);
    }
}

struct HexRow {
    const char *name;
    const char *digits;
    size_t      size;
    bool        fits;
};
static constexpr HexRow kDigits[] = {
    {"lower case", "00ff9abc", 4, true},
    {"upper case", "00FF9ABC", 4, true},
    {"nothing for nothing", "", 0, true},
    {"a digit short", "00ff9ab", 4, false},
    {"a byte short", "00ff9a", 4, false},
    {"a digit too many", "00ff9abc0", 4, false},
    {"the character before 0", "0/", 1, false},
    {"the one behind 9", "0:", 1, false},
    {"the one before A", "0@", 1, false},
    {"behind F", "0G", 1, false},
    {"before a", "0`", 1, false},
    {"behind f", "0g", 1, false},
    {"a blank", " 0", 1, false},
    {"a sign", "-1", 1, false},
    {"a prefix", "0x", 1, false},
    {"a byte of UTF-8", "\xc3\xbc", 1, false},
};
TEST("hex: digits")
{
    for (const HexRow &row : kDigits) {
        uint8_t bytes[4];
        CHECK(row.name, from_hex(Space(bytes).first(row.size), row.digits) == row.fits);
    }
    const uint8_t expected[] = {0x00, 0xff, 0x9a, 0xbc};
    uint8_t       bytes[4];
    CHECK("in order", from_hex(bytes, "00fF9aBc") && Bytes(bytes) == Bytes(expected));
}
