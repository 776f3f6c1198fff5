// The kernel's randomness, which keys, codes and nonces are made of.
#pragma once

#include "words/result.h"

// Fills `to`, at most 256 bytes, from the kernel's generator and never waits: while that has not
// gathered enough since the machine started, as on a router in its first seconds, it is an error.
// So nobody gets a key that others could guess.
Error fill_random(Space to);
