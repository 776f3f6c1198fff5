#include "system/socket.h"
#include "system/watch.h"

#include "check.h"
#include "scratch.h"

#include <poll.h>
#include <sys/socket.h>

// Waits until there is something to read; a peer on the same machine needs no more than a moment.
static bool readable(const Fd &fd)
{
    pollfd slot = {fd.get(), POLLIN, 0};
    return poll(&slot, 1, 60000) == 1;
}

static Deadline soon() { return {now() + seconds(60)}; }

// A port of this machine where nobody listens: bound as long as the Fd lives.
static Fd closed_port(Address &address)
{
    Fd        fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    socklen_t size = sizeof address;
    address        = loopback_address(false, 0);
    must(!bind(fd.get(), &address.any, address.size()) && !getsockname(fd.get(), &address.any, &size));
    return fd;
}

struct Connected {
    Fd      listener, client, server;
    Address peer;

    explicit Connected(const Address &to)
    {
        listener       = move_out(listen_tcp(to));
        Address bound  = local_address(listener);
        client         = move_out(connect_tcp({&bound, 1}, soon()));
        must(readable(listener));
        server = move_out(accept_tcp(listener, peer));
    }

private:
    static Fd move_out(Result<Fd> made)
    {
        must(!made.error);
        return move(made.value);
    }
};

TEST("socket: listen, connect, accept, and bytes both ways")
{
    Connected to(loopback_address(false, 0));
    uint8_t   memory[16];
    const Fd *all[] = {&to.listener, &to.client, &to.server};
    for (const Fd *fd : all)
        CHECK("for no program run beside us", fcntl(fd->get(), F_GETFD) == FD_CLOEXEC);
    CHECK("the kernel picked a port", local_address(to.listener).port());
    CHECK("the peer is who connected", to.peer.port() == local_address(to.client).port() && to.peer.is_loopback());
    CHECK("and knows whom it reached", peer_address(to.client).port() == local_address(to.listener).port());

    CHECK("nothing yet", receive_some(to.server, memory).value.size == 0);
    CHECK("which is not the end", !receive_some(to.server, memory).value.ended);
    CHECK("sent", send_some(to.client, bytes_of("hello")).value.size == 5 && readable(to.server));
    Moved got = receive_some(to.server, memory).value;
    CHECK("received", got.size == 5 && !got.ended && same(memory, "hello", 5));
    CHECK("and answered", send_some(to.server, bytes_of("yes")).value.size == 3 && readable(to.client));
    CHECK("received", receive_some(to.client, memory).value.size == 3);

    to.client.reset();
    CHECK("closed", readable(to.server));
    got = receive_some(to.server, memory).value;
    CHECK("is the end", !got.size && got.ended);
}

TEST("socket: a full one takes no more, and does not wait")
{
    static uint8_t zeros[1 << 16];
    Connected      to(loopback_address(false, 0));
    size_t         sent = 0;
    for (int i = 0; i < 10000; i++) {
        Result<Moved> moved = send_some(to.client, zeros);
        CHECK("no error", !moved.error);
        if (!moved.value.size) break;
        sent += moved.value.size;
    }
    CHECK("some went", sent > 0);
    CHECK("no more does", send_some(to.client, zeros).value.size == 0);
    CHECK("and some of it is not confirmed", unconfirmed(to.client) > 0);
}

