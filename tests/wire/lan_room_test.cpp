// One room of the network without a server, and what others might say in it. Many together: lan_sim_test.cpp.
#include "wire/lan_room.h"

#include "check.h"
#include "parcel_words.h"
#include "trap.h"

namespace {
constexpr uint64_t kOurs = 100, kBob = 200, kLow = 50;

bool is_short(Text nick) { return nick.size < 20; }

struct Table {
    explicit Table(bool proof = false) : room(rules(proof), peers, places, sent, "alice", {0}) {}

    static LanRules rules(bool proof)
    {
        LanRules rules;
        rules.id      = kOurs;
        rules.proof   = proof;
        rules.is_nick = is_short;
        return rules;
    }
    // All that it does at this time, one after the other.
    Text at(int64_t now)
    {
        came.clear();
        for (;;) {
            LanRoom::Action action = room.next({now});
            if (action.kind == LanRoom::Action::Kind::wait) return came.text();
            if (!came.text().empty()) came.say("; ");
            tell(action);
            if (action.kind == LanRoom::Action::Kind::done) return came.text();
        }
    }
    Text hear(const Parcel &parcel, int64_t now)
    {
        uint8_t memory[kLongestDatagram];
        room.heard(Bytes(memory).first(put_parcel(memory, parcel)), {now});
        return at(now);
    }
    void tell(const LanRoom::Action &action)
    {
        using Kind = LanRoom::Action::Kind;
        if (action.peer) came.say(action.peer->nick(), ' ');
        switch (action.kind) {
        case Kind::wait: return;
        case Kind::send: say_parcel(came, action.bytes); return;
        case Kind::joined: came.say("joined"); return;
        case Kind::line: came.say("says ", text_of(action.bytes)); return;
        case Kind::renamed: came.say("was ", text_of(action.bytes)); return;
        case Kind::lost: came.say("lost ", action.range.first, '-', action.range.last); return;
        case Kind::left: came.say("left"); return;
        case Kind::timed_out: came.say("timed out"); return;
        case Kind::named: came.say("named ", room.nick()); return;
        case Kind::done: came.say("done"); return;
        }
    }

    Peer           peers[4];
    HeldLine       places[4];
    uint8_t        memory[256];
    Backlog::Entry entries[8];
    Backlog        sent{memory, entries};
    LanRoom        room;
    Line           came;
};

// Of somebody who came after us, unless his age says otherwise.
Parcel talk(uint32_t counter, uint32_t number, Text text, Text nick = "bob", uint64_t id = kBob, uint32_t age = 0)
{
    return {.type = ParcelType::talk, .who = id, .counter = counter, .number = number, .oldest = 1, .age = age,
            .nick = nick, .rest = bytes_of(text)};
}
Parcel announce(uint32_t counter, uint32_t newest, Text nick = "bob", uint64_t id = kBob, uint32_t age = 0)
{
    return {.type = ParcelType::announce, .who = id, .counter = counter, .number = newest, .oldest = 1, .age = age,
            .nick = nick};
}
Parcel seek(uint64_t of, uint32_t counter, Bytes ranges)
{
    return {.type = ParcelType::seek, .who = kBob, .nonce = of, .counter = counter, .rest = ranges};
}

bool is(Text came, Text expected)
{
    if (came == expected) return true;
    CHECK(Line().say("came: ", came).text(), false);
    return false;
}

// After the first announcement, and a peer's.
struct Pair : Table {
    Pair()
    {
        at(200);
        hear(announce(1, 0), 200);
        at(400);
    }
};
}

TEST("lan room: is announced at the start, soon after a line, and every 15 to 25 s")
{
    Table   table;
    int64_t first = table.room.due().at.count;
    CHECK("20 to 120 ms", first >= 20 && first <= 120 && is(table.at(first - 1), ""));
    CHECK("the first", is(table.at(first), "ANNOUNCE who=100 counter=1 oldest=1 nick=alice"));
    int64_t second = table.room.due().at.count - first;
    CHECK("15 to 25 s", second >= 15000 && second <= 25000);
    CHECK("said", table.room.say("hi"));
    CHECK("at once", is(table.at(1000), "TALK who=100 counter=2 number=1 oldest=1 age=1 nick=alice 'hi'"));
    CHECK("0.5 s later", is(table.at(1499), "") && is(table.at(1500),
                            "ANNOUNCE who=100 counter=3 number=1 oldest=1 age=1 nick=alice"));
}

