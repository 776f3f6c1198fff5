// The SHA-2 instructions of ARMv8 (Architecture Reference Manual, SHA256H), which some AArch64
// processors leave out, the Raspberry Pi 4's among them.
#include "crypto/sha256.h"

#include <arm_neon.h>
#include <sys/auxv.h>

struct State {
    uint32x4_t abcd, efgh;
};

[[gnu::target("+crypto"), gnu::always_inline]] static inline uint32x4_t loaded(const uint8_t *words)
{
    return vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(words)));
}

// Four rounds; after them the four words 16 places behind w0 take its place.
[[gnu::target("+crypto"), gnu::always_inline]] static inline void rounds(State &state, const uint32_t *constants,
                                                                         uint32x4_t &w0, uint32x4_t w1,
                                                                         uint32x4_t w2, uint32x4_t w3)
{
    uint32x4_t sum  = vaddq_u32(w0, vld1q_u32(constants));
    uint32x4_t abcd = state.abcd;
    state.abcd      = vsha256hq_u32(abcd, state.efgh, sum);
    state.efgh      = vsha256h2q_u32(state.efgh, abcd, sum);
    w0              = vsha256su1q_u32(vsha256su0q_u32(w0, w1), w2, w3);
}

[[gnu::target("+crypto")]] static void compress_sha(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    State now = {vld1q_u32(state), vld1q_u32(state + 4)};

    for (; count; count--, blocks += 64) {
        State      before = now;
        uint32x4_t w0 = loaded(blocks), w1 = loaded(blocks + 16), w2 = loaded(blocks + 32), w3 = loaded(blocks + 48);
        for (const uint32_t *k = kSha256Rounds; k != kSha256Rounds + 64; k += 16) {
            rounds(now, k, w0, w1, w2, w3);
            rounds(now, k + 4, w1, w2, w3, w0);
            rounds(now, k + 8, w2, w3, w0, w1);
            rounds(now, k + 12, w3, w0, w1, w2);
        }
        now.abcd = vaddq_u32(now.abcd, before.abcd);
        now.efgh = vaddq_u32(now.efgh, before.efgh);
    }
    vst1q_u32(state, now.abcd);
    vst1q_u32(state + 4, now.efgh);
}

Compress *best_compress()
{
    return getauxval(AT_HWCAP) & HWCAP_SHA2 ? compress_sha : compress_portable;
}
