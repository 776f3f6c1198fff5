#include "words/buffer.h"

#include "check.h"
#include "trap.h"

// Puts text, and says whether it fitted.
static bool put(Buffer &buffer, Text text) { return buffer.put(bytes_of(text)); }

TEST("buffer: fill the back, consume the front")
{
    uint8_t memory[8];
    Buffer  buffer{Space(memory)};
    CHECK("empty at first", buffer.bytes().empty() && buffer.room() == 8);
    CHECK("put", put(buffer, "abcde") && text_of(buffer.bytes()) == "abcde" && buffer.room() == 3);
    buffer.consumed(2);
    CHECK("consumed", text_of(buffer.bytes()) == "cde" && buffer.room() == 5);
    CHECK("what was consumed makes room", put(buffer, "fghij") && text_of(buffer.bytes()) == "cdefghij");
    CHECK("full", !buffer.room() && buffer.space().empty());
    buffer.consumed(8);
    CHECK("all consumed is all free", buffer.bytes().empty() && buffer.room() == 8);
}

TEST("buffer: all or nothing")
{
    uint8_t memory[4];
    Buffer  buffer{Space(memory)};
    CHECK("too long", !put(buffer, "abcde") && buffer.bytes().empty());
    CHECK("just right", put(buffer, "abcd"));
    CHECK("full", !put(buffer, "e") && text_of(buffer.bytes()) == "abcd");
    CHECK("nothing always fits", put(buffer, ""));
    buffer.clear();
    CHECK("cleared", buffer.bytes().empty() && buffer.room() == 4);
    CHECK("without memory there is no room", !Buffer().room() && !Buffer().put(memory));
}

TEST("buffer: its space is filled in place")
{
    uint8_t memory[6];
    Buffer  buffer{Space(memory)};
    put(buffer, "abcd");
    buffer.consumed(3);
    Space space = buffer.space();
    CHECK("in one piece", space.size == 5 && text_of(buffer.bytes()) == "d");
    copy(space, bytes_of("efghi"));
    buffer.filled(2);
    CHECK("as much as was filled", text_of(buffer.bytes()) == "def" && buffer.room() == 3);
}

TEST("buffer: more than there is traps")
{
    static uint8_t memory[4];
    CHECK("filled", traps([] { Buffer(Space(memory)).filled(5); }));
    CHECK("consumed", traps([] { Buffer(Space(memory)).consumed(1); }));
}
