// A room without a server, as a machine: everybody on the network says everything to all, by multicast.
// parcel.h shows the bytes.
//
//     TALK      a line, or without text a change of nick; with which of our lines can still be had
//     ANNOUNCE  we are here: at the start, when somebody new is, 0.5 s after a TALK, so that one that was
//               lost is missed, and every 15 to 25 s. Three missing: gone
//     SEEK      of somebody, lines that are missing: 20 to 120 ms after that was noticed (RFC 6762, section
//               6), unless somebody else has just done it, and then less and less often, see gaps.h
//     LEAVE     five times, 0.2 s apart; until then we repair what others miss
//
// A sender is an id, drawn at its start, and its lines are numbered from 1 on. A newcomer gets the lines
// said from his coming on; of those who came after him, which their age tells, he misses none. A counter in
// all a sender sends drops what comes twice, by two networks or by somebody's doing, and tells old from new.
//
// With a key nobody can do so with what was recorded before our start either: a sender unknown to us is
// sought, and is there only when he has named our id in an ANNOUNCE (see LanRules::proof).
//
// Two of the same nick: the higher id takes another, with a number behind it.
#pragma once

#include "wire/backlog.h"
#include "wire/gaps.h"
#include "wire/jitter.h"

// A nick and a text, as they lie in a TALK.
struct NickLine {
    Text nick, text;
};
NickLine nick_line(Bytes held);

struct Peer {
    enum class Kind : uint8_t {
        nobody,    // this place is free
        departed,  // it is free, but nobody with this id comes back
        absent,    // it is free, but who comes back misses nothing
        unproven,  // asked for proof that this is not a recording
        arrived,   // and not told yet
        present,
        leaving,   // has said so; there may be something to repair first
    };

    Kind     kind      = Kind::nobody;
    uint8_t  nick_size = 0;
    char     nick_memory[kLongestNick];
    uint64_t id = 0;
    Millis   heard;
    Gaps     gaps;
    Asking   proof;  // unproven
    ReplayWindow window;

    Text nick() const { return {nick_memory, nick_size}; }
    bool is_here() const { return kind >= Kind::present; }
};

struct LanRules {
    uint64_t id    = 0;      // 64 random bits, for this start of the program alone
    bool     proof = false;  // of others: where there is a key
    bool (*is_nick)(Text) = nullptr;  // others are not heard at all
};

class LanRoom {
public:
    struct Action {
        enum class Kind : uint8_t {
            wait,       // until due(), or something is heard or said
            send,       // bytes, to all
            joined,     // peer
            line,       // bytes, of peer
            renamed,    // peer, who was called bytes
            lost,       // the lines of a range, of peer
            left,       // peer
            timed_out,  // peer
            named,      // we are called nick() from now on, for our nick was another's
            done,       // after leave()
        };
        Kind        kind{};
        const Peer *peer  = nullptr;
        Bytes       bytes = {};  // valid until the next call
        Range       range = {};
    };

    // `sent` is empty and holds 64 lines at the most, of 73 bytes more than their text; what it has no place
    // for any more cannot be repaired.
    LanRoom(const LanRules &rules, Span<Peer> peers, Span<HeldLine> places, Backlog &sent, Text nick, Millis now);
    LanRoom(const LanRoom &) = delete;

    // At most kLongestSaid bytes; false while what was said before has not gone out.
    bool say(Text line);
    // False also where it is somebody's.
    bool rename(Text nick);
    void leave(Millis now);

    // There is a network that has not heard of us.
    void announce(Millis now) { announce_by(soon(now)); }

    Text             nick() const { return {nick_, nick_size_}; }
    Span<const Peer> peers() const { return peers_; }  // of whom some are_here()

    // A datagram from anybody, our own ones too, opened where there is a key; next() follows until it says
    // wait.
    void heard(Bytes datagram, Millis now);

    const Action &next(Millis now);
    Deadline      due() const;

private:
    bool   append(Text nick, Text line);
    void   set_nick(Text nick);
    bool   is_taken(Text nick) const;
    void   give_way();
    void   settle(const Peer &peer, Millis now);
    void   announce_by(Millis when) { announce_due_ = announce_due_.or_sooner({when}); }

    Peer  *find(uint64_t id);
    Peer  *admit(const Parcel &parcel, Millis now);
    void   forget(Peer &peer, Peer::Kind kind);
    void   listen(Peer &peer, const Parcel &parcel, Bytes datagram, Millis now);
    void   seek(const Parcel &parcel, const Peer *from, Millis now);
    void   want(Range range, Millis now);
    void   rename(Peer &peer, Text nick, Millis now);
    Millis soon(Millis now) { return now + jitter_.between(20, 120); }

    // What next() comes to; false where there is nothing to be done.
    bool tell(Action::Kind kind, const Peer *peer = nullptr, Bytes bytes = {}, Range range = {});
    bool told_rename();
    bool send(Parcel &parcel, Millis now);
    bool send_seek(const Peer &peer, Bytes ranges, Millis now);
    bool send_talk(uint32_t number, Millis now);
    bool line_next(Peer &peer, Millis now);
    bool end_next(Peer &peer, Millis now);
    bool prove_next(Peer &peer, Millis now);
    bool peer_next(Peer &peer, Millis now);
    bool peers_next(Millis now);
    bool talk_next(Millis now);
    bool announce_next(Millis now);
    bool leave_next(Millis now);
    uint32_t oldest() const;  // of our lines, that can be had

    static constexpr uint32_t kRepairable = 64;  // lines, and so many bits
    static uint64_t bit(uint32_t number) { return uint64_t(1) << number % kRepairable; }

    LanRules      rules_;
    Span<Peer>    peers_;
    ReorderBuffer held_;
    Backlog      &sent_;
    Jitter        jitter_;
    Millis        started_;
    uint32_t      counter_ = 0;
    uint32_t      talked_  = 0;               // the last line that has gone out
    // Lines, a bit for each, by the low 6 bits of its number: to be repaired, and repaired in this tenth of a
    // second and the one before.
    uint64_t      wanted_ = 0, repaired_ = 0, repaired_before_ = 0;
    Millis        repair_due_, period_;
    Deadline      announce_due_, leave_due_;
    uint8_t       leaves_ = 0;
    bool          named_  = false;
    uint8_t       nick_size_ = 0, wish_size_ = 0, old_size_ = 0;
    char          nick_[kLongestNick], wish_[kLongestNick], old_nick_[kLongestNick];
    const Peer   *renamed_ = nullptr;
    RestWriter    proofs_;  // ids of those who have asked for it
    Action        action_;
    uint8_t       out_[kLongestDatagram];
};
