#include "wire/huffman.h"

#include "words/pack.h"

void BitReader::fill()
{
    constexpr size_t width = sizeof bits_ * 8;
    if (input.size >= sizeof bits_) {
        size_t taken = (width - held_) / 8, unused = width - 8 * taken;
        bits_ |= get_number<sizeof bits_, true>(input.data) << unused >> (unused - held_);
        held_ += unsigned(8 * taken);
        input = input.after(taken);
    }
    for (; held_ <= width - 8 && !input.empty(); held_ += 8) {
        bits_ |= size_t(input[0]) << held_;
        input = input.after(1);
    }
}

bool HuffmanCode::build(Bytes lengths)
{
    size_t next[kLongest + 1] = {}, words = 0;
    memset(counts_, 0, sizeof counts_);
    for (uint8_t length : lengths) counts_[length]++;
    counts_[0] = 0;
    for (unsigned length = 1; length <= kLongest; length++) {
        words += size_t(counts_[length]) << (kLongest - length);
        next[length] = next[length - 1] + counts_[length - 1];
    }
    for (size_t symbol = 0; symbol < lengths.size; symbol++)
        if (lengths[symbol]) symbols_[next[lengths[symbol]]++] = uint16_t(symbol);
    fill_quick();

    constexpr size_t all = 1 << kLongest;
    bool one_or_none = words == 0 || (words == all / 2 && counts_[1] == 1);
    return words == all || one_or_none;
}

// Adds one to a codeword, whose first bit is its lowest.
static unsigned successor(unsigned word, unsigned length)
{
    unsigned bit = 1u << (length - 1);
    for (; word & bit; bit >>= 1) word ^= bit;
    return word | bit;
}

void HuffmanCode::fill_quick()
{
    unsigned word = 0;
    size_t   at   = 0;
    memset(quick_, 0, sizeof quick_);
    for (unsigned length = 1; length <= kQuick; length++)
        for (unsigned left = counts_[length]; left; left--) {
            for (size_t i = word; i < 1 << kQuick; i += 1 << length) quick_[i] = uint16_t(symbols_[at] << 4 | length);
            word = successor(word, length);
            at++;
        }
}

// For codewords that are not in quick_, bit by bit.
uint16_t HuffmanCode::search(const BitReader &bits) const
{
    unsigned word = 0, first = 0, index = 0;
    for (unsigned length = 1; length <= kLongest; length++) {
        if (length > bits.held()) return kCut;
        word           = word << 1 | (bits.peek(length) >> (length - 1));
        unsigned count = counts_[length];
        if (word - first < count) return uint16_t(symbols_[index + word - first] << 4 | length);
        index += count;
        first = (first + count) << 1;
    }
    return kNone;
}
