#include "wire/outbox.h"

void Outbox::add(Text line)
{
    if (room() < line.size + 1) __builtin_trap();
    lines_.put(bytes_of(line));
    lines_.put(bytes_of("\n"));
}

void Outbox::arrive()
{
    sent_  = 0;
    keeps_ = counted_ = false;
    again_ = !is_empty();
}

// More than there are is a count of something else.
void Outbox::forget(uint32_t lines)
{
    Text   held = text_of(lines_.bytes());
    size_t size = 0;
    for (uint32_t left = lines; left; left--) {
        if (size == held.size) return;
        size += position(held.after(size), '\n') + 1;
    }
    lines_.consumed(size);
    sent_ -= smaller(sent_, size);
    first_ += lines;
}

void Outbox::heard(uint32_t total, uint32_t before)
{
    if (!counted_) forget(before - first_), first_ = before;
    counted_ = true;
    forget(total - first_);
}

Bytes Outbox::unsent() const
{
    bool waits = keeps_ && again_ && !counted_;
    return waits ? Bytes() : lines_.bytes().after(sent_);
}

// To the next connection the rest of a line would be one.
void Outbox::sent(size_t bytes)
{
    sent_ += bytes;
    while (!keeps_) {
        size_t end = position(text_of(lines_.bytes().first(sent_)), '\n');
        if (end == sent_) return;
        lines_.consumed(end + 1);
        sent_ -= end + 1;
    }
}
