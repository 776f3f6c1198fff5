// Intel's SHA extensions (Software Developer's Manual, volume 2, SHA256RNDS2).
#include "crypto/sha256.h"

#include <cpuid.h>
#include <immintrin.h>

// The order the instructions want, lowest word first.
struct State {
    __m128i feba, hgdc;
};

[[gnu::target("sha,ssse3"), gnu::always_inline]] static inline __m128i loaded(const uint8_t *words)
{
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    return _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(words)), big_endian);
}

// Four rounds; after them the four words 16 places behind w0 take its place.
[[gnu::target("sha,ssse3"), gnu::always_inline]] static inline void rounds(State &state, const uint32_t *constants,
                                                                           __m128i &w0, __m128i w1, __m128i w2,
                                                                           __m128i w3)
{
    __m128i sum = _mm_add_epi32(w0, *reinterpret_cast<const __m128i *>(constants));
    state.hgdc  = _mm_sha256rnds2_epu32(state.hgdc, state.feba, sum);
    state.feba  = _mm_sha256rnds2_epu32(state.feba, state.hgdc, _mm_shuffle_epi32(sum, 0x0e));

    __m128i seven_back = _mm_alignr_epi8(w3, w2, 4);
    w0 = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), seven_back), w3);
}

[[gnu::target("sha,ssse3")]] static void compress_sha(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    __m128i *halves = reinterpret_cast<__m128i *>(state);
    __m128i  abcd = _mm_loadu_si128(halves), efgh = _mm_loadu_si128(halves + 1);
    State    now = {_mm_shuffle_epi32(_mm_unpacklo_epi64(abcd, efgh), 0x1b),
                    _mm_shuffle_epi32(_mm_unpackhi_epi64(abcd, efgh), 0x1b)};

    for (; count; count--, blocks += 64) {
        State   before = now;
        __m128i w0 = loaded(blocks), w1 = loaded(blocks + 16), w2 = loaded(blocks + 32), w3 = loaded(blocks + 48);
        for (const uint32_t *k = kSha256Rounds; k != kSha256Rounds + 64; k += 16) {
            rounds(now, k, w0, w1, w2, w3);
            rounds(now, k + 4, w1, w2, w3, w0);
            rounds(now, k + 8, w2, w3, w0, w1);
            rounds(now, k + 12, w3, w0, w1, w2);
        }
        now.feba = _mm_add_epi32(now.feba, before.feba);
        now.hgdc = _mm_add_epi32(now.hgdc, before.hgdc);
    }
    __m128i abef = _mm_shuffle_epi32(now.feba, 0x1b), cdgh = _mm_shuffle_epi32(now.hgdc, 0x1b);
    _mm_storeu_si128(halves, _mm_unpacklo_epi64(abef, cdgh));
    _mm_storeu_si128(halves + 1, _mm_unpackhi_epi64(abef, cdgh));
}

static bool has_sha()
{
    unsigned a, b, c, d, features;
    if (__get_cpuid_max(0, nullptr) < 7) return false;
    __cpuid(1, a, b, features, d);
    __cpuid_count(7, 0, a, b, c, d);
    return features & bit_SSSE3 && b & bit_SHA;
}

// Asked once: a virtual machine can take 70 us to answer one cpuid.
static Compress *best;

Compress *best_compress()
{
    if (!best) best = has_sha() ? compress_sha : compress_portable;
    return best;
}
