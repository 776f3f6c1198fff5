// Diffie-Hellman on Curve25519 (RFC 7748, section 5). Secrets are any 32 random bytes.
#pragma once

#include "crypto/key.h"

// The public key of a secret.
void x25519_public(Key &to, const Key &secret);

// What two sides share. False when it is all zeros: the peer has sent a point of small order, which
// gives the same secret whatever ours is (section 6.1).
[[nodiscard]] bool x25519(Key &shared, const Key &secret, const Key &peer);
