#include "wire/inflate.h"

#include "bits.h"
#include "check.h"

static uint8_t window[kInflateWindow];

// Hands `all` over, at most `step` bytes at a time, and writes down what comes out, or why nothing does.
static void inflate(Writer &heard, Bytes all, Coding coding, size_t step, uint64_t limit = UINT64_MAX)
{
    Inflater inflater(window, coding, limit);
    Error    error;
    while (!error && !all.empty()) {
        Bytes input = all.first(smaller(step, all.size)), output;
        all         = all.after(input.size);
        do {
            error = inflater.next(input, output);
            if (!error) heard.say(text_of(output));
        } while (!error && (!input.empty() || !output.empty()));
    }
    if (!error) error = inflater.finish();
    if (!error) return;
    heard.clear();
    heard.say(error.words, error.exit() == Exit::protocol ? "" : error.exit() == Exit::verification ? " (5)" : " (?)");
}

namespace {
struct StreamRow {
    const char *name;
    const char *stream;  // see bits.h
    const char *heard;
};
}

static constexpr size_t kSteps[] = {1, 2, 3, 8, SIZE_MAX};

static void check_rows(Span<const StreamRow> rows, Coding coding)
{
    for (const StreamRow &row : rows)
        for (size_t step : kSteps) {
            uint8_t memory[128];
            Line    heard, name;
            inflate(heard, bits_in(row.stream, memory), coding, step);
            CHECK(name.say(row.name, ", heard ", heard.text()).text(), heard.text() == row.heard);
        }
}

// Last, type, and what the type says. Numbers stand with their lowest bit first, codewords do not.
static constexpr StreamRow kBlocks[] = {
    {"stored", "1 00 | 0500 faff 68656c6c6f", "hello"},
    {"stored, of nothing", "1 00 | 0000 ffff", ""},
    {"whatever comes before a stored length", "1 00 11111 | 0100 feff 61", "a"},
    {"three, of which 01 is the last", "0 00 | 0100 feff 61  00 0000 ffff  01 0200 fdff 6263", "abc"},

    {"fixed, of nothing", "1 10  0000000", ""},
    {"a literal of 8 bits", "1 10  10010001  0000000", "a"},
    {"literals of 9 bits", "1 10  111000011 110101001  0000000", "\xc3\xa9"},
    {"copy 3 from 1 back", "1 10  10010001  0000001 00000  0000000", "aaaa"},
    {"copy 4 from 2 back", "1 10  10010001 10010010  0000010 00001  0000000", "ababab"},
    {"copy 11 + 1 from 5 + 1 back",
     "1 10  10010001 10010010 10010011 10010100 10010101 10010110  0001001 1 00100 1  0000000", "abcdefabcdefabcdef"},
    {"two", "0 10  10010001  0000000  1 10  10010010  0000000", "ab"},
    {"a copy from the block before", "0 00 | 0300 fcff 616263  032200", "abcabc"},
};
TEST("inflate: stored and fixed blocks") { check_rows(kBlocks, Coding::deflate); }

// How many lengths of literals (257 +), of distances (1 +), and of the code that those are in (4 +). The
// latter's come in an order of their own: here 1 00, 2 01, 18 10 and a number of zeros, 0 110, and 16 111
// and how often the last one again.
#define CODE_FOR_LENGTHS " 0111  110 000 010 110 000 000 000 000 000 000 000 000 000 000 000 010 000 010  "
#define HEAD_258_1       "1 01  10000 00000" CODE_FOR_LENGTHS
#define NONE_BEFORE_A    "10 0110101  "
#define NONE_AFTER_A     "10 1111111  10 1001000  "

static constexpr StreamRow kDynamic[] = {
    {"a 0, end 10, copy 3 11, from 1 back 0", HEAD_258_1 NONE_BEFORE_A "00  " NONE_AFTER_A "01 01  00" "0  11 0  10", "aaaa"},
    {"without distances", "1 01  00000 00000" CODE_FOR_LENGTHS NONE_BEFORE_A "00  " NONE_AFTER_A "00  110" "0 0 0  1", "aaa"},
    {"the last length again", HEAD_258_1 "110 111 00  10 0100101  00  " NONE_AFTER_A "01 01  00" "0  11 0  10", "aaaa"},
    {"the last length again, as distances'",
     "1 01  10000 11000" CODE_FOR_LENGTHS NONE_BEFORE_A "00  " NONE_AFTER_A "01 01  111 10" "0  11 00  10", "aaaa"},
};
TEST("inflate: dynamic blocks") { check_rows(kDynamic, Coding::deflate); }

