// For simulations: numbers that look random and follow from a seed, so that any world can be grown again.
#pragma once

#include <stdint.h>

// Marsaglia's xorshift32.
class SeededDice {
public:
    explicit SeededDice(uint32_t seed) : state_(seed * 2654435761u | 1) {}

    uint32_t below(uint32_t sides)
    {
        state_ ^= state_ << 13, state_ ^= state_ >> 17, state_ ^= state_ << 5;
        return state_ % sides;
    }

private:
    uint32_t state_;
};
