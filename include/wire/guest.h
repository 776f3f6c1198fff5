// A client of a room (wire/room.h), between its connection and its person: it knows the room's own server
// by the welcome, tells it the nick, asks for numbers in front of the lines, and after a break for what it
// has missed. To any other server it is a plain exchange of lines.
//
//     guest.arrive();                            for each connection
//     Text shown = guest.hear(line, answer);     a line that has come, and what to say to it
#pragma once

#include "wire/own_nick.h"
#include "wire/room.h"

class Guest {
public:
    // `nick` is one without a fault, or empty for the one that the room gives; it outlives the guest. `asks`:
    // for the lines before its arrival, as many as the room has for newcomers. `times`: for when they were said.
    Guest(Text nick, bool asks, bool times) : wanted_(nick), asks_(asks), times_(times) {}
    Guest(const Guest &) = delete;

    // A new connection. What is known of the room stays.
    void arrive() { welcomed_ = left_ = counted_ = false; }

    // What to show of a line without its end: a part of it, or null for nothing. Appends lines to `answer`,
    // which has room for 256 bytes.
    Text hear(Text line, Writer &answer);

    // As the room says; empty where it is another server.
    Text nick() const { return nick_.text(); }

    // A server of ours has said so on this connection.
    bool is_welcome() const { return welcomed_; }

    // The room has told how many lines it has heard, on this connection and before: see wire/outbox.h, which they
    // are for.
    bool     is_counted() const { return counted_; }
    uint32_t heard() const { return heard_; }
    uint32_t heard_before() const { return before_; }

    // The server has heard all that was said on this connection, a /quit last.
    bool has_left() const { return left_; }

private:
    Text hear_welcome(Text line, Writer &answer);
    bool is_ticket(Text line);
    bool is_count(Text line);

    Text     wanted_;
    bool     asks_, times_;
    bool     welcomed_ = false, left_ = false, counted_ = false;
    uint32_t heard_ = 0, before_ = 0;
    uint32_t epoch_    = 0;
    uint64_t number_   = 0;  // of the last line that had one,
    uint64_t lone_     = 0;  // and how many behind that had none
    OwnNick  nick_;
    size_t   ticket_size_ = 0;  // 0: there is no place to come back to
    char     ticket_[32];
};
