// For tests: standard descriptors that lead elsewhere for a while.
#pragma once

#include "../scratch.h"

// A standard descriptor is `path`, for as long as it lives.
class Standard {
public:
    Standard(int number, const char *path, int flags) : number_(number), saved_(dup(number))
    {
        Fd fd(open(path, flags | O_CLOEXEC, 0644));
        must(fd && dup2(fd.get(), number) == number);
    }
    ~Standard() { dup2(saved_, number_), close(saved_); }
    Standard(const Standard &) = delete;

private:
    int number_, saved_;
};
