#include "wire/backlog.h"

const Backlog::Entry &Backlog::entry(uint32_t number) const
{
    if (number < oldest() || number > newest_) __builtin_trap();
    return entries_[number % entries_.size];
}

Bytes Backlog::text(uint32_t number) const
{
    const Entry &found = entry(number);
    return memory_.after(found.at).first(found.size);
}

bool Backlog::append(Audience audience, Bytes text, uint32_t passed)
{
    if (text.empty()) __builtin_trap();
    uint32_t size = uint32_t(text.size), count = count_;
    bool     wraps = memory_.size - end_ < size;
    uint32_t at    = wraps ? 0 : end_;
    for (; count; count--) {
        const Entry &oldest  = entry(newest_ - count + 1);
        bool         overlap = oldest.at < at + size && at < oldest.at + oldest.size;
        if (count < entries_.size && !overlap && !(wraps && oldest.at >= end_)) break;
        if (newest_ - count + 1 > passed) return false;
    }
    count_ = count + 1;
    newest_++;
    end_ = at + size;
    entries_[newest_ % entries_.size] = {audience, at, size};
    copy(memory_.after(at), text);
    return true;
}
