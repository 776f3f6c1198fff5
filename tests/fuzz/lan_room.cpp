// A room without a server that hears any bytes, at any time: it shows every line once and in order, sends nothing
// but parcels, and never does anything without end.
#include "wire/lan_room.h"

#include "fuzz/fuzz.h"

namespace {
struct World {
    explicit World(bool proof) : room(rules(proof), peers, places, sent, "me", {0}) {}

    static LanRules rules(bool proof)
    {
        LanRules rules;
        rules.id    = 0x0101010101010101;
        rules.proof = proof;
        return rules;
    }
    void drain()
    {
        using Kind = LanRoom::Action::Kind;
        for (int steps = 0;; steps++) {
            must(steps < 1000);
            LanRoom::Action action = room.next(now);
            Parcel          parcel;
            if (action.kind == Kind::done) return;
            if (action.kind == Kind::wait) break;
            must(action.kind != Kind::send || read_parcel(parcel, action.bytes));
            must(action.kind != Kind::line || (action.peer->is_here() && !action.bytes.empty()));
            must(action.kind != Kind::line || action.bytes.size <= kLongestSaid);
            must(action.kind != Kind::lost || !action.range.empty());
            must(!action.peer || !action.peer->nick().empty());
        }
        must(now < room.due().at);
    }

    Peer           peers[3];
    HeldLine       places[3];
    uint8_t        memory[2048];
    Backlog::Entry entries[8];
    Backlog        sent{memory, entries};
    LanRoom        room;
    Millis         now;
};
}

// Steps of a byte that says what, one that says how much later, in ms or some 0.1 s, one for a length, and so many
// bytes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    World world(data[0] & 1);
    for (Bytes rest = Bytes(data, size).after(1); rest.size >= 3;) {
        uint8_t what = rest[0], later = rest[1];
        Bytes   bytes = rest.after(3).first(smaller<size_t>(rest[2], rest.size - 3));
        rest          = rest.after(3 + bytes.size);
        world.now     = world.now + Millis{what & 128 ? later * 100 : later};
        uint8_t datagram[4 + 255] = {0xc6, 0x36, 0x50, 1};
        copy(Space(datagram).after(4), bytes);
        switch (what & 7) {
        case 0:
            if (!bytes.empty()) world.room.say(text_of(bytes));
            break;
        case 1:
            if (!bytes.empty() && bytes.size <= kLongestNick) world.room.rename(text_of(bytes));
            break;
        case 2: break;
        default: world.room.heard(Bytes(datagram).first(4 + bytes.size), world.now);
        }
        world.drain();
    }
    return 0;
}
