#include "system/watch.h"

static bool is_ready(int fd, short events)
{
    pollfd slot = {fd, events, 0};
    return poll(&slot, 1, 0) > 0;
}

bool is_readable(int fd) { return is_ready(fd, POLLIN); }
bool is_writable(int fd) { return is_ready(fd, POLLOUT); }

Error Watch::wait(Deadline by)
{
    for (;;) {
        int ready = poll(slots_.data, nfds_t(size_), by.poll_timeout(now()));
        ready_    = ready > 0;
        if (ready >= 0) return {};
        if (errno != EINTR) return failure("poll", Exit::other);
    }
}
