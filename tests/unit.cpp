// Runs every TEST of the files linked in, or those whose name starts with an argument. One line
// each (ok, FAIL or skip), which tests/run counts.
#include "check.h"

#include <stdlib.h>
#include <unistd.h>

static Test *all_tests;
static bool  failed, skipped;

Test::Test(const char *what, void (*body)()) : name(what), run(body), next(all_tests)
{
    all_tests = this;
}

static void print(const Writer &line)
{
    if (write(1, line.text().data, line.text().size) < 0) _exit(1);
}

void check(bool holds, Text what, const char *file, int line)
{
    if (holds) return;
    failed = true;
    print(Line().say("  ", file, ':', line, ": ", Shown{what}, '\n'));
}

void skip_test(Text why)
{
    skipped = true;
    print(Line().say("  ", why, '\n'));
}

uint32_t worlds(uint32_t all)
{
    const char *emulator = getenv("QEMU");
    return emulator && *emulator ? all / 10 : all;
}

static bool wanted(Text name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (starts_with(name, argv[i])) return true;
    return argc < 2;
}

int main(int argc, char **argv)
{
    bool any_failed = false;
    for (Test *test = all_tests; test; test = test->next) {
        if (!wanted(test->name, argc, argv)) continue;
        failed = skipped = false;
        test->run();
        print(Line().say(failed ? "FAIL " : skipped ? "skip " : "ok ", test->name, '\n'));
        any_failed |= failed;
    }
    return any_failed;
}
