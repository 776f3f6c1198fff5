#include "system/datagram.h"

#include "check.h"
#include "system/run.h"
#include "system/socket.h"
#include "system/watch.h"

#include <net/if.h>

namespace {
// Both ends of a talk: a socket on any address of ours, and somebody who knows it by one of them.
struct Datagrams {
    Datagrams(const char *bound, const char *known)
    {
        Address address;
        if (!parse_address(address, bound, 0)) return;
        Result<Fd> made = bind_udp(address);
        server          = move(made.value);
        if (!server || !parse_address(address, known, local_address(server).port())) return;
        made   = connect_udp(address);
        client = move(made.value);
    }
    // What came to the server, and by what.
    bool hear()
    {
        pollfd slot;
        Watch  watch({&slot, 1});
        watch.add(server.get(), POLLIN);
        return !watch.wait({now() + seconds(10)}) && receive_datagram(server, memory, datagram, path);
    }
    bool answer(Text words)
    {
        send_datagram(server, path, bytes_of(words));
        pollfd slot;
        Watch  watch({&slot, 1});
        watch.add(client.get(), POLLIN);
        if (watch.wait({now() + seconds(10)})) return false;
        Result<Moved> got = receive_some(client, memory);
        return !got.error && text_of(Bytes(memory).first(got.value.size)) == words;
    }

    Fd      server, client;
    Bytes   datagram;
    Path    path;
    uint8_t memory[64];
};

struct DatagramRow {
    const char *name, *bound, *known;
};
}

static constexpr DatagramRow kTalks[] = {
    {"IPv4", "127.0.0.1", "127.0.0.1"},
    {"IPv6", "::1", "::1"},
    {"any of IPv4", "0.0.0.0", "127.0.0.1"},
    {"any of both", "::", "127.0.0.1"},
    {"one of several addresses, which alone is known", "0.0.0.0", "127.0.0.2"},
    {"of both", "::", "127.0.0.2"},
};
TEST("datagram: an answer goes back from the address that was asked")
{
    for (const DatagramRow &row : kTalks) {
        Datagrams talk(row.bound, row.known);
        if (!talk.client) continue;  // no IPv6 here
        CHECK(row.name, send_some(talk.client, bytes_of("asked")).value.size == 5 && talk.hear());
        CHECK(row.name, text_of(talk.datagram) == "asked" && talk.path.peer.port() == local_address(talk.client).port());
        CHECK(row.name, talk.answer("answered"));
    }
}

TEST("datagram: an empty one is one, and none is none")
{
    Datagrams talk("127.0.0.1", "127.0.0.1");
    CHECK("none", !receive_datagram(talk.server, talk.memory, talk.datagram, talk.path));
    CHECK("empty", !send_some(talk.client, {}).error && talk.hear() && talk.datagram.empty());
}

TEST("datagram: where nobody listens the network says so")
{
    Datagrams talk("127.0.0.1", "127.0.0.1");
    talk.server.reset();
    (void)send_some(talk.client, bytes_of("asked"));
    pollfd slot;
    Watch  watch({&slot, 1});
    watch.add(talk.client.get(), POLLIN);
    CHECK("waited", !watch.wait({now() + seconds(10)}));
    CHECK("refused", receive_some(talk.client, talk.memory).error.code() == ECONNREFUSED);
}

TEST("datagram: a port is one server's alone")
{
    Datagrams talk("127.0.0.1", "127.0.0.1");
    CHECK("in use", bind_udp(local_address(talk.server)).error.code() == EADDRINUSE);
}

TEST("multicast: is heard by all who have joined on that network, on this machine too")
{
    Interface memory[32], loopback = {if_nametoindex("lo")};
    bool      known = false;
    for (const Interface &each : interfaces(memory)) known |= each.index == loopback.index;
    CHECK("loopback is a network", known);

    Address group;
    CHECK("a group", parse_address(group, "239.255.56.56", uint16_t(20000 + getpid() % 20000)));
    Multicast alice(group), bob(group);
    CHECK("two of a machine", !alice.open() && !bob.open());
    const char *emulator = environment("QEMU");
    if (emulator && *emulator) return skip_test("under qemu-user an interface's number in ip_mreqn and in_pktinfo is another one");
    CHECK("twice is once", alice.join({&loopback, 1}) == 1 && alice.join({&loopback, 1}) == 1 && bob.join({&loopback, 1}) == 1);
    alice.send(bytes_of("hello"));

    uint8_t heard[16];
    Bytes   datagram;
    Path    path;
    pollfd  slot;
    Watch   watch({&slot, 1});
    watch.add(bob.socket().get(), POLLIN);
    CHECK("heard", !watch.wait({now() + seconds(10)}) && receive_datagram(bob.socket(), heard, datagram, path) && text_of(datagram) == "hello");
}
