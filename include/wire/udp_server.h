// A server's room over datagrams, as a machine: datagrams and the time in, datagrams and events out. It knows
// who is there and what of the room's lines each of them can have; what lines mean is the caller's business.
// udp_client.h shows what the two say to each other, parcel.h how.
//
//     for (;;) {
//         const UdpServer::Event &event = server.heard(from, datagram, now());
//         ...  // joined, said, left: may call accept(), deliver() and remove()
//         for (;;) {
//             const UdpServer::Action &action = server.next(now());
//             ...  // sends, or is told that somebody is lost; until there is only to wait
//         }
//     }
//
// Nobody is remembered, or sent more than three times the bytes he has sent, before he has shown that he
// hears what is sent to his address: by returning a cookie, the HMAC of the address, of a secret and of
// the last or the present 30 s (RFC 6347, 4.2.1; RFC 9000, 8.1). From then on he is known by his token, a
// secret between the two. What comes with it from another address is answered there, and with a RETRY: the
// room's lines follow only when that is answered. A counter in all he sends makes it useless to send
// anything again.
//
// All lines of the room lie in one Backlog, and a member's are those that are for him: a LINE says which one
// he had before it, and so stands for all numbers between the two. That way nothing is kept for each member
// but the number of his last line, and a repair is a look at the backlog. Streams numbered for each member
// would make him count what is not his to find anything again.
//
// A line goes to all who are there at once, and half a second after the last one an ALIVE, so that nobody
// has to wait for his next PING to learn of a line that was lost.
//
// Plain datagrams are lines of people with nc. They must say a number first that was sent to them (as many
// bytes of words with it as they have paid for), get the lines as they are, and are asked for a word after
// five minutes of silence. Nothing is repaired.
#pragma once

#include "wire/backlog.h"
#include "wire/parcel.h"
#include "words/clock.h"

// Of a peer and of ourselves, as far as an answer needs both to find its way back.
constexpr size_t kLongestAddress = 48;

struct UdpMember {
    enum class Kind : uint8_t {
        nobody,  // this place is free
        left,    // so it is, but for a minute a HELLO sent again does not bring its owner back
        member,
        plain,
        asked,  // plain, and silent for so long that it has been asked for a word
    };

    Kind     kind = Kind::nobody;
    bool     times = false;       // plain, and wants to see when things were said
    uint8_t  address_size = 0;
    uint8_t  address_memory[kLongestAddress];
    uint32_t serial = 0;    // from 1 on, and never given twice
    uint32_t first  = 0;    // the line that this one's room begins with
    uint32_t newest = 0;    // the last line that was for this one
    uint32_t said   = 0;    // the number of the last SAY accepted
    uint64_t token  = 0;    // its low 16 bits are the place in the table
    uint64_t nonce  = 0;
    Millis   heard, wanted;  // when anything was, and when a WANT was
    ReplayWindow window;

    Bytes address() const { return Bytes(address_memory).first(address_size); }
    bool  is_here() const { return kind >= Kind::member; }
};

struct UdpServerRules {
    const Key *secret;            // 32 random bytes for this start of the server; lives as long as it
    uint32_t   epoch    = 0;      // the same, of 4 bytes
    uint32_t   history  = 0;      // how many lines a newcomer gets
    uint32_t   per_host = 8;      // members
    bool       plain    = true;   // plain lines are heard at all: not where there is a key
    bool       unasked  = false;  // without a challenge: for closed networks
    bool (*same_host)(Bytes a, Bytes b) = nullptr;  // whether addresses differ by no more than the port
    Text (*plain_line)(Text line) = nullptr;        // what plain members see of one, unless they want times
};

class UdpServer {
public:
    struct Event {
        enum class Kind : uint8_t {
            none,
            joined,  // text: the nick wished for, or nothing. Is sent what is delivered from now on
            said,    // text: a line, not empty. Once accept()ed it does not come again; else it does, later
            left,
        };
        Kind     kind{};
        uint16_t member = 0;  // its place in the table; of one who left, free again
        uint32_t serial = 0;
        Text     text   = {};     // a view of the datagram; any bytes
        bool     again  = false;  // the datagram has more to say: to be heard once more, after this
    };
    struct Action {
        enum class Kind : uint8_t {
            wait,
            send,
            lost,  // nothing was heard of the member for too long
        };
        Kind     kind{};
        uint16_t member = 0;   // as in an event
        uint32_t serial = 0;
        Bytes    to     = {};  // send: valid until the next call
        Bytes    bytes  = {};
    };

