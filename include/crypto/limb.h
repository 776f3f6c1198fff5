// The digits of long numbers: as wide as this processor multiplies in one go.
#pragma once

#include <stdint.h>

#ifdef __SIZEOF_INT128__
using Limb    = uint64_t;
using Product = unsigned __int128;  // of two limbs, and two more limbs fit
using Carry   = __int128;           // or a borrow, where negative
#else
using Limb    = uint32_t;
using Product = uint64_t;
using Carry   = int64_t;
#endif

constexpr int kLimbBits = sizeof(Limb) * 8;
