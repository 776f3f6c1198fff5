#include "words/ieee.h"

// All bits but the sign, of which infinity has those of the exponent set.
static uint64_t magnitude(uint64_t bits, Ieee format)
{
    return bits & ((uint64_t(1) << (format.exponent + format.fraction)) - 1);
}

static uint64_t infinity(Ieee format)
{
    return ((uint64_t(1) << format.exponent) - 1) << format.fraction;
}

static uint64_t moved_sign(uint64_t bits, Ieee from, Ieee to)
{
    return (bits >> (from.exponent + from.fraction) & 1) << (to.exponent + to.fraction);
}

static int bias(Ieee format)
{
    return (1 << (format.exponent - 1)) - 1;
}

// What a NaN carries besides its sign: the quiet bit, and the payload unless a half is involved.
static uint64_t quiet(uint64_t payload, Ieee from, Ieee to)
{
    bool kept = from.fraction != kHalf.fraction && to.fraction != kHalf.fraction;
    return infinity(to) | uint64_t(1) << (to.fraction - 1) | (kept ? payload : 0);
}

static uint64_t shifted_to_even(uint64_t number, int shift)
{
    uint64_t odd = number >> shift & 1;
    return (number + (uint64_t(1) << (shift - 1)) - 1 + odd) >> shift;
}

bool is_finite(uint64_t bits, Ieee format)
{
    return magnitude(bits, format) < infinity(format);
}

uint64_t narrowed(uint64_t bits, Ieee from, Ieee to)
{
    uint64_t sign     = moved_sign(bits, from, to);
    uint64_t size     = magnitude(bits, from);
    uint64_t leading  = uint64_t(1) << from.fraction;
    uint64_t fraction = size & (leading - 1);
    int      shift    = from.fraction - to.fraction;
    if (size > infinity(from)) return sign | quiet(fraction >> shift, from, to);

    // Below the smallest exponent a number loses one bit of precision per step. The leading bit,
    // added to the exponent field, makes up for the one taken from it; so does a carry of rounding.
    int exponent = int(size >> from.fraction) - bias(from) + bias(to);
    if (exponent < 1) shift += 1 - exponent;
    uint64_t below = exponent < 1 ? 0 : uint64_t(exponent - 1) << to.fraction;
    uint64_t found = below + shifted_to_even(leading | fraction, shift < 63 ? shift : 63);
    return sign | (found < infinity(to) ? found : infinity(to));
}

uint64_t widened(uint64_t bits, Ieee from, Ieee to)
{
    uint64_t sign  = moved_sign(bits, from, to);
    uint64_t size  = magnitude(bits, from);
    int      shift = to.fraction - from.fraction;
    if (size > infinity(from)) return sign | quiet((size - infinity(from)) << shift, from, to);
    if (size == infinity(from)) return sign | infinity(to);
    if (!size) return sign;

    uint64_t leading  = uint64_t(1) << from.fraction;
    int      exponent = int(size >> from.fraction);
    uint64_t fraction = size & (leading - 1);
    if (!exponent) {
        for (exponent = 1; !(fraction & leading); exponent--) fraction <<= 1;
        fraction -= leading;
    }
    return sign | uint64_t(exponent - bias(from) + bias(to)) << to.fraction | fraction << shift;
}
