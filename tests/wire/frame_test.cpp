#include "wire/frame.h"

#include "check.h"
#include "trap.h"

static constexpr uint8_t kShort = 1, kExact = 2, kStream = 3;

static constexpr FrameRule kRules[] = {
    {kShort, 0, 4},
    {kExact, 2, 2},
    {kStream, 1, 0x40000, true},
};

// Hands `digits` to a reader, at most `step` bytes at a time, and writes down what it hears: "1:0a0b "
// for a frame, the same for all the pieces of a streamed one, then the error or an ellipsis for a
// frame that has begun.
static void read_frames(Writer &heard, Text digits, size_t step)
{
    uint8_t     memory[4], all[64];
    FrameReader reader(memory, kRules);
    FrameItem   item;
    uint8_t     streaming = 0;
    if (!from_hex(Space(all).first(digits.size / 2), digits)) __builtin_trap();
    for (Bytes rest = Bytes(all).first(digits.size / 2); !rest.empty();) {
        Bytes input = rest.first(smaller(step, rest.size));
        rest        = rest.after(input.size);
        do {
            if (Error error = reader.next(input, item)) {
                if (error.exit() == Exit::protocol) heard.say(error.words);
                return;
            }
            if (!item.kind) continue;
            if (item.kind != streaming) heard.say(item.kind, ':');
            heard.say(item.bytes);
            streaming = item.kind == kStream && !reader.between_frames() ? kStream : 0;
            if (!streaming) heard.say(' ');
        } while (item.kind || !input.empty());
    }
    if (!reader.between_frames()) heard.say("...");
}

struct FrameRow {
    const char *name;
    const char *digits;  // blanks are for the reader of this table
    const char *heard;
};
static constexpr FrameRow kFrames[] = {
    {"kind, flags, reserved, length, payload", "01 00 0000 00000003 0a0b0c", "1:0a0b0c "},
    {"an empty payload", "01 00 0000 00000000", "1: "},
    {"the longest", "01 00 0000 00000004 01020304", "1:01020304 "},
    {"one of a fixed length", "02 00 0000 00000002 ffff", "2:ffff "},
    {"one behind the other", "01 00 0000 00000001 0a  02 00 0000 00000002 0b0c", "1:0a 2:0b0c "},
    {"streamed, longer than any memory", "03 00 0000 00000006 010203040506", "3:010203040506 "},
    {"a streamed one between others", "01 00 0000 00000000  03 00 0000 00000001 ff  01 00 0000 00000000",
     "1: 3:ff 1: "},

    {"cut in the head", "01 00 00", "..."},
    {"cut behind the head", "01 00 0000 00000001", "..."},
    {"cut in the payload", "01 00 0000 00000002 0a", "..."},
    {"cut in a streamed payload", "03 00 0000 00000003 0a0b", "3:0a0b..."},

    {"an unknown kind", "04 00 0000 00000000", "a frame of an unknown kind"},
    {"kind 0", "00 00 0000 00000000", "a frame of an unknown kind"},
    {"a flag", "01 01 0000 00000000", "a frame of a later version of the protocol"},
    {"the highest flag", "01 80 0000 00000000", "a frame of a later version of the protocol"},
    {"a reserved bit", "01 00 0001 00000000", "a frame of a later version of the protocol"},
    {"another", "01 00 8000 00000000", "a frame of a later version of the protocol"},
    {"longest + 1", "01 00 0000 00000005", "a frame of a length that is not allowed"},
    {"shortest - 1", "02 00 0000 00000001", "a frame of a length that is not allowed"},
    {"2^32 - 1", "01 00 0000 ffffffff", "a frame of a length that is not allowed"},
    {"2^32 - 1, streamed", "03 00 0000 ffffffff", "a frame of a length that is not allowed"},
    {"an empty streamed one", "03 00 0000 00000000", "a frame of a length that is not allowed"},
    {"little-endian", "01 00 0000 01000000", "a frame of a length that is not allowed"},
    {"what came before counts", "01 00 0000 00000001 0a  04 00 0000 00000000", "1:0a a frame of an unknown kind"},
};

static void add_digits(Writer &to, Text digits)
{
    for (char c : digits)
        if (c != ' ') to.add(c);
}

static constexpr size_t kSteps[] = {1, 2, 3, 8, 9, SIZE_MAX};

TEST("frame: however the stream is cut, the same is heard")
{
    for (const FrameRow &row : kFrames)
        for (size_t step : kSteps) {
            Line digits, heard, name;
            add_digits(digits, row.digits);
            read_frames(heard, digits.text(), step);
            CHECK(name.say(row.name, ", heard ", heard.text()).text(), heard.text() == row.heard);
        }
}

TEST("frame: what is put is what is heard")
{
    const uint8_t payload[] = {0x0a, 0x0b};
    uint8_t       memory[24];
    Buffer        out{Space(memory)};
    Line          digits;
    CHECK("one", put_frame(out, kExact, payload));
    CHECK("an empty one fits in a head", put_frame(out, kShort, {}));
    CHECK("in bytes", digits.say(out.bytes()).text() == "02000000000000020a0b" "0100000000000000");
    CHECK("no room", !put_frame(out, kShort, {}) && out.bytes().size == 18);
    out.consumed(3);
    CHECK("room for a head, but not for the payload", !put_frame(out, kExact, payload) && out.bytes().size == 15);
    put_frame_head(memory, kStream, 0x01020304);
    CHECK("a head alone", Line().say(Bytes(memory).first(kFrameHead)).text() == "0300000001020304");
}

TEST("frame: a reader takes one item at a time")
{
    const uint8_t stream[] = {kShort, 0, 0, 0, 0, 0, 0, 1, 'a', kShort, 0, 0, 0, 0, 0, 0, 0};
    uint8_t       memory[4];
    FrameReader   reader(memory, kRules);
    FrameItem     item;
    Bytes         input(stream);
    CHECK("the first", !reader.next(input, item) && item.kind == kShort && text_of(item.bytes) == "a");
    CHECK("leaves the rest", input.size == 8 && reader.between_frames());
    CHECK("the second", !reader.next(input, item) && item.kind == kShort && item.bytes.empty());
    CHECK("and no third", !reader.next(input, item) && !item.kind && input.empty());
}

TEST("frame: memory too small for the rules traps")
{
    CHECK("instead of writing past it", traps([] {
        const uint8_t stream[] = {kShort, 0, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4};
        uint8_t       memory[3];
        FrameReader   reader(memory, kRules);
        FrameItem     item;
        Bytes         input(stream);
        if (reader.next(input, item)) return;
    }));
}
