#include "wire/auth.h"

#include "crypto/md5.h"
#include "crypto/sha256.h"
#include "words/ascii.h"
#include "words/base64.h"
#include "words/pack.h"

// The parameters of a Digest challenge that matter here.
enum Name : size_t { kRealm, kNonce, kOpaque, kAlgorithm, kQop, kStale, kUserhash, kNames };
static constexpr const char *kSpelled[kNames] = {"realm", "nonce", "opaque", "algorithm", "qop", "stale", "userhash"};

// Two of MD5 and two of SHA-256, the second of each for a session.
static constexpr const char *kAlgorithms[] = {"MD5", "MD5-sess", "SHA-256", "SHA-256-sess"};

static constexpr Error kMalformed = complaint(Exit::protocol, "the challenge is malformed");
static constexpr Error kTooLong   = complaint(Exit::protocol, "the challenge is too long");
static constexpr Error kUnknown   = complaint(Exit::access, "authentication of an unknown kind is asked for");
static constexpr Error kInTheOpen = complaint(Exit::access, "the password would have to be sent in the clear");
static constexpr Error kRefused   = complaint(Exit::access, "this user and password are refused");
static constexpr Error kNobody    = complaint(Exit::access, "a user and a password are asked for");
static constexpr Error kControl   = complaint(Exit::usage, "user or password have a control character");
static constexpr Error kColon     = complaint(Exit::usage, "a user with a colon does not go with Basic");
static constexpr Error kNoRoom    = complaint(Exit::usage, "user, password or challenge are too long");

// As it stands in a field.
struct Login::Challenge {
    Text scheme;
    Text values[kNames];  // null where there is none
    bool malformed = false;

    void add(Text parameter);
};

// All up to the next comma outside of quotes.
static Text take_element(Text &rest)
{
    size_t size = 0;
    while (size < rest.size && rest[size] != ',') {
        size_t quoted = rest[size] == '"' ? quoted_size(rest.after(size)) : 1;
        size          = quoted ? size + quoted : rest.size;
    }
    Text element = rest.first(size);
    rest         = rest.after(size);
    take_letter(rest, ',');
    return trimmed(element);
}

// Any other element begins a challenge.
static bool is_parameter(Text element)
{
    take_token(element);
    skip_blanks(element);
    return starts_with(element, "=");
}

void Login::Challenge::add(Text text)
{
    Parameter parameter;
    malformed |= scheme.empty() || !take_parameter(text, parameter) || !text.empty();
    size_t name = find_ignoring_case(kSpelled, parameter.name);
    if (name == kNames) return;
    malformed |= values[name].data != nullptr;
    values[name] = parameter.value;
}

void Login::begin()
{
    task_     = {};
    obstacle_ = &kUnknown;
    heard_    = true;
}

void Login::challenged(Text field)
{
    if (!heard_) begin();
    if (!is_field_value(field)) field = "=";
    Challenge challenge;
    while (!field.empty()) {
        Text element = take_element(field);
        if (element.empty()) continue;
        if (!is_parameter(element)) {
            consider(challenge);
            challenge        = {};
            challenge.scheme = take_token(element);
            skip_blanks(element);
            if (element.empty()) continue;
        }
        challenge.add(element);
    }
    consider(challenge);
}

void Login::consider(const Challenge &challenge)
{
    // Its name is enough, and many a device forgets the quotes of its realm.
    if (same_ignoring_case(challenge.scheme, "Basic")) {
        if (!basic_allowed_) obstacle_ = &kInTheOpen;
        else if (task_.method == Method::none) task_.method = Method::basic;
        return;
    }
    if (same_ignoring_case(challenge.scheme, "Digest")) consider_digest(challenge);
    else if (challenge.scheme.empty() && challenge.malformed) obstacle_ = &kMalformed;
}

Text Login::kept(Writer &to, Text value)
{
    size_t begin = to.text().size;
    add_unquoted(to, value);
    return value.data ? Text(to.text().after(begin)) : value;
}

void Login::consider_digest(const Challenge &challenge)
{
    const Text *values = challenge.values;
    if (challenge.malformed || !values[kRealm].data || values[kNonce].empty()) {
        obstacle_ = &kMalformed;
        return;
    }
    if (values[kRealm].size + values[kNonce].size + values[kOpaque].size > sizeof memory_) {
        obstacle_ = &kTooLong;
        return;
    }
    bool   named = values[kAlgorithm].data, qop = values[kQop].data;
    size_t algorithm = named ? find_ignoring_case(kAlgorithms, values[kAlgorithm]) : 0;
    Method method    = algorithm < 2 ? Method::md5 : Method::sha256;
    // Without a qop the server would not be told the cnonce, which a session's key is made of.
    bool known = algorithm < 4 && (qop ? has_element(values[kQop], "auth") : !(algorithm & 1));
    if (!known || task_.method >= method) return;

    Writer to{Span<char>(memory_)};
    task_.method    = method;
    task_.algorithm = uint8_t(algorithm);
    task_.named     = named;
    task_.qop       = qop;
    task_.stale     = same_ignoring_case(values[kStale], "true");
    task_.userhash  = same_ignoring_case(values[kUserhash], "true");
    task_.realm     = kept(to, values[kRealm]);
    task_.nonce     = kept(to, values[kNonce]);
    task_.opaque    = kept(to, values[kOpaque]);
}

