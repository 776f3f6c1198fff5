#include "words/pack_value.h"

#include "words/pack.h"

static Error cannot_pack(const char *because)
{
    return complaint(Exit::usage, because);
}

static const char *words_for(Flaw flaw)
{
    switch (flaw) {
    case Flaw::none:   return nullptr;
    case Flaw::letter: return "bad char in struct format";
    case Flaw::count:  return "repeat count given without format specifier";
    case Flaw::size:   return "total struct size too long";
    }
    return nullptr;
}

Result<Layout> parse_format(Text format)
{
    Layout found = layout(format);
    if (found.flaw == Flaw::none) return found;
    return complaint(Exit::usage, words_for(found.flaw));
}

Result<Space> room_for(const Layout &layout, Space memory)
{
    if (layout.size > memory.size) return cannot_pack("the format takes too many bytes");
    Space packed = memory.first(layout.size);
    if (packed.size) memset(packed.data, 0, packed.size);
    return packed;
}

static bool is_number(FieldKind kind)
{
    return kind == FieldKind::signed_number || kind == FieldKind::unsigned_number;
}

static bool is_text(FieldKind kind)
{
    return kind == FieldKind::bytes || kind == FieldKind::counted;
}

static bool in_range(const Field &field, const Value &value)
{
    unsigned top = unsigned(field.size) * 8 - 1;
    if (value.kind == FieldKind::signed_number && int64_t(value.number) < 0)
        return field.kind == FieldKind::signed_number && ~value.number >> top == 0;
    uint64_t past = value.number >> top;
    return past == 0 || (past == 1 && field.kind == FieldKind::unsigned_number);
}

static const char *range_of(const Field &field)
{
    bool is_signed = field.kind == FieldKind::signed_number;
    switch (field.size) {
    case 1:
        return is_signed ? "byte format requires -128 <= number <= 127" : "ubyte format requires 0 <= number <= 255";
    case 2:
        return is_signed ? "short format requires -32768 <= number <= 32767"
                         : "ushort format requires 0 <= number <= 65535";
    case 4:
        return is_signed ? "int format requires -2147483648 <= number <= 2147483647"
                         : "uint format requires 0 <= number <= 4294967295";
    }
    return is_signed ? "long long format requires -9223372036854775808 <= number <= 9223372036854775807"
                     : "ulong long format requires 0 <= number <= 18446744073709551615";
}

static void put_integer(Space to, bool little, uint64_t number)
{
    for (size_t i = 0; i < to.size; i++) to[little ? i : to.size - 1 - i] = uint8_t(number >> 8 * i);
}

static uint64_t get_integer(Bytes from, bool little)
{
    uint64_t number = 0;
    for (size_t i = 0; i < from.size; i++) number = number << 8 | from[little ? from.size - 1 - i : i];
    return number;
}

static Error put_real(Space to, bool little, uint64_t bits)
{
    if (to.size < 8) {
        Ieee format = to.size == 2 ? kHalf : kSingle;
        bool finite = is_finite(bits, kDouble);
        bits        = narrowed(bits, kDouble, format);
        if (finite && !is_finite(bits, format))
            return cannot_pack(to.size == 2 ? "float too large to pack with e format"
                                            : "float too large to pack with f format");
    }
    put_integer(to, little, bits);
    return {};
}

Error pack_value(Space packed, const Field &field, const Value &value)
{
    if (field.offset > packed.size || field.size > packed.size - field.offset)
        return cannot_pack("no room for the value");
    Space to = packed.after(field.offset).first(field.size);

    if (is_number(field.kind) && is_number(value.kind)) {
        if (!in_range(field, value)) return cannot_pack(range_of(field));
    } else if (is_text(field.kind) ? !is_text(value.kind) : field.kind != value.kind) {
        return cannot_pack("the value is not of its letter's kind");
    }
    if (field.kind == FieldKind::real) return put_real(to, field.little, value.number);
    if (field.kind == FieldKind::bytes) put_bytes(to, value.bytes);
    else if (field.kind == FieldKind::counted) put_counted(to, value.bytes);
    else put_integer(to, field.little, field.kind == FieldKind::boolean ? value.number != 0 : value.number);
    return {};
}

static uint64_t sign_extended(uint64_t number, size_t size)
{
    unsigned unused = 64 - unsigned(size) * 8;
    return uint64_t(int64_t(number << unused) >> unused);
}

Result<Value> unpack_value(Bytes packed, const Field &field)
{
    if (field.offset > packed.size || field.size > packed.size - field.offset)
        return complaint(Exit::protocol, "too few bytes for the format");
    Bytes from = packed.after(field.offset).first(field.size);

    if (field.kind == FieldKind::bytes) return Value{.kind = FieldKind::bytes, .bytes = from};
    if (field.kind == FieldKind::counted) return Value{.kind = FieldKind::bytes, .bytes = get_counted(from)};
    uint64_t number = get_integer(from, field.little);
    if (field.kind == FieldKind::boolean) number = number != 0;
    if (field.kind == FieldKind::signed_number) number = sign_extended(number, field.size);
    if (field.kind == FieldKind::real && field.size < 8)
        number = widened(number, field.size == 2 ? kHalf : kSingle, kDouble);
    return Value{field.kind, number};
}
