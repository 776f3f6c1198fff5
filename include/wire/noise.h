// The Noise protocol framework (revision 34, noiseprotocol.org), as far as one protocol needs it:
//
//     Noise_NNpsk0_25519_ChaChaPoly_SHA256:     -> psk, e     <- e, ee
//
// Two sides that share a key of 32 bytes, the psk, agree on two fresh ones, which die with the
// connection: who learns the psk later cannot read what was recorded before. A message is
//
//     ephemeral public key [32] | sealed payload [its size + 16]
//
// and proves that its writer has the psk; the first one may have been recorded and sent again.
//
//     handshake.begin(Role::initiator, prologue, psk, ephemeral);
//     if (!handshake.write({}, message_1)) ...
//     if (!handshake.read(message_2, {})) ...
//     handshake.split(sending, receiving);
#pragma once

#include "crypto/chacha20poly1305.h"
#include "crypto/sha256.h"

constexpr size_t kNoiseOverhead = sizeof(Key) + kTag;  // of a message over its payload

// One direction's key and the number of its next message (section 5.1, without associated data).
// Without a key, with one that is used up (after 2^64 - 1 messages), and after a message that is not
// genuine it only says false. A copy would use the same numbers again: one of the two must not seal.
class NoiseCipher {
public:
    NoiseCipher() { forget(); }

    void begin(const Key &key, uint64_t number = 0);
    void forget();

    // `sealed` has kTag bytes more than `plain`; it may begin where `plain` does, and else not overlap.
    [[nodiscard]] bool encrypt(Bytes plain, Space sealed);
    // In place: what was sealed comes to stand at the front, before the tag.
    [[nodiscard]] bool decrypt(Space sealed);

private:
    void go_to(uint64_t number);

    Key      key_;
    uint64_t number_;
    Nonce    nonce_;  // four zeros and the number, little-endian
};

// The hash of all that both sides have seen, and two keys out of all their secrets (section 5.2): one
// to make others from, and one for the next payload.
class SymmetricState {
public:
    void begin();

    void mix_hash(Bytes seen);
    void mix_key(Bytes secret);
    // In this protocol no payload is sealed with what the psk alone gives: mix_key comes between.
    void mix_key_and_hash(Bytes psk);

    // One payload for each key. `sealed` has kTag bytes more than `plain`; without overlap.
    void               encrypt_and_hash(Bytes plain, Space sealed);
    [[nodiscard]] bool decrypt_and_hash(Bytes sealed, Space plain);

    // The ciphers of the initiator's messages and of the responder's. Then there is only to forget.
    void split(NoiseCipher &first, NoiseCipher &second);
    void forget();

    const Digest &hash() const { return hash_; }

private:
    Digest hash_{};
    Key    keys_[2];  // the chaining key, the payload's
};

enum class Role : uint8_t { initiator, responder };

// A message written or read out of turn traps.
class NoiseHandshake {
public:
    // Both sides give the same prologue and psk, and each an ephemeral secret of its own: 32 random
    // bytes, for this handshake alone.
    void begin(Role role, Bytes prologue, const Key &psk, const Key &ephemeral);

    // `message` has kNoiseOverhead bytes more than `payload`; without overlap. False, and all is over,
    // when the peer has not shown that it has the psk, or has sent a public key that makes everybody's
    // secret the same.
    [[nodiscard]] bool write(Bytes payload, Space message);
    [[nodiscard]] bool read(Bytes message, Space payload);

    // After both messages. Nothing secret stays here.
    void split(NoiseCipher &sending, NoiseCipher &receiving);
    void forget();

    // After both messages: the same on both sides, and nowhere else.
    const Digest &hash() const { return symmetric_.hash(); }

private:
    static constexpr uint8_t kOver = UINT8_MAX;

    bool mix(const Key &sent);

    SymmetricState symmetric_;
    Key            ephemeral_;
    Key            peer_;
    Role           role_     = Role::initiator;
    uint8_t        messages_ = kOver;  // begun so far
};
