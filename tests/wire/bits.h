// For tests of what is made of bits: "1 10 | 0500 faff", in the order of the stream.
#pragma once

#include "words/hex.h"

// Binary digits fill bytes from the lowest bit on. Behind a bar, which fills up the byte, stand whole
// bytes in hexadecimal. Blanks are for the reader.
inline Bytes bits_in(Text written, Space memory)
{
    size_t bits    = 0;
    bool   in_bits = true;
    memset(memory.data, 0, memory.size);
    for (size_t i = 0; i < written.size; i++) {
        if (written[i] == ' ') continue;
        if (written[i] == '|') {
            in_bits = false;
            bits    = (bits + 7) / 8 * 8;
        } else if (in_bits) {
            memory[bits / 8] |= uint8_t((written[i] - '0') << bits % 8);
            bits++;
        } else {
            from_hex(memory.after(bits / 8).first(1), written.after(i++).first(2));
            bits += 8;
        }
    }
    return memory.first((bits + 7) / 8);
}