    // As many members as there is memory for, at most 65,535.
    UdpServer(const UdpServerRules &rules, Span<UdpMember> members, Backlog &lines)
        : rules_(rules), members_(members), lines_(lines), validator_(*rules.secret)
    {
    }
    UdpServer(const UdpServer &) = delete;

    // `from` is an address of at most kLongestAddress bytes, always the same ones for the same address. The
    // datagram is opened where there is a key, and it and the event are valid until the next call.
    const Event &heard(Bytes from, Bytes datagram, Millis now);

    // The line that heard() gave is taken, and is confirmed: first of all, before anything is done about it. A
    // caller who wants a member to slow down leaves it.
    void accept(const Event &said);

    // A line of 1 to kLongestTold bytes. False while the one that would have to make place has not been
    // sent to all: first next(), until it says wait.
    bool deliver(Audience to, Text line);

    void show_times(uint16_t member) { members_[member].times = true; }

    // Who is not wanted any more is told so; next() follows.
    void remove(uint16_t member);

    const UdpMember &member(uint16_t index) const { return members_[index]; }
    size_t        size() const { return size_; }  // how many there are

    const Action &next(Millis now);
    Deadline      due() const;

private:
    // What the last datagram is answered with, a bit for each.
    static constexpr uint8_t kRetry = 1, kWelcome = 2, kAck = 4, kAlive = 8, kGone = 16, kRefused = 32, kChallenge = 64;

    struct Answer {
        uint8_t     kinds        = 0;
        bool        plain        = false;  // to people with nc
        uint8_t     address_size = 0;
        uint8_t     address_memory[kLongestAddress];
        size_t      paid = 0;  // bytes of the datagram
        Parcel      parcel;    // its fields, for all kinds
        const char *words = nullptr;

        Bytes address() const { return Bytes(address_memory).first(address_size); }
    };
    struct Repair {
        uint64_t token;
        Range    range;
    };

    UdpMember *find(uint64_t token);
    UdpMember *find_by_nonce(uint64_t nonce);
    UdpMember *find_plain(Bytes address);
    UdpMember *admit(UdpMember::Kind kind, Bytes from, Millis now);
    void    free(UdpMember &member);
    void    tell(Event::Kind kind, const UdpMember &member, Text text = {});

    void    greet(Bytes from, const Parcel &hello, Millis now);
    void    listen(Bytes from, const Parcel &parcel, Millis now);
    void    listen_plain(Bytes from, Text line, Millis now);
    void    want(UdpMember &member, const Parcel &parcel, Millis now);
    void    answer(uint8_t kinds) { answer_.kinds |= kinds; }
    void    address_answer(Bytes to);

    bool     visible(uint32_t number, const UdpMember &member) const
    {
        return lines_.audience(number).holds(member.serial);
    }
    uint32_t first_for(const UdpMember &member) const;

    // What next() comes to; false where there is nothing to be done.
    bool send(Bytes to, size_t size);
    bool send(Bytes to, const Parcel &parcel);
    bool send_plain(Bytes to, Text before, Text words, Text behind);
    bool send_line(const UdpMember &member, uint32_t number, uint32_t behind, Bytes text);
    bool send_alive(const UdpMember &member);
    bool challenge(Millis now);
    bool answer_next(Millis now);
    bool repair_next();
    bool deliver_next(Millis now);
    bool trail_next(Millis now);
    bool sweep_next(Millis now);

    static constexpr size_t kRepairs = 32;

    UdpServerRules   rules_;
    Span<UdpMember>     members_;
    Backlog         &lines_;
    AddressValidator validator_;
    size_t   size_ = 0;  // who are here
    size_t   top_  = 0;  // all others are nobody
    uint32_t serials_ = 0;
    Answer   answer_;
    Repair   repairs_[kRepairs];
    size_t   repairs_left_ = 0;
    uint32_t delivered_    = 0;                 // lines, to all
    size_t   reached_      = 0;                 // members, by the next line
    size_t   trailed_      = 0, swept_ = 0;     // by this round
    Deadline trail_due_, sweep_due_;            // of the next one
    Event    event_;
    Action   action_;
    uint8_t  out_[kLongestDatagram];
};
