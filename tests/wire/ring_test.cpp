#include "wire/ring.h"

#include "check.h"
#include "dice.h"
#include "trap.h"

static constexpr size_t kReaders = 4;

namespace {
// A ring of 64 bytes: each entry takes its own and 8.
struct SmallRing {
    uint8_t memory[64];
    Ring    ring{Space(memory)};
    Cursor  readers[kReaders];

    SmallRing()
    {
        for (uint32_t i = 0; i < kReaders; i++) readers[i] = ring.newest(i);
    }
};
}

// Writes down what is next for a reader: "7:hi " with its number, "-:hi " without, "(3) " where it lost as many.
static void read_on(Writer &heard, const Ring &ring, Cursor &cursor)
{
    RingEntry entry;
    if (uint64_t lost = ring.catch_up(cursor)) heard.say('(', lost, ") ");
    while (ring.next(cursor, entry)) {
        if (entry.number) heard.say(entry.number);
        else heard.say('-');
        heard.say(':', text_of(entry.front), text_of(entry.back), ' ');
    }
}

// One step of a script: a reader and what it does.
static void play_step(Writer &heard, SmallRing &small, Text step)
{
    Cursor &reader = small.readers[size_t(step[0] - '0') % kReaders];
    Bytes   rest   = bytes_of(step.after(2));
    switch (step[1]) {
    case '!': return small.ring.append(rest);
    case '>': return small.ring.append_but(reader, rest);
    case '=': return small.ring.append_for(reader, rest);
    case '<': return small.ring.rewind(reader, uint64_t(rest[0] - '0'));
    case '.': return small.ring.end(reader);
    case '?': return read_on(heard, small.ring, reader);
    }
}

// 1!hi  to all        1?   1 reads all there is
// 1>hi  by 1, to all others        1<3  1 goes back behind 3
// 1=hi  to 1 alone                 1.   what comes then is not for 1
struct RingRow {
    const char *name;
    const char *script;
    const char *heard;
};
static constexpr RingRow kScripts[] = {
    {"an entry for all", "0!hi 1? 2?", "1:hi 1:hi "},
    {"once for each", "0!hi 1? 1? 0!ho 1?", "1:hi 2:ho "},
    {"in order", "0!a 0!b 0!c 1?", "1:a 2:b 3:c "},
    {"an empty one", "0! 1?", "1: "},
    {"not to its author", "1>hi 0? 1? 2?", "1:hi 1:hi "},
    {"whose next one has the next number", "1>hi 0!ho 1?", "2:ho "},
    {"to one alone, without a number", "1=hi 0? 1? 0!ho 1?", "-:hi 1:ho "},
    {"in between", "0!a 1=b 0!c 1? 2?", "1:a -:b 2:c 1:a 2:c "},

    {"one too slow loses the oldest", "0!11111111 0!22222222 0!33333333 0!44444444 0!55555555 1?",
     "(1) 2:22222222 3:33333333 4:44444444 5:55555555 "},
    {"and is told once", "0!11111111 0!22222222 0!33333333 0!44444444 0!55555555 1? 1? 0!6 1?",
     "(1) 2:22222222 3:33333333 4:44444444 5:55555555 6:6 "},
    {"what it has read is not lost", "0!11111111 1? 0!22222222 0!33333333 0!44444444 0!55555555 1?",
     "1:11111111 2:22222222 3:33333333 4:44444444 5:55555555 "},
    {"nor its own", "1>11111111 0!22222222 0!33333333 0!44444444 0!55555555 0!66666666 1?",
     "(1) 3:33333333 4:44444444 5:55555555 6:66666666 "},
    {"nor what is for another alone", "2=11111111 0!22222222 0!33333333 0!44444444 0!55555555 1?",
     "1:22222222 2:33333333 3:44444444 4:55555555 "},
    {"but what was for it alone", "1=11111111 0!22222222 0!33333333 0!44444444 0!55555555 1?",
     "(1) 1:22222222 2:33333333 3:44444444 4:55555555 "},
    {"of its own some are still there", "1>11111111 0!22222222 1>33333333 0!44444444 0!55555555 0!66666666 1?",
     "(1) 4:44444444 5:55555555 6:66666666 "},
    {"and of those for it alone", "1=11111111 0!22222222 1=33333333 0!44444444 0!55555555 0!66666666 1?",
     "(2) -:33333333 2:44444444 3:55555555 4:66666666 "},
    {"everything", "0!1 0!222222222222222222222222 0!333333333333333333333333 0!4 1?",
     "(2) 3:333333333333333333333333 4:4 "},

    {"up to its end", "0!a 1. 0!b 1? 2?", "1:a 1:a 2:b "},
    {"of what is behind that nothing is lost", "0!11111111 1. 0!22222222 0!33333333 0!44444444 0!55555555 0!66666666 1? 1?",
     "(1) "},
    {"up to the end of what is for it alone", "1=11111111 1>22222222 1. 0!33333333 0!44444444 0!55555555 0!66666666 1? 1?",
     "(1) "},
    {"and of what is left", "0!11111111 0!22222222 1. 0!33333333 0!44444444 0!55555555 1? 1?", "(1) 2:22222222 "},

    {"back to an earlier one", "0!a 0!b 0!c 1? 1<1 1?", "1:a 2:b 3:c 2:b 3:c "},
    {"to the beginning", "0!a 0!b 1? 1<0 1?", "1:a 2:b 1:a 2:b "},
    {"to the oldest there is", "0!11111111 0!22222222 0!33333333 0!44444444 0!55555555 0!66666666 1? 1<1 1?",
     "(2) 3:33333333 4:44444444 5:55555555 6:66666666 3:33333333 4:44444444 5:55555555 6:66666666 "},
    {"not forward", "0!a 0!b 1<1 1?", "1:a 2:b "},
    {"its own are heard then", "0!a 1>b 1? 1<0 1?", "1:a 1:a 2:b "},
    {"even the last", "0!a 1? 1>b 1<0 1?", "1:a 1:a 2:b "},
    {"what was for it alone is not", "0!a 1=b 1? 1<0 1?", "1:a -:b 1:a "},
    {"unless it has not read it yet", "0!a 1? 1=b 1<0 1?", "1:a 1:a -:b "},
    {"nor its own behind that", "0!a 1? 0!b 1>c 1<0 1?", "1:a 1:a 2:b "},
    {"twice", "0!a 1? 1>b 1? 1<0 1<0 1?", "1:a 1:a 2:b "},
    {"back, and then too slow", "1>11111111 0!22222222 1? 1<0 0!33333333 0!44444444 0!55555555 1?",
     "2:22222222 (1) 2:22222222 3:33333333 4:44444444 5:55555555 "},
    {"what was for others alone stays so", "0!a 2=b 0!c 1? 1<0 1?", "1:a 2:c 1:a 2:c "},
};

