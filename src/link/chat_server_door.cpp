// Who comes in, and who does not.
#include "link/chat_seat.h"

#include "words/carve.h"

#include <sys/socket.h>

static constexpr size_t   kAtOnce    = 64;  // connections accepted in a turn
static constexpr uint32_t kStrangers = 30;  // to the key

Text ChatServer::fault_of(const Address &peer) const
{
    if (!is_allowed(rules_.allowed, peer)) return "*** this address is not allowed\n";
    if (rules_.once && came_) return "*** one is served, and no other\n";

    uint32_t same = 0, strangers = 0;
    for (size_t i = 0; i < used_; i++) {
        const Seat &seat = seats_[i];
        if (!seat.taken) continue;
        same += seat.peer.ip() == peer.ip();
        strangers += !seat.joined;
    }
    if (same >= rules_.per_address) return "*** too many connections from this address\n";
    return seated_ == seats() && !strangers ? Text(kRoomIsFull) : Text();
}

// Strangers to a key keep out nobody: the one that has had the longest time to show it goes.
void ChatServer::make_place(const Instant &at)
{
    Seat  *oldest    = nullptr;
    size_t strangers = 0;
    for (size_t i = 0; i < used_; i++) {
        Seat &seat = seats_[i];
        if (!seat.taken || seat.joined) continue;
        if (!oldest || seat.came_at < oldest->came_at) oldest = &seat;
        strangers++;
    }
    if (!oldest || (seated_ < seats() && strangers < kStrangers)) return;
    if (rules_.notice) rules_.notice(rules_.host, "turned away", oldest->peer, "*** others wait as well");
    part(*oldest, Parting::timed_out, at);
}

bool ChatServer::is_over() const
{
    bool here = false;
    for (size_t i = 0; i < used_; i++) here |= seats_[i].taken && seats_[i].joined;
    return came_ && !here;
}

// Strangers to a key are told nothing, nor is a stream of bytes.
void ChatServer::turn_away(Fd link, const Address &peer, Text why)
{
    if (link && !rules_.opening && !rules_.raw && !send_some(link, bytes_of(why)).error) shutdown(link.get(), SHUT_WR);
    if (rules_.notice) rules_.notice(rules_.host, "turned away", peer, why);
}

// Lets in who is waiting, up to a number: those who are here have their turn, too.
Error ChatServer::welcome(size_t door, const Instant &at)
{
    for (size_t i = 0; i < kAtOnce; i++) {
        Address    peer;
        Result<Fd> link = door_.accept(door, peer);
        if (link.error && !is_shortage(link.error)) return link.error;
        if (!link.error && !link.value) return {};
        Text why = link.error ? Text("*** no descriptors or memory left\n") : fault_of(peer);
        if (why.empty()) make_place(at), TRY(seat(move(link.value), peer, at));
        else turn_away(move(link.value), peer, why);
        if (link.error) return {};
    }
    return {};
}

ChatServer::Seat &ChatServer::take_seat(const Address &peer, Millis now)
{
    size_t place = 0;
    while (seats_[place].taken) place++;
    Seat &seat   = *new (seats_ + place) Seat{};
    seat.peer    = peer;
    seat.came_at = now;
    seat.taken   = true;
    seated_++;
    used_ = larger(used_, place + 1);
    return seat;
}

Error ChatServer::seat(Fd link, const Address &peer, const Instant &at)
{
    Seat &seat = take_seat(peer, at.now);
    if (!rules_.opening) {
        seat.link = move(link);
        return let_in(seat, at), Error{};
    }
    size_t lent  = lent_.size / seats(), place = size_t(&seat - seats_);
    seat.channel = new (channels_ + place) Channel;
    return seat.channel->begin(move(link), Role::responder, rules_.opening, lent_.after(place * lent).first(lent));
}

Result<Fd> ChatServer::sit_down()
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) return failure("make", Exit::other);
    Seat &seat = take_seat({}, {});
    seat.link  = Fd(ends[0]);
    let_in(seat, {});
    return Fd(ends[1]);
}

void ChatServer::let_in(Seat &seat, const Instant &at)
{
    seat.member = room_ ? room_->join(at) : broker_->join();
    seat.joined = came_ = true;
}
