// For tables of test vectors: hexadecimal digits as the bytes they stand for.
#pragma once

#include "words/hex.h"

class HexBytes {
public:
    HexBytes(Text digits)
    {
        size_ = digits.size / 2;
        if (!from_hex(Space(memory_).first(size_), digits)) __builtin_trap();
    }
    operator Bytes() const { return Bytes(memory_).first(size_); }

    size_t size() const { return size_; }

private:
    uint8_t memory_[400];
    size_t  size_;
};

// A key, a nonce, or whatever else is an array of as many bytes.
template <class T> T from_digits(Text digits)
{
    T value;
    if (!from_hex(value.bytes, digits)) __builtin_trap();
    return value;
}

// The bytes first, first + 1, ...
template <size_t size> struct Ascending {
    uint8_t bytes[size] = {};

    constexpr explicit Ascending(uint8_t first = 0)
    {
        for (uint8_t &byte : bytes) byte = first++;
    }
    Bytes first(size_t count) const { return Bytes(bytes).first(count); }
};
