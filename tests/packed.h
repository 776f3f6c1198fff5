// Packed messages as lines of text, for tables and for talking to another program: the values as
// words apart by one space, the bytes as hexadecimal digits.
//
//     -2   a number       3ffc000000000000   a real, the bits of its double     1   true
//     ab%20%00   characters and bytes, those that are not letters or digits by their number
#pragma once

#include "words/pack_value.h"
#include "words/say.h"

struct Words {
    Text rest;

    Text next(char separator = ' ')
    {
        size_t size = 0;
        while (size < rest.size && rest[size] != separator) size++;
        Text word = rest.first(size);
        rest      = rest.after(smaller(size + 1, rest.size));
        return word;
    }
};

inline Value number_in(Text word)
{
    bool     negative = starts_with(word, "-");
    uint64_t number   = 0;
    for (char digit : word.after(negative)) number = number * 10 + uint64_t(digit - '0');
    return {negative ? FieldKind::signed_number : FieldKind::unsigned_number, negative ? 0 - number : number};
}

inline Value real_in(Text word)
{
    Value   value{.kind = FieldKind::real};
    uint8_t bits[8] = {};
    from_hex(bits, word);
    for (uint8_t byte : bits) value.number = value.number << 8 | byte;
    return value;
}

inline Bytes bytes_in(Text word, Space memory)
{
    size_t size = 0;
    for (size_t i = 0; i < word.size; i++, size++) {
        if (word[i] != '%') memory[size] = uint8_t(word[i]);
        else from_hex(memory.after(size).first(1), word.after(i + 1).first(2)), i += 2;
    }
    return memory.first(size);
}

inline Value value_in(Text word, FieldKind kind, Space memory)
{
    if (kind == FieldKind::signed_number || kind == FieldKind::unsigned_number) return number_in(word);
    if (kind == FieldKind::real) return real_in(word);
    if (kind == FieldKind::boolean) return {kind, word == "1"};
    Bytes bytes = bytes_in(word, memory);
    return kind == FieldKind::character ? Value{kind, bytes[0]} : Value{.kind = FieldKind::bytes, .bytes = bytes};
}

inline void show_bytes(Writer &line, Bytes bytes)
{
    for (uint8_t byte : bytes) {
        uint8_t lower = byte | 0x20;
        bool    plain = (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
        if (plain) line.add(char(byte));
        else line.say('%', Bytes{&byte, 1});
    }
}

inline void show_real(Writer &line, uint64_t bits)
{
    for (int shift = 56; shift >= 0; shift -= 8) {
        uint8_t byte = uint8_t(bits >> shift);
        line.add(Bytes{&byte, 1});
    }
}

inline void show_value(Writer &line, const Value &value)
{
    uint8_t byte = uint8_t(value.number);
    switch (value.kind) {
    case FieldKind::signed_number:   return line.add(int64_t(value.number));
    case FieldKind::boolean:
    case FieldKind::unsigned_number: return line.add(value.number);
    case FieldKind::real:            return show_real(line, value.number);
    case FieldKind::character:       return show_bytes(line, {&byte, 1});
    default:                    return show_bytes(line, value.bytes);
    }
}

inline Error pack_line(Writer &line, Text format, Text values)
{
    uint8_t memory[2048], text[2048];
    Layout  layout = TRY(parse_format(format));
    Space   packed = TRY(room_for(layout, memory));
    Words   words{values};
    Fields  fields(format);
    for (Field field; fields.next(field);) TRY(pack_value(packed, field, value_in(words.next(), field.kind, text)));
    line.add(Bytes(packed));
    return {};
}

inline Error unpack_line(Writer &line, Text format, Text digits)
{
    uint8_t memory[2048];
    Space   packed = Space(memory).first(digits.size / 2);
    from_hex(packed, digits);
    Layout layout = TRY(parse_format(format));
    if (layout.size > packed.size) return complaint(Exit::protocol, "too few bytes");
    Fields      fields(format);
    const char *between = "";
    for (Field field; fields.next(field); between = " ") {
        line.add(between);
        show_value(line, TRY(unpack_value(packed, field)));
    }
    return {};
}
