#include "wire/gaps.h"

void Asking::asked(Millis now)
{
    due_ = now + Millis{100 << smaller<int>(times_, 4)};
    if (times_ < kMostTimes) times_++;
}

void ReorderBuffer::put(const Gaps &stream, Range numbers, Bytes line)
{
    HeldLine *place = nullptr;
    size_t    free  = 0;
    for (HeldLine &held : places_) {
        bool ours   = held.stream == &stream;
        bool passed = ours && held.numbers.last < stream.next();
        if (ours && held.numbers.last == numbers.last) return;
        if (held.stream && !passed) continue;
        free++;
        place = &held;
    }
    bool in_turn = numbers.first <= stream.next();
    if (numbers.last < stream.next() || free < (in_turn ? 1 : 2)) return;
    place->stream  = &stream;
    place->numbers = numbers;
    place->size    = uint16_t(line.size);
    copy(place->memory, line);
}

HeldLine *ReorderBuffer::first(const Gaps &stream, uint32_t from)
{
    HeldLine *found = nullptr;
    for (HeldLine &held : places_) {
        bool behind = held.stream == &stream && held.numbers.last >= from;
        if (behind && (!found || held.numbers.last < found->numbers.last)) found = &held;
    }
    return found;
}

void ReorderBuffer::forget(const Gaps &stream)
{
    for (HeldLine &held : places_)
        if (held.stream == &stream) held.stream = nullptr;
}

void Gaps::known(uint32_t newest, uint32_t oldest, Millis due)
{
    if (!missing()) asking_ = Asking(due);
    newest_ = larger(newest_, newest);
    oldest_ = larger(oldest_, oldest);
}

HeldLine *Gaps::in_turn(ReorderBuffer &held) const
{
    HeldLine *line = held.first(*this, next_);
    return line && line->numbers.first <= next_ ? line : nullptr;
}

void Gaps::shown(HeldLine &line, Millis due)
{
    line.stream = nullptr;
    pass(line.numbers.last, due);
}

void Gaps::pass(uint32_t last, Millis due)
{
    next_   = last + 1;
    asking_ = Asking(due);
}

Range Gaps::lost(ReorderBuffer &held) const
{
    HeldLine *line = held.first(*this, next_);
    return {next_, line ? line->numbers.first - 1 : newest_};
}

Range Gaps::lost(ReorderBuffer &held, Millis now) const
{
    Range range = lost(held);
    if (!asking_.in_vain(now)) range.last = smaller(range.last, larger(oldest_, 1u) - 1);
    return range;
}

void Gaps::wanted(RestWriter &ranges, ReorderBuffer &held) const
{
    for (uint32_t from = next_; from <= newest_;) {
        HeldLine *line = held.first(*this, from);
        Range     gap  = {from, line ? line->numbers.first - 1 : newest_};
        if (!gap.empty() && !ranges.add(gap)) return;
        from = line ? line->numbers.last + 1 : newest_ + 1;
    }
}
