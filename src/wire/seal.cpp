#include "wire/seal.h"

#include "words/pack.h"

static constexpr uint8_t kVersion = 1;
static constexpr uint8_t kPlain = 0, kNoise = 1;

static Error changed()
{
    return complaint(Exit::verification, "what came was changed on the way");
}

static Error cut()
{
    return complaint(Exit::network, "connection lost");
}

static Space take(Space &input, size_t size)
{
    Space taken = input.first(size);
    input       = input.after(size);
    return taken;
}

// An empty payload has no part of its own: that is the end of the stream.
Error Records::put_record(Buffer &out, Bytes payload)
{
    Space  to   = out.space();
    size_t size = kRecordHead + (payload.empty() ? 0 : payload.size + kTag);
    pack<"!H">(to, uint16_t(payload.size));
    bool sealed = sending_.encrypt(to.first(2), to.first(kRecordHead)) &&
                  (payload.empty() || sending_.encrypt(payload, to.first(size).after(kRecordHead)));
    if (!sealed) return cut();  // it was never open, or has ended, or its key is used up
    out.filled(size);
    return {};
}

Error Records::put(Buffer &out, Bytes &more)
{
    while (!more.empty() && out.room() > kRecordOverhead) {
        Bytes piece = more.first(smaller(smaller(more.size, kLongestPayload), out.room() - kRecordOverhead));
        TRY(put_record(out, piece));
        more = more.after(piece.size);
    }
    return {};
}

Error Records::finish(Buffer &out)
{
    TRY(put_record(out, {}));
    sending_.forget();
    return {};
}

Error Records::read_head(Space &input)
{
    Space head = take(input, kRecordHead);
    if (!receiving_.decrypt(head)) return changed();
    if (!unpack<"!H">(head, length_)) __builtin_trap();
    finished_ = !length_;
    if (finished_ || length_ > kLongestPayload) receiving_.forget();
    return length_ > kLongestPayload ? complaint(Exit::protocol, "a record of a length that is not allowed") : Error{};
}

Error Records::next(Space &input, Bytes &plain)
{
    plain = {};
    if (!length_ && !finished_ && input.size >= kRecordHead) TRY(read_head(input));
    if (finished_) return input.empty() ? Error{} : changed();
    if (!length_ || input.size < length_ + kTag) return {};

    Space record = take(input, length_ + kTag);
    if (!receiving_.decrypt(record)) return changed();
    plain   = record.first(length_);
    length_ = 0;
    return {};
}

Error Records::ended() const
{
    return finished_ ? Error{} : cut();
}

static Error not_proven()
{
    return complaint(Exit::verification, "the peer has not shown that it has the key");
}

static Error wants_key()
{
    return complaint(Exit::access, "the peer may want a key or a code");
}

OpeningRules::OpeningRules(const char (&magic)[5], const char *words, const Key *secret)
    : stranger(words), key(secret)
{
    memcpy(opening, magic, 4);
    pack<"!BBH">(Space(opening).after(4), kVersion, secret ? kNoise : kPlain, uint16_t(0));
}

// The prologue is the initiator's opening, and the responder's: it goes no further unless they are the same.
void Opening::begin(Role role, const OpeningRules *rules, const Key &ephemeral, Buffer &out)
{
    rules_ = rules;
    role_  = role;
    state_ = State::hearing;
    size_  = 0;
    if (rules->key) handshake_.begin(role, rules->opening, *rules->key, ephemeral);
    if (role == Role::initiator && !speak(out)) __builtin_trap();
}

// False, and nothing is said, when it cannot be because of what the peer has sent.
bool Opening::speak(Buffer &out)
{
    Space words = out.space().first(rules_->key ? kLongestOpening : kOpening);
    Space rest  = copy(words, rules_->opening);
    if (rules_->key && !handshake_.write({}, rest)) return false;
    out.filled(words.size);
    return true;
}

// What is wrong with the peer's opening as far as it has come; null where nothing is.
const char *Opening::flaw() const
{
    if (!same(heard_, rules_->opening, smaller<size_t>(size_, 4))) return rules_->stranger;
    if (size_ < kOpening) return nullptr;
    if (heard_[4] != kVersion) return "the peer speaks another version of the protocol";
    return heard_[5] > kNoise || heard_[6] || heard_[7] ? "the peer speaks a later version of the protocol" : nullptr;
}

// Where there is a key, a flaw may be an enemy's doing.
Error Opening::doubt(Error why)
{
    if (!rules_->key) return why;
    handshake_.forget();
    if (role_ == Role::initiator) return not_proven();
    why_   = why;
    state_ = State::silent;
    return {};
}

// A responder without a key hears the whole of a sealed opening before it says no: a connection closed
// with bytes unread is reset, and the answer might be lost.
Error Opening::judge(Buffer &out, Records &records)
{
    if (const char *why = flaw()) return doubt(complaint(Exit::protocol, why));
    if (size_ < kOpening) return {};
    bool initiator = role_ == Role::initiator, keyed = rules_->key, sealed = heard_[5] == kNoise;
    if (keyed && !sealed) return complaint(initiator ? Exit::verification : Exit::access, "the peer has no key");
    if (!keyed && sealed && initiator) return wants_key();
    if (sealed && size_ < kLongestOpening) return {};

    if (keyed && !handshake_.read(Bytes(heard_).after(kOpening), {})) return doubt(not_proven());
    if (!initiator && !speak(out)) return doubt(not_proven());
    if (!keyed && sealed) return complaint(Exit::verification, "the peer wants a key");
    if (keyed) records.open(handshake_);
    state_ = State::open;
    return {};
}

Error Opening::next(Space &input, Buffer &out, Records &records)
{
    while (state_ == State::hearing && !input.empty()) {
        Space more = take(input, smaller(input.size, missing()));
        copy(Space(heard_).after(size_), more);
        size_ = uint8_t(size_ + more.size);
        TRY(judge(out, records));
    }
    if (state_ == State::silent) input = input.after(input.size);
    return {};
}

Error Opening::ended() const
{
    bool initiator = role_ == Role::initiator;
    if (state_ == State::silent) return why_;
    if (initiator && rules_->key) return not_proven();
    return initiator && !heard() ? wants_key() : cut();
}
