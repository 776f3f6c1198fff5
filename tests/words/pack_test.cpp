#include "words/pack.h"

#include "../check.h"

// Layouts are known to the compiler.
constexpr Layout kChunk = layout("<BBHI");  // kind, flags, length, sequence
static_assert(kChunk.size == 8 && kChunk.items == 4);
static_assert(packed_size<"!i5sf"> == 13);
static_assert(packed_size<""> == 0);
static_assert(layout("3s 2p 4x 0H 3H").items == 5);
static_assert(layout("<P").flaw == Flaw::letter && layout("<n").flaw == Flaw::letter);
static_assert(layout("3").flaw == Flaw::count);
static_assert(layout("99999999999999999999s").flaw == Flaw::size);
static_assert(layout("65536s").flaw == Flaw::none && layout("65537s").flaw == Flaw::size);

// Each argument of pack is of its letter's kind, as wide or narrower.
static_assert(can_pack<"<B", uint8_t>());
static_assert(!can_pack<"<B", uint16_t>());
static_assert(!can_pack<"<B">() && !can_pack<"<B", uint8_t, uint8_t>());
static_assert(!can_pack<"<B", int8_t>() && !can_pack<"<b", uint8_t>());
static_assert(!can_pack<"<B", char>() && !can_pack<"<B", bool>() && !can_pack<"<B", int>());
static_assert(can_pack<"<Q", uint8_t>() && can_pack<"<q", int>() && !can_pack<"<q", unsigned>());
static_assert(can_pack<"<l", int>() && !can_pack<"<l", long long>());
static_assert(can_pack<"@l", long>() && can_pack<"@N", size_t>() && can_pack<"@n", ptrdiff_t>());
static_assert(can_pack<"c?", char, bool>() && !can_pack<"c", uint8_t>() && !can_pack<"?", int>());
static_assert(can_pack<"efd", float, float, double>() && !can_pack<"f", double>() && !can_pack<"d", float>());
static_assert(can_pack<"4s4p", Bytes, Text>() && can_pack<"4s4p4s", char[3], uint8_t[4], Space>());
static_assert(!can_pack<"4s", uint32_t>() && !can_pack<"B", Text>());
static_assert(can_pack<"2Hx", uint16_t, uint16_t>() && !can_pack<"2Hx", uint16_t>());

// Each variable of unpack is exactly of its letter's size.
static_assert(can_unpack<"<BHIQ", uint8_t, uint16_t, uint32_t, uint64_t>());
static_assert(can_unpack<"<bhiq", int8_t, int16_t, int32_t, int64_t>());
static_assert(can_unpack<"<Qq", unsigned long long, long long>());
static_assert(!can_unpack<"<H", uint32_t>() && !can_unpack<"<H", int16_t>() && !can_unpack<"<H", const uint16_t>());
static_assert(can_unpack<"c?efd", char, bool, float, float, double>());
static_assert(can_unpack<"4s4p", Bytes, Bytes>() && !can_unpack<"4s", Text>());
static_assert(!can_unpack<"<H">() && !can_unpack<"<H", uint16_t, uint16_t>());

static bool holds(Bytes packed, Text digits)
{
    Line line;
    return line.say(packed).text() == digits;
}

TEST("pack<>: the manual's examples")
{
    uint8_t out[16];
    CHECK("size", pack<">bhl">(out, int8_t(1), int16_t(2), int32_t(3)) == 7);
    CHECK("bytes", holds(Bytes(out).first(7), "01000200000003"));

    size_t size = pack<"<10sHHb">(out, "raymond   ", uint16_t(4658), uint16_t(264), int8_t(8));
    CHECK("a record", holds(Bytes(out).first(size), "7261796d6f6e642020203212080108"));
    Bytes    name;
    uint16_t serial, school;
    int8_t   grade;
    CHECK("back", unpack<"<10sHHb">(out, name, serial, school, grade));
    CHECK("its name is a view", text_of(name) == "raymond   " && name.data == out);
    CHECK("its numbers", serial == 4658 && school == 264 && grade == 8);
}

// The manual's alignment examples are for one machine; a struct tells about each.
TEST("pack<>: @ lays values out as a struct does")
{
    struct {
        char c = '#';
        int  i = 0x12131415;
    } first;
    struct {
        short  h = -2;
        double d = 1.75;
        char   c = 'x';
        long   l = -3;
        bool   b = true;
    } second;
    uint8_t out[64];
    CHECK("c and i", pack<"@ci">(out, first.c, first.i) == sizeof first);
    CHECK("at the same offsets", !memcmp(out + 4, &first.i, 4) && out[0] == '#');
    CHECK("0l pads the end", pack<"hdcl?0d">(out, second.h, second.d, second.c, second.l, second.b) == sizeof second);
    CHECK("a double", !memcmp(out + ((char *)&second.d - (char *)&second), &second.d, 8));
    CHECK("a long", !memcmp(out + ((char *)&second.l - (char *)&second), &second.l, sizeof(long)));
    CHECK("gaps are zero", out[2] == 0 && out[sizeof second - 1] == 0);
    CHECK("llh0l is three longs", packed_size<"@llh0l"> == 3 * sizeof(long));
    CHECK("without @, there are no gaps", packed_size<"=llh0l"> == 10);
}

