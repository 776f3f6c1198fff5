#include "words/span.h"

#include "check.h"
#include "trap.h"

static constexpr uint8_t kFour[] = {1, 2, 3, 4};

static_assert(Bytes(kFour).size == 4);
static_assert(Bytes(kFour).after(1).first(2)[1] == 3);
static_assert(Bytes(kFour).after(4).empty() && Bytes(kFour).first(0).empty());
static_assert(Text("four").size == 4 && Text(nullptr).empty() && Text().empty());
static_assert(smaller(2, 3) == 2 && larger(2, 3) == 3);

struct TrapRow {
    const char *name;
    void (*body)();
};

// Known only when the program runs, or the compiler would speak first.
static volatile size_t four = 4, five = 5;
static uint8_t         room[4];

static constexpr TrapRow kTraps[] = {
    {"an index at the end", [] { five = Bytes(kFour)[four]; }},
    {"an index into nothing", [] { five = Bytes()[four]; }},
    {"more than there is", [] { five = Bytes(kFour).first(five).size; }},
    {"behind the end", [] { five = Bytes(kFour).after(five).size; }},
    {"a size that wrapped around", [] { five = Bytes(kFour).first(four - five).size; }},
    {"a copy that does not fit", [] { five = copy(Space(room).first(four - 1), kFour).size; }},
};
TEST("span: what lies outside a view traps")
{
    for (const TrapRow &row : kTraps) CHECK(row.name, traps(row.body));
    CHECK("what lies inside does not", !traps([] { five = Bytes(kFour)[four - 1]; }));
}

TEST("span: equal is the same bytes, wherever they are")
{
    uint8_t other[] = {1, 2, 3, 4};
    CHECK("elsewhere", Bytes(other) == Bytes(kFour));
    CHECK("one byte less", !(Bytes(other).first(3) == Bytes(kFour)));
    other[3] = 5;
    CHECK("another byte", !(Bytes(other) == Bytes(kFour)));
    CHECK("nothing is nothing", Bytes() == Bytes(kFour).first(0));
    CHECK("as text", Text("a\0b", 3) == Text("a\0b", 3) && !(Text("a\0b", 3) == Text("a\0c", 3)));
}

struct PrefixRow {
    Text text, prefix;
    bool starts;
};
static constexpr PrefixRow kPrefixes[] = {
    {"tcpup", "tcp", true}, {"tcpup", "tcpup", true}, {"tcpup", "", true},     {"", "", true},
    {"tcp", "tcpup", false}, {"tcpup", "up", false},  {"", "t", false},
};
TEST("span: starts_with")
{
    for (const PrefixRow &row : kPrefixes) CHECK(row.prefix, starts_with(row.text, row.prefix) == row.starts);
}

struct PositionRow {
    Text   text;
    char   wanted;
    size_t at;
};
static constexpr PositionRow kPositions[] = {
    {"a/b/c", '/', 1}, {"/", '/', 0}, {"abc", '/', 3}, {"", '/', 0}, {{"a\0b", 3}, '\0', 1},
};
TEST("span: the first position of a character, or the end")
{
    for (const PositionRow &row : kPositions) CHECK(row.text, position(row.text, row.wanted) == row.at);
}

TEST("span: a copy returns what is left")
{
    uint8_t to[6] = {9, 9, 9, 9, 9, 9};
    Space   rest  = copy(to, kFour);
    CHECK("behind what was copied", rest.data == to + 4 && rest.size == 2);
    CHECK("which is there", Bytes(to).first(4) == Bytes(kFour) && to[4] == 9);
    CHECK("nothing is copied anywhere", copy(Space(), Bytes()).empty());
    CHECK("all is left", copy(to, {}).size == 6);
}
