// Objects in memory that was reserved for them.
#pragma once

#include "words/span.h"

// Placement: <new> belongs to the C++ library.
inline void *operator new(size_t, void *memory) { return memory; }

// The front of `memory` as room for `count` objects, none of them made yet.
template <class T> T *carve(Space &memory, size_t count = 1)
{
    T *first = reinterpret_cast<T *>(memory.data);
    memory   = memory.after(count * sizeof(T));
    return first;
}