TEST("ring: who hears what")
{
    for (const RingRow &row : kScripts) {
        SmallRing small;
        Line      heard, said;
        for (Text rest = row.script; !rest.empty();) {
            Text step = rest.first(position(rest, ' '));
            rest      = rest.after(smaller(step.size + 1, rest.size));
            play_step(heard, small, step);
        }
        CHECK(said.say(row.name, ": ", heard.text()).text(), heard.text() == row.heard);
    }
}

TEST("ring: what it knows of its numbers")
{
    SmallRing small;
    for (int i = 0; i < 6; i++) small.ring.append(bytes_of("eight by"));
    small.ring.append_for(small.readers[1], bytes_of("eight by"));
    CHECK("the last", small.ring.last_number() == 6);
    CHECK("the last that is gone", small.ring.lost_number() == 3);
    Line heard;
    Cursor log = small.ring.newest(Ring::kNobody);
    small.ring.append_but(small.readers[2], bytes_of("hi"));
    small.ring.append(bytes_of("ho"));
    read_on(heard, small.ring, log);
    CHECK("a log hears everybody", heard.text() == "7:hi 8:ho ");
}

TEST("ring: bugs of the caller trap")
{
    CHECK("memory that is no power of two", traps([] {
        uint8_t memory[48];
        Ring    ring{Space(memory)};
    }));
    CHECK("none", traps([] { Ring ring{Space()}; }));
    CHECK("an entry too long", traps([] {
        SmallRing small;
        uint8_t   entry[25];
        small.ring.append(entry);
    }));
    CHECK("a cursor that has not caught up", traps([] {
        SmallRing small;
        RingEntry entry;
        for (int i = 0; i < 5; i++) small.ring.append(bytes_of("eight by"));
        small.ring.next(small.readers[0], entry);
    }));
    CHECK("but not the longest entry", !traps([] {
        SmallRing small;
        uint8_t   entry[24];
        for (int i = 0; i < 9; i++) small.ring.append(entry);
    }));
}

namespace {
// What a reader is still to hear, as it should be, by whoever knows everything.
struct Expected {
    static constexpr size_t kMost = 512;

    uint64_t numbers[kMost];  // 0: for it alone
    uint32_t contents[kMost];
    size_t   begin = 0, end = 0;

    void add(uint64_t number, uint32_t content)
    {
        if (end == kMost) __builtin_trap();
        numbers[end]    = number;
        contents[end++] = content;
    }
};
}

// An entry that can be told from all others, of 4 to 23 bytes.
static Bytes content(uint8_t (&memory)[24], uint32_t n)
{
    memset(memory, int(n), sizeof memory);
    memcpy(memory, &n, sizeof n);
    return Bytes(memory).first(4 + n * 7 % 20);
}

