// A relay of bytes, as a machine: what one peer sends goes to all others as it is, by way of one ring
// (wire/ring.h), and nothing is added. It knows no sockets: what carries the bytes is up to the caller.
//
//     Broker broker(ring, places);
//     size_t alice = broker.join();
//     if (broker.may_hear(alice)) broker.said(alice, bytes);
//     for (Bytes next; !(next = broker.next(alice)).empty();) broker.sent(alice, send(next));
//     if (broker.is_too_slow(alice)) broker.left(alice);  // and end its connection: it would miss bytes
//
// The pace is that of the fastest reader: a peer is heard while it has taken all that there is for it, and
// another one has, too. So two peers lose nothing, however slow one of them is; and among more nobody waits
// for one that is slower than the ring is long.
//
// Who comes first runs the relay. What takes everything at once there would set the pace for all: it counts only
// while there is one other. Its place is nobody else's.
#pragma once

#include "wire/ring.h"

// The caller lends the broker memory for its peers and leaves it alone. Zeros are a free place.
struct BrokerPeer {
    Cursor   cursor;         // of the entry under way
    uint16_t sent  = 0;      // bytes of that
    bool     here  = false;
    bool     holey = false;  // the ring has overwritten what was for it
};

class Broker {
public:
    static constexpr size_t kNobody = SIZE_MAX;

    // Both are lent for the life of the broker; the ring is told nothing by anybody else.
    Broker(Ring &ring, Span<BrokerPeer> places) : ring_(ring), peers_(places) {}
    Broker(const Broker &) = delete;

    // A peer, from its join to its left(). It is sent what is said from now on. kNobody where all places are taken.
    size_t join();
    void   left(size_t peer);

    // Whether what it sends is to be taken now. What next() returned for any of them may change that.
    bool may_hear(size_t peer) const;

    // Bytes for all others. Before more than half a ring of them is said, next() is asked for all.
    void said(size_t peer, Bytes bytes);

    // What comes next for it, or empty: there is nothing, or it is too slow. A view of the ring, until said().
    Bytes next(size_t peer);

    // So many of those are on their way.
    void sent(size_t peer, size_t bytes);

    // It has missed something, for ever.
    bool is_too_slow(size_t peer);

private:
    bool is_behind(const BrokerPeer &peer) const { return ring_.may_have_next(peer.cursor); }
    void move(BrokerPeer &peer, const Cursor &to);

    Ring            &ring_;
    Span<BrokerPeer> peers_;
    uint32_t         serial_  = 0;  // of the next to come
    size_t           here_    = 0;
    size_t           abreast_ = 0;  // of those, who have taken all
};
