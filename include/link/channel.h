// A connection: its opening, and then a stream of bytes each way, plain or sealed (wire/seal.h). Only
// open() waits.
#pragma once

#include "system/socket.h"
#include "wire/seal.h"

// What a sealed channel borrows: what has come of an unfinished record, and what is to be sent. A
// side that says little does with kChannelMemory; each kSealedPiece more is a record sent at once.
constexpr size_t kSealedPiece   = kLongestPayload + kRecordOverhead;
constexpr size_t kChannelMemory = kLongestLeftover + 1024;

class Channel {
public:
    Channel() = default;
    Channel(const Channel &) = delete;

    // Plain bytes without an opening.
    void begin(Fd link);

    // Begins an opening. `rules` and the key in them are looked at until it is open; `memory`, which
    // has kChannelMemory bytes or more where there is a key, outlives the channel. Fails when the
    // kernel has no random bytes.
    Error begin(Fd link, Role role, const OpeningRules *rules, Space memory);

    // Waits until both sides have opened; for initiators.
    Error open(Deadline by);

    // The same as far as it goes without waiting, when the link is readable: what comes behind the opening is left
    // for receive().
    Error open_further();

    const Fd &link() const { return link_; }
    void      close() { link_.reset(); }

    // Before it is open, bytes neither go nor come.
    bool is_open() const { return open_; }

    // The peer has opened as it should, and where there is a key shown that it has it, now.
    bool is_proven() const { return proven_; }

    // Bytes of the opening, or sealed, that the socket has not taken yet.
    bool wants_to_send() const { return !out_.bytes().empty(); }

    // Moves the front of `from`, and what waits. What is taken and sealed counts as moved.
    Result<Moved> send(Bytes from);

    // What has come, to the front of `to`. Where there is a key, `to` is larger than kLongestLeftover,
    // holds sealed bytes meanwhile, and an end that the peer has not sealed is an Error.
    Result<Moved> receive(Space to);

    // Says that nothing more will come, as far as the socket takes it. A peer that has gone already
    // has missed nothing: whatever counts was acknowledged.
    void finish();

    // What it means that the peer has closed, or the patience with it is over.
    Error ended() const { return !open_ ? opening_.ended() : sealed_ ? records_.ended() : Error{}; }

private:
    Error         flush();
    Error         advance(Space &input);
    Result<Moved> unseal(Space to, Space input);

    Fd      link_;
    bool    sealed_    = false;
    bool    open_      = true;
    bool    proven_    = true;
    size_t  kept_size_ = 0;
    Space   kept_;  // an unfinished record
    Buffer  out_;
    uint8_t greeting_[kOpening];  // on its way, where nothing is borrowed
    Opening opening_;
    Records records_;
};
