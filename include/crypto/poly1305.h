// The one-time authenticator Poly1305 (RFC 8439, section 2.5).
#pragma once

#include "crypto/limb.h"
#include "words/span.h"

class Poly1305 {
public:
    // The key's 32 bytes are for one message.
    explicit Poly1305(const uint8_t key[32]);
    ~Poly1305();

    // All pieces of a message but its last are multiples of 16 bytes.
    void update(Bytes more);
    void finish(uint8_t tag[16]) const;

private:
    static constexpr int kLimbs = 16 / sizeof(Limb);

    void absorb(const uint8_t block[16], Limb above);

    // Less than 5 * 2^128 between two blocks.
    Limb sum_[kLimbs + 1] = {};
    // From limb kLimbs on r; before it what stands for r's limbs where they reach 2^130 and more.
    Limb factors_[2 * kLimbs] = {};
    Limb s_[kLimbs];
};
