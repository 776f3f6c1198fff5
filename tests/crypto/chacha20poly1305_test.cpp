// The AEAD construction by the vectors of RFC 8439, and by what its header promises.
#include "crypto/chacha20poly1305.h"

#include "check.h"
#include "crypto/hex_bytes.h"
#include "crypto/rfc8439.h"
#include "crypto/sha256.h"
#include "trap.h"

namespace {
struct SealRow {
    const char *name;
    const char *key, *nonce, *associated;
    const char *plain;
    const char *encrypted, *tag;
};
}
static const SealRow kRows[] = {
    {"section 2.8.2",
     "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
     "070000004041424344454647", "50515253c0c1c2c3c4c5c6c7", kSunscreen,
     "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69"
     "da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad67594"
     "5585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116",
     "1ae10b594f09e26a7e902ecbd0600691"},
    {"A.5",
     "1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0",
     "000000000102030405060708", "f33388860000000000004e91", kDrafts,
     "64a0861575861af460f062c79be643bd5e805cfd345cf389f108670ac76c8cb24c6cfc18755d43eea09ee94e"
     "382d26b0bdb7b73c321b0100d4f03b7f355894cf332f830e710b97ce98c8a84abd0b948114ad176e008d33bd"
     "60f982b1ff37c8559797a06ef4f0ef61c186324e2b3506383606907b6a7c02b0f9f6157b53c867e4b9166c76"
     "7b804d46a59b5216cde7a4e99040c5a40433225ee282a1b0a06c523eaf4534d7f83fa1155b0047718cbc546a"
     "0d072b04b3564eea1b422273f548271a0bb2316053fa76991955ebd63159434ecebb4e466dae5a1073a67276"
     "27097a1049e617d91d361094fa68f0ff77987130305beaba2eda04df997b714d6c6f2c29a6ad5cb4022b0270"
     "9b",
     "eead9d67890cbb22392336fea1851f38"},
};

TEST("chacha20poly1305: the published vectors")
{
    for (const SealRow &row : kRows) {
        Key      key   = from_digits<Key>(row.key);
        Nonce    nonce = from_digits<Nonce>(row.nonce);
        HexBytes associated(row.associated), encrypted(row.encrypted);
        Bytes    plain = bytes_of(row.plain);
        uint8_t  memory[400], opened[400];
        Space    sealed = Space(memory).first(plain.size + kTag), back = Space(opened).first(plain.size);
        seal(key, nonce, associated, plain, sealed);
        CHECK(row.name, Bytes(sealed.first(plain.size)) == encrypted);
        CHECK(Line().say(row.name, ", the tag").text(), Bytes(sealed.after(plain.size)) == HexBytes(row.tag));
        CHECK(Line().say(row.name, ", unsealed").text(), unseal(key, nonce, associated, sealed, back) && back == plain);
    }
}

TEST("chacha20poly1305: every length, in place and apart")
{
    Ascending<201> bytes;
    Key            key = from_digits<Key>("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    Nonce          nonce = {};
    Sha256         all;
    for (size_t size = 0; size <= 200; size++) {
        uint8_t apart[200 + kTag], place[200 + kTag];
        Bytes   plain = bytes.first(size), associated = bytes.first(200 - size);
        Space   sealed = Space(apart).first(size + kTag), same_place = Space(place).first(size + kTag);
        Line    name;
        name.say(size, " bytes");
        seal(key, nonce, associated, plain, sealed);
        copy(same_place, plain);
        seal(key, nonce, associated, same_place.first(size), same_place);
        CHECK(name.text(), sealed == same_place);
        all.update(sealed);
        CHECK(name.text(), unseal(key, nonce, associated, same_place, same_place.first(size)));
        CHECK(name.text(), same_place.first(size) == plain);
    }
    // The SHA-256 of all that the same loop seals with Python's cryptography.
    CHECK("what was sealed", Bytes(all.finish().bytes) ==
          HexBytes("3f169860616b202cead720caff1625b3940550e57b9d693dd591713d278a14e3"));
}

// One bit of what is in `bytes` is wrong while `run` runs.
template <class Run> static void with_each_bit_flipped(Space bytes, Run run)
{
    for (size_t bit = 0; bit < bytes.size * 8; bit++) {
        bytes[bit / 8] ^= uint8_t(1 << bit % 8);
        run(bit);
        bytes[bit / 8] ^= uint8_t(1 << bit % 8);
    }
}

TEST("chacha20poly1305: any bit flipped is refused, and nothing is written")
{
    Key     key;
    Nonce   nonce = {};
    uint8_t associated[20] = {}, sealed[300 + kTag] = {}, opened[300], untouched[300];
    memset(untouched, 0x55, sizeof untouched);
    memset(opened, 0x55, sizeof opened);
    seal(key, nonce, associated, Bytes(sealed).first(300), sealed);

    const struct {
        const char *name;
        Space       bytes;
    } kParts[] = {{"key", key.bytes}, {"nonce", nonce.bytes}, {"associated data", associated}, {"sealed text", sealed}};
    for (auto &part : kParts)
        with_each_bit_flipped(part.bytes, [&](size_t bit) {
            CHECK(Line().say("bit ", bit, " of the ", part.name).text(),
                  !unseal(key, nonce, associated, sealed, opened) && Bytes(opened) == Bytes(untouched));
        });
    CHECK("and with none flipped", unseal(key, nonce, associated, sealed, opened) && opened[0] == 0);
}

TEST("chacha20poly1305: what is cut or moved across a border is refused")
{
    Key     key;
    Nonce   nonce = {};
    uint8_t associated[17] = {}, plain[32] = {}, sealed[sizeof plain + kTag], opened[sizeof plain];
    Bytes   some = Bytes(associated).first(16);
    Space   shorter = Space(opened).first(31);
    seal(key, nonce, some, plain, sealed);
    CHECK("without the first byte", !unseal(key, nonce, some, Bytes(sealed).after(1), shorter));
    CHECK("without the last byte", !unseal(key, nonce, some, Bytes(sealed).first(31 + kTag), shorter));
    CHECK("less associated data", !unseal(key, nonce, some.first(15), sealed, opened));
    CHECK("more associated data", !unseal(key, nonce, associated, sealed, opened));

    // What is authenticated is then the same, but for the two sizes at its end.
    seal(key, nonce, {}, plain, sealed);
    CHECK("text as associated data",
          !unseal(key, nonce, Bytes(sealed).first(16), Bytes(sealed).after(16), Space(opened).first(16)));
}

TEST("chacha20poly1305: sizes that do not fit each other trap")
{
    CHECK("no room for the tag", traps([] {
        uint8_t bytes[32] = {};
        seal(Key(), Nonce(), {}, bytes, bytes);
    }));
    CHECK("too much room", traps([] {
        uint8_t bytes[32] = {}, sealed[32 + kTag + 1];
        seal(Key(), Nonce(), {}, bytes, sealed);
    }));
    CHECK("less than a tag to unseal", traps([] {
        uint8_t bytes[kTag - 1] = {};
        if (!unseal(Key(), Nonce(), {}, bytes, {})) return;
    }));
}
