// The server of a chat room over TCP: who is connected, what comes from there, and what is sent. What it
// means is the room's (wire/room.h), or nothing to a relay (wire/broker.h), which has no room. The caller waits,
// so that a person at the server can take part:
//
//     server.prepare(watch, until);              // and what else there is to wait for
//     TRY(watch.wait(until));
//     TRY(server.turn(watch, {now()}));
//
// Nobody waits for anybody: a connection that takes nothing is left alone until it does, or its kernel has
// given it up, and the room tells it then how much went by. A relay cannot, and cuts it off.
#pragma once

#include "link/channel.h"
#include "link/door.h"
#include "wire/broker.h"
#include "wire/room.h"

// Where there is a key: for those who have not shown yet that they have it.
constexpr Millis kFirstWord = seconds(10);

// Where one is served and there is a key, so many are looked at at once: the first that has it is the one.
constexpr uint32_t kComers = 4;

struct ChatRules {
    Span<const Network> allowed;              // empty: anyone
    const OpeningRules *opening = nullptr;    // with a key; null: plain
    uint32_t            max_clients = 256;
    uint32_t            per_address = 8;
    uint32_t            epoch   = 0;          // random
    uint8_t             secret[16] = {};      // random
    uint32_t            history = 20;         // lines for a newcomer
    uint32_t            bucket  = 10;         // lines at once; 0: no limit
    uint32_t            memory  = 64 << 10;   // of the ring; a power of two
    bool                once    = false;      // the first one, and nobody beside it
    bool                raw     = false;      // a relay
    void (*notice)(void *host, const char *what, const Address &peer, Text why) = nullptr;  // has happened to whom
    void *host = nullptr;
};

class ChatServer {
public:
    // Listens as Door::open() does. All memory is reserved now, and touched when somebody comes. `rules`
    // outlive the server.
    ChatServer(const ChatRules &rules) : rules_(rules) {}
    ChatServer(const ChatServer &) = delete;
    Error open(Span<const Address> addresses);

    Span<const Address> addresses() const { return door_.addresses(); }
    size_t              memory() const { return memory_; }  // bytes reserved

    // How many slots prepare() takes at the most.
    size_t slots() const { return Door::kListeners + seats(); }
    void   prepare(Watch &watch, Deadline &until);
    Error  turn(const Watch &watch, const Instant &at);

    // Of a relay, after open(): the caller's end of a connection of its own, which comes first and is plain.
    Result<Fd> sit_down();

    // Of all, the caller's own member included (Room::host()).
    Room       &room() { return *room_; }
    const Ring &ring() const { return *ring_; }

    // Somebody has been here, and nobody is any more.
    bool is_over() const;

private:
    struct Seat;

    size_t  seats() const { return rules_.max_clients + rules_.raw; }
    void    make_room(Space &memory, size_t members);
    void    make_relay(Space &memory, size_t parties);
    Error   welcome(size_t door, const Instant &at);
    Seat   &take_seat(const Address &peer, Millis now);
    Error   seat(Fd link, const Address &peer, const Instant &at);
    Text    fault_of(const Address &peer) const;
    void    make_place(const Instant &at);
    void    turn_away(Fd link, const Address &peer, Text why);
    void    let_in(Seat &seat, const Instant &at);
    bool    may_hear(const Seat &seat, Millis now) const;
    Error   hear(Seat &seat, const Instant &at);
    void    pass_on(Seat &author, Bytes bytes);
    void    take_text(Seat &seat, Bytes text, const Instant &at);
    void    take_lines(Seat &seat, const Instant &at);
    Bytes   next_bytes(const Seat &seat);
    Error   speak(Seat &seat);
    void    attend(Seat &seat, const Watch &watch, const Instant &at);
    void    serve(Seat &seat, const Instant &at);
    void    cut_off(const Seat &seat);
    void    part(Seat &seat, Parting why, const Instant &at);

    const ChatRules &rules_;
    Door             door_;
    Seat            *seats_   = nullptr;
    Channel         *channels_ = nullptr;  // one for each seat, where there is a key
    Space            lent_;                // to the channels
    Space            scratch_;
    Ring            *ring_   = nullptr;
    Room            *room_   = nullptr;    // or
    Broker          *broker_ = nullptr;
    size_t           memory_ = 0, seated_ = 0;
    size_t           used_   = 0;          // seats, from the first on: nobody was ever behind them
    bool             came_ = false;
};
