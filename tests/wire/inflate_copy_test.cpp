// Every length, distance and codeword, and copies around the end of the window.
#include "wire/inflate.h"

#include "check.h"

// The tables of RFC 1951, section 3.2.5: the first of each symbol's range.
static constexpr unsigned kFirstLengths[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                             31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
static constexpr unsigned kFirstDistances[] = {1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
                                               193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
static constexpr unsigned kLengthBits[]   = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};

static constexpr unsigned distance_bits(unsigned symbol) { return symbol < 4 ? 0 : symbol / 2 - 1; }

namespace {
// Writes a stored block and a fixed one, and what must come out.
struct Packer {
    uint8_t packed[200000], plain[200000];
    size_t  bits, size;

    void number(unsigned value, unsigned count)
    {
        for (; count; count--, value >>= 1, bits++) packed[bits / 8] |= uint8_t((value & 1) << bits % 8);
    }
    void word(unsigned value, unsigned count)
    {
        while (count--) number(value >> count, 1);
    }
    void begin(size_t stored)
    {
        memset(packed, 0, sizeof packed);
        bits = 8;
        number(unsigned(stored), 16);
        number(~unsigned(stored), 16);
        for (size = 0; size < stored; size++) {
            plain[size] = uint8_t(uint32_t(size) * 2654435761u >> 13);
            number(plain[size], 8);
        }
        number(3, 3);
    }
    void copy(unsigned length_symbol, unsigned length_low, unsigned distance_symbol, unsigned distance_low)
    {
        unsigned length = kFirstLengths[length_symbol] + length_low;
        unsigned back   = kFirstDistances[distance_symbol] + distance_low;
        if (length_symbol < 23) word(length_symbol + 1, 7);
        else word(length_symbol - 23 + 0xc0, 8);
        number(length_low, kLengthBits[length_symbol]);
        word(distance_symbol, 5);
        number(distance_low, distance_bits(distance_symbol));
        for (; length; length--, size++) plain[size] = plain[size - back];
    }
    void end() { word(0, 7); }
};
}

static Packer  packer;
static uint8_t memory[kInflateWindow];

static bool comes_out(size_t step)
{
    Inflater inflater(memory, Coding::deflate, UINT64_MAX);
    Bytes    all(packer.packed, (packer.bits + 7) / 8), output, expected(packer.plain, packer.size);
    while (!all.empty()) {
        Bytes input = all.first(smaller(step, all.size));
        all         = all.after(input.size);
        do {
            if (inflater.next(input, output) || output.size > expected.size) return false;
            if (!(output == expected.first(output.size))) return false;
            expected = expected.after(output.size);
        } while (!input.empty() || !output.empty());
    }
    return expected.empty() && !inflater.finish();
}

TEST("inflate: every length and every distance")
{
    packer.begin(40000);
    for (unsigned i = 0; i < 29; i++) {
        packer.copy(i, 0, i, 0);
        packer.copy(i, (1u << kLengthBits[i]) - 1, 3, 0);
    }
    for (unsigned i = 0; i < 30; i++) {
        packer.copy(0, 0, i, 0);
        packer.copy(0, 0, i, (1u << distance_bits(i)) - 1);
    }
    packer.end();
    CHECK("whole", comes_out(SIZE_MAX));
    CHECK("byte by byte", comes_out(1));
}

static constexpr size_t kBefore[] = {32768, 32769, 32968, 40000, 65536 - 258, 65535};

TEST("inflate: copies across the window's end, from as far back as can be")
{
    for (size_t before : kBefore) {
        packer.begin(before);
        for (unsigned i = 0; i < 300; i++) packer.copy(28, 0, 29, 8191 - i % 7);
        packer.end();
        CHECK(Line().say("behind ", before, " bytes").text(), comes_out(SIZE_MAX) && comes_out(1000));
    }
}

TEST("inflate: no further back than there is something")
{
    packer.begin(32767);
    packer.copy(28, 0, 29, 8190);
    packer.end();
    CHECK("to the first byte", comes_out(SIZE_MAX));

    packer.begin(32767);
    packer.plain[packer.size++] = 0;  // what an empty window might hold
    packer.copy(28, 0, 29, 8191);
    packer.end();
    CHECK("one further", !comes_out(SIZE_MAX));
}

// Literals 0 to 14 have codewords of 1 to 15 bits, and the end of the block has the other one of 15.
static unsigned length_of(unsigned symbol) { return symbol < 15 ? symbol + 1 : symbol == 256 ? 15 : 0; }

TEST("inflate: codewords of every length, told in a code that has every length")
{
    memset(packer.packed, 0, sizeof packer.packed);
    packer.bits = packer.size = 0;
    packer.number(5, 3);
    packer.number(0, 5);   // 257 literals
    packer.number(0, 5);   // 1 distance
    packer.number(15, 4);  // 19 lengths of the code for lengths: none of the first three, 4 bits of the others
    for (unsigned i = 0; i < 19; i++) packer.number(i < 3 ? 0 : 4, 3);
    for (unsigned symbol = 0; symbol < 257; symbol++) packer.word(length_of(symbol), 4);
    packer.word(0, 4);
    for (unsigned symbol = 0; symbol < 15; symbol++) {
        packer.word((2u << symbol) - 2, symbol + 1);
        packer.plain[packer.size++] = uint8_t(symbol);
    }
    packer.word(0x7fff, 15);
    CHECK("whole", comes_out(SIZE_MAX));
    CHECK("byte by byte", comes_out(1));
}
