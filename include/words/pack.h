// Values to packed bytes and back, by a format (see pack_format.h) the compiler reads: what remains
// are plain moves of bytes, and a value that does not fit its letter does not compile.
//
//     size_t size = pack<"!BBHI">(out, kVersion, flags, port, sequence);
//     if (!unpack<"!BBHI">(in, version, flags, port, sequence)) return too_short;
//
// Each letter takes the type of its kind and size, uint8_t for B, int64_t for q, char for c, bool
// for ?, float for e and f, double for d. pack also takes narrower integers of the same signedness,
// and for s and p anything that is Text or Bytes; unpack gives Bytes, views of its input.
#pragma once

#include "words/ieee.h"
#include "words/pack_format.h"

template <size_t N> struct Literal {
    char letters[N];

    constexpr Literal(const char (&literal)[N])
    {
        for (size_t i = 0; i < N; i++) letters[i] = literal[i];
    }
    constexpr operator Text() const { return {letters, N - 1}; }
};

constexpr Field field_at(Text format, size_t index)
{
    Fields fields(format);
    Field  field;
    for (size_t i = 0; i <= index; i++) fields.next(field);
    return field;
}

template <class T, class... Types> inline constexpr bool kOneOf = (__is_same(T, Types) || ...);
template <class T>
inline constexpr bool kSigned = kOneOf<T, signed char, short, int, long, long long>;
template <class T>
inline constexpr bool kUnsigned =
    kOneOf<T, unsigned char, unsigned short, unsigned, unsigned long, unsigned long long>;

inline Bytes content(Bytes bytes) { return bytes; }
inline Bytes content(Text text) { return bytes_of(text); }

template <class T> constexpr bool unpacks_from(const Field &field)
{
    switch (field.kind) {
    case FieldKind::padding:         return false;
    case FieldKind::character:       return kOneOf<T, char>;
    case FieldKind::boolean:         return kOneOf<T, bool>;
    case FieldKind::signed_number:   return kSigned<T> && sizeof(T) == field.size;
    case FieldKind::unsigned_number: return kUnsigned<T> && sizeof(T) == field.size;
    case FieldKind::real:            return field.size == 8 ? kOneOf<T, double> : kOneOf<T, float>;
    case FieldKind::bytes:
    case FieldKind::counted:         return kOneOf<T, Bytes>;
    }
    return false;
}

template <class T> constexpr bool packs_into(const Field &field)
{
    bool bytes = field.kind == FieldKind::bytes || field.kind == FieldKind::counted;
    if (bytes) return requires(const T &value) { content(value); };
    if (field.kind == FieldKind::signed_number) return kSigned<T> && sizeof(T) <= field.size;
    if (field.kind == FieldKind::unsigned_number) return kUnsigned<T> && sizeof(T) <= field.size;
    return unpacks_from<T>(field);
}

// Whether these types are what the format packs from, or unpacks to.
template <Literal format, class... Values> constexpr bool can_pack()
{
    Fields fields(format);
    Field  field;
    return ((fields.next(field) && packs_into<Values>(field)) && ...) && !fields.next(field);
}
template <Literal format, class... Values> constexpr bool can_unpack()
{
    Fields fields(format);
    Field  field;
    return ((fields.next(field) && unpacks_from<Values>(field)) && ...) && !fields.next(field);
}

template <Literal format> consteval Layout checked_layout()
{
    constexpr Layout found = layout(format);
    static_assert(found.flaw != Flaw::letter, "a format has a letter that is unknown, or (n, N) that needs @");
    static_assert(found.flaw != Flaw::count, "a format ends in a number without a letter behind it");
    static_assert(found.flaw != Flaw::size, "a format is larger than kLargestLayout");
    return found;
}

// The bytes a format takes.
template <Literal format> inline constexpr size_t packed_size = checked_layout<format>().size;

// A word that holds `size` bytes. Not always 64 bits, for the sake of 32-bit machines.
template <bool large> struct Word {
    using Type = uint32_t;
};
template <> struct Word<true> {
    using Type = uint64_t;
};
template <size_t size> using WordOf = typename Word<(size > 4)>::Type;

// A number that the machine loads and stores as it is, wherever it lies. From single bytes gcc puts one
// together on some machines only.
template <size_t size> inline constexpr bool kIsWhole = size == 4 || size == sizeof(size_t);
template <class T> struct [[gnu::packed, gnu::may_alias]] Unaligned {
    T number;
};
template <bool little, class T> [[gnu::always_inline]] inline T in_order(T number)
{
    if constexpr (little == (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)) return number;
    else if constexpr (sizeof number == 4) return __builtin_bswap32(number);
    else return __builtin_bswap64(number);
}

