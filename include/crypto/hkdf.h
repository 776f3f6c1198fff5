// HMAC-SHA-256 (RFC 2104, RFC 6234) and the key derivation on top of it, HKDF (RFC 5869).
#pragma once

#include "crypto/key.h"
#include "crypto/sha256.h"

class Hmac {
public:
    explicit Hmac(Bytes key);
    ~Hmac();

    void   update(Bytes more) { inner_.update(more); }
    Digest finish() const;

private:
    Sha256 inner_, outer_;
};

// A key from a secret that need not be uniform; an empty salt is as good as 32 zeros.
Key hkdf_extract(Bytes salt, Bytes secret);

// Fills `to` with output keying material; more than 255 * 32 bytes of it trap.
void hkdf_expand(const Key &key, Bytes info, Space to);
