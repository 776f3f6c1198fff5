#include "words/hex.h"

#include "words/ascii.h"

void to_hex(Span<char> to, Bytes bytes)
{
    size_t at = 0;
    for (uint8_t byte : bytes) {
        to[at++] = "0123456789abcdef"[byte >> 4];
        to[at++] = "0123456789abcdef"[byte & 15];
    }
}

int hex_value(char c)
{
    if (is_digit(c)) return c - '0';
    char lower = lowered(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool from_hex(Space to, Text digits)
{
    if (digits.size != 2 * to.size) return false;
    for (size_t i = 0; i < to.size; i++) {
        int high = hex_value(digits[2 * i]), low = hex_value(digits[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        to[i] = uint8_t(high << 4 | low);
    }
    return true;
}
