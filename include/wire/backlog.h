// The last lines of a room, numbered from 1 on, in memory lent by the caller: the oldest make place for
// new ones. Repairs are served out of it.
#pragma once

#include "wire/audience.h"
#include "words/span.h"

class Backlog {
public:
    struct Entry {
        Audience audience;
        uint32_t at   = 0;  // in the memory of the text, where all of it is in one piece
        uint32_t size = 0;
    };

    // Holds as many lines as there are entries, where their text fits.
    Backlog(Space memory, Span<Entry> entries) : memory_(memory), entries_(entries) {}

    // False, and nothing changed, where a line behind number `passed` would have to make place. A text
    // that is empty, or longer than all the memory, traps.
    bool append(Audience audience, Bytes text, uint32_t passed = UINT32_MAX);

    uint32_t newest() const { return newest_; }
    uint32_t oldest() const { return newest_ - count_ + 1; }  // newest() + 1 where there is none

    // For numbers from oldest() to newest().
    const Audience &audience(uint32_t number) const { return entry(number).audience; }
    Bytes           text(uint32_t number) const;

private:
    const Entry &entry(uint32_t number) const;

    Space       memory_;
    Span<Entry> entries_;
    uint32_t    newest_ = 0;
    uint32_t    count_  = 0;
    uint32_t    end_    = 0;  // of the newest text
};
