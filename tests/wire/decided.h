// For tests: what a robots.txt decides.
#pragma once

#include "check.h"
#include "wire/robots.h"

#define FOR_ALL "user-agent: *\n"

// What decides, after the file has been read in pieces of `step` bytes: "-2" is forbidden by line 2, "+2"
// allowed by it, and "+" allowed by no rule.
inline void decide(Writer &heard, Text file, Text path, Text token, size_t step)
{
    Robots robots(token, path);
    for (Bytes rest = bytes_of(file); !rest.empty();) {
        Bytes piece = rest.first(smaller(step, rest.size));
        rest        = rest.after(piece.size);
        robots.update(piece);
    }
    robots.finish();
    heard.add(robots.may_fetch() ? '+' : '-');
    if (robots.line()) heard.add(robots.line());
}

inline void check_row(const char *name, Text file, Text path, Text token, Text decision)
{
    static constexpr size_t steps[] = {1, 7, SIZE_MAX};
    for (size_t step : steps) {
        Line heard, what;
        decide(heard, file, path, token, step);
        CHECK(what.say(name, ": ", token, ' ', path, ' ', heard.text()).text(), heard.text() == decision);
    }
}
