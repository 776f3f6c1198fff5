// For fuzz targets: what they all need. A broken promise traps.
#pragma once

#include "words/result.h"

inline void must(bool holds)
{
    if (!holds) __builtin_trap();
}

// A stream cut into pieces of sizes that follow from a seed: 0 leaves it whole, 1 cuts it into bytes.
class Cuts {
public:
    explicit Cuts(uint8_t seed) : seed_(seed), state_(seed) {}

    Bytes take(Bytes &rest)
    {
        state_       = state_ * 1103515245 + 12345;
        size_t size  = !seed_ ? rest.size : seed_ == 1 ? 1 : 1 + (state_ >> 16) % seed_;
        Bytes  piece = rest.first(smaller(size, rest.size));
        rest         = rest.after(piece.size);
        return piece;
    }

private:
    uint8_t  seed_;
    uint32_t state_;
};

// What happened, as a number to compare (FNV-1a).
struct Trace {
    uint64_t hash = 0xcbf29ce484222325;

    void add(uint64_t number)
    {
        for (int i = 0; i < 8; i++, number >>= 8) hash = (hash ^ (number & 0xff)) * 0x100000001b3;
    }
    void add(Bytes bytes)
    {
        for (uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3;
    }
};
