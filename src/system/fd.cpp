#include "system/fd.h"

#include <sys/mman.h>
#include <time.h>

Millis now()
{
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return {int64_t(time.tv_sec) * 1000 + time.tv_nsec / 1000000};
}

Error write_all(int fd, Bytes bytes)
{
    while (!bytes.empty()) {
        ssize_t written = write(fd, bytes.data, bytes.size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failure("write", Exit::file);
        bytes = bytes.after(size_t(written));
    }
    return {};
}

Result<Space> reserve(size_t size)
{
    void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return failure("reserve memory", Exit::other);
    return Space(static_cast<uint8_t *>(memory), size);
}
