#include "words/ascii.h"

bool has_control(Text text)
{
    for (char c : text)
        if (is_control(c)) return true;
    return false;
}

bool same_ignoring_case(Text a, Text b)
{
    if (a.size != b.size) return false;
    for (size_t i = 0; i < a.size; i++)
        if (lowered(a[i]) != lowered(b[i])) return false;
    return true;
}

size_t find_ignoring_case(Span<const char *const> names, Text word)
{
    size_t at = 0;
    while (at < names.size && !same_ignoring_case(names[at], word)) at++;
    return at;
}

bool parse_decimal(uint64_t &number, Text digits)
{
    number = 0;
    for (char c : digits) {
        if (!is_digit(c)) return false;
        if (__builtin_mul_overflow(number, 10u, &number)) return false;
        if (__builtin_add_overflow(number, unsigned(c - '0'), &number)) return false;
    }
    return !digits.empty();
}
