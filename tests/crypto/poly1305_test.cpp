// Poly1305 by the vectors of RFC 8439.
#include "crypto/poly1305.h"

#include "check.h"
#include "crypto/hex_bytes.h"
#include "crypto/rfc8439.h"

namespace {
struct MacRow {
    const char *name;
    const char *r, *s;
    const char *text;    // and behind it
    const char *digits;  // the message
    const char *tag;
};
}
static const MacRow kRows[] = {
    {"section 2.5.2",
     "85d6be7857556d337f4452fe42d506a8", "0103808afb0db2fd4abff6af4149f51b",
     "Cryptographic Forum Research Group", "", "a8061dc1305136c6c22b8baf0c0127a9"},
    {"A.3 #1: zeros",
     "00000000000000000000000000000000", "00000000000000000000000000000000", "",
     "0000000000000000000000000000000000000000000000000000000000000000"
     "0000000000000000000000000000000000000000000000000000000000000000",
     "00000000000000000000000000000000"},
    {"A.3 #2: r is zero",
     "00000000000000000000000000000000", "36e5f6b5c5e06070f0efca96227a863e",
     kContribution, "", "36e5f6b5c5e06070f0efca96227a863e"},
    {"A.3 #3: s is zero",
     "36e5f6b5c5e06070f0efca96227a863e", "00000000000000000000000000000000",
     kContribution, "", "f3477e7cd95417af89a6b8794c310cf0"},
    {"A.3 #4",
     "1c9240a5eb55d38af333888604f6b5f0", "473917c1402b80099dca5cbc207075c0",
     kJabberwocky, "", "4541669a7eaaee61e708dc7cbcc5eb62"},
    {"A.3 #5: 2^130 - 2 wraps to 3",
     "02000000000000000000000000000000", "00000000000000000000000000000000", "",
     "ffffffffffffffffffffffffffffffff",
     "03000000000000000000000000000000"},
    {"A.3 #6: s makes 2^128 overflow",
     "02000000000000000000000000000000", "ffffffffffffffffffffffffffffffff", "",
     "02000000000000000000000000000000",
     "03000000000000000000000000000000"},
    {"A.3 #7: a carry through all limbs",
     "01000000000000000000000000000000", "00000000000000000000000000000000", "",
     "fffffffffffffffffffffffffffffffff0ffffffffffffffffffffffffffffff"
     "11000000000000000000000000000000",
     "05000000000000000000000000000000"},
    {"A.3 #8: 2^130 + 2^128 - 5 is 2^128",
     "01000000000000000000000000000000", "00000000000000000000000000000000", "",
     "fffffffffffffffffffffffffffffffffbfefefefefefefefefefefefefefefe"
     "01010101010101010101010101010101",
     "00000000000000000000000000000000"},
    {"A.3 #9: 2^130 - 6 stays",
     "02000000000000000000000000000000", "00000000000000000000000000000000", "",
     "fdffffffffffffffffffffffffffffff",
     "faffffffffffffffffffffffffffffff"},
    {"A.3 #10: 5*H+L carries",
     "01000000000000000400000000000000", "00000000000000000000000000000000", "",
     "e33594d7505e43b900000000000000003394d7505e4379cd0100000000000000"
     "0000000000000000000000000000000001000000000000000000000000000000",
     "14000000000000005500000000000000"},
    {"A.3 #11: 5*H+L carries at the end",
     "01000000000000000400000000000000", "00000000000000000000000000000000", "",
     "e33594d7505e43b900000000000000003394d7505e4379cd0100000000000000"
     "00000000000000000000000000000000",
     "13000000000000000000000000000000"},
    // Beyond the RFC: each block counts 2^128 more than its bytes.
    {"2^130 - 5 in three blocks is 0",
     "01000000000000000000000000000000", "00000000000000000000000000000000", "",
     "fbffffffffffffffffffffffffffffff0000000000000000000000000000000000000000000000000000000000000000",
     "00000000000000000000000000000000"},
    {"2^130 - 6 in three blocks stays",
     "01000000000000000000000000000000", "00000000000000000000000000000000", "",
     "faffffffffffffffffffffffffffffff0000000000000000000000000000000000000000000000000000000000000000",
     "faffffffffffffffffffffffffffffff"},
    {"the carry of a reduction reaches 2^128 and counts",
     "01000000000000000000000000000000", "00000000000000000000000000000000", "",
     "fffffffffffffffffffffffffffffffffbfefefefefefefefefefefefefefefe01010101010101010101010101010101"
     "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
     "05000000000000000000000000000000"},
};

TEST("poly1305: the published vectors, in one piece and in blocks")
{
    for (const MacRow &row : kRows) {
        uint8_t key[32], message[400], whole[16], pieces[16];
        copy(copy(key, HexBytes(row.r)), HexBytes(row.s));
        Space rest = copy(copy(message, bytes_of(row.text)), HexBytes(row.digits));
        Bytes all  = Bytes(message).first(sizeof message - rest.size);

        Poly1305 once(key), often(key);
        once.update(all);
        once.finish(whole);
        for (; all.size > 16; all = all.after(16)) often.update(all.first(16));
        often.update(all);
        often.finish(pieces);
        CHECK(row.name, Bytes(whole) == HexBytes(row.tag));
        CHECK(row.name, Bytes(pieces) == HexBytes(row.tag));
    }
}