static bool is_content(const RingEntry &entry, uint32_t n)
{
    uint8_t memory[24], got[24];
    Bytes   wanted = content(memory, n);
    if (entry.front.size + entry.back.size != wanted.size) return false;
    copy(copy(got, entry.front), entry.back);
    return same(got, wanted.data, wanted.size);
}

static void check_reader(Text seed, const Ring &ring, Cursor &cursor, Expected &expected, size_t most)
{
    RingEntry entry;
    uint64_t  lost = ring.catch_up(cursor);
    CHECK(seed, lost <= expected.end - expected.begin);
    expected.begin += size_t(lost);
    for (; most && ring.next(cursor, entry); most--) {
        if (expected.begin == expected.end) return CHECK(seed, false);
        CHECK(seed, entry.number == expected.numbers[expected.begin]);
        CHECK(seed, is_content(entry, expected.contents[expected.begin]));
        expected.begin++;
    }
    if (most) CHECK(seed, expected.begin == expected.end && !ring.may_have_next(cursor));
}

static void append_any(SeededDice &dice, Ring &ring, Cursor (&readers)[kReaders], Expected (&expected)[kReaders], uint32_t n)
{
    uint8_t  memory[24];
    Bytes    entry    = content(memory, n);
    size_t   who      = dice.below(kReaders);
    uint32_t audience = dice.below(3);
    uint64_t number   = ring.last_number() + 1;
    if (audience == 0) ring.append(entry);
    if (audience == 1) ring.append_but(readers[who], entry);
    if (audience == 2) ring.append_for(readers[who], entry);
    for (size_t i = 0; i < kReaders; i++)
        if (audience == 0 || (audience == 1) == (i != who)) expected[i].add(audience == 2 ? 0 : number, n);
}

TEST("ring: a thousand rings, each reader hears what is meant for it or how many it has lost")
{
    static Expected expected[kReaders];
    static uint8_t  memory[1024];
    for (uint32_t seed = 1; seed <= 1000; seed++) {
        SeededDice dice(seed);
        Ring       ring(Space(memory).first(64u << dice.below(5)));
        Cursor     readers[kReaders];
        Line       name;
        name.say("seed ", seed);
        for (uint32_t i = 0; i < kReaders; i++) {
            readers[i]  = ring.newest(i);
            expected[i].begin = expected[i].end = 0;
        }
        for (uint32_t n = 0; n < 300; n++) {
            size_t who = dice.below(kReaders);
            append_any(dice, ring, readers, expected, n);
            if (dice.below(20) < 1 + who * 3) check_reader(name.text(), ring, readers[who], expected[who], 1 + dice.below(9));
        }
        for (size_t i = 0; i < kReaders; i++) check_reader(name.text(), ring, readers[i], expected[i], SIZE_MAX);
    }
}

// A relay of bytes: what one peer sends goes to all others as it is, in pieces, without lines or names.
TEST("ring: bytes are relayed to all others")
{
    uint8_t memory[4096];
    Ring    ring{Space(memory)};
    Cursor  peers[3] = {ring.newest(0), ring.newest(1), ring.newest(2)};
    uint8_t piece[1000], got[1000];
    for (size_t round = 0; round < 100; round++) {
        Bytes sent = Bytes(piece).first(round * 10 + 10);
        memset(piece, int(round), sizeof piece);
        ring.append_but(peers[round % 2], sent);
        for (Cursor &peer : peers) {
            RingEntry entry;
            bool      hears = &peer != &peers[round % 2];
            CHECK("nobody was too slow", !ring.catch_up(peer));
            CHECK("the others get it", ring.next(peer, entry) == hears);
            if (!hears) continue;
            Space rest = copy(copy(got, entry.front), entry.back);
            CHECK("as it is", Bytes(got).first(sizeof got - rest.size) == sent);
        }
    }
    for (int i = 0; i < 5; i++) ring.append_but(peers[0], piece);
    CHECK("who was too slow has a hole in its stream, and is to be closed", ring.catch_up(peers[1]) == 1);
}

TEST("ring: a tap sees all, and whom it is for")
{
    SmallRing small;
    Cursor    tap = small.ring.newest(Ring::kNobody);
    Line      seen;
    static constexpr const char *kSteps[] = {"1!a", "1>b", "2=c"};
    for (const char *step : kSteps) play_step(seen, small, step);
    RingEntry entry;
    Audience  audience;
    while (small.ring.tap(tap, entry, audience))
        seen.say(size_t(audience.kind), '/', audience.kind == Audience::Kind::all ? 0 : audience.serial, ':', text_of(entry.front), ' ');
    CHECK("all, all but 1, only 2", seen.text() == "0/0:a 1/1:b 2/2:c ");
    CHECK("once", !small.ring.tap(tap, entry, audience));
}
