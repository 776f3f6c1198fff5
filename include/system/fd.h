// File descriptors with an owner, and errors from errno.
#pragma once

#include "words/clock.h"
#include "words/result.h"

#include <errno.h>
#include <unistd.h>

// The Error for a system call that has just failed at `attempt`, with errno.
inline Error failure(const char *attempt, Exit exit) { return {attempt, int16_t(errno), exit}; }

// Owns a descriptor. Closing keeps errno, so that an error on the way out stays the first one.
class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) : fd_(fd) {}
    Fd(Fd &&other) : fd_(other.release()) {}
    Fd &operator=(Fd &&other)
    {
        int taken = other.release();
        reset();
        fd_ = taken;
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
    void reset()
    {
        if (fd_ < 0) return;
        int saved = errno;
        close(fd_);
        errno = saved;
        fd_   = -1;
    }

private:
    int fd_ = -1;
};

// fcntl(2). Libc's own function is ten times its size, for the sake of F_GETOWN.
int control(int fd, int command, long argument);

// The monotonic clock.
Millis now();

// Memory that starts as zeros and costs nothing until it is touched; kept until the program ends.
Result<Space> reserve(size_t size);
