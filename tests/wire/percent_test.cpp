#include "wire/percent.h"

#include "check.h"

static constexpr Text kNoPlace = "\"%<>\\^`{|}";

TEST("percent: every byte")
{
    for (unsigned byte = 0; byte < 256; byte++) {
        char    letter = char(byte);
        uint8_t value  = uint8_t(byte);
        Line    once, twice, decoded, name;
        bool    kept = byte > ' ' && byte < 0x7f && position(kNoPlace, letter) == kNoPlace.size;
        Text    text = add_encoded(once, {&letter, 1});
        uint8_t digits = 0;
        name.say("byte ", byte);
        bool escape = text.size == 3 && text[0] == '%' && from_hex({&digits, 1}, text.after(1)) && digits == byte;
        CHECK(name.text(), kept ? text == Text(&letter, 1) : escape);
        CHECK(name.text(), add_encoded(twice, text) == text);
        CHECK(name.text(), add_decoded(decoded, text) == text_of({&value, 1}));
    }
}

struct PercentRow {
    const char *what;
    Text        text, decoded, encoded;
};
static constexpr PercentRow kPercents[] = {
    {"either case", "%7e%7E", "~~", "%7e%7E"},
    {"NUL", "a%00b", {"a\0b", 3}, "a%00b"},
    {"decoded once", "%2541", "%41", "%2541"},
    {"digits are capitals", "\xab", "\xab", "%AB"},
    {"an escape cut short", "%4", "%4", "%254"},
    {"a percent sign at the end", "100%", "100%", "100%25"},
    {"no digits", "%4g%g4%%41", "%4g%g4%A", "%254g%25g4%25%41"},
};

TEST("percent: escapes and what only looks like them")
{
    for (const PercentRow &row : kPercents) {
        Line decoded, once;
        decoded.say("before ");
        CHECK(row.what, add_decoded(decoded, row.text) == row.decoded);
        CHECK(row.what, add_encoded(once, row.text) == row.encoded);
    }
}
