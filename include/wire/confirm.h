// Saying something so that it surely arrives: what is said is confirmed, or said again, as CoAP does for
// its confirmable messages (RFC 7252, section 4.8; NSTART is 1):
//
//     after 2 s, or up to a half longer, so that not all do it at once, then after twice that time, and
//     so on: four times again at the most; given up after 62 to 93 s
//
// One at a time, so that things arrive in the order in which they were said. They have numbers that rise,
// whereby a receiver knows what it has heard before by the highest number alone, as long as it knows the
// sender: CoAP's memory of 247 s (EXCHANGE_LIFETIME), which its numbers without order need, takes more.
#pragma once

#include "wire/jitter.h"
#include "words/buffer.h"

class Confirm {
public:
    enum class Step : uint8_t {
        wait,     // until due()
        send,     // text(), with number(), now
        give_up,  // text() may have arrived or not; to be told, and dropped
    };

    // Queues what fits into the memory, with two bytes more for each.
    explicit Confirm(Space memory) : queue_(memory) {}

    // Queues a text of less than 64 KB; false when it does not fit behind the others.
    bool say(Bytes text);

    bool     may_say(size_t size) const { return queue_.room() >= size + 2; }
    bool     idle() const { return queue_.bytes().empty(); }
    Step     step(Millis now, Jitter &jitter);
    Deadline due() const { return idle() ? Deadline::never() : due_; }

    // Of the first one in the queue.
    uint32_t number() const { return number_; }
    Bytes    text() const;
    void     drop();

    void confirmed(uint32_t number);

    // The receiver has forgotten who we are: what may have arrived is not said again.
    void forgotten();

private:
    static constexpr uint8_t kMostTimes = 5;

    Buffer   queue_;
    uint32_t number_ = 1;
    uint8_t  times_  = 0;  // that the first one was sent
    Millis   patience_;    // from then on
    Deadline due_{Millis{0}};
};
