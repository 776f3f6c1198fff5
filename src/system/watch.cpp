#include "system/watch.h"

bool is_readable(int fd)
{
    pollfd slot = {fd, POLLIN, 0};
    return poll(&slot, 1, 0) > 0;
}

Error Watch::wait(Deadline by)
{
    for (;;) {
        int ready = poll(slots_.data, nfds_t(size_), by.poll_timeout(now()));
        ready_    = ready > 0;
        if (ready >= 0) return {};
        if (errno != EINTR) return failure("poll", Exit::other);
    }
}