// By halves rather than in a loop, which -Os would leave a loop.
template <size_t size, bool little> [[gnu::always_inline]] inline void put_number(uint8_t *to, WordOf<size> number)
{
    if constexpr (size == 1) {
        *to = uint8_t(number);
    } else if constexpr (kIsWhole<size>) {
        reinterpret_cast<Unaligned<WordOf<size>> *>(to)->number = in_order<little>(number);
    } else {
        constexpr size_t half = size / 2;
        put_number<half, little>(to + (little ? 0 : half), WordOf<half>(number));
        put_number<half, little>(to + (little ? half : 0), WordOf<half>(number >> 8 * half));
    }
}
template <size_t size, bool little> [[gnu::always_inline]] inline WordOf<size> get_number(const uint8_t *from)
{
    if constexpr (size == 1) {
        return *from;
    } else if constexpr (kIsWhole<size>) {
        return in_order<little>(reinterpret_cast<const Unaligned<WordOf<size>> *>(from)->number);
    } else {
        constexpr size_t half = size / 2;
        WordOf<size>     low  = get_number<half, little>(from + (little ? 0 : half));
        WordOf<size>     high = get_number<half, little>(from + (little ? half : 0));
        return low | high << 8 * half;
    }
}
template <size_t size> [[gnu::always_inline]] inline void put_zeros(uint8_t *to)
{
    if constexpr (size) memset(to, 0, size);
}

// A field of s or p: bytes past its end are left out, and what they leave free is zero.
inline void put_bytes(Space field, Bytes value)
{
    Space rest = copy(field, value.first(smaller(value.size, field.size)));
    if (rest.size) memset(rest.data, 0, rest.size);
}
inline void put_counted(Space field, Bytes value)
{
    if (field.empty()) return;
    field[0] = uint8_t(smaller(smaller(value.size, field.size - 1), size_t(255)));
    put_bytes(field.after(1), value);
}
inline Bytes get_counted(Bytes field)
{
    if (field.empty()) return field;
    return field.after(1).first(smaller(size_t(field[0]), field.size - 1));
}

template <Field field, class Value> [[gnu::always_inline]] inline void put_field(uint8_t *to, const Value &value)
{
    constexpr size_t size = field.size;
    if constexpr (field.kind == FieldKind::bytes) {
        put_bytes({to, size}, content(value));
    } else if constexpr (field.kind == FieldKind::counted) {
        put_counted({to, size}, content(value));
    } else if constexpr (field.kind != FieldKind::real) {
        put_number<size, field.little>(to, WordOf<size>(value));
    } else {
        WordOf<sizeof(Value)> bits = __builtin_bit_cast(WordOf<sizeof(Value)>, value);
        if constexpr (size == 2) put_number<2, field.little>(to, uint32_t(narrowed(bits, kSingle, kHalf)));
        else put_number<size, field.little>(to, bits);
    }
}
template <Field field, class Value> [[gnu::always_inline]] inline void get_field(const uint8_t *from, Value &value)
{
    constexpr size_t size = field.size;
    if constexpr (field.kind == FieldKind::bytes) {
        value = {from, size};
    } else if constexpr (field.kind == FieldKind::counted) {
        value = get_counted({from, size});
    } else if constexpr (field.kind != FieldKind::real) {
        value = Value(get_number<size, field.little>(from));
    } else {
        WordOf<size> bits = get_number<size, field.little>(from);
        if constexpr (size == 2) bits = uint32_t(widened(bits, kHalf, kSingle));
        memcpy(&value, &bits, sizeof value);
    }
}

// The values from the one of this index on; the bytes before `begin` are done.
template <Literal format, size_t index, size_t begin> [[gnu::always_inline]] inline void put_fields(uint8_t *to)
{
    put_zeros<packed_size<format> - begin>(to + begin);
}
template <Literal format, size_t index, size_t begin, class Value, class... More>
[[gnu::always_inline]] inline void put_fields(uint8_t *to, const Value &value, const More &...more)
{
    constexpr Field field = field_at(format, index);
    put_zeros<field.offset - begin>(to + begin);
    put_field<field>(to + field.offset, value);
    put_fields<format, index + 1, field.offset + field.size>(to, more...);
}
template <Literal format, size_t index> [[gnu::always_inline]] inline void get_fields(const uint8_t *) {}
template <Literal format, size_t index, class Value, class... More>
[[gnu::always_inline]] inline void get_fields(const uint8_t *from, Value &value, More &...more)
{
    constexpr Field field = field_at(format, index);
    get_field<field>(from + field.offset, value);
    get_fields<format, index + 1>(from, more...);
}

// Writes the layout to the front of `out` and returns its size. An `out` too small is a bug of ours
// and traps. A float too large for e becomes infinity.
template <Literal format, class... Values>
[[gnu::always_inline]] inline size_t pack(Space out, const Values &...values)
{
    constexpr Layout plan = checked_layout<format>();
    static_assert(sizeof...(Values) == plan.items, "pack takes one argument for each value of the format");
    static_assert(can_pack<format, Values...>(), "an argument of pack is not of its letter's kind, or is wider");
    if (out.size < plan.size) __builtin_trap();
    put_fields<format, 0, 0>(out.data, values...);
    return plan.size;
}

// Reads the layout at the front of `in`; bytes behind it are the caller's business. False, with no
// value touched, when `in` is shorter than the layout.
template <Literal format, class... Values>
[[nodiscard, gnu::always_inline]] inline bool unpack(Bytes in, Values &...values)
{
    constexpr Layout plan = checked_layout<format>();
    static_assert(sizeof...(Values) == plan.items, "unpack takes one variable for each value of the format");
    static_assert(can_unpack<format, Values...>(), "a variable of unpack is not of its letter's type");
    if (in.size < plan.size) return false;
    get_fields<format, 0>(in.data, values...);
    return true;
}
