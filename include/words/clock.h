// Time as the code sees it: milliseconds of the monotonic clock, handed in by whoever asked the
// kernel. Absolute deadlines, because a duration starts again at every interrupted call.
#pragma once

#include <stdint.h>

struct Millis {
    int64_t count = 0;

    friend constexpr Millis operator+(Millis a, Millis b) { return {a.count + b.count}; }
    friend constexpr Millis operator-(Millis a, Millis b) { return {a.count - b.count}; }
    friend constexpr bool operator<(Millis a, Millis b) { return a.count < b.count; }
    friend constexpr bool operator==(Millis a, Millis b) { return a.count == b.count; }
    friend constexpr bool operator<=(Millis a, Millis b) { return a.count <= b.count; }
};

constexpr Millis seconds(int64_t count) { return {count * 1000}; }

struct Deadline {
    Millis at = {INT64_MAX};  // the default never passes

    static constexpr Deadline never() { return {}; }
    constexpr bool passed(Millis now) const { return at <= now; }
    constexpr Deadline or_sooner(Deadline other) const { return other.at < at ? other : *this; }

    // What poll() takes: never negative but for a deadline that never passes (-1, for ever).
    constexpr int poll_timeout(Millis now) const
    {
        if (at.count == INT64_MAX) return -1;
        int64_t left = at.count - now.count;
        return left <= 0 ? 0 : left > INT32_MAX ? INT32_MAX : int(left);
    }
};
