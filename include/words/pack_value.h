// Packing at run time, for a format and values that a person chose. Where both are known to the
// compiler, pack.h is smaller and faster.
//
//     Layout layout = TRY(parse_format(text));
//     Space  packed = TRY(room_for(layout, memory));
//     Fields fields(text);
//     for (Field field; fields.next(field);) TRY(pack_value(packed, field, value_of_next_argument(field)));
//
// As CPython 3.11's struct, with one exception: a real too large for f is an error with @ too.
#pragma once

#include "words/pack_format.h"
#include "words/result.h"

struct Value {
    FieldKind     kind   = FieldKind::unsigned_number;
    uint64_t number = 0;   // a negative one in two's complement, a real as the bits of its double
    Bytes    bytes  = {};  // instead of the number where the kind is bytes; not owned
};

// The errors below have exit code usage, but protocol in unpack_value.
Result<Layout> parse_format(Text format);

// The front of `memory` that the layout takes, zeroed: pack_value leaves padding alone.
Result<Space> room_for(const Layout &layout, Space memory);

// Writes one value at its offset in `packed`. Integers of either signedness fit where their number
// does, and bytes fit s and p of any length, cut where too long; else the kinds must agree.
Error pack_value(Space packed, const Field &field, const Value &value);

// The value has the field's kind (bytes for p, too). Its bytes are a view of `packed`.
Result<Value> unpack_value(Bytes packed, const Field &field);
