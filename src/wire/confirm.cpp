#include "wire/confirm.h"

#include "words/pack.h"

static constexpr size_t   kLength  = packed_size<"!H">;
static constexpr uint32_t kTimeout = 2000;

bool Confirm::say(Bytes text)
{
    uint8_t length[kLength];
    if (queue_.room() < kLength + text.size) return false;
    pack<"!H">(length, uint16_t(text.size));
    return queue_.put(length) && queue_.put(text);
}

Bytes Confirm::text() const
{
    uint16_t length;
    Bytes    queue = queue_.bytes();
    if (!unpack<"!H">(queue, length)) __builtin_trap();
    return queue.after(kLength).first(length);
}

void Confirm::drop()
{
    queue_.consumed(kLength + text().size);
    number_++;
    times_ = 0;
    due_   = {Millis{0}};
}

Confirm::Step Confirm::step(Millis now, Jitter &jitter)
{
    if (!due().passed(now)) return Step::wait;
    if (times_ == kMostTimes) return Step::give_up;
    patience_ = times_++ ? patience_ + patience_ : jitter.between(kTimeout, kTimeout * 3 / 2);
    due_      = {now + patience_};
    return Step::send;
}

void Confirm::confirmed(uint32_t number)
{
    if (times_ && number == number_) drop();
}

void Confirm::forgotten()
{
    if (!times_) return;
    times_ = kMostTimes;
    due_   = {Millis{0}};
}
