#include "wire/offer.h"

static Error broken(const char *why)
{
    return complaint(Exit::protocol, why);
}

OpeningRules upload_opening(const Key *key)
{
    return {{'6', 'p', 'u', 'p'}, "the peer does not speak this upload protocol (--raw takes plain bytes)", key};
}

bool put_offer(Buffer &out, const Offer &offer)
{
    size_t size = kOfferHead + offer.name.size;
    if (out.room() < kFrameHead + size) return false;
    Space to = out.space();
    put_frame_head(to, uint8_t(Verb::offer), uint32_t(size));
    to = to.after(kFrameHead);
    pack<"!BBHqIQ">(to, offer.type, offer.flags, offer.mode, offer.mtime_seconds,
                    offer.mtime_nanoseconds, offer.size);
    copy(to.after(kOfferHead), bytes_of(offer.name));
    out.filled(kFrameHead + size);
    return true;
}

bool put_number(Buffer &out, Verb kind, uint64_t number)
{
    uint8_t payload[packed_size<"!Q">];
    pack<"!Q">(payload, number);
    return put_frame(out, uint8_t(kind), payload);
}

bool put_prefix(Buffer &out, Verb kind, const Prefix &prefix)
{
    uint8_t payload[packed_size<"!Q32s">];
    pack<"!Q32s">(payload, prefix.size, Bytes(prefix.digest.bytes));
    return put_frame(out, uint8_t(kind), payload);
}

bool put_refusal(Buffer &out, Refusal code, Text words)
{
    uint8_t payload[1 + kLongestWords] = {uint8_t(code)};
    words = words.first(smaller(words.size, kLongestWords));
    copy(Space(payload).after(1), bytes_of(words));
    return put_frame(out, uint8_t(Verb::refuse), Bytes(payload).first(1 + words.size));
}

bool put_words(Buffer &out, Verb kind, Text words)
{
    return put_frame(out, uint8_t(kind), bytes_of(words.first(smaller(words.size, kLongestWords))));
}

static constexpr uint32_t kPrefixSize = packed_size<"!Q32s">;

static constexpr FrameRule kSenderSays[] = {
    {uint8_t(Verb::offer), kOfferHead + 1, kLongestOffer},
    {uint8_t(Verb::start), 8, 8},
    {uint8_t(Verb::data), 1, kLongestData, true},
    {uint8_t(Verb::end), kPrefixSize, kPrefixSize},
    {uint8_t(Verb::abandon), 0, kLongestWords},
    {uint8_t(Verb::alive), 0, 0},
};

static constexpr FrameRule kReceiverSays[] = {
    {uint8_t(Verb::accept), kPrefixSize, kPrefixSize},
    {uint8_t(Verb::refuse), 1, 1 + kLongestWords},
    {uint8_t(Verb::progress), 8, 8},
    {uint8_t(Verb::receipt), kPrefixSize, kPrefixSize},
    {uint8_t(Verb::alive), 0, 0},
};

static Error read_offer(Offer &offer, Bytes payload)
{
    if (!unpack<"!BBHqIQ">(payload, offer.type, offer.flags, offer.mode, offer.mtime_seconds,
                           offer.mtime_nanoseconds, offer.size))
        __builtin_trap();
    offer.name = text_of(payload.after(kOfferHead));

    bool directory = offer.type == Offer::directory;
    if (!directory && offer.type != Offer::file) return broken("an offer of an unknown type");
    if (offer.flags > (Offer::size_unknown | Offer::from_start) || offer.mode > 0777)
        return broken("an offer with unknown flags");
    if (offer.mtime_nanoseconds > 999999999) return broken("an offer with an impossible time");
    if (offer.size > INT64_MAX || (directory && (offer.size || offer.flags)))
        return broken("an offer of an impossible size");
    return {};
}

