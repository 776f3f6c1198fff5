#include "words/base64.h"

#include "check.h"

struct Base64Row {
    const char *bytes;
    const char *letters;
};
// RFC 4648, section 10.
static constexpr Base64Row kBase64[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};
TEST("base64: the vectors of RFC 4648, both ways")
{
    for (const Base64Row &row : kBase64) {
        Bytes   bytes = bytes_of(row.bytes);
        char    there[8];
        uint8_t back[6];
        Text    letters(there, base64_size(bytes.size));
        to_base64(there, bytes);
        CHECK(row.letters, letters == row.letters);
        CHECK(row.letters, from_base64(Space(back).first(bytes.size), row.letters) && same(back, row.bytes, bytes.size));
    }
}

TEST("base64: every value has its letter, and no other byte has a value")
{
    Text alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (unsigned byte = 0; byte < 256; byte++) {
        char    letters[] = {'A', 'A', 'A', char(byte)}, again[4];
        uint8_t bytes[3];
        size_t  value = position(alphabet, char(byte));
        bool    read  = from_base64(bytes, Text(letters, 4));
        CHECK(Line().say("byte ", byte).text(), read == (value < 64));
        if (!read) continue;
        CHECK(Line().say("byte ", byte).text(), !bytes[0] && !bytes[1] && bytes[2] == value);
        to_base64(again, bytes);
        CHECK(Line().say("byte ", byte).text(), Text(again, 4) == Text(letters, 4));
    }
}

struct StrictRow {
    const char *what;
    const char *letters;
    size_t      size;
    bool        fits;
};
static constexpr StrictRow kStrict[] = {
    {"a byte", "AQ==", 1, true},
    {"all its bits", "/w==", 1, true},
    {"stray bits behind a byte", "AR==", 1, false},
    {"the highest of them", "AY==", 1, false},
    {"stray bits behind two", "AQH=", 2, false},
    {"the highest of them", "AQC=", 2, false},
    {"no padding", "AQ", 1, false},
    {"half the padding", "AQ=", 1, false},
    {"too much of it", "AQI==", 2, false},
    {"letters for padding", "AQAA", 1, false},
    {"one of them", "AQA=", 1, false},
    {"padding for letters", "A===", 1, false},
    {"padding at the start", "====", 1, false},
    {"padding in the middle", "AQ==AQ==", 4, false},
    {"a byte more than asked for", "AQE=", 1, false},
    {"a byte less", "AQ==", 2, false},
    {"a newline behind", "AQEB\n", 3, false},
    {"a newline inside", "A\nEB", 3, false},
    {"a blank", "AQ E", 3, false},
    {"the alphabet for URLs", "-_AA", 3, false},
    {"a byte past ASCII", "AQE\xc1", 3, false},
};
TEST("base64: one text for the same bytes, and no other")
{
    for (const StrictRow &row : kStrict) {
        uint8_t bytes[4];
        CHECK(row.what, from_base64(Space(bytes).first(row.size), row.letters) == row.fits);
    }
}
