#include "crypto/md5.h"

#include "words/pack.h"

// 2^32 times the sine of 1, 2, ... 64 radians, without its sign (section 3.4).
static constexpr uint32_t kSines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

// How far each step rotates, four steps in turn (section 3.4).
static constexpr uint8_t kShifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

// Which word of the block a step takes: its number times the first plus the second, modulo 16.
static constexpr uint8_t kWords[4][2] = {{1, 0}, {5, 1}, {3, 5}, {7, 0}};

// The functions F, G, H and I.
static uint32_t mixed(size_t round, uint32_t b, uint32_t c, uint32_t d)
{
    if (round == 0) return d ^ (b & (c ^ d));
    if (round == 1) return c ^ (d & (b ^ c));
    return round == 2 ? b ^ c ^ d : c ^ (b | ~d);
}

static void compress(uint32_t state[4], const uint8_t *block)
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    for (size_t i = 0; i < 64; i++) {
        size_t   round = i / 16, word = (i * kWords[round][0] + kWords[round][1]) % 16, left = kShifts[round][i % 4];
        uint32_t sum = a + mixed(round, b, c, d) + kSines[i] + get_number<4, true>(block + 4 * word);
        a            = d;
        d            = c;
        c            = b;
        b += sum << left | sum >> (32 - left);
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
}

// One at a time, for what is hashed here is short.
void Md5::add(uint8_t byte)
{
    block_[size_++ % sizeof block_] = byte;
    if (size_ % sizeof block_ == 0) compress(state_, block_);
}

void Md5::update(Bytes more)
{
    for (uint8_t byte : more) add(byte);
}

void Md5::finish(uint8_t digest[16])
{
    // A one bit, zeros up to the last eight bytes of a block, and there the size in bits.
    uint32_t bits = size_ * 8;
    add(0x80);
    while (size_ % sizeof block_ != sizeof block_ - 8) add(0);
    for (size_t i = 0; i < 8; i++) add(i < 4 ? uint8_t(bits >> 8 * i) : 0);
    for (size_t i = 0; i < 16; i++) digest[i] = uint8_t(state_[i / 4] >> 8 * (i % 4));
}
