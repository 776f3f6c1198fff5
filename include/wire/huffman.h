// The two things a stream of deflate is made of (RFC 1951, sections 3.1.1 and 3.2.2): bits and
// canonical Huffman codes.
#pragma once

#include "words/span.h"

// The bits of a stream of bytes that come in pieces, from the lowest of each byte on.
class BitReader {
public:
    // True where `count` bits, 25 at the most, are at hand. If not, all of the input has been taken.
    bool has(unsigned count)
    {
        if (held_ < count) fill();
        return held_ >= count;
    }
    unsigned held() const { return held_; }

    // The next bits, which must be at hand, the first of them lowest; fewer than 32.
    unsigned peek(unsigned count) const { return unsigned(bits_) & ((1u << count) - 1); }
    void     drop(unsigned count)
    {
        bits_ >>= count;
        held_ -= count;
    }
    unsigned take(unsigned count)
    {
        unsigned taken = peek(count);
        drop(count);
        return taken;
    }
    void drop_to_byte() { drop(held_ % 8); }

    Bytes input;  // what is not yet taken

private:
    void fill();

    size_t   bits_ = 0;  // zeros from held_ on
    unsigned held_ = 0;
};

// A code by the lengths of its codewords, in bits: those of one length are consecutive numbers, in
// the order of their symbols, and behind those of all shorter ones.
class HuffmanCode {
public:
    static constexpr size_t   kMostSymbols = 288;
    static constexpr unsigned kLongest     = 15;

    // Takes the length of each symbol's codeword, 0 for none. False where these cannot be: more
    // codewords than there is room for, or fewer, but for a code of one symbol in one bit or none.
    bool build(Bytes lengths);

    // What look() gives where there is no symbol.
    static constexpr uint16_t kCut  = 0;       // more bits are needed
    static constexpr uint16_t kNone = 0xffff;  // no codeword starts so

    // The next symbol << 4 | the length of its codeword, which is not taken.
    uint16_t look(BitReader &bits) const
    {
        bits.has(kLongest);  // or what there is: a short codeword may do
        uint16_t entry = quick_[bits.peek(kQuick)];
        if (!entry) return search(bits);
        return (entry & 15u) <= bits.held() ? entry : kCut;
    }

private:
    static constexpr unsigned kQuick = 10;  // bits

    void     fill_quick();
    uint16_t search(const BitReader &bits) const;

    uint16_t counts_[kLongest + 1];   // codewords of each length
    uint16_t symbols_[kMostSymbols];  // in the order of their codewords
    uint16_t quick_[1 << kQuick];     // what look() gives, by the next bits; 0 for longer codewords
};
