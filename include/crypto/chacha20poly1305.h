// Authenticated encryption with ChaCha20 and Poly1305 (RFC 8439, section 2.8).
#pragma once

#include "crypto/chacha20.h"

constexpr size_t kTag = 16;

// Writes the encrypted text and, behind it, the tag over it and over the associated data.
// `sealed` holds kTag bytes more than `plain`; it may begin where `plain` does, and else not overlap.
void seal(const Key &key, const Nonce &nonce, Bytes associated, Bytes plain, Space sealed);

// The reverse, where `plain` holds kTag bytes less than `sealed`. False, and `plain` untouched,
// when any bit of key, nonce, associated data or sealed text differs.
[[nodiscard]] bool unseal(const Key &key, const Nonce &nonce, Bytes associated, Bytes sealed, Space plain);
