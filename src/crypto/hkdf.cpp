#include "crypto/hkdf.h"

constexpr size_t kBlock = 64;  // of SHA-256

static void xor_all(Space bytes, uint8_t pad)
{
    for (uint8_t &byte : bytes) byte ^= pad;
}

Hmac::Hmac(Bytes key)
{
    uint8_t pad[kBlock] = {};
    if (key.size > kBlock) {
        Sha256 hash;
        hash.update(key);
        Digest digest = hash.finish();
        copy(pad, digest.bytes);
        forget(digest);
        forget(hash);
    } else {
        copy(pad, key);
    }
    xor_all(pad, 0x36);
    inner_.update(pad);
    xor_all(pad, 0x36 ^ 0x5c);
    outer_.update(pad);
    wipe(pad);
}

Hmac::~Hmac()
{
    forget(*this);
}

Digest Hmac::finish() const
{
    Hmac   last(*this);
    Digest inner = inner_.finish();
    last.outer_.update(inner.bytes);
    forget(inner);
    return last.outer_.finish();
}

static void finish(Key &to, const Hmac &hash)
{
    Digest digest = hash.finish();
    copy(to.bytes, digest.bytes);
    forget(digest);
}

Key hkdf_extract(Bytes salt, Bytes secret)
{
    Hmac hash(salt);
    hash.update(secret);
    Key key;
    finish(key, hash);
    return key;
}

void hkdf_expand(const Key &key, Bytes info, Space to)
{
    Key     block;
    Bytes   before;  // the block, but at first nothing
    uint8_t number = 0;
    while (!to.empty()) {
        if (!++number) __builtin_trap();
        Hmac hash(key.bytes);
        hash.update(before);
        hash.update(info);
        hash.update({&number, 1});
        finish(block, hash);
        before = block.bytes;
        to     = copy(to, before.first(smaller(before.size, to.size)));
    }
}
