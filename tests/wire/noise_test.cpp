#include "wire/noise.h"

#include "check.h"
#include "secrets.h"
#include "trap.h"

static NoiseHandshake begun(Role role, Text prologue = "prologue", Text psk = kPsk)
{
    NoiseHandshake handshake;
    handshake.begin(role, bytes_of(prologue), key_of(psk), ephemeral_of(role));
    return handshake;
}

struct MessagesRow {
    const char *name;
    const char *prologue;  // digits, as are the messages: public key, sealed payload, tag
    const char *payloads[2];
    const char *messages[2];
    const char *hash;
};
// From Python: the framework's definitions in twenty lines upon hashlib, hmac and the `cryptography`
// package, which agree with the published vectors (tests/wire/noise_vectors.sh), too.
static constexpr MessagesRow kMessages[] = {
    {"empty payloads", "36707570 01 01 0000", {"", ""},
     {"8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a  5dbb6c13ffbc73f05ca86de5b394f8ff",
      "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f  8a20d84b03e515936eac98a942e4541d"},
     "59e1f3610585ccd0a087d7752a13b568b419ea22fe9b5e3b55e60aa61b46f66d"},
    {"an empty prologue", "", {"first", "and second"},
     {"8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a  e3958df9da 2e4a8382f2c91cf83532d265626929cd",
      "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f  d3b844c92905ce400243"
      "18528c874ade422e1d581596cf6dffcb"},
     "5e614f92deacbcb510beeedff4eb2c50d69a09f019c34b9c52d8b370b78cc243"},
};

// What follows the messages, in either direction: the same in both rows, for these keys come of the
// secrets alone.
static constexpr char kPing[] = "ea98f17d7e05eefa1682b0d3e9c575098525d5aa";
static constexpr char kPong[] = "6364cc9ddb1132df7075a08b95f7f4e3d0482187";

// One side writes, the other reads; false unless the message is `digits` and the payload comes back.
static bool crosses(NoiseHandshake &writer, NoiseHandshake &reader, Text payload, Text digits)
{
    uint8_t message[128], back[64];
    Space   written = Space(message).first(payload.size + kNoiseOverhead);
    Space   read    = Space(back).first(payload.size);
    return writer.write(bytes_of(payload), written) && Digits(digits).bytes() == Bytes(written) &&
           reader.read(written, read) && bytes_of(payload) == Bytes(read);
}

static bool crosses(NoiseCipher &sender, NoiseCipher &receiver, Text payload, Text digits)
{
    uint8_t sealed[4 + kTag];
    return sender.encrypt(bytes_of(payload), sealed) && Digits(digits).bytes() == Bytes(sealed) &&
           receiver.decrypt(sealed) && text_of(Bytes(sealed).first(4)) == payload;
}

TEST("noise: both sides write and read these messages")
{
    for (const MessagesRow &row : kMessages) {
        Digits         prologue(row.prologue), hash(row.hash);
        NoiseHandshake a = begun(Role::initiator, text_of(prologue.bytes()));
        NoiseHandshake b = begun(Role::responder, text_of(prologue.bytes()));
        CHECK(row.name, crosses(a, b, row.payloads[0], row.messages[0]));
        CHECK(row.name, crosses(b, a, row.payloads[1], row.messages[1]));
        CHECK("the hash of it all", hash.bytes() == Bytes(a.hash().bytes) && a.hash() == b.hash());

        NoiseCipher to_b, from_b, to_a, from_a;
        a.split(to_b, from_b);
        b.split(to_a, from_a);
        CHECK("one cipher", crosses(to_b, from_a, "ping", kPing));
        CHECK("and the other", crosses(to_a, from_b, "pong", kPong));
    }
}

struct NonceRow {
    uint64_t    number;
    const char *sealed;
};
static constexpr NonceRow kNonces[] = {
    {0, "6cdd3a45d8b927e651be27421f63383ec09130d0"},
    {1, "eb328b2b06069461055e351e7341b73979124447"},
    {0xff, "7b5488b2df37589ac995cb88fc131e412fc4b59c"},
    {0x100, "88e4810d48180502592f72adae8edc28e9f33d88"},
    {0x0102030405060708, "842cd59046cf91a5c4347c22c0e4bc214617b0fb"},
    {UINT64_MAX - 1, "24724271225fa57ccd3e8db4be4edc7f588062ef"},
};

