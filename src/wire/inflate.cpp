#include "wire/inflate.h"

#include "words/pack.h"

// Flags of a gzip header (RFC 1952, section 2.3.1).
static constexpr uint8_t kHeaderCrc = 2, kExtra = 4, kName = 8, kComment = 16, kReserved = 0xe0;

static Error broken(const char *why)
{
    return complaint(Exit::protocol, why);
}

// Of 64 bits, for which small processors need no routine that is not there anyway.
static uint32_t remainder(uint64_t number, uint32_t divisor)
{
    return uint32_t(number % divisor);
}

// RFC 1950, section 8.2.
static uint32_t adler32(uint32_t before, Bytes more)
{
    constexpr uint32_t modulus = 65521;
    constexpr size_t   run     = 5552;  // more bytes could take a sum past 2^32
    uint32_t low = before & 0xffff, high = before >> 16;
    while (!more.empty()) {
        Bytes piece = more.first(smaller(more.size, run));
        more        = more.after(piece.size);
        for (uint8_t byte : piece) {
            low += byte;
            high += low;
        }
        low  = remainder(low, modulus);
        high = remainder(high, modulus);
    }
    return high << 16 | low;
}

Inflater::Inflater(Space window, Coding coding, uint64_t limit)
    : window_(window.first(kInflateWindow).data), allowed_(limit),
      stage_(coding == Coding::gzip ? Stage::gzip_head : Stage::zlib_head)
{
}

Error Inflater::next(Bytes &input, Bytes &output)
{
    if (at_ == kInflateWindow) at_ = 0;
    begin_ = checked_ = at_;
    end_   = at_ + size_t(smaller<uint64_t>(kInflateWindow - at_, allowed_));

    bits_.input = input;
    for (waiting_ = false; !waiting_;) TRY(step());
    check_output();
    input  = bits_.input;
    output = {window_ + begin_, at_ - begin_};
    return {};
}

Error Inflater::finish() const
{
    bool complete = stage_ == Stage::between || stage_ == Stage::padding || stage_ == Stage::end;
    return complete ? Error{} : broken("the compressed data is cut short");
}

Error Inflater::step()
{
    switch (stage_) {
    case Stage::gzip_head:     return gzip_head();
    case Stage::extra_size:    return extra_size();
    case Stage::extra:         return extra();
    case Stage::name:          return text(kName, Stage::comment);
    case Stage::comment:       return text(kComment, Stage::header_crc);
    case Stage::header_crc:    return header_crc();
    case Stage::zlib_head:     return zlib_head();
    case Stage::block:         return block();
    case Stage::stored_size:   return stored_size();
    case Stage::stored:        return stored();
    case Stage::code_sizes:    return code_sizes();
    case Stage::code_lengths:  return code_lengths();
    case Stage::lengths:       return lengths();
    case Stage::symbol:        return symbols();
    case Stage::distance:      return distance();
    case Stage::distance_bits: return distance_bits();
    case Stage::copy:          return copy();
    case Stage::trailer:       return trailer();
    case Stage::between:       return between();
    case Stage::padding:       return padding();
    case Stage::end:           return end();
    }
    __builtin_trap();
}

Error Inflater::become(Stage stage)
{
    stage_ = stage;
    return {};
}

Error Inflater::wait()
{
    waiting_ = true;
    return {};
}

// Nothing more fits.
Error Inflater::full()
{
    return at_ < kInflateWindow ? broken("more comes out of the compressed data than is allowed") : wait();
}

bool Inflater::needs(unsigned bits)
{
    waiting_ = !bits_.has(bits);
    return !waiting_;
}

// True when field_ holds the next `size` bytes.
bool Inflater::gather(size_t size)
{
    while (gathered_ < size) {
        if (!needs(8)) return false;
        field_[gathered_++] = uint8_t(bits_.take(8));
    }
    gathered_ = 0;
    return true;
}

void Inflater::check_output()
{
    Bytes fresh(window_ + checked_, at_ - checked_);
    if (check_ == Check::crc32) crc_.update(fresh);
    if (check_ == Check::adler32) adler_ = adler32(adler_, fresh);
    checked_ = at_;
    size_ += fresh.size;
    allowed_ -= fresh.size;
}

Error Inflater::gzip_head()
{
    if (!gather(10)) return {};
    if (field_[0] != 0x1f || field_[1] != 0x8b || field_[2] != 8) return broken("the data is not in gzip's format");
    flags_ = field_[3];
    if (flags_ & kReserved) return broken("the gzip header has unknown flags");
    crc_.restart();
    crc_.update(field_);
    return become(Stage::extra_size);
}

Error Inflater::extra_size()
{
    if (!(flags_ & kExtra)) return become(Stage::name);
    if (!gather(2)) return {};
    crc_.update(Bytes(field_).first(2));
    left_ = get_number<2, true>(field_);
    return become(Stage::extra);
}

Error Inflater::extra()
{
    for (; left_; left_--) {
        if (!gather(1)) return {};
        crc_.update(Bytes(field_).first(1));
    }
    return become(Stage::name);
}

// A text in a gzip header, up to its zero.
Error Inflater::text(unsigned flag, Stage after)
{
    while (flags_ & flag) {
        if (!gather(1)) return {};
        crc_.update(Bytes(field_).first(1));
        if (!field_[0]) break;
    }
    return become(after);
}

Error Inflater::header_crc()
{
    if (flags_ & kHeaderCrc) {
        if (!gather(2)) return {};
        TRY(match(get_number<2, true>(field_) == (crc_.value() & 0xffff), Stage::block));
    }
    check_ = Check::crc32;
    size_  = 0;
    crc_.restart();
    return become(Stage::block);
}

// No compressor begins blocks alone with what reads as zlib's header: it would be a stored block
// with bits that are not zero before its length.
Error Inflater::zlib_head()
{
    if (!needs(16)) return {};
    unsigned method = bits_.peek(8), both = method << 8 | bits_.peek(16) >> 8;
    if ((method & 15) == 8 && method >> 4 <= 7 && remainder(both, 31) == 0) {
        if (both & 0x20) return broken("the compressed data needs a dictionary");
        bits_.drop(16);
        check_ = Check::adler32;
    }
    return become(Stage::block);
}

Error Inflater::trailer()
{
    if (!gather(check_ == Check::crc32 ? 8 : 4)) return {};
    check_output();
    if (check_ == Check::adler32) return match(get_number<4, false>(field_) == adler_, Stage::end);
    bool size_fits = get_number<4, true>(field_ + 4) == uint32_t(size_);
    return match(size_fits && get_number<4, true>(field_) == crc_.value(), Stage::between);
}

Error Inflater::match(bool matches, Stage after)
{
    if (!matches) return complaint(Exit::verification, "the decompressed data does not match its checksum");
    return become(after);
}

Error Inflater::between()
{
    if (!needs(8)) return {};
    switch (bits_.peek(8)) {
    case 0x1f: return become(Stage::gzip_head);
    case 0:    return become(Stage::padding);
    default:   return become(Stage::end);
    }
}

Error Inflater::padding()
{
    while (needs(8))
        if (bits_.take(8)) return broken("something follows the compressed data");
    return {};
}

Error Inflater::end()
{
    return needs(8) ? broken("something follows the compressed data") : Error{};
}
