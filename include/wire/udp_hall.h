// A chat room whose members come by datagrams: what is said (room.h) and who hears it (udp_server.h), as one
// machine. Datagrams and the time in, datagrams out.
//
//     UdpHall hall(server, room, ring, seats);
//     hall.heard(from, datagram, at);
//     while (hall.next(to, bytes, at)) ...       // each is sent; then to wait, until due()
//
// Who is in a pause for saying too much is not confirmed, and says it again; of plain datagrams nothing is
// heard then. Who says /quit, or exit, is told all that came before, and sent away.
#pragma once

#include "wire/room.h"
#include "wire/udp_server.h"

class UdpHall {
public:
    // `room` has tapped rules, and a host, who came first; `seats` has as many places as `server` and the
    // room, less one. All of them are lent, for the life of this.
    UdpHall(UdpServer &server, Room &room, Ring &ring, Span<uint16_t> seats);
    UdpHall(const UdpHall &) = delete;

    // As UdpServer::heard().
    void heard(Bytes from, Bytes datagram, const Instant &at);

    // The next datagram to be sent, a view that is valid until the next call; false where there is none.
    // What the host has said is sent, too.
    bool next(Bytes &to, Bytes &datagram, const Instant &at);

    Deadline due() const { return server_.due().or_sooner(room_.due()); }

    // The room ends: next() tells all.
    void close(const Instant &at);

private:
    void admit(const UdpServer::Event &event, const Instant &at);
    void listen(const UdpServer::Event &event, const Instant &at);
    bool publish();
    bool dismiss(const Instant &at);

    UdpServer     &server_;
    Room          &room_;
    Ring          &ring_;
    Span<uint16_t> seats_;  // in the room, of each member
    Cursor         published_;
    bool           leaving_ = false;  // somebody is
};
