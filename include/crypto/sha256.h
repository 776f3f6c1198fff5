// SHA-256 (FIPS 180-4, RFC 6234) of bytes as they come, for up to 2^61 of them.
#pragma once

#include "words/span.h"

struct Digest {
    uint8_t bytes[32];
};
// Takes the same time wherever two digests differ: some of them authenticate.
bool operator==(const Digest &a, const Digest &b);

class Sha256 {
public:
    void update(Bytes more);

    // The digest of everything so far. Hashing may go on.
    Digest finish() const;

private:
    uint32_t state_[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint64_t size_      = 0;
    uint8_t  block_[64] = {};  // its first size_ % 64 bytes wait for the others
};

// Mixes `count` whole blocks of 64 bytes into the state.
using Compress = void(uint32_t state[8], const uint8_t *blocks, size_t count);

// For any processor.
Compress compress_portable;

// The fastest for this processor, from the one file of src/crypto/cpu/ that the target builds.
Compress *best_compress();

// One constant a round (FIPS 180-4, section 4.2.2).
extern const uint32_t kSha256Rounds[64];
