// Whom something that is said in a room is for: everybody, everybody but one, or one alone. They are told
// apart by serial numbers, which nobody gets twice.
#pragma once

#include <stdint.h>

struct Audience {
    enum class Kind : uint8_t { all, all_but, only };

    Kind     kind   = Kind::all;
    uint32_t serial = 0;

    bool holds(uint32_t other) const { return kind == Kind::all || (kind == Kind::only) == (serial == other); }
};
