// Valgrind's memcheck as a detector of leaks through time: to it a secret is undefined memory, and it
// reports every branch and every address that depends on some.
#pragma once

#include "words/span.h"

#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#else
#define RUNNING_ON_VALGRIND   0
#define VALGRIND_COUNT_ERRORS 0
#define VALGRIND_MAKE_MEM_UNDEFINED(address, size)     (void)(address)
#define VALGRIND_MAKE_MEM_DEFINED(address, size)       (void)(address)
#define VALGRIND_GET_VBITS(address, bits, size)        (void)(address)
#endif

inline bool     is_watched() { return RUNNING_ON_VALGRIND; }
inline unsigned reports() { return VALGRIND_COUNT_ERRORS; }

inline void make_secret(Space bytes) { VALGRIND_MAKE_MEM_UNDEFINED(bytes.data, bytes.size); }
inline void make_public(Bytes bytes) { VALGRIND_MAKE_MEM_DEFINED(bytes.data, bytes.size); }

// True when all of the bytes depend on a secret.
inline bool is_secret(Bytes bytes)
{
    for (const uint8_t &byte : bytes) {
        uint8_t undefined = 0;
        VALGRIND_GET_VBITS(&byte, &undefined, 1);
        make_public({&undefined, 1});
        if (!undefined) return false;
    }
    return true;
}
