// A room and its members over datagrams: whatever comes, from whomever, the two count those who come alike, every
// line finds its way out, and none is longer than a datagram may be.
#include "fuzz.h"
#include "wire/udp_hall.h"

namespace {
struct World {
    Key            secret;
    UdpMember      members[4];
    Member         places[5] = {};
    uint16_t       seats[4];
    uint8_t        memory[2048], ring_memory[8192];
    Backlog::Entry entries[8];
    Backlog        lines{memory, entries};
    Ring           ring{Space(ring_memory)};
    UdpServer      server{rules(), members, lines};
    Room           room{ring, places, {7, 4, 10, kLongestSaid, true}};
    UdpHall        hall{server, room, ring, seats};
    size_t         host = room.host("host");

    UdpServerRules rules() const
    {
        UdpServerRules rules;
        rules.secret     = &secret;
        rules.epoch      = 7;
        rules.history    = 4;
        rules.unasked    = true;
        rules.plain_line = without_clock;
        return rules;
    }
    void send(const Instant &at)
    {
        for (Bytes to, datagram; hall.next(to, datagram, at);) must(to.size == 1 && datagram.size <= kLongestDatagram);
    }
};
}

// Each piece: who, milliseconds / 16, how long, and the datagram; of the host a line. A parcel gets the token of
// the member that it is from.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    World   world;
    Instant at = {{0}, "12:34 "};
    for (Bytes rest(data, size); rest.size > 3;) {
        uint8_t who     = rest[0] % 8;
        at.now          = at.now + Millis{rest[1] * 16};
        size_t  length  = smaller<size_t>(rest[2] * 5, rest.size - 3);
        Bytes   piece   = rest.after(3).first(length);
        rest            = rest.after(3 + length);
        uint8_t heard[1400];
        copy(heard, piece);
        if (is_parcel(piece) && piece.size >= 13) pack<"!Q">(Space(heard).after(5), world.server.member(who % 4).token);
        if (who == 7) world.room.said(world.host, text_of(piece), at);
        else world.hall.heard({&who, 1}, Bytes(heard).first(length), at);
        world.send(at);
    }
    world.hall.close(at);
    world.send(at);
    must(world.server.size() == 0);
    return 0;
}
