// Shows that no branch and no address of crypto/ depends on a secret, as it is shipped: run under
// valgrind's memcheck. It knows no SHA instructions, so plain code hashes here; those instructions
// take the same time by their definition.
#include "crypto/chacha20poly1305.h"
#include "crypto/hkdf.h"
#include "crypto/sha256.h"
#include "crypto/x25519.h"
#include "memcheck.h"
#include "words/say.h"

#include <unistd.h>

// Longer than any processor's vectors and ending in a part of a block.
constexpr size_t kSize = 1000;

static const Nonce kNonce = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};

namespace {
struct SecretKey : Key {
    explicit SecretKey(uint8_t first)
    {
        for (uint8_t &byte : bytes) byte = first++;
        make_secret(bytes);
    }
};

struct SecretText {
    uint8_t bytes[kSize] = {};

    SecretText() { make_secret(bytes); }
};
}

static bool is_secret_verdict(bool verdict)
{
    return is_secret({reinterpret_cast<uint8_t *>(&verdict), sizeof verdict});
}
static bool published(bool verdict)
{
    make_public({reinterpret_cast<uint8_t *>(&verdict), sizeof verdict});
    return verdict;
}

static bool public_key()
{
    Key to;
    x25519_public(to, SecretKey(1));
    return is_secret(to.bytes);
}

static bool shared_key()
{
    Key base, to;
    base.bytes[0] = 9;
    return published(x25519(to, SecretKey(1), base)) && is_secret(to.bytes);
}

static bool sealing()
{
    SecretText plain, associated;
    uint8_t    sealed[kSize + kTag];
    seal(SecretKey(1), kNonce, associated.bytes, plain.bytes, sealed);
    return is_secret(sealed);
}

// What an attacker sends is no secret, but the tag it should have is.
static bool unsealing(uint8_t fault)
{
    uint8_t plain[kSize], sealed[kSize + kTag] = {};
    seal(SecretKey(1), kNonce, {}, Bytes(sealed).first(kSize), sealed);
    make_public(sealed);
    sealed[kSize] ^= fault;
    bool opened = published(unseal(SecretKey(1), kNonce, {}, sealed, plain));
    return fault ? !opened : opened && is_secret(plain);
}
static bool unsealing_right() { return unsealing(0); }
static bool unsealing_wrong() { return unsealing(1); }

static bool authentication()
{
    SecretText key, text;
    Bytes      whole = text.bytes;
    Key        code;
    hmac(code, key.bytes, {&whole, 1});
    return is_secret(code.bytes);
}

static bool extraction()
{
    Key key = hkdf_extract(SecretKey(1).bytes, SecretKey(2).bytes);
    return is_secret(key.bytes);
}

static bool expansion()
{
    uint8_t    output[kSize];
    SecretText info;
    hkdf_expand(SecretKey(1), info.bytes, output);
    return is_secret(output);
}

static bool comparison()
{
    SecretKey a(1), b(1);
    return is_secret_verdict(equal_secrets(a.bytes, b.bytes));
}

static bool digests()
{
    Digest a = {}, b = {};
    make_secret(a.bytes);
    return is_secret_verdict(a == b);
}

static bool leaky_branch()
{
    SecretKey a(1), b(1);
    size_t    same = 0;
    while (same < sizeof a.bytes && a.bytes[same] == b.bytes[same]) same++;
    return published(same == sizeof a.bytes);
}

static bool leaky_index()
{
    static const volatile uint8_t kTable[256] = {1};
    SecretKey                     a(0);
    return published(kTable[a.bytes[0]]);
}

struct Case {
    const char *name;
    bool (*run)();
    unsigned least, most;  // reports
};
static const Case kCases[] = {
    // What must be seen, or the others prove nothing.
    {"a leaky comparison is seen", leaky_branch, 1, UINT32_MAX},
    {"a leaky index is seen", leaky_index, 1, UINT32_MAX},
    {"x25519_public", public_key, 0, 0},
    {"x25519", shared_key, 0, 0},
    {"seal", sealing, 0, 0},
    // The one branch on the verdict, which the peer learns anyway.
    {"unseal, the right tag", unsealing_right, 1, 1},
    {"unseal, a wrong tag", unsealing_wrong, 1, 1},
    {"hmac", authentication, 0, 0},
    {"hkdf_extract", extraction, 0, 0},
    {"hkdf_expand", expansion, 0, 0},
    {"equal_secrets", comparison, 0, 0},
    {"Digest ==", digests, 0, 0},
};

static bool print(const Writer &line) { return write(1, line.text().data, line.text().size) >= 0; }

int main()
{
    bool failed = false;
    for (const Case &each : kCases) {
        Line line;
        if (!is_watched()) {
            line.say("skip constant_time: ", each.name, ": no valgrind, or built without its header\n");
            failed |= !print(line);
            continue;
        }
        unsigned before = reports();
        bool     works  = each.run();
        unsigned seen   = reports() - before;
        bool     good   = works && seen >= each.least && seen <= each.most;
        failed |= !good;
        line.say(good ? "ok" : "FAIL", " constant_time: ", each.name, ", reports: ", seen);
        failed |= !print(line.say(works ? "\n" : ", wrong result\n"));
    }
    return failed;
}
