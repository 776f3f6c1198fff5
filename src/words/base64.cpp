#include "words/base64.h"

static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Three bytes are four letters; of those that only missing bytes have a part in, none is written.
void to_base64(Span<char> to, Bytes bytes)
{
    while (!bytes.empty()) {
        size_t   size  = smaller<size_t>(bytes.size, 3);
        unsigned group = 0;
        for (size_t i = 0; i < 3; i++) group = group << 8 | (i < size ? bytes[i] : 0);
        for (size_t i = 0; i < 4; i++, group <<= 6) to[i] = i <= size ? kAlphabet[group >> 18 & 63] : '=';
        to    = to.after(4);
        bytes = bytes.after(size);
    }
}

bool from_base64(Space to, Text letters)
{
    unsigned held = 0, count = 0;
    if (letters.size != base64_size(to.size)) return false;
    for (char letter : letters) {
        size_t value = position(kAlphabet, letter);
        if (to.empty() ? letter != '=' : value > 63) return false;
        if (to.empty()) continue;
        held = held << 6 | unsigned(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        to[0] = uint8_t(held >> count);
        to    = to.after(1);
    }
    return !(held & ((1u << count) - 1));
}
