// Bytes as lower-case hexadecimal digits, and back.
#pragma once

#include "words/span.h"

// What a digit of either case is worth; -1 for another letter.
int hex_value(char digit);

// Writes 2 * bytes.size digits to the front of `to`.
void to_hex(Span<char> to, Bytes bytes);

// False unless `digits` is exactly 2 * to.size hexadecimal digits, of either case.
bool from_hex(Space to, Text digits);
