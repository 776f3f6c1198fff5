#include "wire/noise.h"

#include "crypto/hkdf.h"
#include "crypto/x25519.h"
#include "words/pack.h"

// Who has no key has the last number, which is reserved.
constexpr uint64_t kReserved = UINT64_MAX;

void NoiseCipher::begin(const Key &key, uint64_t number)
{
    key_ = key;
    go_to(number);
}

void NoiseCipher::forget()
{
    wipe(key_.bytes);
    go_to(kReserved);
}

void NoiseCipher::go_to(uint64_t number)
{
    number_ = number;
    pack<"<4xQ">(nonce_.bytes, number);
}

bool NoiseCipher::encrypt(Bytes plain, Space sealed)
{
    if (number_ == kReserved) return false;
    seal(key_, nonce_, {}, plain, sealed);
    go_to(number_ + 1);
    return true;
}

bool NoiseCipher::decrypt(Space sealed)
{
    bool good = number_ != kReserved && unseal(key_, nonce_, {}, sealed, sealed.first(sealed.size - kTag));
    if (good) go_to(number_ + 1);
    else forget();
    return good;
}

// SHA-256 of "Noise_NNpsk0_25519_ChaChaPoly_SHA256", which is longer than a key and therefore hashed.
static constexpr Digest kProtocol = {{
    0xf0, 0xb8, 0x90, 0x82, 0x6f, 0xb8, 0xe6, 0x58,
    0x4a, 0xf6, 0x94, 0x8d, 0x22, 0x71, 0x69, 0xc3,
    0x81, 0xc9, 0xed, 0x6a, 0x4c, 0x1c, 0x90, 0xdf,
    0x4b, 0x9f, 0xf4, 0x54, 0xfa, 0x94, 0x7f, 0x7b,
}};

void SymmetricState::begin()
{
    hash_ = kProtocol;
    copy(keys_[0].bytes, hash_.bytes);
}

void SymmetricState::mix_hash(Bytes seen)
{
    Sha256 hash;
    hash.update(hash_.bytes);
    hash.update(seen);
    hash_ = hash.finish();
}

void SymmetricState::mix_key(Bytes secret)
{
    Space both(reinterpret_cast<uint8_t *>(keys_), sizeof keys_);
    hkdf_expand(hkdf_extract(keys_[0].bytes, secret), {}, both);
}

void SymmetricState::mix_key_and_hash(Bytes psk)
{
    mix_key(psk);
    mix_hash(keys_[1].bytes);
}

void SymmetricState::encrypt_and_hash(Bytes plain, Space sealed)
{
    seal(keys_[1], Nonce{}, hash_.bytes, plain, sealed);
    mix_hash(sealed);
}

bool SymmetricState::decrypt_and_hash(Bytes sealed, Space plain)
{
    if (!unseal(keys_[1], Nonce{}, hash_.bytes, sealed, plain)) return false;
    mix_hash(sealed);
    return true;
}

void SymmetricState::split(NoiseCipher &first, NoiseCipher &second)
{
    mix_key({});
    first.begin(keys_[0]);
    second.begin(keys_[1]);
}

void SymmetricState::forget()
{
    wipe(keys_[0].bytes);
    wipe(keys_[1].bytes);
}

void NoiseHandshake::begin(Role role, Bytes prologue, const Key &psk, const Key &ephemeral)
{
    role_      = role;
    messages_  = 0;
    ephemeral_ = ephemeral;
    symmetric_.begin();
    symmetric_.mix_hash(prologue);
    symmetric_.mix_key_and_hash(psk.bytes);
}

// e, which with a psk is mixed into the key as well (section 9.2), and in the second message ee.
bool NoiseHandshake::mix(const Key &sent)
{
    symmetric_.mix_hash(sent.bytes);
    symmetric_.mix_key(sent.bytes);
    if (messages_++ == 0) return true;

    Key shared;
    if (!x25519(shared, ephemeral_, peer_)) return false;
    symmetric_.mix_key(shared.bytes);
    return true;
}

bool NoiseHandshake::write(Bytes payload, Space message)
{
    if (messages_ != uint8_t(role_)) __builtin_trap();
    Key own;
    x25519_public(own, ephemeral_);
    bool good = mix(own);
    if (good) symmetric_.encrypt_and_hash(payload, copy(message, own.bytes));
    else forget();
    return good;
}

bool NoiseHandshake::read(Bytes message, Space payload)
{
    if (messages_ + uint8_t(role_) != 1) __builtin_trap();
    copy(peer_.bytes, message.first(sizeof peer_.bytes));
    bool good = mix(peer_) && symmetric_.decrypt_and_hash(message.after(sizeof peer_.bytes), payload);
    if (!good) forget();
    return good;
}

void NoiseHandshake::split(NoiseCipher &sending, NoiseCipher &receiving)
{
    if (messages_ != 2) __builtin_trap();
    bool initiator = role_ == Role::initiator;
    symmetric_.split(initiator ? sending : receiving, initiator ? receiving : sending);
    forget();
}

void NoiseHandshake::forget()
{
    symmetric_.forget();
    wipe(ephemeral_.bytes);
    messages_ = kOver;
}
