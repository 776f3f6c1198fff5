// MD5 (RFC 1321), for nothing but HTTP's Digest authentication (wire/auth.h), where many a device
// knows no other hash. Two texts with the same MD5 are found in seconds: it proves nothing about a file.
// For texts of up to 512 MB.
#pragma once

#include "words/span.h"

class Md5 {
public:
    void update(Bytes more);

    // Writes the digest of everything so far to `digest`. Nothing may be added after that.
    void finish(uint8_t digest[16]);

private:
    void add(uint8_t byte);

    uint32_t state_[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    uint32_t size_     = 0;
    uint8_t  block_[64];  // its first size_ % 64 bytes wait for the others
};
