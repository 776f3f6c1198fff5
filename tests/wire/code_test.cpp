#include "wire/code.h"

#include "check.h"

struct CodeRow {
    const char *what;
    uint8_t     bits[kCodeSize];
    const char *code;
    const char *key;  // in hexadecimal digits
};
static constexpr CodeRow kCodes[] = {
    {"zeros", {}, "0000-0000-0000-0000-0", "507412bcf5d31d2763aacf19f22501397cb62f2b5fa5655deeb22ae0f0639422"},
    {"ones", {255, 255, 255, 255, 255, 255, 255, 255, 255, 255}, "zzzz-zzzz-zzzz-zzzz-m",
     "9bdbe4849b4ea080332ba26176441400dc29d7e176602e26eb149d5ae451cfa0"},
    {"the first bit", {0x80}, "g000-0000-0000-0000-c", "95a7e72e5df9b1cbccfc6ac97ee1163dec46596bb1b9ada565aafaabd48465f4"},
    {"the last", {0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, "0000-0000-0000-0001-2",
     "c36e4df9127a7a1e9ba99cf2f19c566a15b447d1fce0bada1a658271b8f71d29"},
    {"bytes in order", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "000g-40r4-0m30-e209-j",
     "6ae3e573dde82f7479a1871c3a1eb1c78fbadfbaadea67bd8837e2f78ef81570"},
    {"half of the letters", {0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf}, "0123-4567-89ab-cdef-p",
     "728b6997843a369f0b3b4ed756a162ccb3dfaf5506af9ee167a0e51672b50418"},
    {"the others", {0x84, 0x65, 0x3a, 0x56, 0xd7, 0xc6, 0x75, 0xbe, 0x77, 0xdf}, "ghjk-mnpq-rstv-wxyz-x",
     "9e59b9f3e327b87be7449dc2b92ab1ecad24a0968a3b9e0dbde819ee2d1563c8"},
    {"any", {0x99, 0xe8, 0x41, 0x5a, 0xfd, 0x4f, 0x35, 0x51, 0xc6, 0x4d}, "k7m4-2pqx-9wtn-3hjd-c",
     "ea97664e1f7b6ac699f447e20a13c4636dd6e1f5323d9e9994e21eb72c52f655"},
};
TEST("code: bits, letters and the key")
{
    for (const CodeRow &row : kCodes) {
        char letters[kCodeLetters];
        Key  key;
        write_code(letters, row.bits);
        CHECK(row.what, Text(letters, sizeof letters) == row.code);
        CHECK(row.what, key_of_code(key, row.code));
        CHECK(row.what, Line().say(Bytes(key.bytes)).text() == row.key);
    }
}

struct ReadRow {
    const char *what;
    const char *text;
    bool        is_code;
};
static constexpr ReadRow kTexts[] = {
    {"as it is written", "k7m4-2pqx-9wtn-3hjd-c", true},
    {"capitals", "K7M4-2PQX-9WTN-3HJD-C", true},
    {"no dashes", "k7m42pqx9wtn3hjdc", true},
    {"blanks for dashes", "k7m4 2pqx 9wtn 3hjd c", true},
    {"dashes anywhere", "--k-7m42pqx9wtn3hj  d -c- ", true},
    {"a letter is missing", "k7m4-2pqx-9wtn-3hj-c", false},
    {"the check letter is", "k7m4-2pqx-9wtn-3hjd", false},
    {"a zero too many in front", "0k7m4-2pqx-9wtn-3hjd-c", false},
    {"a letter too many behind", "k7m4-2pqx-9wtn-3hjd-c0", false},
    {"a whole code too many", "k7m42pqx9wtn3hjdck7m42pqx9wtn3hjdc", false},
    {"u is no letter", "u7m4-2pqx-9wtn-3hjd-c", false},
    {"nor is a tab", "k7m4\t2pqx-9wtn-3hjd-c", false},
    {"nor a control character, 32 before a digit", "k7m4-2pqx-9wtn-\x13hjd-c", false},
    {"nor a line break", "k7m4-2pqx-9wtn-3hjd-c\n", false},
    {"nor a byte of UTF-8", "k7m4\xe2\x80\x93" "2pqx-9wtn-3hjd-c", false},
    {"nothing", "", false},
    {"only dashes", "----", false},
    {"ones and zeros", "1010-1010-1010-1010-a", true},
    {"as letters", "ioLO-lOio-IoLo-iolo-A", true},
};
TEST("code: how it may be typed")
{
    for (const ReadRow &row : kTexts) {
        Key key;
        CHECK(row.what, key_of_code(key, row.text) == row.is_code);
    }
}

static bool is_code(Span<const char> letters)
{
    Key key;
    return key_of_code(key, letters);
}

TEST("code: every wrong letter and every swap is found out")
{
    Text alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    for (const CodeRow &row : kCodes) {
        char letters[kCodeLetters];
        memcpy(letters, row.code, sizeof letters);
        for (char &letter : letters) {
            char right = letter;
            if (right == '-') continue;
            for (char wrong : alphabet) {
                letter = wrong;
                CHECK(Line().say(row.what, ": ", Text(letters, sizeof letters)).text(), is_code(letters) == (wrong == right));
            }
            letter = right;
            for (char &other : letters) {
                if (other == '-') continue;
                char second = other;
                letter = second, other = right;
                CHECK(Line().say(row.what, ": ", Text(letters, sizeof letters)).text(), is_code(letters) == (second == right));
                letter = right, other = second;
            }
        }
    }
}

// The key of all files that hold any: as bytes, and as base64.
#define SECRET "0123456789abcdefghijklmnopqrstuv"
#define BASE64 "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY="
#define CODE   "k7m4-2pqx-9wtn-3hjd-c"

enum class Means : uint8_t { secret, code, nothing };
struct FileRow {
    const char *what;
    Text        content;
    Means       means;
};
static constexpr FileRow kFiles[] = {
    {"32 bytes, though they look like a passphrase", SECRET, Means::secret},
    {"a line of base64", BASE64 "\n", Means::secret},
    {"without its end", BASE64, Means::secret},
    {"from Windows", BASE64 "\r\n", Means::secret},
    {"an empty line behind", BASE64 "\n\n", Means::secret},
    {"blanks behind", BASE64 " \t\n", Means::secret},
    {"a code", CODE "\n", Means::code},
    {"in capitals, without its end", "K7M4 2PQX 9WTN 3HJD C", Means::code},
    {"without groups", "k7m42pqx9wtn3hjdc\n", Means::code},
    {"nothing", "", Means::nothing},
    {"an empty line", "\n", Means::nothing},
    {"31 bytes", {SECRET, 31}, Means::nothing},
    {"33 bytes", SECRET "w", Means::nothing},
    {"32 bytes and a line break", SECRET "\n", Means::nothing},
    {"a passphrase", "correct horse battery staple\n", Means::nothing},
    {"hexadecimal digits", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", Means::nothing},
    {"base64 of 31 bytes", "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dQ==\n", Means::nothing},
    {"base64 without padding", "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY\n", Means::nothing},
    {"a blank in front", " " BASE64, Means::nothing},
    {"a word behind", BASE64 " home\n", Means::nothing},
    {"an empty line in front", "\n" BASE64 "\n", Means::nothing},
    {"a mistyped code", "k7m4-2pqx-9wtn-3hjd-d\n", Means::nothing},
    {"two codes", CODE "\n" CODE "\n", Means::nothing},
    {"the longest", CODE "                                          \n", Means::code},
    {"one byte longer", CODE "                                           \n", Means::nothing},
};
TEST("code: what a key file means")
{
    for (const FileRow &row : kFiles) {
        Key  key;
        bool found = key_of_file(key, bytes_of(row.content));
        CHECK(row.what, found == (row.means != Means::nothing));
        if (row.means == Means::secret) CHECK(row.what, same(key.bytes, SECRET, 32));
        if (row.means == Means::code) CHECK(row.what, Line().say(Bytes(key.bytes)).text() == kCodes[7].key);
    }
}
