// For tests: what the process writes, read back.
#pragma once

#include "words/span.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

class Redirect {
public:
    // `instead` still belongs to the caller.
    Redirect(int fd, int instead) : fd_(fd), saved_(dup(fd)) { dup2(instead, fd); }
    ~Redirect()
    {
        dup2(saved_, fd_);
        close(saved_);
    }
    Redirect(const Redirect &) = delete;

private:
    int fd_, saved_;
};

class Pipe {
public:
    Pipe()
    {
        if (pipe(ends_)) _exit(1);
    }
    ~Pipe()
    {
        close(ends_[0]);
        close(ends_[1]);
    }
    Pipe(const Pipe &) = delete;

    int writer() const { return ends_[1]; }

    // All that is in it, up to what a pipe usually holds. Lasts until the next call.
    Text read()
    {
        size_t size = 0;
        pollfd slot = {ends_[0], POLLIN, 0};
        while (size < sizeof letters_ && poll(&slot, 1, 0) > 0) {
            ssize_t more = ::read(ends_[0], letters_ + size, sizeof letters_ - size);
            if (more <= 0) break;
            size += size_t(more);
        }
        return {letters_, size};
    }

    // No reader comes to empty it.
    void fill()
    {
        fcntl(writer(), F_SETFL, O_NONBLOCK);
        while (write(writer(), letters_, 4096) > 0) continue;
        fcntl(writer(), F_SETFL, 0);
    }

private:
    int  ends_[2];
    char letters_[1 << 17] = {};
};
