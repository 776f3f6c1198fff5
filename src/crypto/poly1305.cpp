#include "crypto/poly1305.h"

#include "crypto/key.h"
#include "words/pack.h"

static Limb limb_at(const uint8_t *bytes, int index)
{
    return get_number<sizeof(Limb), true>(bytes + index * sizeof(Limb));
}

Poly1305::Poly1305(const uint8_t key[32])
{
    // Clamping clears the upper four bits of r's 32-bit words and the lower two of all but the first.
    constexpr Limb kClamped = ~Limb(0) / 0xffffffff * 0x0ffffffc;
    for (int i = 0; i < kLimbs; i++) {
        Limb r = limb_at(key, i) & (i ? kClamped : kClamped | 3);
        // r * 2^128 is r / 4 * 2^130, which is congruent to r / 4 * 5.
        if (i) factors_[i] = (r >> 2) * 5;
        factors_[kLimbs + i] = r;
        s_[i]                = limb_at(key + 16, i);
    }
}

Poly1305::~Poly1305()
{
    forget(*this);
}

// Adds a block and its bits `above`, and multiplies by r.
void Poly1305::absorb(const uint8_t block[16], Limb above)
{
    Product carry = 0;
    for (int i = 0; i < kLimbs; i++) {
        carry += Product(sum_[i]) + limb_at(block, i);
        sum_[i] = Limb(carry);
        carry >>= kLimbBits;
    }
    sum_[kLimbs] += Limb(carry) + above;

    // No sum overflows: r's limbs lack four bits.
    Limb product[kLimbs];
    carry = 0;
    for (int i = 0; i < kLimbs; i++) {
#pragma GCC unroll 5
        for (int j = 0; j <= kLimbs; j++) carry += Product(sum_[j]) * factors_[kLimbs + i - j];
        product[i] = Limb(carry);
        carry >>= kLimbBits;
    }
    Limb top = sum_[kLimbs] * factors_[kLimbs] + Limb(carry);

    carry = Product(top >> 2) * 5;
    for (int i = 0; i < kLimbs; i++) {
        carry += product[i];
        sum_[i] = Limb(carry);
        carry >>= kLimbBits;
    }
    sum_[kLimbs] = (top & 3) + Limb(carry);
}

void Poly1305::update(Bytes more)
{
    for (; more.size >= 16; more = more.after(16)) absorb(more.data, 1);
    if (more.empty()) return;
    uint8_t last[16] = {};
    copy(last, more)[0] = 1;
    absorb(last, 0);
}

void Poly1305::finish(uint8_t tag[16]) const
{
    // The sum is less than twice 2^130 - 5: when 5 more reach 2^130, it is taken away once.
    Product carry = 5;
    for (int i = 0; i < kLimbs; i++) carry = (carry + sum_[i]) >> kLimbBits;
    carry = (sum_[kLimbs] + Limb(carry)) / 4 * 5;
    for (int i = 0; i < kLimbs; i++) {
        carry += Product(sum_[i]) + s_[i];
        put_number<sizeof(Limb), true>(tag + i * sizeof(Limb), Limb(carry));
        carry >>= kLimbBits;
    }
}
