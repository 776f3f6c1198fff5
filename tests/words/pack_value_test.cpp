#include "words/pack_value.h"

#include "../check.h"
#include "../packed.h"

struct PackRow {
    const char *name;
    const char *format;
    const char *values;  // see packed.h
    const char *bytes;
};

static void check_both_ways(const PackRow &row)
{
    Line there, back;
    CHECK(row.name, !pack_line(there, row.format, row.values) && there.text() == row.bytes);
    CHECK(row.name, !unpack_line(back, row.format, row.bytes) && back.text() == row.values);
}

static constexpr PackRow kExamples[] = {
    {"the manual's first example", ">bhl", "1 2 3", "01000200000003"},
    {"little-endian", "<bhl", "1 2 3", "01020003000000"},
    {"a student's record", "<10sHHb", "raymond%20%20%20 4658 264 8", "7261796d6f6e642020203212080108"},
    {"a number, a name and a real", "<i5sf", "1 zhang 3ffc000000000000", "010000007a68616e670000e03f"},
    {"in network order", "!i5sf", "1 zhang 3ffc000000000000", "000000017a68616e673fe00000"},
    {"a chunk of an upload", "!BBHI", "1 0 4096 70000", "0100100000011170"},
    {"nothing", "", "", ""},
    {"only an order", "<", "", ""},

    {"a number repeats", "!3H", "1 2 3", "000100020003"},
    {"but is a length before s", "3s", "abc", "616263"},
    {"three characters", "3c", "a b c", "616263"},
    {"repeating nothing", "!0HB0B", "7", "07"},
    {"leading zeros", "!002H", "1 2", "00010002"},
    {"blanks between items", "! B\t2H\n x  B ", "1 2 3 4", "01000200030004"},

    {"bytes of padding are zero", "!Bx2xB", "1 2", "0100000002"},
    {"at the end too", "B3x", "1", "01000000"},
    {"and alone", "2x", "", "0000"},
    {"no bytes at all, yet a value", "0sB", " 7", "07"},
    {"a counted text", "6p", "abc", "036162630000"},
    {"fills all but the first byte", "4p", "abc", "03616263"},
    {"may be empty", "3p", "", "000000"},
    {"one byte counts nothing", "1pB", " 7", "0007"},
    {"no byte to count with", "0pB", " 7", "07"},
    {"zero bytes belong to s", "4s", "a%00%00%00", "61000000"},
};
TEST("pack: examples, both ways")
{
    for (const PackRow &row : kExamples) check_both_ways(row);
}

static constexpr PackRow kEdges[] = {
    {"b", "<2b", "-128 127", "807f"},
    {"B", ">2B", "0 255", "00ff"},
    {"c", ">2c", "%00 %ff", "00ff"},
    {"?", "<2?", "0 1", "0001"},
    {"h <", "<3h", "-32768 32767 -2", "0080ff7ffeff"},
    {"h >", ">3h", "-32768 32767 -2", "80007ffffffe"},
    {"H <", "<2H", "65535 258", "ffff0201"},
    {"H !", "!2H", "65535 258", "ffff0102"},
    {"i <", "<2i", "-2147483648 2147483647", "00000080ffffff7f"},
    {"i >", ">2i", "-2147483648 2147483647", "800000007fffffff"},
    {"I <", "<2I", "4294967295 16909060", "ffffffff04030201"},
    {"I >", ">2I", "4294967295 16909060", "ffffffff01020304"},
    {"l <", "<l", "-2", "feffffff"},
    {"l >", ">l", "-2", "fffffffe"},
    {"L <", "<L", "16909060", "04030201"},
    {"L >", ">L", "16909060", "01020304"},
    {"q <", "<2q", "-9223372036854775808 9223372036854775807", "0000000000000080ffffffffffffff7f"},
    {"q >", ">2q", "-9223372036854775808 9223372036854775807", "80000000000000007fffffffffffffff"},
    {"Q <", "<2Q", "18446744073709551615 72623859790382856", "ffffffffffffffff0807060504030201"},
    {"Q >", ">2Q", "18446744073709551615 72623859790382856", "ffffffffffffffff0102030405060708"},
    {"e <", "<2e", "3ff8000000000000 c000000000000000", "003e00c0"},
    {"e >", ">2e", "3ff8000000000000 c000000000000000", "3e00c000"},
    {"f <", "<2f", "3ff8000000000000 7ff0000000000000", "0000c03f0000807f"},
    {"f >", ">2f", "3ff8000000000000 fff0000000000000", "3fc00000ff800000"},
    {"d <", "<d", "3ff8000000000001", "010000000000f83f"},
    {"d >", ">d", "3ff8000000000001", "3ff8000000000001"},
};
TEST("pack: each letter at its edges")
{
    for (const PackRow &row : kEdges) check_both_ways(row);
}

// What comes back is not what was put in.
static constexpr PackRow kOneWay[] = {
    {"s is cut", "2s", "abc", "6162"},
    {"s is padded", "3s", "a", "610000"},
    {"p is cut", "3p", "abc", "026162"},
    {"f rounds to even", "!2f", "3ff0000010000000 3ff0000030000000", "3f8000003f800002"},
    {"e rounds to even", "!2e", "3ff0020000000000 3ff0060000000000", "3c003c02"},
    {"the largest below e's infinity", "!e", "40effdffffffffff", "7bff"},
    {"a NaN in e keeps its sign", "!2e", "7ff8000000000001 fff0000000000001", "7e00fe00"},
    {"a NaN in f keeps what fits, but becomes quiet", "!f", "fff0000020000001", "ffc00001"},
    {"a NaN in d is left alone", "!d", "fff0000020000001", "fff0000020000001"},
};
TEST("pack: what gets lost")
{
    for (const PackRow &row : kOneWay) {
        Line line;
        CHECK(row.name, !pack_line(line, row.format, row.values) && line.text() == row.bytes);
    }
}