#define NO_CODE "the compressed data has a code that cannot be"
#define NO_WORD "the compressed data has a word of no code"

static constexpr StreamRow kBroken[] = {
    {"type 3", "1 11  00000 00000000", "the compressed data has a block of an unknown type"},
    {"a length and its complement that differ", "1 00 | 0500 fafe 68656c6c6f", "a stored block has a damaged length"},
    {"big-endian", "1 00 | 0005 fffa 68656c6c6f", "the compressed data is cut short"},
    {"length 286", "1 10  10010001  11000110 00000  0000000", NO_WORD},
    {"distance 30", "1 10  10010001  0000001 11110  0000000", NO_WORD},
    {"distance 31", "1 10  10010001  0000001 11111  0000000", NO_WORD},
    {"a copy of nothing", "1 10  0000001 00000  0000000", "the compressed data copies from before its beginning"},
    {"a copy from one too far", "1 10  10010001  0000001 00001  0000000", "the compressed data copies from before its beginning"},

    {"287 literals", "1 01  01111 00000" CODE_FOR_LENGTHS, "the compressed data has a code of too many symbols"},
    {"31 distances", "1 01  00000 01111" CODE_FOR_LENGTHS, "the compressed data has a code of too many symbols"},
    {"three words of one bit", "1 01  00000 00000 0000  100 100 100 000", NO_CODE},
    {"room for a word of two bits", "1 01  00000 00000 0000  100 010 000 000", NO_CODE},
    {"the one before the first again", HEAD_258_1 "111 00", "the compressed data has lengths of no code"},
    {"more zeros than lengths", HEAD_258_1 "10 1111111  10 0111111", "the compressed data has lengths of no code"},
    {"no end of the block", HEAD_258_1 NONE_BEFORE_A "00 00  10 1111111  10 1101000", NO_CODE},
    {"too many words", HEAD_258_1 NONE_BEFORE_A "00  " NONE_AFTER_A "00 01  00", NO_CODE},
    {"too few", HEAD_258_1 NONE_BEFORE_A "00  " NONE_AFTER_A "01 110  00", NO_CODE},
    {"one distance in two bits", HEAD_258_1 NONE_BEFORE_A "00  " NONE_AFTER_A "01 01  01", NO_CODE},
    {"the other distance than the only one", HEAD_258_1 NONE_BEFORE_A "00  " NONE_AFTER_A "01 01  00" "0  11 1 00000000000000", NO_WORD},
    {"a distance where there is none", HEAD_258_1 NONE_BEFORE_A "00  " NONE_AFTER_A "01 01  110" "0  11 000000000000000", NO_WORD},
};
TEST("inflate: blocks that cannot be") { check_rows(kBroken, Coding::deflate); }

#define HELLO "01 0500 faff 68656c6c6f"

static constexpr StreamRow kZlib[] = {
    {"blocks, Adler-32", "|7801 " HELLO "062c0215", "hello"},
    {"of nothing", "|789c 0300 00000001", ""},
    {"a window of 256 bytes", "|081d " HELLO "062c0215", "hello"},
    {"blocks alone", "|" HELLO, "hello"},
    {"what is not a multiple of 31 is no header", "|7802 " HELLO "062c0215", "a stored block has a damaged length"},
    {"a dictionary", "|7820 00000001 " HELLO "062c0215", "the compressed data needs a dictionary"},
    {"another checksum", "|7801 " HELLO "062c0214", "the decompressed data does not match its checksum (5)"},
    {"little-endian", "|7801 " HELLO "15022c06", "the decompressed data does not match its checksum (5)"},
    {"something behind it", "|7801 " HELLO "062c0215 00", "something follows the compressed data"},
    {"something behind blocks alone", "|" HELLO "00", "something follows the compressed data"},
};
TEST("inflate: zlib") { check_rows(kZlib, Coding::deflate); }

#define HELLO_SUMS "86a61036 05000000"
#define A_MEMBER   "1f8b0800 00000000 00ff  01 0100 feff 61  43beb7e8 01000000  "

