#include "system/watch.h"

Error Watch::wait(Deadline by)
{
    for (;;) {
        int ready = poll(slots_.data, nfds_t(size_), by.poll_timeout(now()));
        ready_    = ready > 0;
        if (ready >= 0) return {};
        if (errno != EINTR) return failure("poll", Exit::other);
    }
}
