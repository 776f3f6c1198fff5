// Anybody doing anything in a room: each is sent lines that begin as they may and are fit for a terminal,
// and no two go by the same nick.
//
//     script := ( act u8: what, 3 bits, and who, 2 bits | size u8 | `size` bytes )*
#include "wire/room.h"

#include "fuzz/fuzz.h"
#include "words/ascii.h"
#include "words/utf8.h"

static constexpr size_t kMembers = 4;

namespace {
struct Hearer {
    size_t number = Room::kNobody;
    size_t size   = 0;
    char   line[kLongestLine];
};

struct Play {
    uint8_t memory[4096];
    Member  places[kMembers] = {};
    Hearer  hearers[kMembers];
    Ring    ring{Space(memory)};
    Room    room{ring, places, {1, 3}};
    Millis  now;
};
}

static bool is_line_of_a_room(Text line)
{
    size_t digits = 0;
    while (digits < line.size && is_digit(line[digits])) digits++;
    if (starts_with(line, "- ")) digits = 1;
    if (digits) line = line.after(smaller(digits + 1, line.size));
    return starts_with(line, "<") || starts_with(line, "* ") || starts_with(line, "*** ") ||
           starts_with(line, "[private] <");
}

static void check_line(Text line)
{
    // One that was overwritten while it was sent ends anywhere.
    if (line.size >= 3 && Text(line.after(line.size - 3)) == "...") return;
    must(is_line_of_a_room(line));
    while (!line.empty()) {
        Character next = first_character(line);
        must(next.length && is_showable(next.code));
        line = line.after(next.length);
    }
}

static void hear(Hearer &hearer, Text lines)
{
    for (char c : lines) {
        must(hearer.size < sizeof hearer.line);
        hearer.line[hearer.size++] = c;
        if (c != '\n') continue;
        check_line({hearer.line, hearer.size - 1});
        hearer.size = 0;
    }
}

static void read(Play &play, Hearer &hearer, size_t most)
{
    char scratch[kLongestLine + 50];
    Text lines = play.room.lines(hearer.number, scratch);
    lines = lines.first(smaller(most, lines.size));
    hear(hearer, lines);
    play.room.sent(hearer.number, lines.size);
    if (lines.empty() && most) must(!play.room.has_lines(hearer.number));
}

static void act(Play &play, uint8_t what, Text words)
{
    Hearer &hearer = play.hearers[what % kMembers];
    Instant at     = {play.now};
    size_t  number = hearer.number;
    what           = what >> 2 & 7;
    if (what == 0) {
        play.now = play.now + Millis{int64_t(words.size) * 20};
        play.room.turn({play.now});
        must(!play.room.due().passed(play.now));
    }
    if (what == 1 && number == Room::kNobody) {
        hearer.number = play.room.join(at);
        hearer.size   = 0;
        must(hearer.number != Room::kNobody);
    }
    if (number == Room::kNobody) return;
    if (what == 2) play.room.too_long(number, at);
    if (what == 3) play.room.left(number, Parting::lost, at), hearer.number = Room::kNobody;
    if (what == 4) read(play, hearer, words.size * 8);
    if (what == 5) read(play, hearer, SIZE_MAX);
    if (what >= 6) play.room.said(number, words, at);
}

static void check_nicks(const Play &play)
{
    for (const Member &one : play.places) {
        if (!one.is_here()) continue;
        must(!nick_fault(one.name()));
        for (const Member &other : play.places)
            must(&one == &other || !other.is_here() || !same_ignoring_case(one.name(), other.name()));
    }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Play play;
    for (Bytes script(data, size); script.size >= 2;) {
        uint8_t what  = script[0];
        Bytes   words = script.after(2).first(smaller<size_t>(script[1], script.size - 2));
        script        = script.after(2 + words.size);
        act(play, what, text_of(words));
        check_nicks(play);
    }
    play.room.close({play.now});
    for (Hearer &hearer : play.hearers) {
        if (hearer.number == Room::kNobody) continue;
        while (play.room.has_lines(hearer.number)) read(play, hearer, SIZE_MAX);
        must(play.room.is_leaving(hearer.number));
    }
    return 0;
}
