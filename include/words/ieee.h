// IEEE 754 binary formats converted as patterns of bits, by integers alone: machines without floating
// point need no library for it, and all machines agree to the bit.
#pragma once

#include <stdint.h>

struct Ieee {
    uint8_t exponent;  // bits
    uint8_t fraction;  // bits
};
inline constexpr Ieee kHalf   = {5, 10};
inline constexpr Ieee kSingle = {8, 23};
inline constexpr Ieee kDouble = {11, 52};

// To a smaller format: rounds to nearest, ties to even; what is too large becomes infinity. As in
// CPython 3.11 a NaN comes out quiet, in either direction, and a half's NaN keeps only its sign.
uint64_t narrowed(uint64_t bits, Ieee from, Ieee to);

// To a larger format, exactly.
uint64_t widened(uint64_t bits, Ieee from, Ieee to);

bool is_finite(uint64_t bits, Ieee format);