static constexpr StreamRow kGzip[] = {
    {"header, blocks, CRC-32, size", "|1f8b0800 00000000 00ff " HELLO HELLO_SUMS, "hello"},
    {"of nothing", "|1f8b0800 00000000 0003 0300 00000000 00000000", ""},
    {"the time, system and level do not matter", "|1f8b0801 12345678 0407 " HELLO HELLO_SUMS, "hello"},
    {"extra, name, comment, CRC", "|1f8b081f 00000000 0003  0200 abcd  6e616d00  6300  9193 " HELLO HELLO_SUMS, "hello"},
    {"an empty extra field", "|1f8b0804 00000000 0003  0000 " HELLO HELLO_SUMS, "hello"},
    {"an empty name", "|1f8b0808 00000000 0003  00 " HELLO HELLO_SUMS, "hello"},
    {"a comment", "|1f8b0810 00000000 0003  e9636f6d6d656e7400 " HELLO HELLO_SUMS, "hello"},
    {"a CRC of the header", "|1f8b0802 00000000 0003 a777 " HELLO HELLO_SUMS, "hello"},
    {"two members", "|" A_MEMBER "1f8b0800 00000000 00ff " HELLO HELLO_SUMS, "ahello"},
    {"zeros behind", "|" A_MEMBER "00", "a"},
    {"and more behind two", "|" A_MEMBER A_MEMBER "0000000000", "aa"},

    {"not gzip", "|504b0304 14000000 0800", "the data is not in gzip's format"},
    {"nearly", "|1f8c0800 00000000 00ff " HELLO HELLO_SUMS, "the data is not in gzip's format"},
    {"another method", "|1f8b0700 00000000 00ff " HELLO HELLO_SUMS, "the data is not in gzip's format"},
    {"the lowest unknown flag", "|1f8b0820 00000000 00ff " HELLO HELLO_SUMS, "the gzip header has unknown flags"},
    {"the highest", "|1f8b0880 00000000 00ff " HELLO HELLO_SUMS, "the gzip header has unknown flags"},
    {"another CRC of the header", "|1f8b0802 00000000 0003 a677 " HELLO HELLO_SUMS, "the decompressed data does not match its checksum (5)"},
    {"another CRC", "|1f8b0800 00000000 00ff " HELLO "86a61037 05000000", "the decompressed data does not match its checksum (5)"},
    {"another size", "|1f8b0800 00000000 00ff " HELLO "86a61036 06000000", "the decompressed data does not match its checksum (5)"},
    {"something behind", "|" A_MEMBER "61", "something follows the compressed data"},
    {"behind zeros", "|" A_MEMBER "0000 1f8b0800", "something follows the compressed data"},
    {"another member that is none", "|" A_MEMBER "1f000000 00000000 00ff", "the data is not in gzip's format"},
    {"copies do not reach the member before", "|" A_MEMBER "1f8b0800 00000000 00ff 030200 00000000 00000000",
     "the compressed data copies from before its beginning"},
};
TEST("inflate: gzip") { check_rows(kGzip, Coding::gzip); }

static void check_prefixes(Text written, Coding coding)
{
    uint8_t memory[128];
    Bytes   whole = bits_in(written, memory);
    for (size_t size = 0; size < whole.size; size++) {
        Line heard, name;
        inflate(heard, whole.first(size), coding, SIZE_MAX);
        CHECK(name.say(size, " bytes of ", written).text(), heard.text() == "the compressed data is cut short");
    }
}

TEST("inflate: cut short, wherever")
{
    for (const StreamRow &row : kBlocks) check_prefixes(row.stream, Coding::deflate);
    for (const StreamRow &row : kDynamic) check_prefixes(row.stream, Coding::deflate);
    check_prefixes(kZlib[0].stream, Coding::deflate);
    check_prefixes(kGzip[3].stream, Coding::gzip);
}

static constexpr StreamRow kLimits[] = {
    {"literals", "1 10  10010001 10010010  10010011  0000000", "abc"},
    {"a copy", "1 10  10010001  0000001 00000  0000000", "aaaa"},
    {"stored", "1 00 | 0500 faff 68656c6c6f", "hello"},
    {"in two blocks", "0 00 | 0100 feff 61  01 0100 feff 62", "ab"},
    {"nothing", "1 10  0000000", ""},
};
TEST("inflate: no more than the limit")
{
    for (const StreamRow &row : kLimits) {
        uint8_t memory[128];
        Bytes   stream = bits_in(row.stream, memory);
        size_t  size   = Text(row.heard).size;
        Line    exact, less;
        inflate(exact, stream, Coding::deflate, SIZE_MAX, size);
        CHECK(row.name, exact.text() == row.heard);
        if (!size) continue;
        inflate(less, stream, Coding::deflate, SIZE_MAX, size - 1);
        CHECK(row.name, less.text() == "more comes out of the compressed data than is allowed");
    }
}
