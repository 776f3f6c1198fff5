#include "words/crc32.h"

#include "words/pack.h"

static constexpr uint32_t kPolynomial = 0xedb88320;  // the lowest bit is the highest power

Crc32::Crc32()
{
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t rest = byte;
        for (int bit = 0; bit < 8; bit++) rest = rest & 1 ? kPolynomial ^ rest >> 1 : rest >> 1;
        table_[byte] = rest;
    }
    for (size_t i = 256; i < 4 * 256; i++) table_[i] = table_[table_[i - 256] & 0xff] ^ table_[i - 256] >> 8;
}

void Crc32::update(Bytes more)
{
    uint32_t       state = state_;
    const uint8_t *at    = more.data;
    size_t         left  = more.size;
    // Four independent look-ups for four bytes: 2.5 times as fast as one after the other.
    for (; left >= 4; left -= 4, at += 4) {
        state ^= get_number<4, true>(at);
        state = table_[768 + (state & 0xff)] ^ table_[512 + (state >> 8 & 0xff)] ^
                table_[256 + (state >> 16 & 0xff)] ^ table_[state >> 24];
    }
    for (; left; left--, at++) state = table_[(state ^ *at) & 0xff] ^ state >> 8;
    state_ = state;
}
