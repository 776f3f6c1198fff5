#include "crypto/sha256.h"

#include "crypto/key.h"
#include "words/pack.h"

// Aligned for the vector loads of src/crypto/cpu/.
alignas(16) const uint32_t kSha256Rounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, int right) { return x >> right | x << (32 - right); }

// The word 16 places behind w[0]. -Os would call it, for 7 % more instructions on ARM.
[[gnu::always_inline]] static inline uint32_t extended(const uint32_t *w)
{
    uint32_t near = w[14], far = w[1];
    return (rotate(near, 17) ^ rotate(near, 19) ^ near >> 10) + w[9] +
           (rotate(far, 7) ^ rotate(far, 18) ^ far >> 3) + w[0];
}

// The 64 words of a block's rounds.
static void schedule(uint32_t w[64], const uint8_t *block)
{
    for (size_t i = 0; i < 16; i++) w[i] = get_number<4, false>(block + 4 * i);
    // Two a turn share loads and the loop's own cost: 5 % fewer instructions on ARM and MIPS.
    for (size_t i = 0; i < 48; i += 2) {
        w[i + 16] = extended(w + i);
        w[i + 17] = extended(w + i + 1);
    }
}

// One round. The standard's new a is left in h: the caller renames instead of moving. Its Ch and Maj
// are written with fewer operations, and the next round's b ^ c is this one's a ^ b.
[[gnu::always_inline]] static inline void round(uint32_t a, uint32_t b, uint32_t c, uint32_t &d, uint32_t e,
                                                uint32_t f, uint32_t g, uint32_t &h, uint32_t word)
{
    h += word;
    h += g ^ (e & (f ^ g));
    h += rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    d += h;
    h += rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    h += b ^ ((a ^ b) & (b ^ c));
}

[[gnu::always_inline]] static inline void exchange(uint32_t &a, uint32_t &b)
{
    uint32_t was = a;
    a            = b;
    b            = was;
}

static void mix(uint32_t state[8], const uint32_t w[64])
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    // Four rounds: with eight, -Os loses track of the registers on 32-bit machines and is slower.
    for (const uint32_t *k = kSha256Rounds; k != kSha256Rounds + 64; k += 4, w += 4) {
        round(a, b, c, d, e, f, g, h, k[0] + w[0]);
        round(h, a, b, c, d, e, f, g, k[1] + w[1]);
        round(g, h, a, b, c, d, e, f, k[2] + w[2]);
        round(f, g, h, a, b, c, d, e, k[3] + w[3]);
        exchange(a, e), exchange(b, f), exchange(c, g), exchange(d, h);
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

void compress_portable(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    // One schedule for all blocks: the compiler clears a local array where it is declared.
    uint32_t w[64];
    for (; count; count--, blocks += 64) {
        schedule(w, blocks);
        mix(state, w);
    }
    forget(w);
}

void Sha256::update(Bytes more)
{
    Compress *compress = best_compress();
    size_t    held     = size_ % sizeof block_;
    size_ += more.size;
    if (held) {
        Bytes head = more.first(smaller(more.size, sizeof block_ - held));
        copy(Space(block_).after(held), head);
        if (held + head.size < sizeof block_) return;
        compress(state_, block_, 1);
        more = more.after(head.size);
    }
    size_t blocks = more.size / sizeof block_;
    compress(state_, more.data, blocks);
    copy(block_, more.after(blocks * sizeof block_));
}

Digest Sha256::finish() const
{
    // A one bit, zeros up to the last eight bytes of a block, and there the size in bits.
    uint8_t padding[sizeof block_] = {0x80}, bits[8];
    pack<"!Q">(bits, size_ * 8);

    Sha256 last = *this;
    last.update(Bytes(padding).first(sizeof block_ - (size_ + sizeof bits) % sizeof block_));
    last.update(bits);
    Digest digest;
    for (size_t i = 0; i < 8; i++) put_number<4, false>(digest.bytes + 4 * i, last.state_[i]);
    forget(last);
    return digest;
}

bool operator==(const Digest &a, const Digest &b)
{
    uint8_t difference = 0;
    for (size_t i = 0; i < sizeof a.bytes; i++) difference |= a.bytes[i] ^ b.bytes[i];
    return !difference;
}