TEST("lan room: what others say, in order and once")
{
    Pair       pair;
    RestWriter ranges;
    CHECK("a line", is(pair.hear(talk(2, 1, "one"), 500), "bob says one"));
    CHECK("by another network", is(pair.hear(talk(2, 1, "one"), 500), ""));
    CHECK("a repair for others", is(pair.hear(talk(3, 1, "one"), 500), ""));
    CHECK("too soon", is(pair.hear(talk(4, 3, "three"), 1000), ""));
    CHECK("wanted 20 to 120 ms later", is(pair.at(1019), "") && is(pair.at(1120),
                                          "SEEK who=100 nonce=200 counter=3 2-2"));
    CHECK("repaired", is(pair.hear(talk(5, 2, "two"), 1150), "bob says two; bob says three"));
    CHECK("named with a line", is(pair.hear(talk(6, 4, "four", "rob"), 1200), "rob was bob; rob says four"));
    CHECK("an old name does not come back", is(pair.hear(announce(7, 3, "bob"), 1300), ""));
    CHECK("nor from before", is(pair.hear(talk(1, 5, "five"), 1300), ""));
    CHECK("a change of nick", is(pair.hear(talk(8, 5, "", "bob"), 1400), "bob was rob"));
    CHECK("one that was lost, told by the next announcement", is(pair.hear(announce(9, 5, "Rob"), 1500),
                                                                 "Rob was bob"));
    CHECK("our own", is(pair.hear(talk(9, 9, "mine", "alice", kOurs), 1500), ""));
    CHECK("a nick that is none", is(pair.hear(talk(9, 1, "x", "01234567890123456789", 9), 1500), ""));
    CHECK("a server's words", is(pair.hear({.type = ParcelType::gone, .who = kBob}, 1500), ""));
}

TEST("lan room: a newcomer hears what is said from then on, and all of those who came after him")
{
    Table table;
    table.at(200);
    CHECK("one who was there before", is(table.hear(talk(90, 7, "seven", "old", 300, 60), 200),
                                         "old joined; old says seven"));
    CHECK("one who was, and is silent", is(table.hear(announce(90, 7, "mute", 301, 60), 200), "mute joined"));
    CHECK("one who came later", is(table.hear(talk(2, 2, "two", "new", 302), 200), "new joined"));
    Text came = table.at(320);
    CHECK("is asked for the first", starts_with(came, "SEEK who=100 nonce=302 counter=2 1-1"));
}

TEST("lan room: others ask, and somebody else's question will do for ours")
{
    Pair       pair;
    RestWriter ranges;
    pair.hear(announce(1, 0, "carol", 300), 500);
    pair.at(700);
    pair.hear(talk(2, 2, "two", "carol", 300), 1000);
    ranges.add(Range{1, 1});
    CHECK("bob asks", is(pair.hear(seek(300, 2, ranges.bytes()), 1010), ""));
    CHECK("we wait for the answer", is(pair.at(1209), ""));
    CHECK("not for ever", is(pair.at(1210), "SEEK who=100 nonce=300 counter=4 1-1"));
}

TEST("lan room: a line is repaired, but not twice within a tenth of a second")
{
    Pair       pair;
    RestWriter ranges, unknown;
    pair.room.say("one"), pair.room.say("two");
    pair.at(1000);
    pair.at(1500);
    ranges.add(Range{1, 9});
    CHECK("the first", is(pair.hear(seek(kOurs, 2, ranges.bytes()), 2000),
                          "TALK who=100 counter=6 number=1 oldest=1 age=2 nick=alice 'one'"));
    CHECK("due", pair.room.due().at == Millis{2010});
    CHECK("the second, 10 ms later", is(pair.at(2009), "") && is(pair.at(2010),
                                        "TALK who=100 counter=7 number=2 oldest=1 age=2 nick=alice 'two'"));
    CHECK("not again", is(pair.hear(seek(kOurs, 3, ranges.bytes()), 2090), ""));
    CHECK("later", is(pair.hear(seek(kOurs, 4, ranges.bytes()), 2300),
                      "TALK who=100 counter=8 number=1 oldest=1 age=2 nick=alice 'one'"));
    unknown.add(Range{3, 9});
    CHECK("somebody else's", is(pair.hear(seek(kBob + 1, 5, ranges.bytes()), 3000),
                                "TALK who=100 counter=9 number=2 oldest=1 age=3 nick=alice 'two'"));
    pair.hear(seek(kOurs, 6, unknown.bytes()), 3100);
    CHECK("what was never said is not due", Millis{4000} < pair.room.due().at);
}

