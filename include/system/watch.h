// poll() with named slots: set up what to wait for, wait, then ask each slot.
//
//     watch.clear();
//     Watch::Slot peer = watch.add(link.get(), POLLIN);
//     TRY(watch.wait(deadline));
//     if (watch.ready(peer)) ...
#pragma once

#include "system/fd.h"

#include <poll.h>

// Whether there is something to read now, or an end to be seen. -1 never has any.
bool is_readable(int fd);

// Whether something can be written now, or would fail at once.
bool is_writable(int fd);

// What waiting fails with once the descriptor that it got as `stop`, a Stop's, can be read.
constexpr Error kInterrupted = complaint(Exit::other, "interrupted");

class Watch {
public:
    struct Slot {
        size_t index = SIZE_MAX;  // the default is never ready
    };

    // As many slots as `memory` holds; one more traps.
    explicit Watch(Span<pollfd> memory) : slots_(memory) {}

    void clear() { size_ = 0; }
    Slot add(int fd, short events)
    {
        slots_[size_] = {fd, events, 0};
        return {size_++};
    }

    // Returns when a slot is ready or the deadline has passed: then none is ready.
    Error wait(Deadline by);

    // The slot's own events, and errors and hang-ups: the call on the descriptor tells which.
    bool ready(Slot slot) const { return slot.index < size_ && slots_[slot.index].revents; }
    bool any_ready() const { return ready_; }

private:
    Span<pollfd> slots_;
    size_t       size_  = 0;
    bool         ready_ = false;
};