// From Python as above: ChaCha20Poly1305(psk).encrypt(bytes(4) + number.to_bytes(8, "little"), b"text", b"").
TEST("noise: the nonce is four zeros and the number, little-endian, and counts up")
{
    for (const NonceRow &row : kNonces)
        for (uint64_t before = 0; before < 2 && before <= row.number; before++) {
            NoiseCipher sender, receiver;
            uint8_t     ignored[kTag];
            sender.begin(key_of(kPsk), row.number - before);
            receiver.begin(key_of(kPsk), row.number - before);
            if (before) CHECK("one before", sender.encrypt({}, ignored) && receiver.decrypt(ignored));
            CHECK(Line().say(row.number).text(), crosses(sender, receiver, "text", row.sealed));
        }
}

static constexpr Nonce kReserved = {{0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255}};
static constexpr Nonce kNoNonce  = {{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}};

TEST("noise: nothing is sealed without a key, or with the nonce that is reserved")
{
    uint8_t     sealed[kTag], again[kTag];
    NoiseCipher none, sender, receiver;
    CHECK("without a key", !none.encrypt({}, sealed));
    seal(Key(), kNoNonce, {}, {}, sealed);
    CHECK("nothing is opened", !none.decrypt(sealed));

    sender.begin(key_of(kPsk), UINT64_MAX - 1);
    receiver.begin(key_of(kPsk), UINT64_MAX - 1);
    CHECK("the last", sender.encrypt({}, sealed));
    CHECK("no other", !sender.encrypt({}, again) && !sender.encrypt({}, again));
    CHECK("is read", receiver.decrypt(sealed));
    seal(key_of(kPsk), kReserved, {}, {}, sealed);
    CHECK("no other", !receiver.decrypt(sealed) && !receiver.decrypt(again));
}

TEST("noise: after one message that is not genuine nothing more is opened")
{
    uint8_t     first[kTag], second[kTag], changed[kTag];
    NoiseCipher sender, receiver;
    sender.begin(key_of(kPsk));
    receiver.begin(key_of(kPsk));
    CHECK("sent", sender.encrypt({}, first) && sender.encrypt({}, second));
    copy(changed, first);
    changed[kTag - 1] ^= 1;
    CHECK("changed", !receiver.decrypt(changed) && !holds(receiver, kPsk));
    CHECK("and then genuine", !receiver.decrypt(first) && !receiver.decrypt(second));
}

static bool refused(NoiseHandshake reader, Bytes message)
{
    return !reader.read(message, {});
}

TEST("noise: any changed bit of a message is refused")
{
    uint8_t        first[kNoiseOverhead], second[kNoiseOverhead];
    NoiseHandshake a = begun(Role::initiator), b = begun(Role::responder), unread = b;
    CHECK("genuine", a.write({}, first) && b.read(first, {}) && b.write({}, second));
    for (size_t bit = 0; bit < kNoiseOverhead * 8; bit++) {
        Line name;
        name.say("bit ", bit);
        first[bit / 8] ^= uint8_t(1 << bit % 8);
        second[bit / 8] ^= uint8_t(1 << bit % 8);
        CHECK(name.text(), refused(unread, first) && refused(a, second));
        first[bit / 8] ^= uint8_t(1 << bit % 8);
        second[bit / 8] ^= uint8_t(1 << bit % 8);
    }
    CHECK("genuine still", unread.read(first, {}) && a.read(second, {}));
}

TEST("noise: another psk or prologue is refused, and so is one's own message")
{
    uint8_t        message[kNoiseOverhead];
    NoiseHandshake a = begun(Role::initiator);
    CHECK("genuine", a.write({}, message) && begun(Role::responder).read(message, {}));
    CHECK("another prologue", refused(begun(Role::responder, "prologuf"), message));
    CHECK("another psk", refused(begun(Role::responder, "prologue", kAlice), message));
    CHECK("our own, sent back", refused(a, message));
}

