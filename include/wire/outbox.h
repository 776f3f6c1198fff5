// What is to be said on a connection, line by line, and again on the next one if it was not heard. Nobody knows that
// of a line that the kernel has taken: it may lie unread at the other end when that goes. So a room tells how many it
// has heard ("*** heard" in wire/room.h), and all others are kept here; what any other server is sent is forgotten.
//
//     outbox.arrive();                                 // a new connection
//     outbox.keep();                                   // it is a room's, and counts from here on
//     outbox.heard(total, before);                // as it has told
//     outbox.sent(send(outbox.unsent()));
#pragma once

#include "words/buffer.h"

class Outbox {
public:
    // `memory` is lent for its life: as much as is sent without having been heard.
    explicit Outbox(Space memory) : lines_(memory) {}

    size_t room() const { return lines_.room(); }

    // A line without its end, for which, and for that, there is room.
    void add(Text line);

    // What was not heard is unsent again, from the beginning of a line.
    void arrive();

    // From now on it is kept until it is heard. Said between lines, and more than once if need be.
    void keep() { keeps_ = true; }

    // The other side has heard `total` lines, `before` of them on other connections: none where it does not remember.
    void heard(uint32_t total, uint32_t before);

    // Nothing while only a count could tell what is to be sent again.
    Bytes unsent() const;
    void  sent(size_t bytes);

    // The last line that was sent from has been sent whole.
    bool is_between_lines() const { return !sent_ || lines_.bytes()[sent_ - 1] == '\n'; }

    bool is_sent() const { return sent_ == lines_.bytes().size; }
    bool is_empty() const { return lines_.bytes().empty(); }

private:
    void forget(uint32_t lines);

    Buffer   lines_;
    size_t   sent_    = 0;      // bytes
    uint32_t first_   = 0;      // as the other side counts, of the first line here
    bool     keeps_   = false;
    bool     again_   = false;  // some of it may have been heard by another connection
    bool     counted_ = false;  // which the other side has told
};