TEST("socket: a peer that broke off is an error of the network, not a signal")
{
    Connected to(loopback_address(false, 0));
    uint8_t   memory[16];
    linger    at_once = {1, 0};
    setsockopt(to.client.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    to.client.reset();
    CHECK("seen", readable(to.server));
    Error error = receive_some(to.server, memory).error;
    CHECK("reset", error.code() == ECONNRESET && error.exit() == Exit::network);
    CHECK("and closed", send_some(to.server, bytes_of("x")).error.code() == EPIPE);
}

TEST("socket: nobody listens")
{
    Address address;
    Fd      bound = closed_port(address);
    Error   error = connect_tcp({&address, 1}, soon()).error;
    // An emulator may hand on its host's number, which is Linux's usual one.
    CHECK("refused", (error.code() == ECONNREFUSED || error.code() == 111) && error.exit() == Exit::network);
}

TEST("socket: the second address, when the first does not answer")
{
    Address addresses[2];
    Fd      bound    = closed_port(addresses[0]);
    Fd      listener = Fd(listen_tcp(loopback_address(false, 0)).value.release());
    addresses[1]     = local_address(listener);
    Result<Fd> link  = connect_tcp(addresses, soon());
    CHECK("connected", !link.error && peer_address(link.value).port() == addresses[1].port());
}

namespace {
// A listener whose queue is full: the kernel drops whoever else knocks, as a dead machine would.
struct Silent {
    Fd      listener, first, second;
    Address address;

    Silent()
    {
        listener = Fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        address  = loopback_address(false, 0);
        must(!bind(listener.get(), &address.any, address.size()) && !listen(listener.get(), 0));
        address = local_address(listener);
        first   = Fd(connect_tcp({&address, 1}, soon()).value.release());
        // Some kernels queue one more than they were asked to.
        second = Fd(connect_tcp({&address, 1}, {now() + Millis{500}}).value.release());
    }
};
}

TEST("socket: an address that is silent costs a head start, not the patience")
{
    Silent     silent;
    Fd         listener    = Fd(listen_tcp(loopback_address(false, 0)).value.release());
    Address    addresses[] = {silent.address, silent.address, local_address(listener)};
    Millis     begun       = now();
    Result<Fd> link        = connect_tcp(addresses, soon());
    CHECK("connected", !link.error && peer_address(link.value).port() == addresses[2].port());
    CHECK("after both head starts", begun + Millis{500} <= now());
    CHECK("and long before the deadline", now() < begun + seconds(20));
    CHECK("which holds where nobody answers",
          connect_tcp({addresses, 2}, {now() + Millis{300}}).error.code() == ETIMEDOUT);
}

TEST("socket: whoever wants to stop does not wait for an address that is silent")
{
    Silent silent;
    int    ends[2];
    must(!pipe(ends));
    Fd reading(ends[0]), writing(ends[1]);
    must(write(ends[1], "", 1) == 1);
    Millis begun = now();
    Error  error = connect_tcp({&silent.address, 1}, {now() + seconds(20)}, reading.get()).error;
    CHECK("stopped", Text(error.words) == kInterrupted.words && error.exit() == Exit::other);
    CHECK("before the deadline", now() < begun + seconds(10));
}

TEST("socket: of several failures, the one of an address that was reached")
{
    Address addresses[2];
    Fd      bound = closed_port(addresses[0]);
    addresses[1].v6.sin6_family = 255;  // of no family that there is
    Error error = connect_tcp(addresses, soon()).error;
    CHECK("refused", error.code() == ECONNREFUSED || error.code() == 111);
}

TEST("socket: more addresses than are tried")
{
    Address addresses[9];
    Fd      bound    = closed_port(addresses[0]);
    Fd      listener = Fd(listen_tcp(loopback_address(false, 0)).value.release());
    for (size_t i = 1; i < 8; i++) addresses[i] = addresses[0];
    addresses[8] = local_address(listener);
    CHECK("eight", !!connect_tcp(addresses, soon()).error);
    addresses[7] = addresses[8];
    CHECK("the eighth answers", !connect_tcp(addresses, soon()).error);
}

TEST("socket: a deadline that has passed")
{
    Silent silent;
    Error  error = connect_tcp({&silent.address, 1}, {now()}).error;
    CHECK("is a time-out", error.code() == ETIMEDOUT);
    CHECK("of the network", error.exit() == Exit::network);
}

TEST("socket: nothing waits at a listener")
{
    Result<Fd> listener = listen_tcp(loopback_address(false, 0));
    Address    peer;
    Result<Fd> link = accept_tcp(listener.value, peer);
    CHECK("no error, and no connection", !link.error && !link.value);
}

TEST("socket: a port that is taken")
{
    Result<Fd> listener = listen_tcp(loopback_address(false, 0));
    Error      error    = listen_tcp(local_address(listener.value)).error;
    CHECK("is an error", error.code() == EADDRINUSE && error.exit() == Exit::network);
}

TEST("socket: IPv6")
{
    Fd probe(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!probe || listen_tcp(loopback_address(true, 0)).error) return skip_test("no IPv6 here");
    Connected to(loopback_address(true, 0));
    CHECK("both ends", to.peer.is_v6() && to.peer.is_loopback() && local_address(to.server).is_v6());
}

TEST("socket: the wildcard of IPv6 takes IPv4 as well")
{
    Result<Fd> listener = listen_tcp(any_address(true, 0));
    if (listener.error) return skip_test("no IPv6 here");
    Address    v4   = loopback_address(false, local_address(listener.value).port()), peer;
    Result<Fd> link = connect_tcp({&v4, 1}, soon());
    CHECK("connected", !link.error && readable(listener.value));
    CHECK("a peer of IPv4", accept_tcp(listener.value, peer).value && peer.ip().size == 4);
}
