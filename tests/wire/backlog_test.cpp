#include "wire/backlog.h"

#include "check.h"
#include "trap.h"

namespace {
struct Lines {
    uint8_t        memory[16];
    Backlog::Entry entries[4];
    Backlog        backlog{memory, entries};
};
}

// "3:three 4:four", what can still be had.
static void list(Writer &to, const Backlog &backlog)
{
    for (uint32_t number = backlog.oldest(); number <= backlog.newest(); number++)
        to.say(number, ':', text_of(backlog.text(number)), ' ');
}

struct AppendRow {
    const char *text;
    const char *left;  // then
};
static constexpr AppendRow kAppends[] = {
    {"one", "1:one "},
    {"two", "1:one 2:two "},
    {"three", "1:one 2:two 3:three "},
    {"four", "1:one 2:two 3:three 4:four "},
    {"5", "2:two 3:three 4:four 5:5 "},
    {"six", "3:three 4:four 5:5 6:six "},
    {"0123456789", "5:5 6:six 7:0123456789 "},
    {"0123456789012345", "8:0123456789012345 "},
    {"nine", "9:nine "},
    {"0123456789ab", "9:nine 10:0123456789ab "},
    {"x", "10:0123456789ab 11:x "},
};

TEST("backlog: the oldest lines make place, for bytes and for entries")
{
    Lines lines;
    CHECK("none", lines.backlog.oldest() == 1 && lines.backlog.newest() == 0);
    for (const AppendRow &row : kAppends) {
        Line left;
        CHECK(row.text, lines.backlog.append({}, bytes_of(row.text)));
        list(left, lines.backlog);
        CHECK(Line().say(row.text, ": ", left.text()).text(), left.text() == row.left);
    }
}

TEST("backlog: all that is still there is as it was put, whatever the lengths")
{
    Lines    lines;
    uint32_t chance = 1;
    for (uint32_t number = 1; number < 5000; number++) {
        uint8_t text[16];
        chance      = chance * 1103515245 + 12345;
        size_t size = 1 + (chance >> 16) % 16;
        memset(text, int(number & 0xff), sizeof text);
        CHECK("append", lines.backlog.append({}, Bytes(text).first(size)) && lines.backlog.newest() == number);
        size_t held = 0;
        for (uint32_t kept = lines.backlog.oldest(); kept <= number; kept++) {
            held += lines.backlog.text(kept).size;
            for (uint8_t byte : lines.backlog.text(kept))
                CHECK(Line().say(number, ", ", kept).text(), byte == (kept & 0xff));
        }
        CHECK("not more than there is memory", held <= sizeof lines.memory && lines.backlog.oldest() <= number);
    }
}

TEST("backlog: what was not passed on does not make place")
{
    Lines lines;
    CHECK("one", lines.backlog.append({}, bytes_of("one"), 0));
    CHECK("not yet", !lines.backlog.append({}, bytes_of("0123456789012345"), 0));
    CHECK("unchanged", lines.backlog.newest() == 1 && text_of(lines.backlog.text(1)) == "one");
    CHECK("now", lines.backlog.append({}, bytes_of("0123456789012345"), 1));
}

struct AudienceRow {
    Audience::Kind kind;
    uint32_t       serial, other;
    bool           holds;
};
static constexpr AudienceRow kAudiences[] = {
    {Audience::Kind::all, 0, 7, true},      {Audience::Kind::all, 7, 7, true},  {Audience::Kind::all_but, 7, 7, false},
    {Audience::Kind::all_but, 7, 8, true},  {Audience::Kind::only, 7, 7, true}, {Audience::Kind::only, 7, 8, false},
};

TEST("backlog: whom a line is for")
{
    for (const AudienceRow &row : kAudiences) {
        Audience audience = {row.kind, row.serial};
        CHECK(Line().say(int(row.kind), ' ', row.other).text(), audience.holds(row.other) == row.holds);
    }
}

TEST("backlog: a line that is not there, or fits nowhere, traps")
{
    CHECK("too old", traps([] {
        Lines lines;
        for (int i = 0; i < 5; i++) lines.backlog.append({}, bytes_of("x"));
        lines.backlog.text(1);
    }));
    CHECK("too new", traps([] { Lines().backlog.text(1); }));
    CHECK("nothing", traps([] { Lines().backlog.append({}, {}); }));
    CHECK("too long", traps([] { Lines().backlog.append({}, bytes_of("01234567890123456")); }));
}
