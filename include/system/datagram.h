// UDP sockets. Nobody waits for a datagram here: loops poll first. What cannot be sent is lost, as on any
// network, and machines that send datagrams live with that.
#pragma once

#include "system/address.h"
#include "system/fd.h"
#include "system/interfaces.h"

// What a datagram came by: an answer goes back from the address it was sent to, which the route back need not
// be of where there are several. Equal in all bytes where it is the same.
struct Path {
    Address peer;
    uint8_t local[16]  = {};  // of ours, as in the socket's family
    uint32_t socket = 0;      // of the caller's, as he counts them
};

// A socket on `address`; an IPv6 wildcard takes IPv4 as well. Fails as listen_tcp().
Result<Fd> bind_udp(const Address &address);

// A socket that hears `address` alone. Its send_some() and receive_some() tell what the network says of
// datagrams before: ECONNREFUSED is where nobody listens. They keep datagrams whole, and cut what is longer than
// the memory for it.
Result<Fd> connect_udp(const Address &address);

// The next datagram and what it came by; false where there is none. One may be empty.
bool receive_datagram(const Fd &socket, Space to, Bytes &datagram, Path &path);

// Waits a little where the interface is busy: a room's lines are sent faster than any takes them.
void send_datagram(const Fd &socket, const Path &path, Bytes datagram);

// Rooms without a server: the same datagram for all who have joined `group`, an IPv4 or IPv6 multicast
// address with its port, on any of this machine's networks.
class Multicast {
public:
    static constexpr size_t kMost = 32;  // networks

    Multicast() = default;
    explicit Multicast(const Address &group) : group_(group) {}

    // Others on this machine may do the same.
    Error open();

    // Joins on these, whether or not it has before. Returns on how many it is a member now.
    size_t join(Span<const Interface> interfaces);

    // On all of them.
    void send(Bytes datagram);

    // The next datagram; false where there is none. One that was sent to this machine alone, which may come
    // from behind a router, is empty.
    bool receive(Space to, Bytes &datagram) const;

    const Fd &socket() const { return socket_; }

private:
    bool join(unsigned interface);

    Address  group_;
    Fd       socket_;
    unsigned joined_[kMost];
    size_t   count_ = 0;
};
