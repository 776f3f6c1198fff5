// Small random delays, so that peers do not all speak at once (Marsaglia's xorshift32). Nobody's secret may
// depend on them.
#pragma once

#include "words/clock.h"

class Jitter {
public:
    explicit Jitter(uint32_t seed = 1) : state_(seed | 1) {}

    // From `least` to `most`, both in milliseconds and included.
    Millis between(uint32_t least, uint32_t most)
    {
        state_ ^= state_ << 13, state_ ^= state_ >> 17, state_ ^= state_ << 5;
        return {least + state_ % (most - least + 1)};
    }

private:
    uint32_t state_;  // never 0
};