TEST("lan room: what cannot be had any more is lost")
{
    Pair   pair;
    Parcel late = talk(2, 9, "nine");
    late.oldest = 6;
    CHECK("at once", is(pair.hear(late, 500), "bob lost 1-5"));
    int seeks = 0;
    for (int64_t now = 600; now < 11700; now += 100) seeks += starts_with(pair.at(now), "SEEK");
    CHECK("asked for ten times", seeks == 10);
    CHECK("in vain", is(pair.at(12000), "bob lost 6-8; bob says nine"));
}

TEST("lan room: two of the same nick")
{
    Pair pair;
    CHECK("a higher id has to give way", is(pair.hear(announce(1, 0, "Alice", 300), 500), "Alice joined"));
    CHECK("and is told so", starts_with(pair.at(620), "ANNOUNCE who=100"));
    CHECK("a lower one may keep it", is(pair.hear(announce(1, 0, "alice", kLow), 1000),
                                        "alice joined; named alice-2; "
                                        "TALK who=100 counter=4 number=1 oldest=1 age=1 nick=alice-2"));
    CHECK("so may another", is(pair.hear(announce(1, 0, "ALICE-2", 51), 1100),
                               "ALICE-2 joined; named alice-3; "
                               "TALK who=100 counter=5 number=2 oldest=1 age=1 nick=alice-3"));
}

