// Secrets of 32 bytes, and forgetting them.
#pragma once

#include "words/span.h"

// Overwrites what the compiler might think nobody reads again.
void wipe(Space secret);

// The same for all of an object.
template <class T> void forget(T &object) { wipe({reinterpret_cast<uint8_t *>(&object), sizeof object}); }

// A secret key, or what leads to one; wiped when it goes out of sight.
struct Key {
    uint8_t bytes[32] = {};

    Key() = default;
    Key(const Key &) = default;
    Key &operator=(const Key &) = default;
    ~Key() { wipe(bytes); }
};

// Compares in the same time wherever two secrets of one size differ.
bool equal_secrets(Bytes a, Bytes b);
