// Bytes as base64 (RFC 4648, section 4), and back.
#pragma once

#include "words/span.h"

// So many letters for so many bytes, padding included.
constexpr size_t base64_size(size_t bytes) { return (bytes + 2) / 3 * 4; }

// Writes base64_size(bytes.size) letters to the front of `to`.
void to_base64(Span<char> to, Bytes bytes);

// False unless `letters` is what to_base64 makes of to.size bytes, to the last letter: no line
// breaks, no padding left out, no stray bits in front of it (section 3.5).
bool from_base64(Space to, Text letters);
