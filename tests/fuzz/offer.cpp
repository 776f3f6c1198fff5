// Any bytes as what a peer of an upload says, answered as link/ would answer. However the stream is cut, the
// same is heard; and never more data than was offered.
#include "wire/offer.h"

#include "fuzz/fuzz.h"
#include "wire/name.h"

namespace {
// Decisions that depend on the messages alone, not on how they came.
class Whim {
public:
    explicit Whim(uint8_t seed) : state_(seed) {}

    bool one_in(uint32_t count)
    {
        state_ = state_ * 1103515245 + 12345;
        return (state_ >> 16) % count == 0;
    }

private:
    uint32_t state_;
};

struct Outcome {
    Trace       messages, data;
    const char *fault = nullptr;
    unsigned    turn  = 0;

    bool operator==(const Outcome &other) const
    {
        // Of a frame that says too much a reader of small pieces hears the beginning.
        bool same_data = fault || data.hash == other.data.hash;
        return messages.hash == other.messages.hash && same_data && fault == other.fault && turn == other.turn;
    }
};

class FakeReceiver {
public:
    explicit FakeReceiver(uint8_t seed) : whim_(seed) {}

    Error    next(Bytes &input, Message &message) { return end_.next(input, message); }
    unsigned turn() const { return unsigned(end_.turn()); }

    void act(const Message &message)
    {
        if (message.kind == Verb::offer) offered(message.offer);
        if (message.kind == Verb::start) at_ = message.offset;
        if (message.kind == Verb::data && end_.turn() == ReceiverEnd::Turn::body) count(message.data.size);
        if (message.kind == Verb::end && end_.turn() == ReceiverEnd::Turn::verdict) must(message.prefix.size == at_);
        answer(message.kind);
    }

private:
    void offered(const Offer &offer)
    {
        must(!offer.name.empty() && offer.name.size <= kLongestOffer - kOfferHead && offer.mode <= 0777);
        must(offer.size <= INT64_MAX && offer.mtime_nanoseconds < 1000000000);
        name_fault(offer.name, true);
        size_      = offer.flags & Offer::size_unknown ? UINT64_MAX : offer.size;
        directory_ = offer.type == Offer::directory;
    }
    void count(size_t size)
    {
        at_ += size;
        must(at_ <= size_);
    }
    void answer(Verb heard)
    {
        bool sending = end_.turn() == ReceiverEnd::Turn::start || end_.turn() == ReceiverEnd::Turn::body;
        if (end_.turn() == ReceiverEnd::Turn::answer) {
            if (whim_.one_in(4)) end_.refused();
            else if (directory_) end_.received();
            else end_.accepted(size_ == UINT64_MAX || whim_.one_in(2) ? 0 : smaller<uint64_t>(size_, 3));
        } else if (end_.turn() == ReceiverEnd::Turn::verdict) {
            if (heard == Verb::abandon || whim_.one_in(4)) end_.refused();
            else end_.received();
        } else if (sending && heard == Verb::alive) end_.refused();
    }

    uint8_t     memory_[kLongestOffer];
    ReceiverEnd end_{Space(memory_)};
    Whim        whim_;
    uint64_t    size_ = 0, at_ = 0;
    bool        directory_ = false;
};

class FakeSender {
public:
    explicit FakeSender(uint8_t seed) : whim_(seed) { act({}); }

    Error    next(Bytes &input, Message &message) { return end_.next(input, message); }
    unsigned turn() const { return unsigned(end_.turn()); }

    void act(const Message &message)
    {
        must(message.words.size <= kLongestWords);
        if (message.kind == Verb::progress && !size_unknown_) must(message.offset <= 1000);
        if (end_.turn() == SenderEnd::Turn::idle) offer();
        else if (end_.turn() == SenderEnd::Turn::body && whim_.one_in(3)) end_.ended();
        else if (end_.turn() == SenderEnd::Turn::body && whim_.one_in(3)) end_.abandoned();
    }

private:
    void offer()
    {
        Offer offer;
        size_unknown_ = whim_.one_in(3);
        offer.type    = !size_unknown_ && whim_.one_in(3) ? Offer::directory : Offer::file;
        offer.flags   = size_unknown_ ? Offer::size_unknown : 0;
        offer.size    = size_unknown_ || offer.type == Offer::directory ? 0 : 1000;
        end_.offered(offer);
    }

    uint8_t   memory_[1 + kLongestWords];
    SenderEnd end_{Space(memory_)};
    Whim      whim_;
    bool      size_unknown_ = false;
};
}

static void add(Outcome &to, const Message &message)
{
    if (message.kind == Verb::data) return to.data.add(message.data);
    to.messages.add(uint8_t(message.kind));
    to.messages.add(message.offset);
    to.messages.add(message.prefix.size);
    to.messages.add(Bytes(message.prefix.digest.bytes));
    to.messages.add(uint8_t(message.refusal));
    to.messages.add(bytes_of(message.words));
    if (message.kind != Verb::offer) return;
    to.messages.add(message.offer.size);
    to.messages.add(bytes_of(message.offer.name));
}

template <class End> static Outcome listen(Bytes stream, uint8_t cut_seed, uint8_t whim_seed)
{
    End     end(whim_seed);
    Cuts    cuts(cut_seed);
    Outcome outcome;
    while (!stream.empty() && !outcome.fault) {
        Bytes input = cuts.take(stream);
        for (;;) {
            Message message;
            Error   error = end.next(input, message);
            must(!error || error.exit() == Exit::protocol);
            outcome.fault = error.words;
            if (error || message.kind == Verb{}) break;
            add(outcome, message);
            end.act(message);
        }
        must(outcome.fault || input.empty());
    }
    outcome.turn = end.turn();
    return outcome;
}

template <class End> static void compare(Bytes stream, uint8_t cut_seed, uint8_t whim_seed)
{
    must(listen<End>(stream, 0, whim_seed) == listen<End>(stream, larger<uint8_t>(cut_seed, 1), whim_seed));
}

// The first byte says how to cut, the second what to decide and which side to be.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    Bytes stream = Bytes(data, size).after(2);
    if (data[1] & 1) compare<FakeReceiver>(stream, data[0], data[1]);
    else compare<FakeSender>(stream, data[0], data[1]);
    return 0;
}
