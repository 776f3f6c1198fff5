#include "wire/broker.h"

// Small beside the ring: an entry goes as a whole where it is overwritten.
static constexpr size_t kPiece = 4096;

static constexpr size_t kFirst = 0;  // to come

size_t Broker::join()
{
    size_t place = serial_ ? kFirst + 1 : kFirst;
    while (place < peers_.size && peers_[place].here) place++;
    if (place == peers_.size) return kNobody;
    peers_[place] = {ring_.newest(serial_++), 0, true};
    here_++;
    abreast_++;
    return place;
}

void Broker::left(size_t peer)
{
    abreast_ -= !is_behind(peers_[peer]);
    here_--;
    peers_[peer] = {};
}

bool Broker::may_hear(size_t peer) const
{
    if (is_behind(peers_[peer])) return false;
    const BrokerPeer &first = peers_[kFirst];
    size_t others = abreast_ - 1;
    bool   counts = peer == kFirst || here_ == 2;
    return others > (first.here && !counts && !is_behind(first));
}

// The author's cursor has its own bytes to pass, too.
void Broker::said(size_t peer, Bytes bytes)
{
    size_t most = smaller(ring_.longest(), kPiece);
    while (!bytes.empty()) {
        Bytes piece = bytes.first(smaller(most, bytes.size));
        ring_.append_but(peers_[peer].cursor, piece);
        bytes    = bytes.after(piece.size);
        abreast_ = 0;
    }
}

void Broker::move(BrokerPeer &peer, const Cursor &to)
{
    bool was_behind = is_behind(peer);
    peer.cursor     = to;
    peer.sent       = 0;
    abreast_ += was_behind && !is_behind(peer);
}

Bytes Broker::next(size_t index)
{
    BrokerPeer &peer = peers_[index];
    RingEntry   entry;
    if (is_too_slow(index)) return {};
    Cursor ahead = peer.cursor;
    if (!ring_.next(ahead, entry)) return move(peer, ahead), Bytes();
    size_t front = entry.front.size;
    return peer.sent < front ? entry.front.after(peer.sent) : entry.back.after(peer.sent - front);
}

void Broker::sent(size_t index, size_t bytes)
{
    BrokerPeer &peer = peers_[index];
    Cursor    ahead = peer.cursor;
    RingEntry entry;
    if (!ring_.next(ahead, entry)) __builtin_trap();
    size_t sent = peer.sent + bytes, size = entry.front.size + entry.back.size;
    if (sent > size) __builtin_trap();
    peer.sent = uint16_t(sent);
    if (sent == size) move(peer, ahead);
}

bool Broker::is_too_slow(size_t index)
{
    BrokerPeer &peer = peers_[index];
    peer.holey |= ring_.catch_up(peer.cursor) > 0;
    return peer.holey;
}
