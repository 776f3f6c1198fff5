#include "words/ascii.h"

#include "check.h"

TEST("ascii: every byte")
{
    for (unsigned byte = 0; byte < 256; byte++) {
        char c = char(byte);
        Line name;
        name.say("byte ", byte);
        CHECK(name.text(), is_digit(c) == (byte >= '0' && byte <= '9'));
        CHECK(name.text(), is_letter(c) == ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')));
        CHECK(name.text(), is_blank(c) == (byte == ' ' || byte == '\t'));
        CHECK(name.text(), is_control(c) == (byte <= 0x1f || byte == 0x7f));
        CHECK(name.text(), has_control(Text(&c, 1)) == is_control(c));
        CHECK(name.text(), uint8_t(lowered(c)) == (byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
    }
}

struct CaseRow {
    const char *what, *a, *b;
    bool        same;
};
static constexpr CaseRow kCases[] = {
    {"nothing", "", "", true},
    {"either case", "Content-LENGTH2", "content-length2", true},
    {"another letter", "abc", "abd", false},
    {"another length", "abc", "ab", false},
    {"only letters have cases", "[", "{", false},
    {"nor do marks", "@", "`", false},
    {"nor what is beyond ASCII", "\xc4", "\xe4", false},
};

TEST("ascii: compared without case")
{
    for (const CaseRow &row : kCases) {
        CHECK(row.what, same_ignoring_case(row.a, row.b) == row.same);
        CHECK(row.what, same_ignoring_case(row.b, row.a) == row.same);
    }
}

TEST("ascii: found without case")
{
    static constexpr const char *kNames[] = {"GET", "Head", "put", "head"};
    CHECK("the first of two", find_ignoring_case(kNames, "HEAD") == 1);
    CHECK("whole", find_ignoring_case(kNames, "pu") == 4 && find_ignoring_case(kNames, "puts") == 4);
    CHECK("none", find_ignoring_case(kNames, "") == 4);
}

struct DecimalRow {
    const char *text;
    bool        valid;
    uint64_t    number;
};
static constexpr DecimalRow kDecimals[] = {
    {"0", true, 0},
    {"42", true, 42},
    {"00042", true, 42},
    {"18446744073709551615", true, UINT64_MAX},
    {"000000000000000000000000000001", true, 1},
    {"18446744073709551616", false, 0},
    {"18446744073709551620", false, 0},
    {"99999999999999999999999", false, 0},
    {"", false, 0},
    {"-1", false, 0},
    {"+1", false, 0},
    {" 1", false, 0},
    {"1 ", false, 0},
    {"1a", false, 0},
    {"0x1", false, 0},
    {"1.0", false, 0},
};

TEST("ascii: decimal numbers")
{
    for (const DecimalRow &row : kDecimals) {
        uint64_t number = 0;
        bool     valid  = parse_decimal(number, row.text);
        CHECK(row.text, valid == row.valid && (!valid || number == row.number));
    }
}
