// ChaCha20 by the vectors of RFC 8439.
#include "crypto/chacha20.h"

#include "check.h"
#include "crypto/hex_bytes.h"
#include "crypto/rfc8439.h"

static const uint8_t kZeros[64] = {};

static Text zeros(size_t size) { return text_of(Bytes(kZeros).first(size)); }

namespace {
struct CipherRow {
    const char *name;
    const char *key, *nonce;
    uint32_t    counter;
    Text        from;
    const char *to;
};
}
static const CipherRow kRows[] = {
    {"section 2.3.2",
     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
     "000000090000004a00000000", 1, zeros(64),
     "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4ed2826446079faa0914c2d705"
     "d98b02a2b5129cd1de164eb9cbd083e8a2503c4e"},
    {"section 2.4.2",
     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
     "000000000000004a00000000", 1, kSunscreen,
     "6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f593dab"
     "cd62b3571639d624e65152ab8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806"
     "818ce91ab77937365af90bbf74a35be6b40b8eedf2785e42874d"},
    {"section 2.6.2, the one-time key",
     "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
     "000000000001020304050607", 0, zeros(32),
     "8ad5a08b905f81cc815040274ab29471a833b637e3fd0da508dbb8e2fdd1a646"},
    {"A.1 #1",
     "0000000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000000", 0, zeros(64),
     "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7da41597c5157488d7724e03f"
     "b8d84a376a43b8f41518a11cc387b669b2ee6586"},
    {"A.1 #2",
     "0000000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000000", 1, zeros(64),
     "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed29b721769ce64e43d57133b0"
     "74d839d531ed1f28510afb45ace10a1f4b794d6f"},
    {"A.1 #3",
     "0000000000000000000000000000000000000000000000000000000000000001",
     "000000000000000000000000", 1, zeros(64),
     "3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a8eca00bbb4a73bdad192b5c4"
     "2f73f2fd4e273644c8b36125a64addeb006c13a0"},
    {"A.1 #4",
     "00ff000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000000", 2, zeros(64),
     "72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca13b25aa26cb4a648cb9b9d1b"
     "e65b2c0924a66c54d545ec1b7374f4872e99f096"},
    {"A.1 #5",
     "0000000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000002", 0, zeros(64),
     "c2c64d378cd536374ae204b9ef933fcd1a8b2288b3dfa49672ab765b54ee27c78a970e0e955c14f3a88e741b"
     "97c286f75f8fc299e8148362fa198a39531bed6d"},
    {"A.2 #2",
     "0000000000000000000000000000000000000000000000000000000000000001",
     "000000000000000000000002", 1, kContribution,
     "a3fbf07df3fa2fde4f376ca23e82737041605d9f4f4f57bd8cff2c1d4b7955ec2a97948bd3722915c8f3d337"
     "f7d370050e9e96d647b7c39f56e031ca5eb6250d4042e02785ececfa4b4bb5e8ead0440e20b6e8db09d881a7"
     "c6132f420e52795042bdfa7773d8a9051447b3291ce1411c680465552aa6c405b7764d5e87bea85ad00f8449"
     "ed8f72d0d662ab052691ca66424bc86d2df80ea41f43abf937d3259dc4b2d0dfb48a6c9139ddd7f76966e928"
     "e635553ba76c5c879d7b35d49eb2e62b0871cdac638939e25e8a1e0ef9d5280fa8ca328b351c3c765989cbcf"
     "3daa8b6ccc3aaf9f3979c92b3720fc88dc95ed84a1be059c6499b9fda236e7e818b04b0bc39c1e876b193bfe"
     "5569753f88128cc08aaa9b63d1a16f80ef2554d7189c411f5869ca52c5b83fa36ff216b9c1d30062bebcfd2d"
     "c5bce0911934fda79a86f6e698ced759c3ff9b6477338f3da4f9cd8514ea9982ccafb341b2384dd902f3d1ab"
     "7ac61dd29c6f21ba5b862f3730e37cfdc4fd806c22f221"},
    {"A.2 #3",
     "1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0",
     "000000000000000000000002", 42, kJabberwocky,
     "62e6347f95ed87a45ffae7426f27a1df5fb69110044c0d73118effa95b01e5cf166d3df2d721caf9b21e5fb1"
     "4c616871fd84c54f9d65b283196c7fe4f60553ebf39c6402c42234e32a356b3e764312a61a5532055716ead6"
     "962568f87d3f3f7704c6a8d1bcd1bf4d50d6154b6da731b187b58dfd728afa36757a797ac188d1"},
};

TEST("chacha20: the published vectors")
{
    for (const CipherRow &row : kRows) {
        uint8_t memory[400];
        Space   to    = Space(memory).first(row.from.size);
        Key     key   = from_digits<Key>(row.key);
        Nonce   nonce = from_digits<Nonce>(row.nonce);
        chacha20(key, nonce, row.counter, bytes_of(row.from), to);
        CHECK(row.name, to == HexBytes(row.to));
        chacha20(key, nonce, row.counter, to, to);
        CHECK(Line().say(row.name, ", back in place").text(), text_of(to) == row.from);
    }
}

TEST("chacha20: every length is the beginning of the longest")
{
    Ascending<32>  key;
    Ascending<12>  nonce;
    Ascending<601> plain;
    Key            k;
    Nonce          n;
    uint8_t        whole[601], part[601 + 1];
    copy(k.bytes, key.bytes);
    copy(n.bytes, nonce.bytes);
    chacha20(k, n, 7, plain.bytes, whole);
    for (size_t size = 0; size <= sizeof whole; size++) {
        part[size] = 0xaa;
        chacha20(k, n, 7, plain.first(size), Space(part).first(size));
        CHECK(Line().say(size, " bytes").text(), Bytes(part).first(size) == Bytes(whole).first(size));
        CHECK(Line().say("nothing behind ", size).text(), part[size] == 0xaa);
    }
}

TEST("chacha20: the counter counts blocks of 64 bytes")
{
    uint8_t whole[1024] = {}, part[64] = {};
    chacha20(Key(), Nonce(), 0xfffffff0, whole, whole);
    for (uint32_t block = 0; block < 16; block++) {
        chacha20(Key(), Nonce(), 0xfffffff0 + block, Bytes(kZeros).first(64), part);
        CHECK(Line().say("block ", block).text(), Bytes(part) == Bytes(whole).after(block * 64).first(64));
    }
}
