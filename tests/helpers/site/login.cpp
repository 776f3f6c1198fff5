#include "helpers/site/login.h"

#include "crypto/md5.h"
#include "crypto/sha256.h"
#include "words/ascii.h"
#include "words/base64.h"
#include "words/pack.h"

static constexpr Text kRealm = "the \"site\"";

static constexpr const char *kKinds[] = {"basic", "md5", "sha-256"};

// The kind of login the answer wants, null for none, and its USER:PASSWORD.
static const char *wanted(const SiteAnswer &answer, Text &who)
{
    for (const char *kind : kKinds) {
        who = answer.find(kind);
        if (who.data) return kind;
    }
    return nullptr;
}

static bool is_basic_answer(Text value, Text who)
{
    char   memory[1024];
    size_t size = base64_size(who.size);
    to_base64(memory, bytes_of(who));
    return same_ignoring_case(take_until(value, ' '), "Basic") && value == Text(memory, size);
}

namespace {
// Hexadecimal digits of the hash of a text.
class HashText {
public:
    HashText(bool sha256, Text text)
    {
        Digest digest;
        Sha256 strong;
        Md5    weak;
        strong.update(bytes_of(text));
        weak.update(bytes_of(text));
        if (sha256) digest = strong.finish();
        else weak.finish(digest.bytes);
        size_ = sha256 ? 64 : 32;
        to_hex(letters_, Bytes(digest.bytes).first(size_ / 2));
    }
    operator Text() const { return {letters_, size_}; }

private:
    char   letters_[64];
    size_t size_;
};

struct DigestAnswer {
    Text username, realm, nonce, uri, response, qop, nc, cnonce;
};
}

static bool read_digest(DigestAnswer &to, Text value)
{
    struct {
        const char *name;
        Text       *value;
    } fields[] = {
        {"username", &to.username}, {"realm", &to.realm}, {"nonce", &to.nonce}, {"uri", &to.uri},
        {"response", &to.response}, {"qop", &to.qop},     {"nc", &to.nc},       {"cnonce", &to.cnonce},
    };
    if (!same_ignoring_case(take_until(value, ' '), "Digest")) return false;
    while (!value.empty()) {
        Parameter parameter;
        skip_blanks(value);
        if (!take_parameter(value, parameter)) return false;
        for (auto &field : fields)
            if (same_ignoring_case(parameter.name, field.name)) *field.value = parameter.value;
        skip_blanks(value);
        take_letter(value, ',');
    }
    return true;
}

// Every answer counts one further: a client that sends one again would be a replay.
static bool is_fresh(const DigestAnswer &given, SiteMemory &memory)
{
    Line    nonce, count;
    uint8_t number[4];
    pack<"!I">(number, memory.answers + 1);
    nonce.say("nonce", memory.challenges);
    return given.nonce == nonce.text() && given.nc == count.say(Bytes(number)).text();
}

static bool is_digest_answer(const SiteRequest &request, Text value, Text who, bool sha256, SiteMemory &memory)
{
    DigestAnswer given;
    Line         key, what, all;
    Text         password = who;
    Text         user     = take_until(password, ':');
    if (!read_digest(given, value)) return false;
    key.say(user, ':', kRealm, ':', password);
    what.say(request.method(), ':', request.target());
    all.say(Text(HashText(sha256, key.text())), ':', given.nonce, ':', given.nc, ':', given.cnonce, ":auth:");
    all.say(Text(HashText(sha256, what.text())));
    bool right = given.username == user && given.uri == request.target() && given.qop == "auth" &&
                 given.response == HashText(sha256, all.text()) && is_fresh(given, memory);
    memory.answers += right;
    return right;
}

bool is_welcome(const SiteRequest &request, const SiteAnswer &answer, SiteMemory &memory)
{
    Text        who;
    const char *kind  = wanted(answer, who);
    Text        value = request.headers().find(answer.has("proxy") ? "Proxy-Authorization" : "Authorization");
    if (!kind) return true;
    if (Text(kind) == "basic") return is_basic_answer(value, who);
    return is_digest_answer(request, value, who, Text(kind) == "sha-256", memory);
}

void add_challenge(Writer &to, const SiteAnswer &answer, SiteMemory &memory)
{
    Text who;
    Text kind      = wanted(answer, who);
    memory.answers = 0;
    to.say(answer.has("proxy") ? "Proxy-Authenticate: " : "WWW-Authenticate: ", kind == "basic" ? "Basic realm=" : "Digest realm=");
    add_quoted(to, kRealm);
    if (!(kind == "basic"))
        to.say(", qop=\"auth\", algorithm=", kind == "md5" ? "MD5" : "SHA-256", ", nonce=\"nonce", ++memory.challenges, '"');
    to.add("\r\n");
}
