// Any lines as cookies that two servers set and a user gives: what one server gets does not depend on the other, is
// a proper field, and comes only from what was set there.
#include "wire/cookies.h"

#include "fuzz/fuzz.h"
#include "wire/grammar.h"

static constexpr const char *kPaths[] = {"/", "/a", "/a/b", "/a/"};

// The letters of a line's first byte: who speaks, from where.
static Url destination(uint8_t byte)
{
    Url to;
    to.host   = byte & 1 ? "a.b" : "c.a.b";
    to.secure = byte & 2;
    to.port   = byte & 4 ? 80 : 443;
    to.path   = kPaths[byte >> 3 & 3];
    return to;
}

static void play(Jar &jar, Text lines, bool only_one_host)
{
    for (int64_t now = 0; !lines.empty(); now++) {
        Text line = take_until(lines, '\n');
        if (line.empty()) continue;
        uint8_t byte = uint8_t(line[0]);
        if (only_one_host && !(byte & 1)) continue;
        if (byte & 0x20) jar.set(line.after(1), destination(byte), now * 100);
        else if (Error error = jar.given(line.after(1), destination(byte))) must(error.exit() == Exit::usage);
    }
}

static void check_field(Text field, Text lines)
{
    must(is_field_value(field));
    while (!field.empty()) {
        Text pair = take_until(field, ';');
        must(trimmed(pair).size <= kLongestCookie + 1 && position(pair, '=') < pair.size);
        Text name = trimmed(pair.first(position(pair, '=')));
        bool said = false;
        for (size_t i = 0; i + name.size <= lines.size && !said; i++) said = starts_with(lines.after(i), name);
        must(said && !name.empty());
    }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t memory[60000], other_memory[60000], little[200];
    static char    letters[60000], other_letters[60000];
    Text           lines = text_of(Bytes(data, smaller<size_t>(size, 4000)));
    Jar            jar{Space(memory)}, alone{Space(other_memory)}, small{Space(little)};
    play(jar, lines, false);
    play(alone, lines, true);
    play(small, lines, false);
    for (unsigned byte = 0; byte < 32; byte++) {
        Url  to    = destination(uint8_t(byte));
        Text field = jar.field(letters, to, 1000);
        check_field(field, lines);
        if (byte & 1) must(field == alone.field(other_letters, to, 1000));
        check_field(small.field(other_letters, to, 1000), lines);
    }
    return 0;
}
