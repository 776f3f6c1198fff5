// Words side by side: four in a vector register where every processor of the target has them, one
// elsewhere.
#pragma once

#include <stdint.h>

#if defined __SSE2__ || defined __ARM_NEON
using Lanes = uint32_t __attribute__((vector_size(16)));
constexpr Lanes kLaneNumbers = {0, 1, 2, 3};
#else
using Lanes = uint32_t;
constexpr Lanes kLaneNumbers = 0;
#endif

constexpr unsigned kLanes = sizeof(Lanes) / sizeof(uint32_t);
