// Errors are values. A function that can fail returns an Error, or a Result that holds either its
// value or an Error; helpers never print. TRY hands a failure to the caller and is the one macro
// that returns.
#pragma once

#include "words/span.h"

// What a failure means to the person or script at the prompt: wget's exit codes for all tools.
enum class Exit : uint8_t {
    complete     = 0,  // everything asked for is done and verified
    other        = 1,
    usage        = 2,  // the command line
    file         = 3,  // a file on this machine
    network      = 4,  // names, connecting, a connection lost, a time-out
    verification = 5,  // a digest, key or certificate that does not fit
    access       = 6,  // the peer does not know us
    protocol     = 7,  // the peer broke the protocol
    refused      = 8,  // the peer understood and said no
};

// The first failure is the one the exit code speaks of.
constexpr Exit first_of(Exit earlier, Exit later) { return earlier == Exit::complete ? later : earlier; }

// What went wrong, small enough to come back in registers: every call that can fail pays for it.
// On what it happened is for the caller to say, who knows it anyway. Aligned like a Span, and for its reason.
struct [[nodiscard]] alignas(8) Error {
    const char *words = nullptr;  // with a code, what was attempted: "connect to"; without, the
                                  // whole story: "the digests differ". Null: no error

    constexpr Error() = default;
    constexpr Error(const char *said, int code, Exit exit)
        : words(said), numbers_(intptr_t(code) << 4 | intptr_t(exit))
    {
    }

    constexpr explicit operator bool() const { return words; }
    constexpr int  code() const { return int(numbers_ >> 4); }  // errno, or 0
    constexpr Exit exit() const { return Exit(numbers_ & 15); }

private:
    // Both in one register: two would be taken apart and put together again at every return.
    intptr_t numbers_ = 0;
};

constexpr Error complaint(Exit exit, const char *words) { return {words, 0, exit}; }

template <class T> constexpr T &&move(T &value) { return static_cast<T &&>(value); }

template <class T> struct [[nodiscard]] Result {
    T     value{};
    Error error{};

    Result(T &&made) : value(move(made)) {}
    Result(const T &made)
        requires __is_trivially_copyable(T)
        : value(made)
    {
    }
    Result(Error failed) : error(failed) {}
};

inline Error error_of(Error tried) { return tried; }
inline void  value_of(Error) {}
template <class T> Error error_of(const Result<T> &tried) { return tried.error; }
template <class T> T     value_of(Result<T> &tried) { return move(tried.value); }

#define TRY(expression)                                         \
    ({                                                          \
        auto tried_ = (expression);                             \
        if (auto failed_ = error_of(tried_)) return failed_;    \
        value_of(tried_);                                       \
    })