// Points of small order, which make everybody's secret zero, in all their spellings of 32 bytes
// (RFC 7748, section 6.1): 0, 1, the two of order 8, and p - 1, p, p + 1 for p = 2^255 - 19.
static constexpr const char *kSmallOrder[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

// A peer that has the psk and follows the protocol, but for its public key.
class Forger {
public:
    Forger()
    {
        state_.begin();
        state_.mix_hash(bytes_of("prologue"));
        state_.mix_key_and_hash(key_of(kPsk).bytes);
    }
    void mix(const Key &key)
    {
        state_.mix_hash(key.bytes);
        state_.mix_key(key.bytes);
    }
    void sign(Bytes tag) { state_.mix_hash(tag); }
    void agree(const Key &shared) { state_.mix_key(shared.bytes); }
    void finish(Space tag) { state_.encrypt_and_hash({}, tag); }

private:
    SymmetricState state_;
};

TEST("noise: a public key of small order is refused, even from who has the psk")
{
    for (const char *digits : kSmallOrder) {
        uint8_t        message[kNoiseOverhead], answer[kNoiseOverhead];
        NoiseHandshake responder = begun(Role::responder), initiator = begun(Role::initiator);
        Forger         first, second;
        Key            heard, zero, forged = key_of(digits);
        Space          tag = copy(message, forged.bytes);
        first.mix(forged);
        first.finish(tag);
        CHECK("a first message", responder.read(message, {}));
        CHECK(digits, !responder.write({}, answer) && !holds(responder, kBob));

        CHECK("asked", initiator.write({}, answer));
        copy(heard.bytes, Bytes(answer).first(sizeof heard));
        second.mix(heard);
        second.sign(Bytes(answer).after(sizeof heard));
        second.mix(forged);
        second.agree(zero);
        second.finish(tag);
        CHECK(digits, refused(initiator, message));
    }
}

static bool holds_secrets(const NoiseHandshake &a)
{
    return holds(a, kChainingKey) || holds(a, kMessageKey) || holds(a, kAlice);
}

TEST("noise: a handshake that is over keeps no secret, and a cipher none when told")
{
    uint8_t        message[kNoiseOverhead];
    NoiseHandshake a = begun(Role::initiator), b = begun(Role::responder);
    NoiseCipher    sending, receiving;
    bool           done = a.write({}, message) && b.read(message, {}) && b.write({}, message);
    NoiseHandshake deceived = a;
    CHECK("both messages", done && a.read(message, {}));
    CHECK("while it lasts", holds(a, kChainingKey) && holds(a, kMessageKey) && holds(a, kAlice));
    a.split(sending, receiving);
    CHECK("split", !holds_secrets(a) && holds(sending, kInitiatorsKey) && !holds(a, kInitiatorsKey));
    sending.forget();
    CHECK("told", !holds(sending, kInitiatorsKey) && !sending.encrypt({}, Space(message).first(kTag)));

    message[40] ^= 1;
    CHECK("begun", holds(deceived, kAlice) && !deceived.read(message, {}));
    CHECK("failed", !holds_secrets(deceived));
}

TEST("noise: a message out of turn traps")
{
    CHECK("the responder's first", traps([] {
        uint8_t message[kNoiseOverhead];
        if (begun(Role::responder).write({}, message)) return;
    }));
    CHECK("nothing said yet", traps([] {
        uint8_t message[kNoiseOverhead] = {};
        if (begun(Role::initiator).read(message, {})) return;
    }));
    CHECK("not begun", traps([] {
        uint8_t        message[kNoiseOverhead];
        NoiseHandshake none;
        if (none.write({}, message)) return;
    }));
    CHECK("after a failure", traps([] {
        uint8_t        message[kNoiseOverhead] = {};
        NoiseHandshake b = begun(Role::responder);
        if (!b.read(message, {}) && b.write({}, message)) return;
    }));
    CHECK("split in the middle", traps([] {
        uint8_t        message[kNoiseOverhead];
        NoiseCipher    one, other;
        NoiseHandshake a = begun(Role::initiator);
        if (a.write({}, message)) a.split(one, other);
    }));
}

TEST("noise: the state begins with the hash of the protocol's name")
{
    SymmetricState state;
    Sha256         name;
    state.begin();
    name.update(bytes_of("Noise_NNpsk0_25519_ChaChaPoly_SHA256"));
    CHECK("so that others reckon the same", state.hash() == name.finish());
}
