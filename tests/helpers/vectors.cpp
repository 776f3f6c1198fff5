// Project Wycheproof's test vectors: vectors DIR runs what DIR has of its files, one line each.
#include "crypto/chacha20poly1305.h"
#include "crypto/hkdf.h"
#include "crypto/x25519.h"
#include "json.h"
#include "words/say.h"

#include <fcntl.h>
#include <unistd.h>

enum class Verdict {
    accepted,
    refused,
    wrong,  // neither: the result is not the expected one, or two functions disagree
};

// A test's member in memory of its own.
struct Member {
    uint8_t memory[1 << 14];
    Bytes   bytes;

    Member(Json test, Text name) : bytes(test[name].bytes(memory)) {}
};

static Verdict try_chacha20_poly1305(Json test)
{
    Member  key(test, "key"), nonce(test, "iv"), associated(test, "aad"), plain(test, "msg");
    Member  encrypted(test, "ct"), tag(test, "tag");
    uint8_t expected[1 << 14], sealed[1 << 14], opened[1 << 14];
    Key     k;
    Nonce   n;
    if (key.bytes.size != sizeof k.bytes || nonce.bytes.size != sizeof n.bytes) return Verdict::refused;
    if (tag.bytes.size != kTag || encrypted.bytes.size != plain.bytes.size) return Verdict::refused;
    copy(k.bytes, key.bytes);
    copy(n.bytes, nonce.bytes);
    copy(copy(expected, encrypted.bytes), tag.bytes);

    size_t size = plain.bytes.size + kTag;
    seal(k, n, associated.bytes, plain.bytes, Space(sealed).first(size));
    bool same_sealed = Bytes(sealed).first(size) == Bytes(expected).first(size);
    bool unsealed    = unseal(k, n, associated.bytes, Bytes(expected).first(size), Space(opened).first(size - kTag));
    if (unsealed != same_sealed) return Verdict::wrong;
    if (!unsealed) return Verdict::refused;
    return Bytes(opened).first(size - kTag) == plain.bytes ? Verdict::accepted : Verdict::wrong;
}

static Verdict try_x25519(Json test)
{
    Member  secret(test, "private"), peer(test, "public"), expected(test, "shared");
    uint8_t zeros[32] = {};
    Key     s, p, shared;
    copy(s.bytes, secret.bytes);
    copy(p.bytes, peer.bytes);
    bool agreed = x25519(shared, s, p);
    if (shared.bytes != expected.bytes || agreed == (expected.bytes == zeros)) return Verdict::wrong;
    return agreed ? Verdict::accepted : Verdict::refused;
}

// Tags may be truncated.
static Verdict try_hmac_sha256(Json test)
{
    Member key(test, "key"), message(test, "msg"), tag(test, "tag");
    Bytes  text = message.bytes;
    Key    code;
    hmac(code, key.bytes, {&text, 1});
    return equal_secrets(Bytes(code.bytes).first(tag.bytes.size), tag.bytes) ? Verdict::accepted : Verdict::refused;
}

static Verdict try_hkdf_sha256(Json test)
{
    Member  secret(test, "ikm"), salt(test, "salt"), info(test, "info"), expected(test, "okm");
    uint8_t memory[255 * 32];
    if (test["size"].number() > sizeof memory) return Verdict::refused;
    Space output = Space(memory).first(test["size"].number());
    hkdf_expand(hkdf_extract(salt.bytes, secret.bytes), info.bytes, output);
    return output == expected.bytes ? Verdict::accepted : Verdict::wrong;
}

struct Suite {
    const char *name;
    Verdict (*run)(Json test);
};
static const Suite kSuites[] = {
    {"chacha20_poly1305", try_chacha20_poly1305},
    {"x25519", try_x25519},
    {"hmac_sha256", try_hmac_sha256},
    {"hkdf_sha256", try_hkdf_sha256},
};

static void print(const Writer &line)
{
    if (write(1, line.text().data, line.text().size) < 0) _exit(1);
}

struct Tally {
    unsigned valid = 0, invalid = 0, agreed = 0, declined = 0, failed = 0;

    // Which number a test raises. What is "acceptable" may be declined, but not end in another result.
    unsigned &of(Text result, Verdict verdict)
    {
        bool accepted = verdict == Verdict::accepted, refused = verdict == Verdict::refused;
        if (result == "valid" && accepted) return valid;
        if (result == "invalid" && refused) return invalid;
        if (result == "acceptable" && accepted) return agreed;
        if (result == "acceptable" && refused) return declined;
        return failed;
    }
    bool complete(uint64_t tests) const { return tests && !failed && tests == valid + invalid + agreed + declined; }
};

static Tally run(const Suite &suite, Json file)
{
    Tally tally;
    for (Json group : file["testGroups"])
        for (Json test : group["tests"]) {
            unsigned &number = tally.of(test["result"].text(), suite.run(test));
            number++;
            if (&number == &tally.failed) print(Line().say("  tcId ", test["tcId"].number(), '\n'));
        }
    return tally;
}

static bool report(const Suite &suite, Json file)
{
    Tally tally = run(suite, file);
    bool  good  = tally.complete(file["numberOfTests"].number());
    Line  line;
    line.say(good ? "ok" : "FAIL", " wycheproof ", suite.name, ": ");
    line.say(tally.valid, " valid passed, ", tally.invalid, " invalid refused");
    if (tally.agreed + tally.declined)
        line.say(", of those that may be refused ", tally.agreed, " passed and ", tally.declined, " refused");
    print(line.say('\n'));
    return good;
}

static Text contents(const char *path)
{
    static char text[1 << 20];
    int         fd = open(path, O_RDONLY | O_CLOEXEC);
    size_t      size = 0;
    if (fd < 0) return {};
    for (ssize_t count; (count = read(fd, text + size, sizeof text - size)) > 0;) size += size_t(count);
    close(fd);
    return {text, size};
}

int main(int argc, char **argv)
{
    bool failed = false;
    for (const Suite &suite : kSuites) {
        Line path;
        path.say(argc > 1 ? argv[1] : "", "/wycheproof_", suite.name, "_test.json");
        Text text = contents(Line().say(path.text(), '\0').text().data);
        if (text.empty()) {
            print(Line().say("skip wycheproof ", suite.name, ": no ", path.text(), '\n'));
            continue;
        }
        failed |= !report(suite, Json(text));
    }
    return failed;
}