TEST("pack<>: a number, a name and a real")
{
    uint8_t  out[16];
    int32_t  number;
    Bytes    name;
    float    height;
    uint32_t bits;
    CHECK("little-endian", pack<"<i5sf">(out, 1, "zhang", 1.75f) == 13);
    CHECK("bytes", holds(Bytes(out).first(13), "010000007a68616e670000e03f"));
    CHECK("native", pack<"i5sf">(out, 1, "zhang", 1.75f) == 16 && out[9] == 0 && out[11] == 0);
    CHECK("back", unpack<"i5sf">(out, number, name, height) && number == 1 && text_of(name) == "zhang");
    memcpy(&bits, &height, sizeof bits);
    CHECK("the real", bits == 0x3fe00000);
}

TEST("pack<>: each letter at its edges")
{
    uint8_t out[32];
    pack<"<bBhH">(out, int8_t(-128), uint8_t(255), int16_t(-2), uint16_t(0x1234));
    CHECK("small <", holds(Bytes(out).first(6), "80fffeff3412"));
    pack<">bBhH">(out, int8_t(-128), uint8_t(255), int16_t(-2), uint16_t(0x1234));
    CHECK("small >", holds(Bytes(out).first(6), "80fffffe1234"));
    pack<"<iIq">(out, INT32_MIN, 0x01020304u, int64_t(-2));
    CHECK("large <", holds(Bytes(out).first(16), "0000008004030201feffffffffffffff"));
    pack<"!IQ">(out, 0x01020304u, uint64_t(0x0102030405060708));
    CHECK("large !", holds(Bytes(out).first(12), "010203040102030405060708"));
    pack<"!qQ">(out, int8_t(-2), uint16_t(513));
    CHECK("narrower ones are extended", holds(Bytes(out).first(16), "fffffffffffffffe0000000000000201"));
    pack<"!efd">(out, 1.5f, 1.5f, 1.5);
    CHECK("reals", holds(Bytes(out).first(14), "3e003fc000003ff8000000000000"));
    pack<"<2e">(out, 65536.0f, -5.9604644775390625e-8f);
    CHECK("halves at their edges", holds(Bytes(out).first(4), "007c0180"));
    pack<"c?x?">(out, 'A', true, false);
    CHECK("characters and booleans", holds(Bytes(out).first(4), "41010000"));
    pack<"2s3s4p3p">(out, "abc", "a", "abcd", "");
    CHECK("bytes are cut and padded", holds(Bytes(out).first(12), "616261000003616263000000"));
}

TEST("unpack<>: each letter at its edges")
{
    const uint8_t in[] = {0x80, 0xff, 0xff, 0xfe, 0x12, 0x34, 0x80, 0x00, 0x00, 0x00, 0x01, 0x02,
                          0x03, 0x04, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0x3e, 0x00};
    int8_t        b;
    uint8_t       B;
    int16_t       h;
    uint16_t      H;
    int32_t       i;
    uint32_t      I, half;
    int64_t       q;
    float         e;
    CHECK("all there", unpack<"!bBhHiIqe">(in, b, B, h, H, i, I, q, e));
    memcpy(&half, &e, sizeof half);
    CHECK("signed", b == -128 && h == -2 && i == INT32_MIN && q == -2);
    CHECK("unsigned", B == 255 && H == 0x1234 && I == 0x01020304);
    CHECK("half of a real", half == 0x3fc00000);
    CHECK("little-endian", unpack<"<4xHI">(in, H, I) && H == 0x3412 && I == 0x00000080);

    const uint8_t text[] = {2, 0, 'x', 2, 'a', 'b', 'c', 255, 'd'};
    bool          yes, no;
    char          c;
    Bytes         counted, overlong;
    CHECK("text", unpack<"2?c4p2p">(text, yes, no, c, counted, overlong) && c == 'x');
    CHECK("any byte but zero is true", yes && !no);
    CHECK("a count is believed as far as the field goes", text_of(counted) == "ab" && text_of(overlong) == "d");
}

TEST("unpack<>: one byte short")
{
    const uint8_t in[9] = {};
    uint8_t       kind = 1, flags = 1;
    uint16_t      length = 1;
    uint32_t      sequence = 1;
    for (size_t size = 0; size < 8; size++)
        CHECK("too short", !unpack<"<BBHI">(Bytes(in).first(size), kind, flags, length, sequence));
    CHECK("nothing was touched", kind == 1 && flags == 1 && length == 1 && sequence == 1);
    CHECK("enough", unpack<"<BBHI">(Bytes(in).first(8), kind, flags, length, sequence) && !kind && !sequence);
    CHECK("more than enough", unpack<"<BBHI">(in, kind, flags, length, sequence));
    CHECK("padding counts", !unpack<"B8xx">(in, kind) && unpack<"B8x">(in, kind));
}

TEST("pack<>: writes all of its layout and nothing else")
{
    uint8_t out[16];
    memset(out, 9, sizeof out);
    CHECK("size", pack<"!BxH3s3p2x">(out, uint8_t(1), uint16_t(2), "a", "b") == 12);
    CHECK("bytes", holds(out, "01000002610000016200000009090909"));
}
