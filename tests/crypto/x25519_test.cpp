// X25519 by the vectors of RFC 7748, and the points of small order.
#include "crypto/x25519.h"

#include "check.h"
#include "crypto/hex_bytes.h"

namespace {
struct ExchangeRow {
    const char *name;
    const char *secret, *peer, *shared;
};
}
static const ExchangeRow kRows[] = {
    {"section 5.2, the first", "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
     "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
     "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"},
    {"section 5.2, the second, with bit 255 set", "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
     "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
     "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"},
    {"section 6.1, Alice's side", "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
     "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
     "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"},
    {"section 6.1, Bob's side", "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
     "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
     "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"},
    // The base point, multiplied by the inverse of what the secret stands for. Before the last reduction it is p + 9.
    {"back to 9", "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
     "acf33a7f32009017d5c0abbd67ca2fcf8408693170d59d18b8ae7c650c945e14",
     "0900000000000000000000000000000000000000000000000000000000000000"},
    // Of Project Wycheproof.
    {"2^255 - 1, which stands for 18", "98c2b08cbac14e15953154e3b558d42bb1268a365b0ef2f22725129d8ac5cb7f",
     "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
     "9c034fcd8d3bf69964958c0105161fcb5d1ea5b8f8abb371491e42a7684c2322"},
    {"2^255 - 36, with bit 255 set", "10db6210fc1fb13382472fa1787b004b5d11868ab3a79510e0cee30f4a6df26b",
     "dcffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
     "50bfa826ca77036dd2bbfd092c3f78e2e4a1f980d7c8e78f2f14dca3cce5cc3c"},
};

TEST("x25519: the published vectors, in place and apart")
{
    for (const ExchangeRow &row : kRows) {
        Key secret = from_digits<Key>(row.secret), peer = from_digits<Key>(row.peer), shared;
        CHECK(row.name, x25519(shared, secret, peer) && Bytes(shared.bytes) == HexBytes(row.shared));
        CHECK(row.name, x25519(secret, secret, peer) && Bytes(secret.bytes) == HexBytes(row.shared));
        secret = from_digits<Key>(row.secret);
        CHECK(row.name, x25519(peer, secret, peer) && Bytes(peer.bytes) == HexBytes(row.shared));
    }
}

TEST("x25519: public keys, of section 6.1")
{
    Key secret = from_digits<Key>("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"), to;
    x25519_public(to, secret);
    CHECK("Alice's", Bytes(to.bytes) ==
          HexBytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
    x25519_public(to, from_digits<Key>("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
    CHECK("Bob's", Bytes(to.bytes) ==
          HexBytes("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
}

TEST("x25519: the result as secret and the secret as point, of section 5.2")
{
    Key secret, point;
    secret.bytes[0] = point.bytes[0] = 9;
    for (int i = 1; i <= 1000; i++) {
        Key result;
        CHECK("not zero", x25519(result, secret, point));
        point  = secret;
        secret = result;
        if (i == 1)
            CHECK("once", Bytes(secret.bytes) ==
                  HexBytes("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"));
    }
    CHECK("1,000 times", Bytes(secret.bytes) ==
          HexBytes("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));
}

// The bits that clamping (section 5) sets or clears change nothing.
TEST("x25519: a secret has 251 bits")
{
    Key secret = from_digits<Key>(kRows[0].secret), peer = from_digits<Key>(kRows[0].peer), shared;
    for (size_t bit = 0; bit < 256; bit++) {
        Key other = secret;
        other.bytes[bit / 8] ^= uint8_t(1 << bit % 8);
        bool clamped = bit < 3 || bit > 253;
        bool agreed  = x25519(shared, other, peer);
        CHECK(Line().say("bit ", bit).text(), agreed && (Bytes(shared.bytes) == HexBytes(kRows[0].shared)) == clamped);
    }
}

namespace {
struct SmallRow {
    const char *name;
    const char *point;
};
}
// On the curve and on its twist, and the same numbers plus p where that is below 2^255.
static const SmallRow kSmall[] = {
    {"0", "0000000000000000000000000000000000000000000000000000000000000000"},
    {"1", "0100000000000000000000000000000000000000000000000000000000000000"},
    {"of order 8", "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"},
    {"of order 8, the other", "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"},
    {"p - 1", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
    {"p", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
    {"p + 1", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
};

// Bit 255 is not part of the number.
static const uint8_t kHighest[] = {0x00, 0x80};

TEST("x25519: a point of small order is refused")
{
    for (const SmallRow &row : kSmall)
        for (uint8_t highest : kHighest) {
            Key secret = from_digits<Key>(kRows[0].secret), peer = from_digits<Key>(row.point), shared;
            peer.bytes[31] |= highest;
            CHECK(row.name, !x25519(shared, secret, peer) && Bytes(shared.bytes) == Bytes(Key().bytes));
        }
}
