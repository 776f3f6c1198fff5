// What was said, kept once for all who are to hear it: a ring of entries in fixed memory, and for each
// reader no more than a cursor. Nobody waits for anybody: the newest entries overwrite the oldest, and
// a reader who was still there learns how many it has missed.
//
//     Cursor bob = ring.newest(2);
//     ring.append(bytes);             // to all
//     ring.append_but(alice, bytes);  // to all others
//     ring.append_for(bob, bytes);    // to him alone
//     while (ring.next(bob, entry)) ...
//
// Entries are bytes, whatever they mean: lines of a room, or pieces of a stream that is relayed. Those
// for more than one are numbered, from 1 on; those for one stand between them, without a number.
#pragma once

#include "wire/audience.h"
#include "words/span.h"

// A reader's place. Each has a serial of its own, that no other had while its entries are in the ring.
struct Cursor {
    uint64_t place  = 0;  // of the next entry, in bytes since the ring began
    uint64_t number = 0;  // of the last numbered entry before it
    uint64_t fresh  = 0;  // the place up to which it has read before
    uint64_t end    = 0;  // the place it goes no further than,
    uint64_t last   = 0;  // and the last numbered entry before that
    uint32_t serial = 0;
    uint32_t own    = 0;  // entries to come that are for all others
    uint32_t lone   = 0;  // and that are for it alone
};

// Views of the ring's memory, valid until the next append. `back` is what stands at its beginning again.
struct RingEntry {
    Bytes    front, back;
    uint64_t number = 0;  // 0: for one alone
};

class Ring {
public:
    // The serial of a reader who never says anything: a log.
    static constexpr uint32_t kNobody = UINT32_MAX;

    // `memory` has a power of two of bytes, and is lent for the life of the ring.
    explicit Ring(Space memory);

    // An entry of longest() bytes at the most; one that is longer traps.
    size_t longest() const { return smaller<size_t>(memory_.size / 2 - sizeof(Head), UINT16_MAX); }
    void   append(Bytes entry) { put({kNobody, 0, Audience::Kind::all}, entry); }
    void   append_but(Cursor &author, Bytes entry);
    void   append_for(Cursor &reader, Bytes entry);

    // A place behind all entries.
    Cursor newest(uint32_t serial) const;

    // What is appended from now on is not for this one.
    void end(Cursor &cursor) const { cursor.end = head_, cursor.last = numbered_; }

    // Moves a cursor whose next entry was overwritten to the oldest there is. Returns how many entries
    // that were meant for it it has lost: to the entry, whatever else went by.
    uint64_t catch_up(Cursor &cursor) const;

    // The next entry for a cursor, and moves that behind it. False at the end, where the cursor is then. One
    // that has not caught up traps.
    bool next(Cursor &cursor, RingEntry &entry) const;

    // The next entry for anybody, and whom it is for: for who takes them all elsewhere, in time.
    bool tap(Cursor &cursor, RingEntry &entry, Audience &audience) const;

    // Moves a cursor back, never forward, to behind the entry `number` or to the oldest there is. What it
    // passes again are all numbered entries, its own among them, and none for it alone.
    void rewind(Cursor &cursor, uint64_t number) const;

    // Makes a cursor that is new that of the reader `serial`, who has heard all up to the entry `number` and of those
    // for it alone that follow there the first `lone`. What is behind them and was overwritten is for catch_up().
    void resume(Cursor &cursor, uint32_t serial, uint64_t number, uint64_t lone) const;

    // False once next() was, until there is another entry.
    bool may_have_next(const Cursor &cursor) const { return cursor.place < smaller(head_, cursor.end); }

    uint64_t last_number() const { return numbered_; }  // of all that were appended
    uint64_t lost_number() const { return lost_; }      // of all that were overwritten

private:
    // In front of each entry, at a multiple of its size, so that it is never in two pieces.
    struct Head {
        uint32_t serial;
        uint16_t size;
        Audience::Kind audience;
    };

    Space at(uint64_t place) const { return memory_.after(size_t(place) & (memory_.size - 1)); }
    Head  head_of(uint64_t place) const;
    void  put(Head head, Bytes entry);
    void  view(uint64_t place, const Head &head, RingEntry &entry) const;
    void  count_named(Cursor &cursor) const;
    void  pass(Cursor &cursor, const Head &head) const;
    bool  seek(Cursor &cursor, Head &head) const;

    static void step(uint64_t &place, uint64_t &number, const Head &head);
    static bool names(const Head &head, const Cursor &reader, uint64_t place);

    Space    memory_;
    uint64_t tail_     = 0;  // the place of the oldest entry
    uint64_t head_     = 0;
    uint64_t lost_     = 0;
    uint64_t numbered_ = 0;
};
