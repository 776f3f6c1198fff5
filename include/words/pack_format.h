// The format language of Python's struct (docs.python.org/3/library/struct.html): which bytes of a
// packed message hold which value. pack.h reads it when compiling, pack_value.h at run time.
//
//     "!BBHI"    big-endian: B at 0, B at 1, H at 2, I at 4; 8 bytes, 4 values
//
//     @ (or none)   this machine's byte order, sizes and alignment
//     =             its byte order, but the sizes below and no gaps; so too with
//     <   >   !     little-endian, big-endian, network order (big-endian)
//
//     b h i l q     signed integers of 1, 2, 4, 4, 8 bytes; B H I L Q unsigned
//     n N           ssize_t and size_t, only with @
//     e f d         IEEE 754 reals of 2, 4, 8 bytes
//     c ? x         a character, a boolean, a byte of padding (no value)
//     s p           bytes padded with NUL; bytes behind a first byte that counts them
//
// A number before a letter repeats it, 3H is HHH; before s and p it is the length of the field.
// 0l repeats nothing but aligns to an l. Blanks may stand between items, not within one.
#pragma once

#include "words/ascii.h"
#include "words/span.h"

enum class FieldKind : uint8_t {
    padding,
    character,
    boolean,
    signed_number,
    unsigned_number,
    real,
    bytes,    // s: all of the field
    counted,  // p: the first byte says how many of the others
};

// One value's place in the packed bytes.
struct Field {
    FieldKind   kind   = FieldKind::padding;
    bool   little = false;  // the least significant byte comes first
    size_t size   = 0;      // in bytes
    size_t offset = 0;
};

enum class Flaw : uint8_t {
    none,
    letter,  // one that does not exist, or not in this byte order
    count,   // a number without a letter behind it
    size,    // past kLargestLayout
};

// No datagram is longer; a bound this low also keeps every sum below from overflowing.
inline constexpr size_t kLargestLayout = 65536;

struct Letter {
    char    name;
    FieldKind    kind;
    uint8_t standard;  // size; 0 where the letter is native only
    uint8_t native;    // size
    uint8_t alignment;
};

// Not alignof, which for 8 bytes on a 32-bit x86 tells more than a struct's member gets.
template <class T> struct Placed {
    char before;
    T    value;
};
template <class T> constexpr Letter letter(char name, FieldKind kind, uint8_t standard)
{
    return {name, kind, standard, sizeof(T), sizeof(Placed<T>) - sizeof(T)};
}

inline constexpr Letter kLetters[] = {
    letter<char>('x', FieldKind::padding, 1),
    letter<char>('c', FieldKind::character, 1),
    letter<bool>('?', FieldKind::boolean, 1),
    letter<int8_t>('b', FieldKind::signed_number, 1),
    letter<uint8_t>('B', FieldKind::unsigned_number, 1),
    letter<short>('h', FieldKind::signed_number, 2),
    letter<unsigned short>('H', FieldKind::unsigned_number, 2),
    letter<int>('i', FieldKind::signed_number, 4),
    letter<unsigned>('I', FieldKind::unsigned_number, 4),
    letter<long>('l', FieldKind::signed_number, 4),
    letter<unsigned long>('L', FieldKind::unsigned_number, 4),
    letter<long long>('q', FieldKind::signed_number, 8),
    letter<unsigned long long>('Q', FieldKind::unsigned_number, 8),
    letter<ptrdiff_t>('n', FieldKind::signed_number, 0),
    letter<size_t>('N', FieldKind::unsigned_number, 0),
    letter<short>('e', FieldKind::real, 2),
    letter<float>('f', FieldKind::real, 4),
    letter<double>('d', FieldKind::real, 8),
    letter<char>('s', FieldKind::bytes, 1),
    letter<char>('p', FieldKind::counted, 1),
};

// Walks a format from value to value. Views the text.
class Fields {
public:
    constexpr explicit Fields(Text format) : rest_(format)
    {
        char order = rest_.empty() ? 'x' : rest_[0];
        bool named = order == '@' || order == '=' || order == '<' || order == '>' || order == '!';
        if (named) rest_ = rest_.after(1);
        native_      = !named || order == '@';
        item_.little = native_ || order == '=' ? __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ : order == '<';
    }

    // False at the end of the format, or where it is wrong: then flaw() tells.
    constexpr bool next(Field &field)
    {
        while (!repeats_)
            if (!read_item()) return false;
        repeats_--;
        item_.offset = size_;
        size_ += item_.size;
        field = item_;
        return true;
    }
    constexpr Flaw flaw() const { return flaw_; }

    // Bytes so far: at the end of the format, trailing padding included.
    constexpr size_t size() const { return size_; }

private:
    static constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

    constexpr bool wrong(Flaw flaw)
    {
        rest_ = {};
        flaw_ = flaw;
        return false;
    }
    constexpr bool read_item()
    {
        while (!rest_.empty() && is_blank(rest_[0])) rest_ = rest_.after(1);
        if (rest_.empty()) return false;

        size_t count = is_digit(rest_[0]) ? 0 : 1;
        for (; !rest_.empty() && is_digit(rest_[0]); rest_ = rest_.after(1)) {
            count = count * 10 + size_t(rest_[0] - '0');
            if (count > kLargestLayout) return wrong(Flaw::size);
        }
        if (rest_.empty()) return wrong(Flaw::count);
        for (const Letter &known : kLetters)
            if (known.name == rest_[0] && (native_ || known.standard)) return place(known, count);
        return wrong(Flaw::letter);
    }
    constexpr bool place(const Letter &letter, size_t count)
    {
        size_t each    = native_ ? letter.native : letter.standard;
        size_t aligned = native_ ? (size_ + letter.alignment - 1) / letter.alignment * letter.alignment : size_;
        if (aligned + count * each > kLargestLayout) return wrong(Flaw::size);

        bool whole = letter.kind == FieldKind::bytes || letter.kind == FieldKind::counted;
        bool empty = letter.kind == FieldKind::padding;
        rest_      = rest_.after(1);
        size_      = empty ? aligned + count : aligned;
        repeats_   = empty ? 0 : whole ? 1 : count;
        item_.kind = letter.kind;
        item_.size = whole ? count : each;
        return true;
    }

    Text   rest_;
    bool   native_  = false;
    Flaw   flaw_    = Flaw::none;
    Field  item_    = {};  // the item last read, of which
    size_t repeats_ = 0;   // so many values are still to come
    size_t size_    = 0;
};

struct Layout {
    size_t size  = 0;  // bytes
    size_t items = 0;  // values
    Flaw   flaw  = Flaw::none;
};

// A format with a flaw has no size and no items.
constexpr Layout layout(Text format)
{
    Fields fields(format);
    size_t items = 0;
    for (Field field; fields.next(field);) items++;
    if (fields.flaw() != Flaw::none) return {0, 0, fields.flaw()};
    return {fields.size(), items, Flaw::none};
}
