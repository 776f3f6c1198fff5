// A server, and people with nc.
#include "udp_room.h"

struct ChallengeRow {
    size_t      size;    // of what he sends
    const char *before;  // and behind, his number
    const char *behind;
};
static constexpr ChallengeRow kChallenges[] = {
    {2, "", ""}, {3, "", "\n"}, {4, "say ", "\n"}, {7, "say ", "\n"}, {8, "*** say ", " to join\n"},
    {500, "*** say ", " to join\n"},
};

TEST("udp server: people with nc say their number, which costs no more than three times what they said")
{
    UdpRoom    room;
    char    number[7];
    uint8_t words[500];
    memset(words, 'x', sizeof words);
    room.digits("n1", number);
    for (const ChallengeRow &row : kChallenges) {
        Line expected;
        expected.say("to n1: PLAIN '", row.before, number, row.behind, "'");
        CHECK(Line().say(row.size).text(), is(room.hear("n1", Bytes(words).first(row.size), 0), expected.text()));
        CHECK("three times", expected.text().size - 15 <= 3 * row.size);
    }
    CHECK("a single byte is worth nothing", is(room.hear("n1", bytes_of("x"), 0),
                                               "") && is(room.hear("n1", Bytes{}, 0), ""));
    CHECK("nobody is there", room.server.size() == 0);

    Line said;
    said.say(number, "\r\n");
    CHECK("his number", is(room.hear("n1", bytes_of(said.text()), 0), "joined 0/1 ''"));
    CHECK("a line", is(room.hear("n1", bytes_of("hi\n"), 0), "said 0/1 'hi'"));
    CHECK("an empty one", is(room.hear("n1", bytes_of("\n"), 0), ""));
    room.server.deliver({}, "<bob> hi");
    CHECK("hears", is(room.wait(0), "to n1: PLAIN '<bob> hi\n'"));
    CHECK("is silent", is(room.wait(299999), ""));
    CHECK("five minutes", is(room.wait(301000), "to n1: PLAIN '*** say something to stay\n'"));
    CHECK("once", is(room.wait(350000), ""));
    CHECK("a word", is(room.hear("n1", bytes_of("still here\n"), 350000), "said 0/1 'still here'"));
    CHECK("is silent again", is(room.wait(651000), "to n1: PLAIN '*** say something to stay\n'"));
    CHECK("and gone", is(room.wait(711000), "lost 0/1"));
}

TEST("udp server: where it is open to all, the first line joins")
{
    UdpRoom room(0, true, 1);
    CHECK("joins", is(room.hear("n1", bytes_of("hi"), 0), "joined 0/1 '' again"));
    CHECK("and is heard", is(room.hear("n1", bytes_of("hi"), 0), "said 0/1 'hi'"));
    CHECK("but not for ever", is(room.hear("m1", bytes_of("hi"), 0), "to m1: PLAIN '*** the room is full\n'"));
}
