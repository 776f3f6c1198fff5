// A server and a client that hear any bytes, at any time: both send nothing but parcels and plain lines, nobody is let
// in without a cookie, and nothing goes on without end.
#include "wire/udp_client.h"
#include "wire/udp_server.h"

#include "fuzz/fuzz.h"

namespace {
struct World {
    World() : server(rules(), members, lines), client(places, queue, "me") { client.join(7, now); }

    UdpServerRules rules() const
    {
        UdpServerRules rules;
        rules.secret    = &secret;
        rules.epoch     = 1;
        rules.history   = 2;
        rules.same_host = [](Bytes a, Bytes b) { return a == b; };
        return rules;
    }
    // What they say to each other arrives, where the fuzzer wants it to.
    void drain(bool connected)
    {
        for (int steps = 0;; steps++) {
            must(steps < 1000);
            UdpClient::Action action = client.next(now);
            if (action.kind == UdpClient::Action::Kind::wait) break;
            if (action.kind != UdpClient::Action::Kind::send) continue;
            Parcel parcel;
            must(read_parcel(parcel, action.bytes));
            if (connected) hear(0, action.bytes);
        }
        must(now < client.due().at);
        for (int steps = 0;; steps++) {
            must(steps < 1000);
            UdpServer::Action action = server.next(now);
            if (action.kind == UdpServer::Action::Kind::wait) break;
            if (action.kind != UdpServer::Action::Kind::send) continue;
            Parcel parcel;
            must(!is_parcel(action.bytes) || read_parcel(parcel, action.bytes));
            if (connected && action.to[0] == 0) client.heard(action.bytes, now);
        }
        must(now < server.due().at && server.size() <= 3);
    }
    void hear(uint8_t from, Bytes datagram)
    {
        UdpServer::Event event = server.heard({&from, 1}, datagram, now);
        if (event.kind != UdpServer::Event::Kind::said) return;
        must(!event.text.empty());
        server.accept(event);
        Text line = event.text.first(smaller(event.text.size, kLongestSaid));
        server.deliver({Audience::Kind(now.count % 3), event.serial}, line);
    }

    Key            secret;
    Millis         now;
    UdpMember         members[3];
    uint8_t        memory[4096];
    Backlog::Entry entries[8];
    Backlog        lines{memory, entries};
    UdpServer      server;
    HeldLine       places[3];
    uint8_t        queue[2048];
    UdpClient      client;
};
}

// Steps of a byte that says what, one that says how much later, in ms or some 0.1 s, one for a length, and so many
// bytes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    World world;
    for (Bytes rest(data, size); rest.size >= 3;) {
        uint8_t what = rest[0], later = rest[1];
        Bytes   bytes = rest.after(3).first(smaller<size_t>(rest[2], rest.size - 3));
        rest          = rest.after(3 + bytes.size);
        world.now     = world.now + Millis{what & 128 ? later * 100 : later};
        uint8_t datagram[4 + 255] = {0xc6, 0x36, 0x50, 1};
        copy(Space(datagram).after(4), bytes);
        Bytes parcel = Bytes(datagram).first(4 + bytes.size);
        switch (what & 7) {
        case 0:
            if (!bytes.empty()) world.client.say(text_of(bytes));
            break;
        case 1: world.hear(uint8_t(what >> 3 & 3), bytes); break;
        case 2: world.hear(uint8_t(what >> 3 & 3), parcel); break;
        case 3: world.client.heard(parcel, world.now); break;
        case 4: world.client.join(world.now.count, world.now); break;
        default: break;
        }
        world.drain(what & 64);
    }
    return 0;
}
