// Letters, digits and words as protocols use them: ASCII, whatever the locale.
#pragma once

#include "words/span.h"

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char lowered(char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; }
constexpr bool is_letter(char c) { return lowered(c) >= 'a' && lowered(c) <= 'z'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_control(char c) { return uint8_t(c) < 0x20 || c == 0x7f; }

bool has_control(Text text);

bool same_ignoring_case(Text a, Text b);

// Which of `names` the word is, in any case; names.size where it is none of them.
size_t find_ignoring_case(Span<const char *const> names, Text word);

// False unless `digits` is one or more decimal digits, and nothing else, of a number below 2^64.
bool parse_decimal(uint64_t &number, Text digits);
