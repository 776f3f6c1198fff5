// A member of a room that a server keeps, over datagrams, as a machine: what is heard, said and the time go
// in, what to do comes out. udp_server.h is the other end.
//
//     client                                      server
//     HELLO, the cookie zeros              ->                      after 1, 2, 4, 8, 8 ... s again
//                                          <-     RETRY, a cookie  it remembers nothing yet
//     HELLO, the cookie                    ->
//                                          <-     WELCOME          with a token, by which the two know each other
//     SAY                                  ->                      until there is
//                                          <-     ACK              see confirm.h
//                                          <-     LINE
//     WANT                                 ->                      for lines that are missing, see gaps.h
//                                          <-     LINE
//     PING                                 ->                      every 20 s; every 2 s until there is
//                                          <-     ALIVE            which numbers there are
//     BYE, three times                     ->
//
// Server and client take nothing from each other but with the token, or before that the nonce of the
// HELLO, which nobody can guess who does not see their datagrams. A network that gives the client another
// address is noticed by the server, which sends a RETRY: a HELLO with the new cookie and the old token,
// and all goes on. So it does after a silence, where the room is still the same: what was said since then
// comes now.
//
//     UdpClient client(places, queue, nick);
//     client.join(nonce, now());
//     for (;;) {
//         const UdpClient::Action &action = client.next(now());
//         ...  // sends, shows, or waits until client.due(); then client.heard(datagram, now())
//     }
#pragma once

#include "wire/confirm.h"
#include "wire/gaps.h"

class UdpClient {
public:
    struct Action {
        enum class Kind : uint8_t {
            wait,         // until due(), or something is heard or said
            send,         // bytes, to the server
            joined,       // lines come, and say() gets through
            line,         // bytes, to be shown
            lost,         // the lines of a range, some of which may not have been for us
            undelivered,  // bytes, that were said and may have arrived or not
            refused,      // bytes say why; join() tries again
            gone,         // the server knows us no more, or has been silent for a minute; so too
            left,         // nothing more is to be done
        };
        Kind  kind{};
        Bytes bytes = {};  // valid until the next call
        Range range = {};
    };

    // `queue` holds what is said and not confirmed yet. `nick` may be empty, and lives as long as this. `asks`:
    // for the lines before it came, as many as the room has for newcomers.
    UdpClient(Span<HeldLine> places, Space queue, Text nick, bool asks = true)
        : confirm_(queue), held_(places), nick_(nick), asks_(asks)
    {
    }
    UdpClient(const UdpClient &) = delete;

    // For the first time, and again after `gone` or `refused`. The nonce is 64 fresh random bits.
    void join(uint64_t nonce, Millis now);

    // At most kLongestSaid bytes; false when the queue is full. Before joining it waits.
    bool say(Text line);
    bool may_say(size_t size) const { return confirm_.may_say(size); }
    bool idle() const { return confirm_.idle(); }

    // Leaves when all that was said is confirmed, and all that came of it has been heard.
    void finish() { finishes_ = true; }

    void leave(Millis now);

    // A datagram from the server's address, opened where there is a key; next() follows until it says wait.
    void heard(Bytes datagram, Millis now);

    const Action &next(Millis now);
    Deadline      due() const;

private:
    enum class State : uint8_t {
        idle,     // before join(), and when it has failed
        hello,    // HELLO is repeated
        joined,
        leaving,  // BYE is repeated
    };

    // What next() comes to; false where there is nothing to be done.
    bool tell(Action::Kind kind, Bytes bytes = {}, Range range = {});
    bool send(Parcel &parcel);
    bool end(Action::Kind why);
    bool hello();
    bool event(Millis now);
    bool speak(Millis now);
    bool repeat(Millis now);

    void finish(Action::Kind why, Bytes words);
    void welcome(const Parcel &parcel, Millis now);

    State    state_  = State::idle;
    bool     fresh_  = false;  // joined, and not told yet
    bool     finishes_ = false;
    bool     settled_  = false;  // there is nothing more than what we know of
    uint8_t  times_  = 0;      // of HELLO, PING or BYE since something was heard
    Deadline due_;             // of the next HELLO, PING or BYE
    Deadline hello_due_;       // of one that was asked for by RETRY
    Millis   heard_, retried_at_{INT64_MIN / 2};
    uint64_t nonce_ = 0, token_ = 0;
    uint32_t counter_ = 0, epoch_ = 0;
    uint32_t pinged_  = 0;     // the counter of the last PING
    uint32_t asked_   = 0;     // and of the first one after all was said
    uint8_t  cookie_[kCookie] = {};
    Action   action_;
    Bytes    words_;  // of the end
    Action::Kind end_{};  // that was heard of, and is not told yet
    Jitter   jitter_;
    Gaps     gaps_;
    Confirm  confirm_;
    ReorderBuffer held_;
    Text     nick_;
    bool     asks_;
    uint8_t  out_[kLongestDatagram];
};
