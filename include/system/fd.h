// File descriptors with an owner, and errors from errno.
#pragma once

#include "words/clock.h"
#include "words/result.h"

#include <errno.h>
#include <unistd.h>

// The Error for a system call that has just failed at `attempt`, with errno.
inline Error failure(const char *attempt, Exit exit) { return {attempt, errno, exit}; }

// What a person writes for standard input or output.
inline bool is_dash(const char *path) { return path[0] == '-' && !path[1]; }

// Owns a descriptor. Closing keeps errno, so that an error on the way out stays the first one.
class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) : fd_(fd) {}
    Fd(Fd &&other) : fd_(other.release()) {}
    [[gnu::always_inline]] Fd &operator=(Fd &&other)
    {
        int fd = other.release();
        reset();
        fd_ = fd;
        return *this;
    }
    // Inlined, so that an Fd known to own nothing, as after a move, costs nothing.
    [[gnu::always_inline]] ~Fd()
    {
        if (fd_ >= 0) reset();
    }

    explicit operator bool() const { return fd_ >= 0; }
    int      get() const { return fd_; }
    int      release()
    {
        int fd = fd_;
        fd_    = -1;
        return fd;
    }
    // Not inlined: nearly every call stands where something is given up, and none is worth its bytes.
    [[gnu::noinline]] void reset()
    {
        if (fd_ >= 0) {
            int saved = errno;
            close(fd_);
            errno = saved;
        }
        fd_ = -1;
    }

private:
    int fd_ = -1;
};

// fcntl(2) and ioctl(2). Libc's own functions are ten times the size, for the sake of F_GETOWN and of
// commands whose numbers have changed.
int control(int fd, int command, long argument);
int control_device(int fd, int command, void *argument);

// The monotonic clock.
Millis now();

// Memory that starts as zeros and costs nothing until it is touched; kept until the program ends.
Result<Space> reserve(size_t size);