static constexpr PackRow kReturns[] = {
    {"any byte but zero is true", "3?", "0 1 1", "0002ff"},
    {"a count larger than the field", "3p", "ab", "ff6162"},
    {"padding may hold anything", "!BxB", "1 2", "01ff02"},
    {"bytes behind the layout", "!H", "258", "0102030405"},
    {"a NaN from e", "!2e", "7ff8000000000000 fff8000000000000", "7c01ffff"},
    {"a NaN from f becomes quiet", "!f", "fff8000020000000", "ff800001"},
    {"e's smallest", "!e", "3e70000000000000", "0001"},
    {"f's smallest", "!f", "36a0000000000000", "00000001"},
};
TEST("unpack: what others may send")
{
    for (const PackRow &row : kReturns) {
        Line line;
        CHECK(row.name, !unpack_line(line, row.format, row.bytes) && line.text() == row.values);
    }
}

struct RefusalRow {
    const char *format;
    const char *values;
    const char *because;
};
static constexpr RefusalRow kRefusals[] = {
    {"b", "128", "byte format requires -128 <= number <= 127"},
    {"b", "-129", "byte format requires -128 <= number <= 127"},
    {"b", "18446744073709551615", "byte format requires -128 <= number <= 127"},
    {"B", "256", "ubyte format requires 0 <= number <= 255"},
    {"B", "-1", "ubyte format requires 0 <= number <= 255"},
    {"h", "32768", "short format requires -32768 <= number <= 32767"},
    {"H", "65536", "ushort format requires 0 <= number <= 65535"},
    {"i", "-2147483649", "int format requires -2147483648 <= number <= 2147483647"},
    {"I", "4294967296", "uint format requires 0 <= number <= 4294967295"},
    {"q", "9223372036854775808", "long long format requires -9223372036854775808 <= number <= 9223372036854775807"},
    {"Q", "-1", "ulong long format requires 0 <= number <= 18446744073709551615"},
    {"e", "40effe0000000000", "float too large to pack with e format"},
    {"e", "c0effe0000000000", "float too large to pack with e format"},
    {"f", "47effffff0000000", "float too large to pack with f format"},
    {"<f", "7fefffffffffffff", "float too large to pack with f format"},

    {"P", "0", "bad char in struct format"},
    {"<n", "0", "bad char in struct format"},
    {"=N", "0", "bad char in struct format"},
    {"B<H", "0 0", "bad char in struct format"},
    {" <H", "0", "bad char in struct format"},
    {"<@H", "0", "bad char in struct format"},
    {"-1B", "0", "bad char in struct format"},
    {"3 B", "0 0 0", "bad char in struct format"},
    {"B2", "0", "repeat count given without format specifier"},
    {"65537x", "", "total struct size too long"},
    {"65536xB", "0", "total struct size too long"},
    {"65535xB0q", "0", nullptr},
    {"65535xB0qB", "0 0", "total struct size too long"},
    {"8193Q", "", "total struct size too long"},
    {"99999999999999999999s", "", "total struct size too long"},
    {"18446744073709551617B", "0", "total struct size too long"},
};
TEST("pack: refusals, in struct's words")
{
    static uint8_t memory[kLargestLayout];
    for (const RefusalRow &row : kRefusals) {
        Result<Layout> layout = parse_format(row.format);
        Error          error  = layout.error;
        Words          words{row.values};
        Fields         fields(row.format);
        for (Field field; !error && fields.next(field);)
            error = pack_value(memory, field, value_in(words.next(), field.kind, {}));
        CHECK(row.format, Text(error.words) == row.because);
        CHECK(row.format, !error || error.exit() == Exit::usage);
    }
}

TEST("pack: a value of another kind")
{
    uint8_t memory[4] = {};
    Field   number{FieldKind::unsigned_number, false, 4, 0}, bytes{FieldKind::bytes, false, 4, 0};
    CHECK("a number for a number", !pack_value(memory, number, {FieldKind::signed_number, 1}));
    CHECK("a real for a number", bool(pack_value(memory, number, {FieldKind::real, 0})));
    CHECK("bytes for a number", bool(pack_value(memory, number, {.kind = FieldKind::bytes})));
    CHECK("a number for bytes", bool(pack_value(memory, bytes, {FieldKind::unsigned_number, 1})));
}

TEST("pack: one byte short at run time")
{
    uint8_t memory[8] = {};
    Field   field{FieldKind::unsigned_number, false, 4, 4};
    CHECK("all there", !pack_value(memory, field, {}) && !unpack_value(memory, field).error);
    for (size_t size = 0; size < 8; size++) {
        CHECK("packing", bool(pack_value(Space(memory).first(size), field, {})));
        CHECK("unpacking", unpack_value(Bytes(memory).first(size), field).error.exit() == Exit::protocol);
    }
    Layout layout = parse_format("<2I").value;
    CHECK("room for all", room_for(layout, memory).value.size == 8);
    CHECK("no room", bool(room_for(layout, Space(memory).first(7)).error));
}
