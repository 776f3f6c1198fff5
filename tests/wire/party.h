// For tests: one side of a connection (wire/seal.h), which hears bytes and remembers what was said. A
// copy of it is another side in the same state.
#pragma once

#include "secrets.h"
#include "wire/seal.h"

inline constexpr char kStranger[] = "the peer does not speak this";

// "6pup", and the key of these digits if any. Lives as long as the openings that use it.
class Rules {
public:
    explicit Rules(const char *key) : key_(key ? key_of(key) : Key()), rules_("6pup", kStranger, key ? &key_ : nullptr)
    {
    }
    Rules(const Rules &) = delete;

    const OpeningRules *get() const { return &rules_; }

private:
    Key          key_;
    OpeningRules rules_;
};

class Party {
public:
    Party(Role role, const Rules &rules) : sealed_(rules.get()->key)
    {
        Buffer out = room_to_say();
        opening_.begin(role, rules.get(), ephemeral_of(role), out);
        said_ += out.bytes().size;
    }

    // In pieces of at most `step` bytes, into memory of exactly what came and what was left of before.
    void hear(Bytes more, size_t step = SIZE_MAX)
    {
        while (!more.empty() && !error_) {
            Bytes piece = more.first(smaller(step, more.size));
            more        = more.after(piece.size);
            copy(Space(memory_).after(left_), piece);
            Space input = Space(memory_).first(left_ + piece.size);
            Buffer out  = room_to_say();
            error_      = take(input, out);
            said_ += out.bytes().size;
            left_       = input.size;
            memmove(memory_, input.data, left_);
        }
    }
    void say(Text words)
    {
        Buffer out  = room_to_say();
        Bytes  more = bytes_of(words);
        error_      = records_.put(out, more);
        said_ += out.bytes().size;
    }
    void finish()
    {
        Buffer out = room_to_say();
        error_     = records_.finish(out);
        said_ += out.bytes().size;
    }

    Bytes  said() const { return Bytes(said_memory_).first(said_); }
    Text   heard() const { return text_of(Bytes(heard_memory_).first(heard_)); }
    size_t left() const { return left_; }  // bytes that came and were not used up
    bool   is_open() const { return opening_.is_open(); }
    bool   finished() const { return records_.finished(); }
    Error  error() const { return error_; }

    // What has become of it so far: "open", "5: its words", or for one that waits what it makes of the
    // connection's end: "... 4: connection lost".
    void tell(Writer &to) const
    {
        Error told = error_ ? error_ : opening_.ended();
        if (error_ || !is_open()) to.say(error_ ? "" : "... ", unsigned(told.exit()), ": ", told.words);
        else to.say("open");
    }

private:
    Buffer room_to_say() { return Buffer(Space(said_memory_).after(said_)); }

    Error take(Space &input, Buffer &out)
    {
        if (!is_open()) TRY(opening_.next(input, out, records_));
        if (!is_open()) return {};
        Bytes plain = input;
        if (!sealed_) return listen(plain), input = input.after(input.size), Error{};
        do {
            TRY(records_.next(input, plain));
            listen(plain);
        } while (!plain.empty());
        return {};
    }

    void listen(Bytes plain)
    {
        copy(Space(heard_memory_).after(heard_), plain);
        heard_ += plain.size;
    }

    bool    sealed_;
    uint8_t memory_[512], said_memory_[512], heard_memory_[256];
    size_t  left_ = 0, said_ = 0, heard_ = 0;
    Opening opening_;
    Records records_;
    Error   error_;
};
