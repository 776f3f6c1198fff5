// What we are called in a room, as far as it tells.
#pragma once

#include "wire/nick.h"

class OwnNick {
public:
    // Empty while nothing is known.
    Text text() const { return {letters_, size_}; }

    // A line that the room has sent, without number and clock. True where it says what we are called, and no
    // more: our nick stands at the prompt.
    bool hear(Text line);

    // "*** sixpack room 0123abcd: you are guest-3; ...": `epoch` is its digits then. False for all others.
    bool hear_welcome(Text line, Text &epoch);

private:
    void call(Text nick);

    size_t size_ = 0;
    char   letters_[kLongestNick];
};
