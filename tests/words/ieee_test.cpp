#include "words/ieee.h"

#include "../check.h"

struct RoundingRow {
    const char *name;
    uint64_t    wide;
    uint64_t    narrow;
};

static constexpr RoundingRow kHalves[] = {
    {"one", 0x3ff0000000000000, 0x3c00},
    {"minus two", 0xc000000000000000, 0xc000},
    {"a third", 0x3fd5555555555555, 0x3555},
    {"minus zero", 0x8000000000000000, 0x8000},
    {"infinity", 0x7ff0000000000000, 0x7c00},
    {"minus infinity", 0xfff0000000000000, 0xfc00},
    {"a NaN loses its payload", 0x7ff8000000000123, 0x7e00},
    {"but not its sign", 0xfff0000000000001, 0xfe00},

    {"65504, the largest", 0x40effc0000000000, 0x7bff},
    {"just below 65520 rounds down", 0x40effdffffffffff, 0x7bff},
    {"65520 is too large", 0x40effe0000000000, 0x7c00},
    {"1e300, too", 0x7e37e43c8800759c, 0x7c00},

    {"half a step above one, to even", 0x3ff0020000000000, 0x3c00},
    {"a little more goes up", 0x3ff0020000000001, 0x3c01},
    {"one and a half steps, to even", 0x3ff0060000000000, 0x3c02},
    {"a carry into the exponent", 0x3ffffe0000000000, 0x4000},

    {"2^-14, the smallest normal", 0x3f10000000000000, 0x0400},
    {"the largest subnormal", 0x3f0ff80000000000, 0x03ff},
    {"half a step more becomes normal", 0x3f0ffc0000000000, 0x0400},
    {"2^-24, the smallest", 0x3e70000000000000, 0x0001},
    {"one and a half of it, to even", 0x3e78000000000000, 0x0002},
    {"half of it, to even", 0x3e60000000000000, 0x0000},
    {"a little more than half", 0x3e60000000000001, 0x0001},
    {"a quarter", 0x3e50000000000000, 0x0000},
    {"the smallest double", 0x0000000000000001, 0x0000},
};
TEST("ieee: from double to half")
{
    for (const RoundingRow &row : kHalves) CHECK(row.name, narrowed(row.wide, kDouble, kHalf) == row.narrow);
}

static constexpr RoundingRow kSingles[] = {
    {"1.75", 0x3ffc000000000000, 0x3fe00000},
    {"a third", 0x3fd5555555555555, 0x3eaaaaab},
    {"minus zero", 0x8000000000000000, 0x80000000},
    {"minus infinity", 0xfff0000000000000, 0xff800000},
    {"a NaN keeps what fits of its payload", 0x7ff8000020000000, 0x7fc00001},
    {"and becomes quiet", 0xfff0000000000001, 0xffc00000},

    {"the last below 2^128 - 2^103", 0x47efffffefffffff, 0x7f7fffff},
    {"which is too large", 0x47effffff0000000, 0x7f800000},
    {"half a step above one, to even", 0x3ff0000010000000, 0x3f800000},
    {"a little more goes up", 0x3ff0000010000001, 0x3f800001},
    {"one and a half steps, to even", 0x3ff0000030000000, 0x3f800002},
    {"2^-126, the smallest normal", 0x3810000000000000, 0x00800000},
    {"half a step below it", 0x380ffffff0000000, 0x00800000},
    {"2^-149, the smallest", 0x36a0000000000000, 0x00000001},
    {"half of it, to even", 0x3690000000000000, 0x00000000},
    {"a little more than half", 0x3690000000000001, 0x00000001},
    {"the smallest double", 0x0000000000000001, 0x00000000},
};
TEST("ieee: from double to single")
{
    for (const RoundingRow &row : kSingles) CHECK(row.name, narrowed(row.wide, kDouble, kSingle) == row.narrow);
}

TEST("ieee: every half survives a trip through a double and a single")
{
    for (uint64_t half = 0; half < 0x10000; half++) {
        bool     nan    = (half & 0x7fff) > 0x7c00;
        uint64_t back   = nan ? (half & 0x8000) | 0x7e00 : half;
        uint64_t single = widened(half, kHalf, kSingle);
        uint64_t wide   = widened(half, kHalf, kDouble);
        if (narrowed(wide, kDouble, kHalf) != back) CHECK("by a double", false);
        if (narrowed(single, kSingle, kHalf) != back) CHECK("by a single", false);
        if (widened(single, kSingle, kDouble) != wide) CHECK("one step or two", false);
        if (is_finite(half, kHalf) != is_finite(wide, kDouble)) CHECK("finite both or neither", false);
    }
}

static constexpr RoundingRow kWidened[] = {
    {"minus two", 0xc000000000000000, 0xc0000000},
    {"infinity", 0x7ff0000000000000, 0x7f800000},
    {"the largest single", 0x47efffffe0000000, 0x7f7fffff},
    {"the smallest normal", 0x3810000000000000, 0x00800000},
    {"the largest subnormal", 0x380fffffc0000000, 0x007fffff},
    {"the smallest", 0x36a0000000000000, 0x00000001},
    {"minus zero", 0x8000000000000000, 0x80000000},
    {"a NaN becomes quiet", 0xfff8000020000000, 0xff800001},
};
TEST("ieee: from single to double")
{
    for (const RoundingRow &row : kWidened) CHECK(row.name, widened(row.narrow, kSingle, kDouble) == row.wide);
}