struct GivenWayRow {
    const char *name;
    const char *nick;
    const char *other;
};
static constexpr GivenWayRow kGivenWay[] = {
    {"short", "al", "al-2"},
    {"20 characters", "abcdefghijklmnopqrst", "abcdefghijklmnopqrst-2"},
    {"24 characters", "abcdefghijklmnopqrstuvwx", "abcdefghijklmnopqrst-2"},
    {"72 bytes", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀-2"},
};

TEST("lan room: a long nick is cut for its number, between characters")
{
    for (const GivenWayRow &row : kGivenWay) {
        LanRules rules = Table::rules(false);
        rules.is_nick  = nullptr;
        Table   table;
        LanRoom room(rules, table.peers, table.places, table.sent, row.nick, {0});
        uint8_t memory[kLongestDatagram];
        room.heard(Bytes(memory).first(put_parcel(memory, announce(1, 0, row.nick, kLow))), {100});
        while (room.next({100}).kind != LanRoom::Action::Kind::wait) {}
        CHECK(Line().say(row.name, ": ", room.nick()).text(), room.nick() == row.other);
    }
}

TEST("lan room: our own nick, of our choice")
{
    Pair pair;
    CHECK("taken", !pair.room.rename("BOB") && pair.room.nick() == "alice");
    CHECK("free", pair.room.rename("carol") && pair.room.nick() == "carol");
    CHECK("told", is(pair.at(500), "TALK who=100 counter=3 number=1 oldest=1 nick=carol"));
    char longest[kLongestNick];
    memset(longest, 'n', sizeof longest);
    CHECK("the longest", pair.room.rename({longest, sizeof longest}) && pair.room.rename("carol"));
    pair.at(500);
    for (int i = 0; i < 8; i++) CHECK("said", pair.room.say("x"));
    CHECK("more than goes out", !pair.room.say("x") && !pair.room.rename("dave") && pair.room.nick() == "carol");
}

TEST("lan room: who leaves, and who is only silent")
{
    Pair pair;
    pair.at(80199);
    CHECK("silent", is(pair.at(80200), "bob timed out"));
    CHECK("back again", is(pair.hear(talk(2, 1, "one"), 90000), "bob joined; bob says one"));
    CHECK("and hears of us", starts_with(pair.at(90120), "ANNOUNCE who=100"));
    Parcel leave = {.type = ParcelType::leave, .who = kBob, .counter = 3, .number = 2};
    CHECK("a line is missing", is(pair.hear(leave, 91000), ""));
    CHECK("and comes", is(pair.hear(talk(4, 2, "two"), 91010), "bob says two; bob left"));
    CHECK("nobody comes back from there", is(pair.hear(talk(5, 3, "three"), 91100), ""));

    pair.hear(announce(1, 0, "carol", 300), 91200);
    pair.at(91400);
    leave = {.type = ParcelType::leave, .who = 300, .counter = 2, .number = 1};
    CHECK("a line is missing", is(pair.hear(leave, 92000), ""));
    CHECK("is not waited for", starts_with(pair.at(93000), "carol lost 1-1; carol left"));
}

TEST("lan room: newcomers take the places of those who are gone, for longest first")
{
    Table table;
    table.at(200);
    for (uint32_t i = 0; i < 4; i++) table.hear(announce(1, 0, Text(&"wxyz"[i], 1), 201 + i), 1000 + 1000 * i);
    CHECK("no place", is(table.hear(announce(1, 0, "new", 300), 5000), ""));
    table.hear({.type = ParcelType::leave, .who = 203, .counter = 2}, 5000);
    table.at(81000);
    CHECK("who has left", starts_with(table.hear(announce(1, 0, "one", 301), 81000), "one joined"));
    CHECK("who is silent", starts_with(table.hear(announce(1, 0, "two", 302), 81000), "two joined"));
    table.at(82000);
    CHECK("the next of them", starts_with(table.hear(announce(1, 0, "three", 303), 82000), "three joined"));
}

TEST("lan room: saying nothing, or too much, traps")
{
    CHECK("nothing", traps([] { Table().room.say({}); }));
    CHECK("too much", traps([] {
        static char text[kLongestSaid + 1];
        Table().room.say({text, sizeof text});
    }));
}

TEST("lan room: we leave five times, and repair until then")
{
    Pair       pair;
    RestWriter ranges;
    pair.room.say("one");
    pair.at(1000);
    ranges.add(Range{1, 1});
    pair.room.leave({1000});
    CHECK("once", is(pair.at(1000), "LEAVE who=100 counter=4 number=1"));
    CHECK("a repair", is(pair.hear(seek(kOurs, 2, ranges.bytes()), 1100),
                         "TALK who=100 counter=5 number=1 oldest=1 age=1 nick=alice 'one'"));
    CHECK("twice", is(pair.at(1200), "LEAVE who=100 counter=6 number=1"));
    CHECK("three times", is(pair.at(1400), "LEAVE who=100 counter=7 number=1"));
    CHECK("and again", is(pair.at(1600), "ANNOUNCE who=100 counter=8 number=1 oldest=1 age=1 nick=alice; LEAVE who=100 counter=9 number=1"));
    CHECK("five times", is(pair.at(1800), "LEAVE who=100 counter=10 number=1"));
    CHECK("done", is(pair.at(2000), "done"));
}

TEST("lan room: with a key, one has to show that he is not a recording")
{
    Table table(true);
    table.at(200);
    CHECK("a line", is(table.hear(talk(1, 1, "one"), 300), ""));
    CHECK("he is asked, and hears of us", is(table.at(420),
                                             "SEEK who=100 nonce=200 counter=2; "
                                             "ANNOUNCE who=100 counter=3 oldest=1 nick=alice"));
    RestWriter ids, ours;
    ids.add(uint64_t(kOurs + 1));
    Parcel proof = announce(2, 1);
    proof.rest   = ids.bytes();
    CHECK("what he shows to others is nothing", is(table.hear(proof, 450), ""));
    ours.add(uint64_t(kOurs)), proof.rest = ours.bytes(), proof.counter = 3;
    CHECK("shown, so the line can be asked for", is(table.hear(proof, 451),
                                                    "bob joined; SEEK who=100 nonce=200 counter=4 1-1"));
    CHECK("and comes", is(table.hear(talk(4, 1, "one"), 460), "bob says one"));
    CHECK("he asks us", is(table.hear(seek(kOurs, 5, {}), 500), ""));
    CHECK("and is shown", is(table.at(620), "ANNOUNCE who=100 counter=5 oldest=1 nick=alice to=200"));
    CHECK("who never does", is(table.hear(talk(1, 1, "boo", "ghost", 666), 1000), ""));
    for (int64_t now = 1100; now < 13000; now += 100) table.at(now);
    size_t there = 0;
    for (const Peer &peer : table.room.peers()) there += peer.kind != Peer::Kind::nobody;
    CHECK("is forgotten", there == 1);
}
