#include "crypto/chacha20poly1305.h"

#include "crypto/poly1305.h"
#include "words/pack.h"

// Zeros fill the last block.
static void update_padded(Poly1305 &mac, Bytes bytes)
{
    uint8_t block[16] = {};
    Bytes   rest      = bytes.after(bytes.size / 16 * 16);
    mac.update(bytes.first(bytes.size - rest.size));
    copy(block, rest);
    if (!rest.empty()) mac.update(block);
}

static void make_tag(uint8_t tag[kTag], const Key &key, const Nonce &nonce, Bytes associated, Bytes encrypted)
{
    Key once;  // section 2.6
    chacha20(key, nonce, 0, once.bytes, once.bytes);
    Poly1305 mac(once.bytes);
    update_padded(mac, associated);
    update_padded(mac, encrypted);
    uint8_t sizes[16];
    pack<"<QQ">(sizes, associated.size, encrypted.size);
    mac.update(sizes);
    mac.finish(tag);
}

void seal(const Key &key, const Nonce &nonce, Bytes associated, Bytes plain, Space sealed)
{
    Space encrypted = sealed.first(plain.size);
    Space tag       = sealed.after(plain.size);
    if (tag.size != kTag) __builtin_trap();
    chacha20(key, nonce, 1, plain, encrypted);
    make_tag(tag.data, key, nonce, associated, encrypted);
}

bool unseal(const Key &key, const Nonce &nonce, Bytes associated, Bytes sealed, Space plain)
{
    Bytes   encrypted = sealed.first(plain.size);
    Bytes   tag       = sealed.after(plain.size);
    uint8_t expected[kTag];
    if (tag.size != kTag) __builtin_trap();
    make_tag(expected, key, nonce, associated, encrypted);
    bool right = equal_secrets(expected, tag);
    // To know it is to forge this very text.
    wipe(expected);
    if (!right) return false;
    chacha20(key, nonce, 1, encrypted, plain);
    return true;
}