// The rules above have seen to it that every payload is long enough for its kind.
static Error read_message(FrameReader &frames, Bytes &input, Message &message)
{
    FrameItem item;
    TRY(frames.next(input, item));
    message.kind = Verb(item.kind);
    Bytes digest;
    bool  whole = true;
    switch (message.kind) {
    case Verb::offer: return read_offer(message.offer, item.bytes);
    case Verb::start:
    case Verb::progress: whole = unpack<"!Q">(item.bytes, message.offset); break;
    case Verb::end:
    case Verb::accept:
    case Verb::receipt: whole = unpack<"!Q32s">(item.bytes, message.prefix.size, digest); break;
    case Verb::data: message.data = item.bytes; break;
    case Verb::refuse:
        message.refusal = Refusal(item.bytes[0]);
        message.words   = text_of(item.bytes.after(1));
        break;
    case Verb::abandon: message.words = text_of(item.bytes); break;
    case Verb::alive: break;
    }
    if (!whole) __builtin_trap();
    if (digest.size) copy(message.prefix.digest.bytes, digest);
    return {};
}

ReceiverEnd::ReceiverEnd(Space memory) : frames_(memory, kSenderSays) {}
SenderEnd::SenderEnd(Space memory) : frames_(memory, kReceiverSays) {}

Error ReceiverEnd::count_data(size_t size)
{
    if (size > size_ - at_) return broken("more data than was offered");
    at_ += size;
    return {};
}

Error ReceiverEnd::in_turn(const Message &message)
{
    Turn turn = turn_;
    switch (message.kind) {
    case Verb::alive: return {};
    case Verb::offer:
        if (turn != Turn::idle) break;
        turn_ = Turn::answer;
        size_ = message.offer.flags & Offer::size_unknown ? UINT64_MAX : message.offer.size;
        return {};
    case Verb::start:
        if (turn == Turn::skipping) return {};
        if (turn != Turn::start || (message.offset && message.offset != held_)) break;
        turn_ = Turn::body;
        at_   = message.offset;
        return {};
    case Verb::data:
        if (turn == Turn::skipping) return {};
        if (turn != Turn::body) break;
        return count_data(message.data.size);
    case Verb::end:
        if (turn != Turn::body && turn != Turn::skipping) break;
        if (turn == Turn::body && message.prefix.size != at_) break;
        if (turn == Turn::body && size_ != UINT64_MAX && size_ != at_) break;
        turn_ = turn == Turn::body ? Turn::verdict : Turn::idle;
        return {};
    case Verb::abandon:
        if (turn != Turn::start && turn != Turn::body && turn != Turn::skipping) break;
        turn_ = turn == Turn::skipping ? Turn::idle : Turn::verdict;
        return {};
    case Verb::accept:
    case Verb::refuse:
    case Verb::progress:
    case Verb::receipt: break;
    }
    return broken("the sender said something out of turn");
}

Error ReceiverEnd::next(Bytes &input, Message &message)
{
    message.kind = {};
    TRY(read_message(frames_, input, message));
    return message.kind == Verb{} ? Error{} : in_turn(message);
}

void ReceiverEnd::accepted(uint64_t held)
{
    held_ = held;
    turn_ = Turn::start;
}

void ReceiverEnd::refused()
{
    bool sending = turn_ == Turn::start || turn_ == Turn::body;
    turn_        = sending ? Turn::skipping : Turn::idle;
}

void SenderEnd::offered(const Offer &offer)
{
    turn_      = Turn::answer;
    size_      = offer.flags & Offer::size_unknown ? UINT64_MAX : offer.size;
    directory_ = offer.type == Offer::directory;
    most_held_ = offer.flags ? 0 : offer.size;
    seen_      = 0;
}

Error SenderEnd::in_turn(const Message &message)
{
    Turn turn = turn_;
    switch (message.kind) {
    case Verb::alive: return {};
    case Verb::accept:
        if (turn != Turn::answer || directory_ || message.prefix.size > most_held_) break;
        turn_ = Turn::body;
        return {};
    case Verb::refuse:
        if (turn == Turn::idle) break;
        turn_ = Turn::idle;
        return {};
    case Verb::progress:
        if (turn == Turn::answer || turn == Turn::idle || message.offset < seen_ || message.offset > size_) break;
        seen_ = message.offset;
        return {};
    case Verb::receipt:
        if (turn != (directory_ ? Turn::answer : Turn::verdict)) break;
        turn_ = Turn::idle;
        return {};
    case Verb::offer:
    case Verb::start:
    case Verb::data:
    case Verb::end:
    case Verb::abandon: break;
    }
    return broken("the receiver said something out of turn");
}

Error SenderEnd::next(Bytes &input, Message &message)
{
    message.kind = {};
    TRY(read_message(frames_, input, message));
    return message.kind == Verb{} ? Error{} : in_turn(message);
}
