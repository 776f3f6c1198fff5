// Bytes as they are: a person's, or a pipe's, at either end of a connection or beside a relay.
#include "face/tell.h"
#include "link/lobby.h"
#include "tools/tcpchat.h"

#include "words/carve.h"

#include <sys/socket.h>

static constexpr size_t kPiece = 4096;  // what a pipe that can be written to takes without waiting

static uint8_t lobby_memory[Lobby::kSlots * (kChannelMemory + kSealedPiece)];
static uint8_t typed_memory[kLongestPayload], came_memory[kLongestLeftover + kLongestPayload];

namespace {
// Standard input to a connection, and what comes from there to standard output.
class Pipe {
public:
    Pipe(Channel &link, bool sealed) : channel(link), sealed_(sealed) {}
    Channel &channel;
    Error    open();

    static constexpr size_t kSlots = 3;
    void  prepare(Watch &watch);
    Error turn(const Watch &watch);

    // Either side has had its end, or there is nobody left to type for.
    bool is_over() const { return ended_ && came_.empty() && (finished_ || isatty(STDIN_FILENO)) && !channel.wants_to_send(); }

    // A relay has ended it, which does not wait for a slow reader.
    bool is_cut_off() const { return ended_ && came_.empty(); }

    const char *on = nullptr;  // what failed, where that is not the network

private:
    Error read_input();
    Error hear();
    Error say();
    Error write_output();

    bool        sealed_;
    bool        left_     = false;  // standard input has ended
    bool        finished_ = false;  // the peer knows
    bool        ended_    = false;  // so has the peer
    Fd          output_;
    Bytes       typed_, came_;  // and not passed on yet
    Watch::Slot in_slot_, out_slot_, link_slot_;
};
}

Error Pipe::open()
{
    output_ = open_output();
    on      = output_ ? nullptr : "standard output";
    return output_ ? Error{} : failure("open", Exit::file);
}

void Pipe::prepare(Watch &watch)
{
    in_slot_ = out_slot_ = link_slot_ = {};
    bool hears  = !ended_ && came_.empty(), says = !typed_.empty() || channel.wants_to_send();
    if (!left_ && typed_.empty()) in_slot_ = watch.add(STDIN_FILENO, POLLIN);
    if (!came_.empty()) out_slot_ = watch.add(output_.get(), POLLOUT);
    if (hears || says) link_slot_ = watch.add(channel.link().get(), short((hears ? POLLIN : 0) | (says ? POLLOUT : 0)));
}

Error Pipe::turn(const Watch &watch)
{
    if (watch.ready(in_slot_)) TRY(read_input());
    if (watch.ready(link_slot_) && !ended_ && came_.empty()) TRY(hear());
    TRY(say());
    return watch.ready(out_slot_) ? write_output() : Error{};
}

// A terminal that is gone says EIO.
Error Pipe::read_input()
{
    ssize_t got = read(STDIN_FILENO, typed_memory, sizeof typed_memory);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    left_  = got <= 0;
    typed_ = Bytes(typed_memory).first(left_ ? 0 : size_t(got));
    if (got >= 0 || errno == EIO) return {};
    return on = "standard input", failure("read", Exit::file);
}

Error Pipe::hear()
{
    Moved got = TRY(channel.receive(came_memory));
    came_     = Bytes(came_memory).first(got.size);
    ended_    = got.ended;
    return {};
}

// Behind the last byte goes the end; a sealed one waits for room.
Error Pipe::say()
{
    if (!typed_.empty() || channel.wants_to_send()) typed_ = typed_.after(TRY(channel.send(typed_)).size);
    if (finished_ || !left_ || !typed_.empty() || channel.wants_to_send()) return {};
    finished_ = true;
    if (sealed_) channel.finish();
    else shutdown(channel.link().get(), SHUT_WR);
    return {};
}

Error Pipe::write_output()
{
    while (!came_.empty()) {
        Bytes   piece = came_.first(smaller(came_.size, kPiece));
        ssize_t sent  = write(output_.get(), piece.data, piece.size);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) break;
        if (sent < 0) return on = "standard output", failure("write", Exit::file);
        came_ = came_.after(size_t(sent));
        if (size_t(sent) < piece.size) break;
    }
    return {};
}

