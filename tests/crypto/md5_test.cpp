// MD5 by the messages of RFC 1321, appendix A.5.
#include "crypto/md5.h"

#include "check.h"

namespace {
struct Md5Row {
    Text message;
    Text digest;
};
}
static constexpr Md5Row kMessages[] = {
    {"", "d41d8cd98f00b204e9800998ecf8427e"},
    {"a", "0cc175b9c0f1b6a831c399e269772661"},
    {"abc", "900150983cd24fb0d6963f7d28e17f72"},
    {"message digest", "f96b697d7cb7938d525a2f31aaf161d0"},
    {"abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"},
    {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"},
    {"12345678901234567890123456789012345678901234567890123456789012345678901234567890",
     "57edf4a22be3c955ac49da2e2107b67a"},
};

TEST("md5: the published messages")
{
    for (const Md5Row &row : kMessages) {
        uint8_t digest[16];
        Md5     hash;
        hash.update(bytes_of(row.message));
        hash.finish(digest);
        CHECK(row.message, Line().say(Bytes(digest)).text() == row.digest);
    }
}

TEST("md5: every length around one block and two, whole and in two pieces")
{
    uint8_t message[130], digest[16], same_digest[16], all[16];
    Md5     digests;
    for (size_t i = 0; i < sizeof message; i++) message[i] = uint8_t(i);
    for (size_t size = 0; size <= sizeof message; size++) {
        Md5 whole, cut;
        whole.update(Bytes(message).first(size));
        cut.update(Bytes(message).first(size / 3));
        cut.update(Bytes(message).first(size).after(size / 3));
        whole.finish(digest);
        cut.finish(same_digest);
        CHECK(Line().say(size, " bytes").text(), Bytes(digest) == Bytes(same_digest));
        digests.update(digest);
    }
    digests.finish(all);

    // md5(b"".join(md5(bytes(range(n))).digest() for n in range(131))) in Python's hashlib
    CHECK("their digests", Line().say(Bytes(all)).text() == "948a4ea64101794d6716d23b5585c2f6");
}
