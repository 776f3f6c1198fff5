// HMAC-SHA-256 by the vectors of RFC 4231, HKDF by those of RFC 5869.
#include "crypto/hkdf.h"

#include "check.h"
#include "crypto/hex_bytes.h"
#include "trap.h"

// `count` times the same byte.
namespace {
struct Repeated {
    uint8_t byte;
    size_t  count;
};
struct HmacRow {
    const char *name;
    Repeated    repeated;  // the key, unless there are
    const char *key;       // digits
    Repeated    data;      // the message, unless there is
    const char *text;
    const char *code;      // digits; may be truncated
};
}
static const HmacRow kCodes[] = {
    {"4.2, test case 1", {0x0b, 20}, "", {}, "Hi There",
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
    {"4.3, test case 2, a key shorter than the digest", {}, "4a656665", {}, "what do ya want for nothing?",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
    {"4.4, test case 3", {0xaa, 20}, "", {0xdd, 50}, "",
     "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
    {"4.5, test case 4", {}, "0102030405060708090a0b0c0d0e0f10111213141516171819", {0xcd, 50}, "",
     "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
    {"4.6, test case 5, truncated", {0x0c, 20}, "", {}, "Test With Truncation",
     "a3b6167473100ee06e0c796c2955552b"},
    {"4.7, test case 6, a key larger than a block", {0xaa, 131}, "", {},
     "Test Using Larger Than Block-Size Key - Hash Key First",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    {"4.8, test case 7, both larger", {0xaa, 131}, "", {},
     "This is a test using a larger than block-size key and a larger than block-size data. The key needs "
     "to be hashed before being used by the HMAC algorithm.",
     "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
};

static Bytes put(Space memory, Repeated repeated, Bytes otherwise)
{
    memset(memory.data, repeated.byte, repeated.count);
    copy(memory, otherwise);
    return memory.first(larger(repeated.count, otherwise.size));
}

TEST("hmac: the published vectors, in one piece and in two")
{
    for (const HmacRow &row : kCodes) {
        uint8_t key_memory[200], text_memory[200];
        Bytes   key  = put(key_memory, row.repeated, HexBytes(row.key));
        Bytes   text = put(text_memory, row.data, bytes_of(row.text));
        for (size_t cut = 0; cut <= text.size; cut++) {
            Bytes  parts[] = {text.first(cut), text.after(cut)};
            size_t size    = Text(row.code).size / 2;
            Key    code;
            hmac(code, key, parts);
            CHECK(Line().say(row.name, ", cut at ", cut).text(), Bytes(code.bytes).first(size) == HexBytes(row.code));
        }
    }
}

static constexpr char kAscending[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

TEST("hmac: in the place of the key, or of a part")
{
    Ascending<32> key;
    Ascending<20> more(7);
    Bytes         both[] = {key.bytes, more.bytes};
    Key           apart, as_key = from_digits<Key>(kAscending), as_part = as_key;
    Bytes         here[] = {as_part.bytes, more.bytes};
    hmac(apart, key.bytes, both);
    hmac(as_key, as_key.bytes, both);
    hmac(as_part, key.bytes, here);
    CHECK("of the key", equal_secrets(as_key.bytes, apart.bytes));
    CHECK("of a part", equal_secrets(as_part.bytes, apart.bytes));
}

namespace {
struct HkdfRow {
    const char *name;
    const char *secret, *salt, *info, *pseudorandom, *output;
};
}
static const HkdfRow kKeys[] = {
    {"A.1", "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
     "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
     "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
    {"A.2, longer inputs and outputs",
     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
     "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
     "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
     "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
     "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf"
     "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
     "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
     "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
     "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
    {"A.3, no salt and no info", "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
     "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
     "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
};

TEST("hkdf: the published vectors")
{
    for (const HkdfRow &row : kKeys) {
        HexBytes expected(row.output);
        uint8_t  memory[100];
        Space    output = Space(memory).first(expected.size());
        Key      key    = hkdf_extract(HexBytes(row.salt), HexBytes(row.secret));
        CHECK(Line().say(row.name, ", extracted").text(), Bytes(key.bytes) == HexBytes(row.pseudorandom));
        hkdf_expand(key, HexBytes(row.info), output);
        CHECK(Line().say(row.name, ", expanded").text(), output == expected);
    }
}

static const size_t kSizes[] = {0, 1, 31, 32, 33, 64, 255 * 32};

TEST("hkdf: every output is the beginning of the longest")
{
    static uint8_t longest[255 * 32], part[255 * 32];
    Key            key;
    hkdf_expand(key, {}, longest);
    for (size_t size : kSizes) {
        memset(part, 0, sizeof part);
        hkdf_expand(key, {}, Space(part).first(size));
        CHECK(Line().say(size, " bytes").text(), Bytes(part).first(size) == Bytes(longest).first(size));
        CHECK("and nothing behind", size == sizeof part || !part[size]);
    }
    CHECK("one byte more traps", traps([] {
        static uint8_t more[255 * 32 + 1];
        hkdf_expand(Key(), {}, more);
    }));
}
