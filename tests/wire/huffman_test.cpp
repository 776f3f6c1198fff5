#include "wire/huffman.h"

#include "bits.h"
#include "check.h"

// What look() gives for a symbol.
static unsigned found(unsigned symbol, unsigned length) { return symbol << 4 | length; }

static unsigned look(const HuffmanCode &code, Text written)
{
    uint8_t   memory[8];
    BitReader bits;
    bits.input = bits_in(written, memory);
    return code.look(bits);
}

// Digits are the lengths of codewords, of the symbols from 0 on; a is 10.
static bool build(HuffmanCode &code, Text digits)
{
    uint8_t lengths[20];
    for (size_t i = 0; i < digits.size; i++) lengths[i] = uint8_t(digits[i] <= '9' ? digits[i] - '0' : digits[i] - 'a' + 10);
    return code.build(Bytes(lengths).first(digits.size));
}

TEST("huffman: the example of RFC 1951, section 3.2.2")
{
    HuffmanCode code;
    const Text  words[] = {"010", "011", "100", "101", "110", "00", "1110", "1111"};
    CHECK("can be", build(code, "33333244"));
    for (unsigned symbol = 0; symbol < 8; symbol++)
        CHECK(words[symbol], look(code, words[symbol]) == found(symbol, unsigned(words[symbol].size)));
}

namespace {
struct BuildRow {
    const char *name;
    Text        lengths;
    bool        fine;
};
constexpr BuildRow kBuilds[] = {
    {"one bit each", "11", true},
    {"a fork at every bit", "1233", true},
    {"symbols without a codeword", "0100100", true},
    {"the longest codewords", "123456789abcdeff", true},
    {"no symbol", "000", true},
    {"one symbol, in one bit", "0010", true},
    {"nothing", "", true},

    {"one symbol, in two bits", "2", false},
    {"room for one more", "12", false},
    {"room for one more of the longest", "123456789abcdef", false},
    {"one too many", "111", false},
    {"one of the longest too many", "123456789abcdefff", false},
    {"far too many", "11111111111111111111", false},
};
}

TEST("huffman: which lengths can be")
{
    for (const BuildRow &row : kBuilds) {
        HuffmanCode code;
        CHECK(row.name, build(code, row.lengths) == row.fine);
    }
}

TEST("huffman: codewords of every length, whatever follows")
{
    HuffmanCode code;
    CHECK("can be", build(code, "123456789abcdeff"));
    const Text ones = "111111111111111", others[] = {"", "0000000000000000", "1111111111111111"};
    for (unsigned length = 1; length <= 15; length++)
        for (Text more : others) {
            Line word;
            word.say(ones.first(length - 1), "0", more);
            CHECK(word.text(), look(code, word.text()) == found(length - 1, length));
        }
    CHECK("the last", look(code, ones) == found(15, 15));
}

TEST("huffman: more bits are needed")
{
    HuffmanCode code;
    CHECK("can be", build(code, "123456789abcdeff"));
    CHECK("nothing there", look(code, "") == HuffmanCode::kCut);
    CHECK("a longer codeword", look(code, "11111111") == HuffmanCode::kCut);
    CHECK("a short one is there", look(code, "11111110") == found(7, 8));
}

TEST("huffman: no codeword")
{
    HuffmanCode code;
    CHECK("one symbol", build(code, "01"));
    CHECK("its word", look(code, "0 111111111111111") == found(1, 1));
    CHECK("the other bit", look(code, "1 000000000000000") == HuffmanCode::kNone);
    CHECK("no symbol", build(code, "00"));
    CHECK("any bit", look(code, "0 111111111111111") == HuffmanCode::kNone);
}

TEST("bits: taken from the lowest on, across pieces")
{
    const uint8_t bytes[] = {0xe5, 0x01, 0xff, 0x80};
    for (size_t cut = 0; cut <= sizeof bytes; cut++) {
        BitReader bits;
        bits.input = Bytes(bytes).first(cut);
        bits.has(25);
        CHECK("all is taken", bits.input.empty() && bits.held() == 8 * cut);
        bits.input = Bytes(bytes).after(cut);
        CHECK("there are enough", bits.has(25));
        CHECK("low first", bits.take(4) == 5 && bits.take(5) == 0x1e && bits.peek(7) == 0);
        bits.drop_to_byte();
        CHECK("whole bytes", bits.take(8) == 0xff && bits.has(8) && bits.take(8) == 0x80 && !bits.has(1));
    }
}
