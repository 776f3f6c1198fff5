// Two channels facing each other over a socket pair, in one process: each end moves when it is told to.
#include "link/channel.h"

#include "../wire/secrets.h"
#include "check.h"
#include "pair.h"

static constexpr char kAnother[] = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

static uint8_t said[300000], heard_by[2][sizeof said], lent_to[2][kChannelMemory + kSealedPiece];

namespace {
// One end, and all that came to it.
class End {
public:
    End(Fd link, Role role, const char *key)
        : key_(key ? key_of(key) : Key()), rules_("6pup", "not ours", key ? &key_ : nullptr),
          heard_(heard_by[unsigned(role)])
    {
        error = channel.begin(move(link), role, &rules_, lent_to[unsigned(role)]);
    }

    void hear()
    {
        static uint8_t scratch[kSealedPiece + 5000];
        if (error || ended) return;
        Result<Moved> got = channel.receive(scratch);
        error             = got.error;
        ended             = got.value.ended;
        copy(heard_.after(size), Bytes(scratch).first(got.value.size));
        size += got.value.size;
    }

    // What of the words has not been taken.
    Bytes say(Bytes words)
    {
        Result<Moved> sent = channel.send(words);
        if (sent.error) error = sent.error;
        return words.after(sent.value.size);
    }

    bool has_heard(Bytes words) const { return Bytes(heard_).first(size) == words; }

    Channel channel;
    Error   error;
    bool    ended = false;
    size_t  size  = 0;

private:
    Key          key_;
    OpeningRules rules_;
    Space        heard_;
};

struct Ends {
    explicit Ends(const char *key, const char *other) : Ends(Pair(), key, other) {}
    Ends(Pair link, const char *key, const char *other)
        : a(move(link.near), Role::initiator, key), b(move(link.far), Role::responder, other)
    {
    }

    // Until nothing more happens by itself.
    void settle()
    {
        for (int i = 0; i < 4; i++) a.say({}), b.say({}), a.hear(), b.hear();
    }

    End a, b;
};
}

static void make_words()
{
    for (size_t i = 0; i < sizeof said; i++) said[i] = uint8_t(i * i >> 3);
}

static constexpr const char *kKeys[] = {nullptr, kPsk};

TEST("channel: plain or sealed, what is said is heard, both ways")
{
    make_words();
    for (const char *key : kKeys) {
        Ends ends(key, key);
        CHECK("nothing passes before it is open", !ends.a.channel.is_open() && ends.a.say(bytes_of("early")).size == 5);
        ends.settle();
        CHECK("open", ends.a.channel.is_open() && ends.b.channel.is_open() && !ends.a.error && !ends.b.error);

        Bytes rest = said, answer = Bytes(said).first(70000);
        for (int i = 0; i < 10000 && (ends.b.size < sizeof said || ends.a.size < 70000); i++) {
            rest   = ends.a.say(rest);
            answer = ends.b.say(answer);
            ends.a.hear(), ends.b.hear();
        }
        CHECK("there", ends.b.has_heard(said));
        CHECK("and back", ends.a.has_heard(Bytes(said).first(70000)));
        CHECK("no more to send", !ends.a.channel.wants_to_send() && !ends.b.channel.wants_to_send());
    }
}

TEST("channel: what the socket does not take waits, and comes first")
{
    make_words();
    for (const char *key : kKeys) {
        Pair link;
        int  small = 1;
        setsockopt(link.near.get(), SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
        Ends ends(move(link), key, key);
        ends.settle();
        Bytes rest = said;
        for (int i = 0; i < 10000 && ends.b.size < sizeof said; i++) {
            size_t before = rest.size;
            rest          = ends.a.say(rest);
            if (rest.size == before) ends.b.hear();
        }
        CHECK("in order", ends.b.has_heard(said));
    }
}

TEST("channel: only a genuine record proves the initiator")
{
    for (const char *key : kKeys) {
        Ends ends(key, key);
        ends.settle();
        bool open = ends.b.channel.is_open(), proven = ends.b.channel.is_proven();
        CHECK("its first message may have been recorded; without a key there is nothing to prove", open && proven == !key);
        ends.a.say(bytes_of("me"));
        ends.b.hear();
        CHECK("a record cannot", ends.b.channel.is_proven());
    }
}

struct EndRow {
    const char *what;
    const char *key;
    bool        finishes;
    Exit        exit;
};
static constexpr EndRow kEnds[] = {
    {"said", kPsk, true, Exit::complete},
    {"cut", kPsk, false, Exit::network},
    {"plain bytes just end", nullptr, false, Exit::complete},
    {"and need not say so", nullptr, true, Exit::complete},
};
TEST("channel: an end that was not said is a cut")
{
    for (const EndRow &row : kEnds) {
        Ends ends(row.key, row.key);
        ends.settle();
        ends.a.say(bytes_of("words"));
        if (row.finishes) ends.a.channel.finish();
        ends.a.channel.close();
        for (int i = 0; i < 3; i++) ends.b.hear();
        CHECK("the words have come", ends.b.has_heard(bytes_of("words")));
        CHECK(row.what, ends.b.error.exit() == row.exit && ends.b.ended == !ends.b.error);
    }
}

struct EncounterRow {
    const char *what;
    const char *initiator, *responder;  // their keys
    Exit        left, right;            // what each makes of it, once the other has gone
};
static constexpr EncounterRow kEncounters[] = {
    {"two keys", kPsk, kAnother, Exit::verification, Exit::verification},
    {"only the responder has one", nullptr, kPsk, Exit::access, Exit::access},
    {"only the initiator has one", kPsk, nullptr, Exit::verification, Exit::verification},
};
TEST("channel: whose keys differ do not get far")
{
    for (const EncounterRow &row : kEncounters) {
        Ends ends(row.initiator, row.responder);
        ends.settle();
        bool silent = !ends.b.error;
        if (ends.b.error || silent) ends.b.channel.close();
        ends.a.hear();
        Error right = silent ? ends.b.channel.ended() : ends.b.error;
        CHECK(row.what, ends.a.error.exit() == row.left && right.exit() == row.right);
        CHECK("nothing was heard", !ends.a.size && !ends.b.size && !ends.a.channel.is_open() && !ends.b.channel.is_open());
    }
}

TEST("channel: whoever waits for an opening waits no longer than the deadline")
{
    for (const char *key : kKeys) {
        Pair   link;
        Millis begin = now();
        End    end(move(link.near), Role::initiator, key);
        Error  error = end.channel.open({begin + Millis{30}});
        CHECK("given up", key ? error.exit() == Exit::verification : error.code() == ETIMEDOUT);
        CHECK("not before", begin + Millis{30} <= now());
    }
}

TEST("channel: opened in one go where the answer is there")
{
    for (const char *key : kKeys) {
        Ends ends(key, key);
        ends.a.say({}), ends.b.hear();
        CHECK("the answer has been sent", !ends.b.error && ends.b.channel.is_open());
        ends.b.say(bytes_of("and more"));
        CHECK("open", !ends.a.channel.open({now() + seconds(60)}) && ends.a.channel.is_open());
        ends.a.hear();
        CHECK("what came behind it is kept", ends.a.has_heard(bytes_of("and more")));
    }
}
