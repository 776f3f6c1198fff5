// The server of a chat room over datagrams: its sockets, and the machine (wire/udp_hall.h) that knows what they
// are about. As with link/chat_server.h the caller waits, so that a person at the server can take part.
#pragma once

#include "link/door.h"
#include "system/datagram.h"
#include "wire/envelope.h"
#include "wire/udp_hall.h"

struct UdpChatRules {
    Span<const Network> allowed;            // empty: anyone
    const Key          *key    = nullptr;   // null: anybody hears, and plain datagrams are heard
    const Key          *secret = nullptr;   // 32 random bytes, for this start alone
    const uint8_t      *sender = nullptr;   // kSender of them, to seal by
    uint32_t            max_clients = 256;
    uint32_t            per_address = 8;
    uint32_t            epoch   = 0;        // random
    uint32_t            history = 20;       // lines for a newcomer
    uint32_t            bucket  = 10;       // lines at once; 0: no limit
    bool                unasked = false;    // plain ones need not show that they hear us
};

class UdpChatServer {
public:
    // `rules` outlive the server.
    explicit UdpChatServer(const UdpChatRules &rules);
    UdpChatServer(const UdpChatServer &) = delete;

    // Listens as Door::open() does. All memory is reserved now, and touched when somebody comes.
    Error open(Span<const Address> addresses);

    Span<const Address> addresses() const { return door_.addresses(); }
    size_t              memory() const { return memory_; }  // bytes reserved

    static constexpr size_t kSlots = Door::kListeners;
    void prepare(Watch &watch, Deadline &until);
    void turn(const Watch &watch, const Instant &at);

    // All are told that the room ends.
    void close(const Instant &at);

    // Of all, the caller's own member included (Room::host()).
    Room       &room() { return *room_; }
    const Ring &ring() const { return *ring_; }

private:
    void hear(size_t door, const Instant &at);
    void speak(const Instant &at);

    const UdpChatRules &rules_;
    Door                door_{bind_udp};
    Envelope            envelope_;
    Ring               *ring_    = nullptr;
    Room               *room_    = nullptr;
    Backlog            *backlog_ = nullptr;
    UdpServer          *server_  = nullptr;
    UdpHall            *hall_    = nullptr;
    size_t              memory_  = 0;
};
