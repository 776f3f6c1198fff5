// The receiver's side of numbered lines: put in order what comes out of order, know what is missing, ask
// for it, and give up in time. Asking instead of confirming costs nothing while nothing is lost.
//
//     the stream:  1 2 3 . . 6 7 . 9        next() is 4: up to 3 all has been shown
//     missing:           4 5     8          two ranges to ask for; 6, 7 and 9 are held
//
// A line may say that it stands for a range, itself being the last of it: the others are not for us.
#pragma once

#include "wire/parcel.h"
#include "words/clock.h"

class Gaps;

// A line whose turn has not come yet.
struct HeldLine {
    const Gaps *stream = nullptr;  // the one it belongs to; null: this place is free
    Range       numbers;
    uint16_t    size = 0;
    uint8_t     memory[kLongestTold];

    Bytes bytes() const { return Bytes(memory).first(size); }
};

// Places for lines of all the streams, lent by the caller. One of them is kept for a line whose turn it
// is, so that lines that wait never stop one that others wait for: there have to be two at least.
class ReorderBuffer {
public:
    explicit ReorderBuffer(Span<HeldLine> places) : places_(places) {}

    // Takes a copy. Does nothing for a line shown or held before, and where there is no place: then
    // it is still missing and is asked for later. A line longer than kLongestTold traps.
    void put(const Gaps &stream, Range numbers, Bytes line);

    // The first of this stream's lines that is, or reaches behind, `from`; null where none is held.
    HeldLine *first(const Gaps &stream, uint32_t from);

    void forget(const Gaps &stream);

private:
    Span<HeldLine> places_;
};

// Asking for what may be lost on its way, or its answer: again after 0.1 s, 0.2 s and so on, up to 1.6 s,
// ten times in 11 s. Then it has come even where half of all datagrams are lost, or will not come.
class Asking {
public:
    Asking() = default;
    explicit Asking(Millis due) : due_(due) {}

    void asked(Millis now);
    void defer(Millis until) { due_ = larger(due_, until); }

    Deadline due() const { return {due_}; }
    bool     in_vain(Millis now) const { return times_ == kMostTimes && due_ <= now; }

private:
    static constexpr uint8_t kMostTimes = 10;

    Millis  due_;
    uint8_t times_ = 0;
};

class Gaps {
public:
    Gaps() = default;
    // Numbers before `next` are of no interest.
    explicit Gaps(uint32_t next) : next_(next), newest_(next - 1) {}

    uint32_t next() const { return next_; }
    bool     missing() const { return next_ <= newest_; }

    // There are lines up to `newest`, and those from `oldest` on can be had. What is missing of them is
    // asked for from `due` on, when the network has had time to bring it.
    void known(uint32_t newest, uint32_t oldest, Millis due);

    // The held line whose turn it is; null where there is none.
    HeldLine *in_turn(ReorderBuffer &held) const;

    // That line has been shown: its place is free, but its bytes stay until something is put there. What is
    // missing behind it is asked for from `due` on.
    void shown(HeldLine &line, Millis due);

    // What comes next and never will, because nobody has it any more or it was asked for in vain: up to the
    // first line that is held. Empty where there is hope.
    Range lost(ReorderBuffer &held, Millis now) const;
    // The same, where there is no hope for any of it.
    Range lost(ReorderBuffer &held) const;
    // All numbers up to `last`, which is known, have been given up.
    void pass(uint32_t last, Millis due);

    // When to ask next, and for which ranges: for the first ones where there are too many.
    Deadline due() const { return missing() ? asking_.due() : Deadline::never(); }
    void     wanted(RestWriter &ranges, ReorderBuffer &held) const;
    void     asked(Millis now) { asking_.asked(now); }
    // Somebody else has asked.
    void defer(Millis until) { asking_.defer(until); }

private:
    uint32_t next_   = 1;
    uint32_t newest_ = 0;
    uint32_t oldest_ = 0;
    Asking   asking_;
};
