// For tests: bytes written as hexadecimal digits, with blanks between them as the reader likes.
#pragma once

#include "words/say.h"

class Digits {
public:
    explicit Digits(Text text)
    {
        Line digits;
        for (char c : text)
            if (c != ' ') digits.add(c);
        size_ = digits.text().size / 2;
        if (!from_hex(Space(memory_).first(size_), digits.text())) __builtin_trap();
    }
    Bytes bytes() const { return Bytes(memory_).first(size_); }

private:
    uint8_t memory_[256];
    size_t  size_;
};
