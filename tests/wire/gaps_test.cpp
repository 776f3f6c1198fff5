#include "wire/gaps.h"

#include "check.h"
#include "words/ascii.h"

namespace {
struct Receiver {
    HeldLine      places[4];
    ReorderBuffer held{places};
    Gaps          gaps{1};
    Line          shown;

    // A line, or a range of which it is the last.
    void come(Range numbers, Text text)
    {
        held.put(gaps, numbers, bytes_of(text));
        gaps.known(numbers.last, 0, {50});
    }
    void show()
    {
        while (HeldLine *line = gaps.in_turn(held)) {
            gaps.shown(*line, {50});
            shown.say(text_of(line->bytes()));
        }
    }
    void wanted(Writer &to)
    {
        RestWriter ranges;
        Parcel     parcel;
        gaps.wanted(ranges, held);
        parcel.rest = ranges.bytes();
        for (size_t i = 0; i < parcel.ranges(); i++) to.say(parcel.range(i).first, '-', parcel.range(i).last, ' ');
    }
};
}

// Numbers come in the order of a string, each of which is its own text; "45-" a range that ends with 5.
struct ArrivalRow {
    const char *name;
    const char *come;
    const char *shown;
    const char *wanted = "";
};
static constexpr ArrivalRow kArrivals[] = {
    {"in order", "1 2 3", "123"},
    {"the first is missing", "2", "", "1-1 "},
    {"turned round", "2 1", "12"},
    {"twice", "1 1 2 2 1", "12"},
    {"held twice, in one place", "2 2 2 3 1", "123"},
    {"two gaps", "1 3 6", "1", "2-2 4-5 "},
    {"filled from behind", "1 3 6 5", "1", "2-2 4-4 "},
    {"filled", "1 3 6 5 2 4", "123456"},
    {"a range in one", "1 3-", "13"},
    {"a range that is held", "4- 1", "1", "2-2 "},
    {"a range that begins with what is shown", "1 2 3-", "123"},
    {"no place but for the line in turn", "2 3 4 5 6", "", "1-1 5-6 "},
    {"which goes on from there", "2 3 4 5 6 1", "1234", "5-6 "},
    {"and on", "2 3 4 5 6 1 5 6", "123456"},
};

TEST("gaps: whatever comes, in order and once")
{
    for (const ArrivalRow &row : kArrivals) {
        Receiver receiver;
        Line     wanted;
        for (const char *at = row.come; *at; at += at[1] ? 2 : 1) {
            uint32_t number = uint32_t(*at - '0');
            bool     range  = at[1] == '-';
            receiver.come({range ? number - 1 : number, number}, {at, 1});
            receiver.show();
            if (range && at[2]) at++;
        }
        receiver.wanted(wanted);
        CHECK(Line().say(row.name, ", shown: ", receiver.shown.text()).text(), receiver.shown.text() == row.shown);
        CHECK(Line().say(row.name, ", wanted: ", wanted.text()).text(), wanted.text() == row.wanted);
        CHECK(row.name, receiver.gaps.missing() == !!*row.wanted);
    }
}

TEST("gaps: what is asked for, and when")
{
    static constexpr int64_t kTimes[] = {50, 150, 350, 750, 1550, 3150, 4750, 6350, 7950, 9550};
    Receiver receiver;
    CHECK("nothing is missing", !receiver.gaps.missing() && receiver.gaps.due().at == Deadline::never().at);
    receiver.come({3, 3}, "3");
    for (int64_t time : kTimes) {
        Line name;
        name.say("at ", time);
        CHECK(name.text(), receiver.gaps.due().at == Millis{time});
        CHECK(name.text(), receiver.gaps.lost(receiver.held, {time}).empty());
        receiver.gaps.asked({time});
    }
    CHECK("not yet", receiver.gaps.lost(receiver.held, {11149}).empty());
    Range lost = receiver.gaps.lost(receiver.held, {11150});
    CHECK("in vain", lost.first == 1 && lost.last == 2);
    receiver.gaps.pass(lost.last, {0});
    receiver.show();
    CHECK("the next one is shown", receiver.shown.text() == "3" && !receiver.gaps.missing());
}

TEST("gaps: a line begins the patience anew, and somebody else's question defers ours")
{
    Receiver receiver;
    receiver.come({4, 4}, "4");
    for (int i = 0; i < 10; i++) receiver.gaps.asked({1000});
    receiver.come({1, 1}, "1");
    receiver.show();
    CHECK("asked from 50 on", receiver.gaps.due().at == Millis{50});
    CHECK("hope", receiver.gaps.lost(receiver.held, {99999}).empty());
    receiver.gaps.defer({300});
    CHECK("later", receiver.gaps.due().at == Millis{300});
    receiver.gaps.defer({200});
    CHECK("never sooner", receiver.gaps.due().at == Millis{300});
}

TEST("gaps: what nobody has any more is lost at once, up to what is held")
{
    Receiver receiver;
    receiver.come({3, 3}, "3");
    receiver.gaps.known(9, 7, {0});
    Range first = receiver.gaps.lost(receiver.held, {0});
    CHECK("1-2", first.first == 1 && first.last == 2);
    receiver.gaps.pass(first.last, {0});
    CHECK("first what is held", receiver.gaps.lost(receiver.held, {0}).empty());
    receiver.show();
    Range second = receiver.gaps.lost(receiver.held, {0});
    CHECK("4-6", receiver.shown.text() == "3" && second.first == 4 && second.last == 6);
    CHECK("all, where there is no hope", receiver.gaps.lost(receiver.held).last == 9);
}

TEST("gaps: too many are asked for by and by")
{
    HeldLine      places[12];
    ReorderBuffer held(places);
    Gaps          gaps(1);
    RestWriter    ranges;
    Parcel        parcel;
    for (uint32_t number = 2; number <= 20; number += 2) {
        held.put(gaps, {number, number}, bytes_of("x"));
        gaps.known(number, 0, {0});
    }
    gaps.wanted(ranges, held);
    parcel.rest = ranges.bytes();
    CHECK("eight", parcel.ranges() == kMostRanges);
    CHECK("the first ones", parcel.range(0).first == 1 && parcel.range(7).last == 15);
}

TEST("gaps: streams share the places, and leave them")
{
    HeldLine      places[2];
    ReorderBuffer held(places);
    Gaps          one(1), other(1);
    held.put(one, {2, 2}, bytes_of("a"));
    held.put(other, {2, 2}, bytes_of("b"));
    CHECK("the last place is for a line in turn", held.first(one, 1) && !held.first(other, 1));
    held.put(other, {1, 1}, bytes_of("c"));
    HeldLine *line = other.in_turn(held);
    CHECK("which has it", line && text_of(line->bytes()) == "c");
    if (line) other.shown(*line, {0});
    held.forget(one);
    held.put(other, {3, 3}, bytes_of("d"));
    CHECK("both are free again", !held.first(one, 1) && held.first(other, 1));
}
