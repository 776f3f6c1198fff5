// For tests: the upload protocol (wire/offer.h) as words.
//
//     "offer:5 ACCEPT:2 start:2 data:3 end:5 RECEIPT"
//
// Lower case is what the peer says; upper case is what we say, which the machine is only told. A number
// is a size or an offset, `?` is one that is unknown. Digests are zero, and so is data.
#pragma once

#include "wire/offer.h"
#include "words/say.h"

struct Saying {
    Text     whole, name;
    uint64_t number = 0;  // UINT64_MAX: unknown

    bool is_ours() const { return name[0] >= 'A' && name[0] <= 'Z'; }
};

// Takes the next word off the front of `rest`; false at its end.
inline bool next_word(Text &rest, Saying &word)
{
    while (!rest.empty() && rest[0] == ' ') rest = rest.after(1);
    Text whole = rest.first(position(rest, ' '));
    rest       = rest.after(whole.size);
    word       = {whole, whole.first(position(whole, ':'))};
    for (char c : whole.after(word.name.size))
        if (c != ':') word.number = c == '?' ? UINT64_MAX : word.number * 10 + uint64_t(c - '0');
    return !whole.empty();
}

struct Spelling {
    Text name;
    Verb verb;
};
static constexpr Spelling kSpellings[] = {
    {"offer", Verb::offer},       {"start", Verb::start},     {"data", Verb::data},
    {"end", Verb::end},           {"abandon", Verb::abandon}, {"alive", Verb::alive},
    {"accept", Verb::accept},     {"refuse", Verb::refuse},   {"progress", Verb::progress},
    {"receipt", Verb::receipt},
};

inline Offer offer_of(uint64_t size)
{
    Offer offer;
    offer.name = "name";
    if (size == UINT64_MAX) offer.flags = Offer::size_unknown;
    else offer.size = size;
    return offer;
}

inline Offer offer_of_directory()
{
    Offer offer;
    offer.type = Offer::directory;
    offer.name = "name";
    return offer;
}

inline bool put_message(Buffer &out, Verb verb, uint64_t number)
{
    static const uint8_t zeros[kLongestData] = {};
    switch (verb) {
    case Verb::offer: return put_offer(out, offer_of(number));
    case Verb::start:
    case Verb::progress: return put_number(out, verb, number);
    case Verb::data: return put_frame(out, uint8_t(verb), Bytes(zeros).first(number));
    case Verb::end:
    case Verb::accept:
    case Verb::receipt: return put_prefix(out, verb, {number, {}});
    case Verb::refuse: return put_refusal(out, Refusal::other, "no");
    case Verb::abandon:
    case Verb::alive: return put_words(out, verb, "");
    }
    return false;
}

inline bool put_word(Buffer &out, const Saying &word)
{
    if (word.name == "directory") return put_offer(out, offer_of_directory());
    for (const Spelling &row : kSpellings)
        if (row.name == word.name) return put_message(out, row.verb, word.number);
    return false;
}

inline void tell(ReceiverEnd &end, const Saying &word)
{
    if (word.name == "ACCEPT") end.accepted(word.number);
    else if (word.name == "REFUSE") end.refused();
    else end.received();
}

inline void tell(SenderEnd &end, const Saying &word)
{
    if (word.name == "OFFER") end.offered(offer_of(word.number));
    else if (word.name == "DIRECTORY") end.offered(offer_of_directory());
    else if (word.name == "END") end.ended();
    else end.abandoned();
}

// Writes down what was heard, in the same words.
class Listener {
public:
    explicit Listener(Writer &to) : to_(to) {}
    ~Listener() { settle(); }

    void hear(const Message &message)
    {
        if (message.kind == Verb::data) {
            data_ += message.data.size;
            return;
        }
        settle();
        if (message.kind == Verb::offer) hear(message.offer);
        else to_.say(name_of(message.kind));
        if (message.kind == Verb::start || message.kind == Verb::progress) to_.say(':', message.offset);
        if (is_prefix(message.kind)) to_.say(':', message.prefix.size);
        to_.say(' ');
    }

private:
    static bool is_prefix(Verb verb)
    {
        return verb == Verb::end || verb == Verb::accept || verb == Verb::receipt;
    }
    static Text name_of(Verb verb)
    {
        for (const Spelling &row : kSpellings)
            if (row.verb == verb) return row.name;
        return "?";
    }
    void hear(const Offer &offer)
    {
        if (offer.type == Offer::directory) to_.say("directory");
        else if (offer.flags & Offer::size_unknown) to_.say("offer:?");
        else to_.say("offer:", offer.size);
    }
    // Data comes in pieces of any size: only their sum is the same every time.
    void settle()
    {
        if (data_) to_.say("data:", data_, ' ');
        data_ = 0;
    }

    Writer  &to_;
    uint64_t data_ = 0;
};

// Lets the machine hear `input` in pieces of at most `step` bytes.
template <class End> Error listen(End &end, Bytes input, size_t step, Writer &heard)
{
    Listener listener(heard);
    while (!input.empty()) {
        Bytes piece = input.first(smaller(step, input.size));
        input       = input.after(piece.size);
        Message message;
        do {
            TRY(end.next(piece, message));
            if (message.kind != Verb{}) listener.hear(message);
        } while (message.kind != Verb{});
        if (!piece.empty()) return complaint(Exit::other, "input was left, and no message");
    }
    return {};
}

// Plays a conversation; what the peer says without an answer of ours comes at once.
template <class End> Error play(End &end, Text words, size_t step, Writer &heard)
{
    static uint8_t memory[2 * kLongestData];
    Buffer         said{Space(memory)};
    Saying           word;
    while (next_word(words, word)) {
        if (!word.is_ours()) {
            if (!put_word(said, word)) __builtin_trap();
            continue;
        }
        TRY(listen(end, said.bytes(), step, heard));
        said.clear();
        tell(end, word);
    }
    return listen(end, said.bytes(), step, heard);
}
