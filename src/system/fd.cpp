#include "system/fd.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>

int control(int fd, int command, long argument)
{
    return int(syscall(SYS_fcntl, fd, command, argument));
}

int control_device(int fd, int command, void *argument)
{
    return int(syscall(SYS_ioctl, fd, command, argument));
}

Millis now()
{
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return {int64_t(time.tv_sec) * 1000 + time.tv_nsec / 1000000};
}

Result<Space> reserve(size_t size)
{
    void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return failure("reserve memory", Exit::other);
    return Space(static_cast<uint8_t *>(memory), size);
}
