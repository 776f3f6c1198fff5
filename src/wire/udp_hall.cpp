#include "wire/udp_hall.h"

UdpHall::UdpHall(UdpServer &server, Room &room, Ring &ring, Span<uint16_t> seats)
    : server_(server), room_(room), ring_(ring), seats_(seats), published_(ring.newest(Ring::kNobody))
{
}

// The two count those who come alike, so that the ring's entries find those they are for.
void UdpHall::admit(const UdpServer::Event &event, const Instant &at)
{
    size_t seat = room_.join(at);
    if (seat == Room::kNobody || room_.serial(seat) != event.serial) __builtin_trap();
    seats_[event.member] = uint16_t(seat);
    if (event.text.empty()) return;
    char letters[kLongestNick + 6];
    room_.said(seat, Writer{Span<char>(letters)}.say("/nick ", event.text).text(), at);
}

void UdpHall::listen(const UdpServer::Event &event, const Instant &at)
{
    size_t seat = seats_[event.member];
    if (!room_.may_read(seat, at.now)) return;
    server_.accept(event);
    room_.said(seat, event.text, at);
    leaving_ |= room_.is_leaving(seat);
    if (room_.shows_times(seat)) server_.show_times(event.member);
}

void UdpHall::heard(Bytes from, Bytes datagram, const Instant &at)
{
    for (bool again = true; again;) {
        const UdpServer::Event &event = server_.heard(from, datagram, at.now);
        again = event.again;
        switch (event.kind) {
        case UdpServer::Event::Kind::none: break;
        case UdpServer::Event::Kind::joined: admit(event, at); break;
        case UdpServer::Event::Kind::said: listen(event, at); break;
        case UdpServer::Event::Kind::left: room_.left(seats_[event.member], Parting::quit, at); break;
        }
    }
}

// All lines before have been sent, so that there is space for one.
bool UdpHall::publish()
{
    char      letters[kLongestTold];
    Audience  audience;
    RingEntry entry;
    if (!ring_.tap(published_, entry, audience)) return false;
    Writer line{Span<char>(letters)};
    return server_.deliver(audience, line.say(text_of(entry.front), text_of(entry.back)).text());
}

bool UdpHall::dismiss(const Instant &at)
{
    for (size_t i = 0; leaving_ && i < seats_.size; i++) {
        if (!server_.member(uint16_t(i)).is_here() || !room_.is_leaving(seats_[i])) continue;
        room_.left(seats_[i], Parting::quit, at);
        server_.remove(uint16_t(i));
        return true;
    }
    return leaving_ = false;
}

bool UdpHall::next(Bytes &to, Bytes &datagram, const Instant &at)
{
    room_.turn(at);
    for (;;) {
        const UdpServer::Action &action = server_.next(at.now);
        switch (action.kind) {
        case UdpServer::Action::Kind::send: to = action.to, datagram = action.bytes; return true;
        case UdpServer::Action::Kind::lost: room_.left(seats_[action.member], Parting::timed_out, at); break;
        case UdpServer::Action::Kind::wait:
            if (!publish() && !dismiss(at)) return false;
        }
    }
}

void UdpHall::close(const Instant &at)
{
    room_.close(at);
    leaving_ = true;
}
