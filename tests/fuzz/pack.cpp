// Any format up to a newline, any bytes behind it: what is unpacked and packed again unpacks the same.
#include "words/pack_value.h"

#include "fuzz/fuzz.h"

static void check_round_trip(Text format, Bytes packed, Space memory)
{
    Fields fields(format);
    for (Field field; fields.next(field);) {
        Result<Value> first = unpack_value(packed, field);
        must(!first.error && !pack_value(memory, field, first.value));
        Result<Value> second = unpack_value(memory, field);
        must(!second.error && first.value.kind == second.value.kind);
        must(first.value.number == second.value.number && first.value.bytes == second.value.bytes);
    }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t memory[kLargestLayout];
    Text           all    = text_of({data, size});
    Text           format = all.first(position(all, '\n'));
    Bytes          packed = bytes_of(all.after(smaller(format.size + 1, all.size)));
    Result<Layout> layout = parse_format(format);
    if (layout.error) {
        must(layout.error.exit() == Exit::usage && !layout.value.size && !layout.value.items);
        return 0;
    }
    must(layout.value.size <= kLargestLayout);
    Result<Space> room = room_for(layout.value, memory);
    must(!room.error && room.value.size == layout.value.size);
    if (packed.size >= layout.value.size) return check_round_trip(format, packed, room.value), 0;

    Fields fields(format);
    for (Field field; fields.next(field);) {
        Error error = unpack_value(packed, field).error;
        must(field.offset + field.size <= packed.size ? !error : error.exit() == Exit::protocol);
    }
    return 0;
}
