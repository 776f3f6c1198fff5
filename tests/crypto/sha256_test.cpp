// SHA-256 by the messages of RFC 6234, section 8.5. TEST5, 7 and 9 end in a part of a byte, which we
// never hash.
#include "crypto/sha256.h"

#include "check.h"

static Digest digest_of(Bytes message)
{
    Sha256 hash;
    hash.update(message);
    return hash.finish();
}

static bool is(const Digest &digest, Text digits)
{
    Digest expected;
    return from_hex(expected.bytes, digits) && digest == expected;
}

// Unlike a C string, a message may hold zeros.
template <size_t N> static Text message(const char (&literal)[N]) { return {literal, N - 1}; }

struct Row {
    const char *name;
    Text        piece;
    int         repeat;
    Text        digest;
};
static const Row kRows[] = {
    {"nothing", "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"TEST1", "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"TEST2_1", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"TEST3", "a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    {"TEST4", "0123456701234567012345670123456701234567012345670123456701234567", 10,
     "594847328451bdfa85056225462cc1d867d877fb388df0ce35f25ab5562bfbb5"},
    {"TEST6", "\x19", 1, "68aa2e2ee5dff96e3355e6c7ee373e3d6a4e17f75f9518d843709c0c9bc3e3d4"},
    {"TEST8", "\xe3\xd7\x25\x70\xdc\xdd\x78\x7c\xe3\x88\x7a\xb2\xcd\x68\x46\x52", 1,
     "175ee69b02ba9b58e2b0a5fd13819cea573f3940a94f825128cf4209beabb4e8"},
    {"TEST10",
     message("\x83\x26\x75\x4e\x22\x77\x37\x2f\x4f\xc1\x2b\x20\x52\x7a\xfe\xf0\x4d\x8a\x05\x69\x71\xb1"
             "\x1a\xd5\x71\x23\xa7\xc1\x37\x76\x00\x00\xd7\xbe\xf6\xf3\xc1\xf7\xa9\x08\x3a\xa3\x9d\x81"
             "\x0d\xb3\x10\x77\x7d\xab\x8b\x1e\x7f\x02\xb8\x4a\x26\xc7\x73\x32\x5f\x8b\x23\x74\xde\x7a"
             "\x4b\x5a\x58\xcb\x5c\x5c\xf3\x5b\xce\xe6\xfb\x94\x6e\x5b\xd6\x94\xfa\x59\x3a\x8b\xeb\x3f"
             "\x9d\x65\x92\xec\xed\xaa\x66\xca\x82\xa2\x9d\x0c\x51\xbc\xf9\x33\x62\x30\xe5\xd7\x84\xe4"
             "\xc0\xa4\x3f\x8d\x79\xa3\x0a\x16\x5c\xba\xbe\x45\x2b\x77\x4b\x9c\x71\x09\xa9\x7d\x13\x8f"
             "\x12\x92\x28\x96\x6f\x6c\x0a\xdc\x10\x6a\xad\x5a\x9f\xdd\x30\x82\x57\x69\xb2\xc6\x71\xaf"
             "\x67\x59\xdf\x28\xeb\x39\x3d\x54\xd6"),
     1, "97dbca7df46d62c8a422c941dd7e835b8ad3361763f7e9b2d95f4f0da6e1ccbc"},
};

TEST("sha256: the published messages")
{
    for (const Row &row : kRows) {
        Sha256 hash;
        for (int i = 0; i < row.repeat; i++) hash.update(bytes_of(row.piece));
        CHECK(row.name, is(hash.finish(), row.digest));
    }
}

// The bytes 0, 1, 2, ...
struct Counted {
    uint8_t bytes[201];

    Counted()
    {
        for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = uint8_t(i);
    }
    Bytes first(size_t size) const { return Bytes(bytes).first(size); }
};

TEST("sha256: every length up to three blocks and a bit")
{
    Counted message;
    Sha256  digests;
    for (size_t size = 0; size <= 200; size++) digests.update(digest_of(message.first(size)).bytes);

    // sha256(b"".join(sha256(bytes(range(n))).digest() for n in range(201))) in Python's hashlib
    CHECK("their digests", is(digests.finish(), "64ef7c229fce2408b5336b6a542fea0e078c3a87d2da85cb3fc52e2008b65021"));
}

TEST("sha256: two pieces are the same as one")
{
    Counted message;
    for (size_t size = 0; size <= 200; size++) {
        Digest whole = digest_of(message.first(size));
        for (size_t cut = 0; cut <= size; cut++) {
            Sha256 hash;
            hash.update(message.first(cut));
            hash.update(message.first(size).after(cut));
            CHECK(Line().say(size, " bytes cut at ", cut).text(), hash.finish() == whole);
        }
    }
}

TEST("sha256: hashing goes on after the digest of a prefix")
{
    Counted message;
    Sha256  hash;
    for (size_t size = 0; size <= 200; size++) {
        CHECK("the prefix", hash.finish() == digest_of(message.first(size)));
        CHECK("asked twice", hash.finish() == digest_of(message.first(size)));
        hash.update(message.first(size + 1).after(size));
    }
}

TEST("sha256: digests differ by any bit")
{
    Digest digest = digest_of({});
    for (size_t bit = 0; bit < 256; bit++) {
        Digest other = digest;
        other.bytes[bit / 8] ^= uint8_t(1 << bit % 8);
        CHECK(Line().say("bit ", bit).text(), !(digest == other));
    }
}

TEST("sha256: the processor's instructions agree with plain code")
{
    if (best_compress() == compress_portable) return skip_test("no SHA-256 instructions here: plain code ran");

    // Marsaglia's xorshift32; one byte more than the blocks, to begin at an odd address.
    uint8_t  noise[20 * 64 + 1];
    uint32_t seed = 1;
    for (uint8_t &byte : noise) {
        seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
        byte = uint8_t(seed);
    }
    for (size_t count = 0; count <= 20; count++) {
        uint32_t plain[8] = {1, 2, 3, 4, 5, 6, 7, 8}, fast[8] = {1, 2, 3, 4, 5, 6, 7, 8};
        compress_portable(plain, noise + 1, count);
        best_compress()(fast, noise + 1, count);
        CHECK(Line().say(count, " blocks").text(), same(plain, fast, sizeof plain));
    }
}
