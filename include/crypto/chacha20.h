// The stream cipher ChaCha20 (RFC 8439, section 2.4).
#pragma once

#include "crypto/key.h"

// Used once with a key: encrypting two texts with the same pair gives both away.
struct Nonce {
    uint8_t bytes[12];
};

// XORs `from` with the key stream from its 64-byte block `counter` on. `to` has the same size; it may
// begin where `from` does, and else not overlap. The counter must not wrap: 2^38 bytes for a nonce.
void chacha20(const Key &key, const Nonce &nonce, uint32_t counter, Bytes from, Space to);
