// The unit tests' own vocabulary. A test is a named block; a check inside it says what a reader
// should learn when it fails, usually the name of a table's row.
//
//     TEST("hex: both ways")
//     {
//         for (const Row &row : kRows) CHECK(row.name, encoded(row.bytes) == row.digits);
//     }
#pragma once

#include "words/say.h"

struct Test {
    const char *name;
    void (*run)();
    Test *next;

    Test(const char *what, void (*body)());
};

void check(bool holds, Text what, const char *file, int line);

// Says why the rest of the running test does not apply on this machine; counted as skipped.
void skip_test(Text why);

// How many of so many seeded worlds are walked through: all by the machine's own processor, a tenth by an emulated
// one, which shows that it computes as the other does and would take a minute more for the rest.
uint32_t worlds(uint32_t all);

#define JOINED_(a, b) a##b
#define JOINED(a, b)  JOINED_(a, b)
#define TEST(name)                                                         \
    static void JOINED(test_, __LINE__)();                                 \
    static Test JOINED(entry_, __LINE__)(name, JOINED(test_, __LINE__));   \
    static void JOINED(test_, __LINE__)()
#define CHECK(what, condition) check((condition), what, __FILE__, __LINE__)
