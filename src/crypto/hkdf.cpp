#include "crypto/hkdf.h"

#include "crypto/sha256.h"

constexpr size_t kBlock = 64;  // of SHA-256

static void xor_all(Space bytes, uint8_t pad)
{
    for (uint8_t &byte : bytes) byte ^= pad;
}

static void hash(Key &to, Bytes head, Span<const Bytes> rest)
{
    Sha256 hash;
    hash.update(head);
    for (Bytes part : rest) hash.update(part);
    Digest digest = hash.finish();
    copy(to.bytes, digest.bytes);
    forget(digest);
    forget(hash);
}

void hmac(Key &to, Bytes key, Span<const Bytes> parts)
{
    uint8_t pad[kBlock] = {};
    Bytes   inner       = to.bytes;
    if (key.size > kBlock) {
        hash(to, key, {});
        key = to.bytes;
    }
    copy(pad, key);
    xor_all(pad, 0x36);
    hash(to, pad, parts);
    xor_all(pad, 0x36 ^ 0x5c);
    hash(to, pad, {&inner, 1});
    wipe(pad);
}

Key hkdf_extract(Bytes salt, Bytes secret)
{
    Key key;
    hmac(key, salt, {&secret, 1});
    return key;
}

void hkdf_expand(const Key &key, Bytes info, Space to)
{
    Key     block;
    uint8_t number  = 0;
    Bytes   parts[] = {{}, info, {&number, 1}};
    while (!to.empty()) {
        if (!++number) __builtin_trap();
        hmac(block, key.bytes, parts);
        parts[0] = block.bytes;
        to       = copy(to, parts[0].first(smaller(sizeof block, to.size)));
    }
}