static Error run(Pipe &pipe, Stop &stop)
{
    while (!pipe.is_over()) {
        pollfd      memory[1 + Pipe::kSlots];
        Watch       watch(memory);
        Watch::Slot stopped = watch.add(stop.fd(), POLLIN);
        pipe.prepare(watch);
        TRY(watch.wait(Deadline::never()));
        if (watch.ready(stopped)) return kInterrupted;
        TRY(pipe.turn(watch));
    }
    return {};
}

static Exit talk(Pipe &pipe, Stop &stop, Text peer)
{
    Error error = pipe.open();
    if (!error) error = run(pipe, stop);
    return error ? tell_error(pipe.on ? Text(pipe.on) : peer, error) : Exit::complete;
}

Exit join_raw(const char *host, const OpeningRules *opening, Stop &stop)
{
    Line    on;
    Channel channel;
    Pipe    pipe(channel, opening);
    if (Error error = connect(channel, host, opening, on, stop.fd())) return tell_error(on.text(), error);
    return talk(pipe, stop, on.text());
}

static Error let_in(Lobby &lobby, Door &door, size_t which, const ChatRules &rules)
{
    Address    peer;
    Result<Fd> link = door.accept(which, peer);
    if (link.error) return is_shortage(link.error) ? Error{} : link.error;
    if (!link.value) return {};
    if (is_allowed(rules.allowed, peer)) return lobby.let_in(move(link.value), peer, now());
    rules.notice(rules.host, "turned away", peer, "*** this address is not allowed");
    return {};
}

// Nobody else is listened for then.
static Result<Channel *> accept_one(Lobby &lobby, Span<const Address> addresses, const ChatRules &rules, Stop &stop)
{
    Door door;
    TRY(stop.listen(restore_and_die));
    TRY(door.open(addresses));
    if (!settings.quiet) announce(door.addresses(), rules.opening);
    for (Channel *one = nullptr;;) {
        pollfd      memory[1 + Door::kListeners + Lobby::kSlots];
        Watch       watch(memory);
        Deadline    until;
        Watch::Slot stopped = watch.add(stop.fd(), POLLIN);
        door.watch(watch, until);
        lobby.prepare(watch, until);
        TRY(watch.wait(until));
        if (watch.ready(stopped)) return kInterrupted;
        for (size_t i = 0; i < door.addresses().size && !one; i++) {
            if (door.ready(watch, i)) TRY(let_in(lobby, door, i, rules));
            one = lobby.turn(watch, now());
        }
        if (one) return one;
    }
}

Exit serve_one(Span<const Address> addresses, const ChatRules &rules)
{
    Stop              stop;
    Lobby             lobby(rules, lobby_memory);
    Result<Channel *> one = accept_one(lobby, addresses, rules, stop);
    if (one.error) return tell_error(AddressText(addresses[0]), one.error);
    Pipe pipe(*one.value, rules.opening);
    return talk(pipe, stop, AddressText(peer_address(one.value->link())));
}

// Without the person a relay goes on.
static bool take_part(Pipe &pipe, const Watch &watch)
{
    Error error = pipe.turn(watch);
    if (!error && pipe.is_cut_off()) error = complaint(Exit::other, "too slow, and left out");
    if (!error) return true;
    tell_error(pipe.on ? pipe.on : "standard output", error);
    pipe.channel.close();
    return false;
}

static Error run(ChatServer &server, Pipe &pipe, Stop &stop)
{
    size_t       count  = server.slots() + Pipe::kSlots + 1;
    Space        memory = TRY(reserve(count * sizeof(pollfd)));
    Span<pollfd> slots  = {carve<pollfd>(memory, count), count};
    for (bool here = true;;) {
        Watch       watch(slots);
        Deadline    until;
        Watch::Slot stopped = watch.add(stop.fd(), POLLIN);
        if (here) pipe.prepare(watch);
        server.prepare(watch, until);
        TRY(watch.wait(until));
        if (watch.ready(stopped)) return {};
        here = here && take_part(pipe, watch);
        TRY(server.turn(watch, {now()}));
    }
}

static Error open(ChatServer &server, Pipe &pipe, Stop &stop)
{
    TRY(stop.listen(restore_and_die));
    pipe.channel.begin(TRY(server.sit_down()));
    return pipe.open();
}

Exit relay(ChatServer &server)
{
    Stop    stop;
    Channel channel;
    Pipe    pipe(channel, false);
    Error   error = open(server, pipe, stop);
    if (!error) error = run(server, pipe, stop);
    return error ? tell_error("the relay", error) : Exit::complete;
}
