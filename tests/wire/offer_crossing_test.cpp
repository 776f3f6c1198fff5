// Both ends of the upload protocol against each other, over a network that delivers when it likes: what
// one says may cross anything the other says. They must never complain, and agree in the end.
#include "check.h"
#include "conversation.h"

static constexpr uint32_t kWorlds = 3000, kFiles = 4;

class Chance {
public:
    explicit Chance(uint32_t seed) : state_(seed * 2654435761u + 1) {}

    // One in `count`; Marsaglia's xorshift32.
    bool one_in(uint32_t count) { return next() % count == 0; }
    size_t up_to(size_t most) { return 1 + next() % most; }

private:
    uint32_t next() { return state_ ^= state_ << 13, state_ ^= state_ >> 17, state_ ^= state_ << 5; }

    uint32_t state_;
};

// One side: its machine, and what it has said that is still on its way.
template <class End> struct Side {
    explicit Side(Space heard) : end(heard), said{Space(memory)} {}

    uint8_t  memory[1024];
    End      end;
    Buffer   said;
    uint64_t size = 0, at = 0;  // of the file under way
    uint32_t answers = 0;       // receipts and refusals
};

namespace {
struct World {
    explicit World(uint32_t seed) : chance(seed) {}

    uint8_t           receiver_memory[kLongestOffer], sender_memory[1 + kLongestWords];
    Side<ReceiverEnd> receiver{Space(receiver_memory)};
    Side<SenderEnd>   sender{Space(sender_memory)};
    Chance            chance;
    uint32_t          offers  = 0;
    bool              started = false, ended = true;  // the sender's file
    Error             fault;

    void sender_acts();
    void sender_goes_on();
    void receiver_acts();
    void receiver_answers();
    template <class From, class To> void deliver(Side<From> &from, Side<To> &to);
    void note(const Message &message, Side<SenderEnd> &to);
    void note(const Message &message, Side<ReceiverEnd> &to);
    bool finished() const;
};
}

// A sender that has begun a file ends or abandons it, also when it is refused meanwhile.
void World::sender_acts()
{
    if (sender.said.room() < 256) return;
    bool idle = sender.end.turn() == SenderEnd::Turn::idle;
    if (!ended && (idle || chance.one_in(8))) {
        bool may = idle || sender.end.turn() == SenderEnd::Turn::body;
        if (!may) return;
        put_words(sender.said, Verb::abandon, "enough");
        sender.end.abandoned();
        ended = true;
    } else if (!ended) sender_goes_on();
    else if (idle && offers < kFiles) {
        sender.size = chance.up_to(20) - 1;
        put_offer(sender.said, offer_of(sender.size));
        sender.end.offered(offer_of(sender.size));
        offers++;
        started = false;
    }
}

void World::sender_goes_on()
{
    if (!started) {
        put_number(sender.said, Verb::start, 0);
        sender.at = 0;
        started   = true;
    } else if (sender.at < sender.size) {
        size_t piece = chance.up_to(size_t(sender.size - sender.at));
        put_message(sender.said, Verb::data, piece);
        sender.at += piece;
    } else {
        put_message(sender.said, Verb::end, sender.at);
        sender.end.ended();
        ended = true;
    }
}

void World::receiver_answers()
{
    bool offered = receiver.end.turn() == ReceiverEnd::Turn::answer;
    if (chance.one_in(3)) {
        put_refusal(receiver.said, Refusal::other, "no");
        receiver.end.refused();
        receiver.answers++;
    } else if (offered) {
        put_message(receiver.said, Verb::accept, 0);
        receiver.end.accepted(0);
        receiver.at = 0;
    } else {
        put_message(receiver.said, Verb::receipt, receiver.at);
        receiver.end.received();
        receiver.answers++;
    }
}

void World::receiver_acts()
{
    if (receiver.said.room() < 256) return;
    switch (receiver.end.turn()) {
    case ReceiverEnd::Turn::answer:
    case ReceiverEnd::Turn::verdict: return receiver_answers();
    case ReceiverEnd::Turn::start:
    case ReceiverEnd::Turn::body:
        if (chance.one_in(3)) put_message(receiver.said, Verb::progress, receiver.at);
        else if (chance.one_in(8)) {
            put_refusal(receiver.said, Refusal::storage, "disk");
            receiver.end.refused();
            receiver.answers++;
        }
        return;
    case ReceiverEnd::Turn::idle:
    case ReceiverEnd::Turn::skipping: return;
    }
}

void World::note(const Message &message, Side<SenderEnd> &to)
{
    if (message.kind == Verb::accept) ended = false;
    to.answers += message.kind == Verb::refuse || message.kind == Verb::receipt;
}

// An abandoned file is refused, never stored.
void World::note(const Message &message, Side<ReceiverEnd> &to)
{
    if (message.kind == Verb::data) to.at += message.data.size;
    if (message.kind != Verb::abandon || to.end.turn() != ReceiverEnd::Turn::verdict) return;
    put_refusal(to.said, Refusal::other, "given up");
    to.end.refused();
    to.answers++;
}

template <class From, class To> void World::deliver(Side<From> &from, Side<To> &to)
{
    if (to.said.room() < 256) return;
    Bytes   all = from.said.bytes(), input = all.first(smaller(all.size, chance.up_to(30)));
    size_t  size = input.size;
    Message message;
    fault = to.end.next(input, message);
    if (!fault && message.kind != Verb{}) note(message, to);
    from.said.consumed(size - input.size);
}

bool World::finished() const
{
    return offers == kFiles && sender.end.turn() == SenderEnd::Turn::idle && ended && receiver.end.may_end() &&
           sender.said.bytes().empty() && receiver.said.bytes().empty();
}

TEST("offer: whatever crosses on the way, both ends agree in the end")
{
    for (uint32_t seed = 0; seed < kWorlds; seed++) {
        World world(seed);
        Line  name;
        for (int step = 0; step < 20000 && !world.fault && !world.finished(); step++) {
            if (world.chance.one_in(4)) world.sender_acts();
            else if (world.chance.one_in(3)) world.receiver_acts();
            else if (world.chance.one_in(2)) world.deliver(world.sender, world.receiver);
            else world.deliver(world.receiver, world.sender);
        }
        name.say("seed ", seed, ": ", world.fault ? world.fault.words : "");
        CHECK(name.text(), world.finished());
        CHECK(name.text(), world.sender.answers == kFiles && world.receiver.answers == kFiles);
    }
}
