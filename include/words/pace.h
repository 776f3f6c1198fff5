// A limit in bytes a second, kept by sending small pieces when they are due.
#pragma once

#include "words/clock.h"
#include "words/span.h"

class Pace {
public:
    explicit Pace(uint64_t rate) : rate_(rate) {}  // 0: no limit

    // How much of a piece may go at once: an eighth of a second's worth.
    size_t limit(size_t piece) const
    {
        return rate_ ? size_t(smaller<uint64_t>(piece, rate_ / 8 + 1)) : piece;
    }
    // When the next piece may follow `sent` bytes begun at `from`.
    Millis due(Millis from, uint64_t sent) const
    {
        if (!rate_) return from;
        return from + Millis{int64_t(sent / rate_ * 1000 + sent % rate_ * 1000 / rate_)};
    }

private:
    uint64_t rate_;
};
