// HMAC-SHA-256 (RFC 2104, RFC 6234) and the key derivation on top of it, HKDF (RFC 5869).
#pragma once

#include "crypto/key.h"

// The code of all `parts`, one behind the other. What `to` holds before may be the key, and with a key of
// 64 bytes at the most one of the parts.
void hmac(Key &to, Bytes key, Span<const Bytes> parts);

// A key from a secret that need not be uniform; an empty salt is as good as 32 zeros.
Key hkdf_extract(Bytes salt, Bytes secret);

// Fills `to` with output keying material; more than 255 * 32 bytes of it trap.
void hkdf_expand(const Key &key, Bytes info, Space to);
