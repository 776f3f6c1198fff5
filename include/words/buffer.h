// A queue of bytes in memory lent by the caller: fill the back, consume the front. Never grows.
#pragma once

#include "words/span.h"

class Buffer {
public:
    Buffer() = default;
    explicit Buffer(Space memory) : memory_(memory) {}

    Bytes  bytes() const { return Bytes(memory_).first(end_).after(begin_); }
    size_t room() const { return memory_.size - end_ + begin_; }

    // All free memory, in one piece behind the bytes already held.
    Space space()
    {
        if (begin_) memmove(memory_.data, memory_.data + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        return memory_.after(end_);
    }
    void filled(size_t count)
    {
        if (count > memory_.size - end_) __builtin_trap();
        end_ += count;
    }
    void consumed(size_t count)
    {
        if (count > end_ - begin_) __builtin_trap();
        begin_ += count;
        if (begin_ == end_) begin_ = end_ = 0;
    }
    // Appends all of `more`, or nothing and false when it does not fit.
    bool put(Bytes more)
    {
        if (more.size > room()) return false;
        copy(space(), more);
        filled(more.size);
        return true;
    }
    void clear() { begin_ = end_ = 0; }

private:
    Space  memory_;
    size_t begin_ = 0;
    size_t end_   = 0;
};
