#include "link/stream.h"

#include "check.h"
#include "pair.h"

static Deadline soon_enough() { return {now() + seconds(30)}; }

// What wait() comes back for, in words.
static Text woken_by(const Stream &stream, bool sending, int other, Deadline by)
{
    pollfd       memory[2];
    Watch        watch(memory);
    Watch::Slot  beside = watch.add(other, POLLIN);
    Result<bool> ready  = stream.wait(watch, sending, by);
    if (ready.error) return "an error";
    if (!ready.value) return "the deadline";
    return watch.ready(beside) ? "the other" : "the stream";
}

TEST("stream: waits for what it may send, what comes, another, or a deadline")
{
    Pair   link, other;
    Stream stream;
    stream.begin(move(link.near));
    int beside = other.near.get();
    CHECK("room", woken_by(stream, true, -1, soon_enough()) == "the stream");
    CHECK("nothing", woken_by(stream, false, beside, {now()}) == "the deadline" && stream.is_quiet());
    must(write(other.far.get(), "x", 1) == 1);
    CHECK("the other", woken_by(stream, false, beside, soon_enough()) == "the other" && stream.is_quiet());
    must(write(link.far.get(), "x", 1) == 1);
    CHECK("bytes", woken_by(stream, false, -1, soon_enough()) == "the stream" && !stream.is_quiet());
    uint8_t memory[8];
    CHECK("taken", stream.receive(memory).value.size == 1 && stream.is_quiet());
    link.far.reset();
    CHECK("an end", woken_by(stream, false, -1, soon_enough()) == "the stream" && !stream.is_quiet());
    CHECK("seen", stream.receive(memory).value.ended);
    stream.close();
    CHECK("closed", !stream.is_open() && !stream.is_quiet());
}

TEST("stream: bytes both ways, without waiting")
{
    Pair    link;
    Stream  stream;
    uint8_t memory[8];
    stream.begin(move(link.near));
    CHECK("nothing there", !stream.receive(memory).value.size && !stream.receive(memory).value.ended);
    CHECK("sent", stream.send(bytes_of("ping")).value.size == 4 && read(link.far.get(), memory, 8) == 4);
    stream.finish();
    CHECK("ended", read(link.far.get(), memory, 8) == 0);
    CHECK("the other way goes on", write(link.far.get(), "pong", 4) == 4 && stream.receive(memory).value.size == 4);
    static uint8_t zeros[1 << 16];
    Pair           full;
    stream.begin(move(full.near));
    for (int i = 0; i < 1000 && stream.send(zeros).value.size; i++) {}
    CHECK("no room", !stream.send(zeros).value.size && woken_by(stream, true, -1, {now()}) == "the deadline");
}

TEST("stream: connecting")
{
    Stream  stream;
    Address peer;
    Fd      listener = Fd(listen_tcp(loopback_address(false, 0)).value.release());
    uint16_t port    = local_address(listener).port();
    CHECK("by an address", !stream.connect({"127.0.0.1", port}, AF_UNSPEC, soon_enough()) && stream.is_open());
    CHECK("it leads there", stream.address().port() == port && stream.address().is_loopback());
    Fd far(accept_tcp(listener, peer).value.release());
    CHECK("plain", far && stream.is_plain() && local_address(stream.link()).port() == peer.port());
    CHECK("by a name", !stream.connect({"localhost", port}, AF_UNSPEC, soon_enough()));
    CHECK("the address that answered", !stream.address().is_v6() && stream.address().port() == port);

    Error error = stream.connect({"a.invalid", port}, AF_UNSPEC, soon_enough());
    CHECK("an unknown one", error.exit() == Exit::network && !error.code());
    CHECK("leads nowhere", stream.address().any.sa_family == AF_UNSPEC && !stream.is_open());

    // Bound and no listener: nobody else gets the port meanwhile.
    Address closed = loopback_address(false, 0);
    Fd      bound(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    must(!bind(bound.get(), &closed.any, closed.size()));
    port  = local_address(bound).port();
    error = stream.connect({"127.0.0.1", port}, AF_UNSPEC, soon_enough());
    CHECK("nobody listens", error && Text(error.words) == "connect to" && stream.address().port() == port);
}