Error Login::once_more()
{
    if (!heard_) begin();
    bool another = turn_ != Turn::renewed && (turn_ != Turn::asked || task_.stale);
    turn_        = turn_ == Turn::asked ? Turn::renewed : Turn::asked;
    if (!another) return kRefused;
    if (task_.method == Method::none) return *obstacle_;
    return who_.user.data ? Error{} : kNobody;
}

void Login::accepted()
{
    if (turn_ != Turn::unasked) turn_ = Turn::known;
}

namespace {
// Everything that Digest hashes is texts with colons between them.
class Hash {
public:
    explicit Hash(bool sha256) : is_sha256_(sha256) {}

    Hash &add(Text text);

    // Writes the digits of the digest to `to`, which has room for 64, and begins anew.
    Text finish(char *to);

private:
    void update(Text text);

    bool   is_sha256_;
    bool   empty_ = true;
    Md5    md5_;
    Sha256 sha256_;
};
}

void Hash::update(Text text)
{
    if (is_sha256_) sha256_.update(bytes_of(text));
    else md5_.update(bytes_of(text));
}

Hash &Hash::add(Text text)
{
    if (!empty_) update(":");
    empty_ = false;
    update(text);
    return *this;
}

Text Hash::finish(char *to)
{
    Digest digest = sha256_.finish();
    size_t size   = is_sha256_ ? 32 : 16;
    if (!is_sha256_) md5_.finish(digest.bytes);
    to_hex({to, 2 * size}, Bytes(digest.bytes).first(size));
    *this = Hash(is_sha256_);
    return {to, 2 * size};
}

static void add(Writer &to, const char *name, Text value)
{
    to.say(name, '=');
    add_quoted(to, value);
}

// Section 3.4 of RFC 7616 has the hashes.
void Login::answer_digest(Writer &to, Text method, Text target) const
{
    uint8_t number[4];
    char    count_digits[8], digits[64], more_digits[64];
    pack<"!I">(number, task_.answers);
    to_hex(count_digits, number);
    Text count(count_digits, sizeof count_digits);

    Hash hash(task_.method == Method::sha256);
    Text what = hash.add(method).add(target).finish(more_digits);
    Text key  = hash.add(who_.user).add(task_.realm).add(who_.password).finish(digits);
    if (task_.algorithm & 1) key = hash.add(key).add(task_.nonce).add(cnonce_).finish(digits);
    hash.add(key).add(task_.nonce);
    if (task_.qop) hash.add(count).add(cnonce_).add("auth");
    Text response = hash.add(what).finish(digits);

    Text user = task_.userhash ? hash.add(who_.user).add(task_.realm).finish(more_digits) : who_.user;
    add(to, "Digest username", user);
    add(to, ", realm", task_.realm);
    add(to, ", nonce", task_.nonce);
    add(to, ", uri", target);
    add(to, ", response", response);
    if (task_.named) to.say(", algorithm=", kAlgorithms[task_.algorithm]);
    if (task_.opaque.data) add(to, ", opaque", task_.opaque);
    if (task_.qop) {
        to.say(", qop=auth, nc=", count);
        add(to, ", cnonce", cnonce_);
    }
    if (task_.userhash) to.say(", userhash=true");
}

static constexpr size_t kLongestPair = 512;

void Login::answer_basic(Writer &to) const
{
    char   memory[kLongestPair], letters[base64_size(kLongestPair)];
    Writer pair{Span<char>(memory)};
    Bytes  plain = bytes_of(pair.say(who_.user, ':', who_.password).text());
    to_base64(letters, plain);
    to.say("Basic ", Text(letters, base64_size(plain.size)));
}

Result<Text> Login::answer(Span<char> memory, Text method, Text target)
{
    Writer       to(memory);
    const Error *fault = nullptr;
    bool         basic = task_.method == Method::basic;
    heard_             = false;
    if (task_.method == Method::none) return Text();
    task_.answers++;
    if (basic) answer_basic(to);
    else answer_digest(to, method, target);

    // A writer leaves out what does not fit.
    bool whole = to.text().size < memory.size && (!basic || who_.user.size + who_.password.size < kLongestPair);
    if (!whole) fault = &kNoRoom;
    if (basic && position(who_.user, ':') < who_.user.size) fault = &kColon;
    if (!is_field_value(who_.user) || !is_field_value(who_.password)) fault = &kControl;
    if (fault) return *fault;
    return to.text();
}
