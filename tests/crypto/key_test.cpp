// What is secret is compared without haste and forgotten in time.
#include "crypto/chacha20poly1305.h"
#include "crypto/hkdf.h"
#include "crypto/sha256.h"
#include "crypto/x25519.h"

#include "check.h"
#include "crypto/hex_bytes.h"

#include <signal.h>

TEST("key: equal_secrets")
{
    Ascending<33> bytes;
    for (size_t size = 0; size <= 32; size++) {
        Ascending<33> other;
        CHECK(Line().say(size, " bytes").text(), equal_secrets(bytes.first(size), other.first(size)));
        CHECK("one is shorter", !equal_secrets(bytes.first(size + 1), other.first(size)));
        for (size_t bit = 0; bit < size * 8; bit++) {
            other.bytes[bit / 8] ^= uint8_t(1 << bit % 8);
            CHECK(Line().say("bit ", bit, " of ", size).text(), !equal_secrets(bytes.first(size), other.first(size)));
            other.bytes[bit / 8] ^= uint8_t(1 << bit % 8);
        }
    }
}

// The memory that one run of crypto/ has for its stack, kept to be looked at.
static uint8_t stack[1 << 14];

static constexpr Ascending<32> kSecret(0xa0);
static constexpr Ascending<96> kLarge(0x60);  // a block of SHA-256, and behind it kSecret
static uint8_t result[32], text[256], sealed[sizeof text + kTag];
static Digest  hashed;  // kLarge as HMAC takes it
static bool    done;

// Where the registers lie that the kernel saves at the signal, whatever they hold. Frames are below.
static size_t frames_end;
static void (*body)();

static void run_body(int, siginfo_t *info, void *context)
{
    const void *registers = smaller<const void *>(info, context);
    frames_end            = size_t(static_cast<const uint8_t *>(registers) - stack);
    body();
}

static void run_on_stack(void (*wanted)())
{
    stack_t lent = {}, before;
    lent.ss_sp   = stack;
    lent.ss_size = sizeof stack;
    memset(stack, 0, sizeof stack);
    memset(result, 0, sizeof result);
    body = wanted;
    done = false;

    struct sigaction action = {}, other;
    action.sa_sigaction     = run_body;
    action.sa_flags         = SA_ONSTACK | SA_SIGINFO;
    sigaltstack(&lent, &before);
    sigaction(SIGUSR1, &action, &other);
    raise(SIGUSR1);
    sigaction(SIGUSR1, &other, nullptr);
    sigaltstack(&before, nullptr);
}

static uint64_t eight(const uint8_t *bytes)
{
    uint64_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

// Whether two of its words in a row, unless they are zeros, are left on the stack.
static bool is_found(Bytes words)
{
    for (; words.size >= 8; words = words.after(4)) {
        uint64_t wanted = eight(words.data);
        for (size_t i = 0; wanted && i + 8 <= frames_end; i++)
            if (eight(stack + i) == wanted) return true;
    }
    return false;
}

// The same as it is, as HMAC pads it (RFC 2104, section 2), and in words of the other byte order. Not
// inlined, so that it leaves nothing in registers that the next run would save in its frames.
[[gnu::noinline]] static bool is_left(Bytes wanted)
{
    static constexpr uint8_t kPads[] = {0, 0x36, 0x5c};
    for (uint8_t pad : kPads) {
        uint8_t padded[512], turned[512];
        for (size_t i = 0; i < wanted.size; i++) padded[i] = turned[i / 4 * 4 + 3 - i % 4] = wanted[i] ^ pad;
        if (is_found(Bytes(padded).first(wanted.size)) || is_found(Bytes(turned).first(wanted.size))) return true;
    }
    return false;
}

static Key secret_key()
{
    Key key;
    copy(key.bytes, kSecret.bytes);
    return key;
}

static void be_careless()
{
    volatile uint8_t copied[32];
    for (size_t i = 0; i < sizeof copied; i++) copied[i] = kSecret.bytes[i];
    done = copied[0];
}
static void key_hmac()
{
    Key code;
    hmac(code, kSecret.bytes, {});
    copy(result, code.bytes);
    done = true;
}
static void key_hmac_large()
{
    Key code;
    hmac(code, kLarge.bytes, {});
    copy(result, hashed.bytes);
    done = true;
}
static void expand()
{
    hkdf_expand(secret_key(), {}, result);
    done = true;
}
static void extract()
{
    copy(result, hkdf_extract({}, kSecret.bytes).bytes);
    done = true;
}
static void seal_text()
{
    seal(secret_key(), Nonce(), {}, text, sealed);
    done = true;
}
static void unseal_text() { done = unseal(secret_key(), Nonce(), {}, sealed, text); }
static void unseal_forged()
{
    uint8_t &first = sealed[sizeof text];
    first ^= 1;
    done = !unseal(secret_key(), Nonce(), {}, sealed, text);
    first ^= 1;
    copy(result, Bytes(sealed).after(sizeof text));
}
static void make_public_key()
{
    Key to;
    x25519_public(to, secret_key());
    done = true;
}
static void agree()
{
    Key base, shared;
    base.bytes[0] = 9;
    done          = x25519(shared, secret_key(), base);
    copy(result, shared.bytes);
}

namespace {
struct Residue {
    const char *name;
    void (*body)();
    bool left;
};
}
static const Residue kResidues[] = {
    {"a copy, to see that the search works", be_careless, true},
    {"hmac", key_hmac, false},
    {"hmac, a key larger than a block", key_hmac_large, false},
    {"hkdf_expand", expand, false},
    {"hkdf_extract", extract, false},
    {"seal", seal_text, false},
    {"unseal", unseal_text, false},
    {"unseal, and the tag a forger wants", unseal_forged, false},
    {"x25519_public", make_public_key, false},
    {"x25519", agree, false},
};

TEST("key: nothing secret is left on the stack")
{
    // The one-time key of Poly1305 is at its beginning.
    uint8_t stream[64 + sizeof text] = {};
    chacha20(secret_key(), Nonce(), 0, stream, stream);
    memset(text, 0x33, sizeof text);
    Sha256 hash;
    hash.update(kLarge.bytes);
    hashed = hash.finish();
    for (const Residue &row : kResidues) {
        run_on_stack(row.body);
        CHECK(Line().say(row.name, " works").text(), done);
        CHECK(Line().say(row.name, ", the secret").text(), is_left(kSecret.bytes) == row.left);
        CHECK(Line().say(row.name, ", the result").text(), !is_left(result));
        CHECK(Line().say(row.name, ", the key stream").text(), !is_left(stream));
    }
}
