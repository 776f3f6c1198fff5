// Any bytes to either side of an opening, with and without a key: however they are cut, the same comes
// of it. And records with a byte changed or cut off on the way: nothing wrong is ever heard.
#include "wire/seal.h"

#include "fuzz/fuzz.h"

static constexpr size_t kMost = 4096;

static Key key_of(uint8_t first)
{
    Key key;
    key.bytes[0] = first;
    return key;
}

static Key ephemeral_of(Role role)
{
    return key_of(role == Role::initiator ? 2 : 3);
}

namespace {
class Side {
public:
    Side(Role role, const OpeningRules &rules) : sealed_(rules.key)
    {
        opening_.begin(role, &rules, ephemeral_of(role), out_);
    }

    explicit Side(const Records &open) : records(open), opened_(true) {}

    // As one who receives behind what was left over.
    void hear(Bytes more)
    {
        copy(Space(input_).after(left_), more);
        Space input = Space(input_).first(left_ + more.size);
        if (!error) error = take(input);
        left_ = error ? 0 : input.size;
        must(left_ <= kLongestLeftover && (is_open() || !left_));
        memmove(input_, input.data, left_);
    }

    bool    is_open() const { return opened_ || opening_.is_open(); }
    Bytes   said() const { return out_.bytes(); }
    Bytes   heard() const { return Bytes(heard_).first(heard_size_); }
    Error   end() const { return error ? error : !is_open() ? opening_.ended() : sealed_ ? records.ended() : Error{}; }
    Records records;
    Error   error;

private:
    Error take(Space &input)
    {
        if (!is_open()) TRY(opening_.next(input, out_, records));
        if (!is_open()) return {};
        Bytes plain = input;
        if (!sealed_) return listen(plain), input = input.after(input.size), Error{};
        for (;;) {
            TRY(records.next(input, plain));
            if (plain.empty()) return {};
            listen(plain);
        }
    }
    void listen(Bytes plain)
    {
        copy(Space(heard_).after(heard_size_), plain);
        heard_size_ += plain.size;
    }

    Opening opening_;
    uint8_t said_[kLongestOpening], input_[2 * kMost], heard_[2 * kMost];
    Buffer  out_{Space(said_)};
    size_t  left_ = 0, heard_size_ = 0;
    bool    opened_ = false;
    bool    sealed_ = true;
};
}

static void listen(Side &side, Bytes stream, uint8_t cut_seed)
{
    for (Cuts cuts(cut_seed); !stream.empty();) side.hear(cuts.take(stream));
}

static void compare_openings(Bytes stream, uint8_t cut_seed, Role role, bool keyed)
{
    Key          key = key_of(1);
    OpeningRules rules("6pup", "something else", keyed ? &key : nullptr);
    Side         whole(role, rules), cut(role, rules);
    bool         responder = role == Role::responder;
    listen(whole, stream, 0);
    listen(cut, stream, larger<uint8_t>(cut_seed, 1));
    must(whole.is_open() == cut.is_open() && whole.end().words == cut.end().words);
    must(whole.said() == cut.said() && whole.heard() == cut.heard());
    must(!responder || !keyed || cut.is_open() || cut.said().empty());
    must(cut.is_open() || cut.heard().empty());
}

// Says `words` in records of at most `most` bytes.
static void say(Side &side, Buffer &out, Bytes words, size_t most)
{
    while (!words.empty()) {
        Bytes piece = words.first(smaller(most, words.size));
        words       = words.after(piece.size);
        must(!side.records.put(out, piece) && piece.empty());
    }
    must(!side.records.finish(out));
}

// The two ends of a sealed connection, reckoned out once: that takes longer than all the rest.
struct Ends {
    Records here, there;

    Ends()
    {
        NoiseHandshake a, b;
        uint8_t        message[kNoiseOverhead];
        a.begin(Role::initiator, {}, key_of(1), key_of(2));
        b.begin(Role::responder, {}, key_of(1), key_of(3));
        must(a.write({}, message) && b.read(message, {}) && b.write({}, message) && a.read(message, {}));
        here.open(a);
        there.open(b);
    }
};

static void change_records(Bytes words, uint8_t cut_seed, size_t most, size_t at, uint8_t change)
{
    static const Ends kEnds;
    static uint8_t    memory[2 * kMost];
    Side              a(kEnds.here), b(kEnds.there);
    Buffer            out{Space(memory)};
    say(a, out, words, most);

    Bytes sent = out.bytes();
    bool  same = at >= sent.size;
    if (!same && change) memory[at] ^= change;
    if (!same && !change) sent = sent.first(at);
    listen(b, sent, cut_seed);
    must(b.heard().size <= words.size && b.heard() == words.first(b.heard().size));
    must(same ? !b.end() && b.heard() == words : b.end().exit() == (change ? Exit::verification : Exit::network));
}

// The first byte says what to do, the second how to cut.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 6 || size > kMost / 2) return 0;
    Bytes   stream = Bytes(data, size).after(2);
    uint8_t what   = data[0], cut_seed = data[1];
    size_t  most   = larger<size_t>(stream[3], 20);
    if (what & 4) change_records(stream.after(4), cut_seed, most, size_t(stream[0]) * 256 + stream[1], stream[2]);
    else compare_openings(stream, cut_seed, what & 1 ? Role::responder : Role::initiator, what & 2);
    return 0;
}
