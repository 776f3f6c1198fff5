// The blocks (RFC 1951, section 3.2).
#include "wire/inflate.h"

#include "words/pack.h"

static constexpr unsigned kEndOfBlock = 256, kFirstLength = 257, kLongestCopy = 285, kMostDistances = 30;

static Error broken(const char *why)
{
    return complaint(Exit::protocol, why);
}

// Lengths and distances are short floating-point numbers: a symbol is exponent and mantissa, and the
// low bits that those do not tell follow (the tables of section 3.2.5).
namespace {
struct Range {
    unsigned start, bits;
};
}

static Range range_of(unsigned symbol, unsigned mantissa_bits)
{
    unsigned exponent = symbol >> mantissa_bits, one = 1u << mantissa_bits;
    if (!exponent) return {symbol, 0};
    return {(one | (symbol & (one - 1))) << (exponent - 1), exponent - 1};
}

Error Inflater::block()
{
    if (!needs(3)) return {};
    last_block_ = bits_.take(1);
    switch (bits_.take(2)) {
    case 0:  bits_.drop_to_byte(); return become(Stage::stored_size);
    case 1:  return fixed_codes();
    case 2:  return become(Stage::code_sizes);
    default: return broken("the compressed data has a block of an unknown type");
    }
}

Error Inflater::end_block()
{
    if (!last_block_) return become(Stage::block);
    bits_.drop_to_byte();
    return become(check_ == Check::none ? Stage::end : Stage::trailer);
}

Error Inflater::stored_size()
{
    if (!gather(4)) return {};
    left_ = get_number<2, true>(field_);
    if ((left_ ^ get_number<2, true>(field_ + 2)) != 0xffff) return broken("a stored block has a damaged length");
    return become(Stage::stored);
}

Error Inflater::stored()
{
    for (; left_ && at_ < end_ && bits_.held(); left_--) window_[at_++] = uint8_t(bits_.take(8));
    size_t run = bits_.held() ? 0 : smaller(smaller<size_t>(left_, end_ - at_), bits_.input.size);
    if (run) memcpy(window_ + at_, bits_.input.data, run);
    bits_.input = bits_.input.after(run);
    at_ += run;
    left_ -= unsigned(run);
    if (!left_) return end_block();
    if (at_ == end_) return full();
    return wait();
}

Error Inflater::fixed_codes()
{
    for (unsigned i = 0; i < 288; i++) lengths_[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    memset(lengths_ + 288, 5, 32);
    literal_count_  = 288;
    distance_count_ = 32;
    return build_codes();
}

Error Inflater::build_codes()
{
    Bytes lengths = lengths_;
    if (!lengths[kEndOfBlock] || !literal_code_.build(lengths.first(literal_count_)) ||
        !distance_code_.build(lengths.after(literal_count_).first(distance_count_)))
        return broken("the compressed data has a code that cannot be");
    return become(Stage::symbol);
}

Error Inflater::code_sizes()
{
    if (!needs(14)) return {};
    literal_count_  = 257 + bits_.take(5);
    distance_count_ = 1 + bits_.take(5);
    known_          = 0;
    left_           = 4 + bits_.take(4);
    if (literal_count_ > kLongestCopy + 1 || distance_count_ > kMostDistances)
        return broken("the compressed data has a code of too many symbols");
    memset(lengths_, 0, kLengthSymbols);
    return become(Stage::code_lengths);
}

Error Inflater::code_lengths()
{
    // The likely ones first, so that the others can be left out.
    static constexpr uint8_t order[kLengthSymbols] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    for (; known_ < left_; known_++) {
        if (!needs(3)) return {};
        lengths_[order[known_]] = uint8_t(bits_.take(3));
    }
    known_ = 0;
    // The code for lengths is not needed any more when that for distances is built.
    if (!distance_code_.build(Bytes(lengths_).first(kLengthSymbols)))
        return broken("the compressed data has a code that cannot be");
    return become(Stage::lengths);
}

Error Inflater::lengths()
{
    unsigned all = literal_count_ + distance_count_;
    while (known_ < all) {
        uint16_t found = distance_code_.look(bits_);
        if (found == HuffmanCode::kNone) return broken("the compressed data has a word of no code");
        unsigned symbol = found >> 4, more = symbol == 18 ? 7 : symbol == 17 ? 3 : symbol == 16 ? 2 : 0;
        if (found == HuffmanCode::kCut || !bits_.has((found & 15) + more)) return wait();
        bits_.drop(found & 15);
        unsigned count = bits_.take(more) + (symbol == 18 ? 11 : symbol > 15 ? 3 : 1);
        if (count > all - known_ || (symbol == 16 && !known_))
            return broken("the compressed data has lengths of no code");
        memset(lengths_ + known_, symbol < 16 ? symbol : symbol == 16 ? lengths_[known_ - 1] : 0, count);
        known_ += count;
    }
    return build_codes();
}

// Literals, until the window is full or something else comes: what look() sees then. All the rest may be made
// small, but not this loop, where most of the time is spent.
[[gnu::flatten]] uint16_t Inflater::literals()
{
    for (;;) {
        uint16_t found = literal_code_.look(bits_);
        if (found == HuffmanCode::kCut || found >= kEndOfBlock << 4 || at_ == end_) return found;
        bits_.drop(found & 15);
        window_[at_++] = uint8_t(found >> 4);
    }
}

Error Inflater::symbols()
{
    do TRY(symbol());
    while (stage_ == Stage::symbol && !waiting_);
    return {};
}

Error Inflater::symbol()
{
    uint16_t found = literals();
    unsigned symbol = found >> 4, size = found & 15;
    if (found == HuffmanCode::kCut) return wait();
    if (symbol < kEndOfBlock) return full();
    if (symbol > kLongestCopy) return broken("the compressed data has a word of no code");
    if (symbol == kEndOfBlock) {
        bits_.drop(size);
        return end_block();
    }
    Range length = symbol == kLongestCopy ? Range{255, 0} : range_of(symbol - kFirstLength, 2);
    if (!needs(size + length.bits)) return {};
    bits_.drop(size);
    left_ = 3 + length.start + bits_.take(length.bits);
    stage_ = Stage::distance;
    return distance();
}

Error Inflater::distance()
{
    uint16_t found = distance_code_.look(bits_);
    if (found == HuffmanCode::kCut) return wait();
    if (found >> 4 >= kMostDistances) return broken("the compressed data has a word of no code");
    bits_.drop(found & 15);
    Range distance = range_of(found >> 4, 1);
    distance_      = 1 + distance.start;
    low_bits_      = distance.bits;
    stage_         = Stage::distance_bits;
    return distance_bits();
}

Error Inflater::distance_bits()
{
    if (!needs(low_bits_)) return {};
    distance_ += bits_.take(low_bits_);
    if (distance_ > size_ + (at_ - checked_)) return broken("the compressed data copies from before its beginning");
    stage_ = Stage::copy;
    return copy();
}

Error Inflater::copy()
{
    size_t at = at_, end = at + smaller<size_t>(left_, end_ - at);
    left_ -= unsigned(end - at);
    for (; at < end; at++) window_[at] = window_[(at - distance_) % kInflateWindow];
    at_ = at;
    return left_ ? full() : become(Stage::symbol);
}
