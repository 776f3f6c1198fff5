// Bytes as lower-case hexadecimal digits, and back.
#pragma once

#include "words/span.h"

// Writes 2 * bytes.size digits to the front of `to`.
void to_hex(Span<char> to, Bytes bytes);

// False unless `digits` is exactly 2 * to.size hexadecimal digits, of either case.
bool from_hex(Space to, Text digits);
