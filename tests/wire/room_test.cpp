// Coming, going and pausing. What members say: room_commands_test.cpp; how they are sent it: room_lines_test.cpp.
#include "room_play.h"
#include "trap.h"

// Beside a ChatLineReader for each, 10,000 are to fit into 16 MB.
static_assert(sizeof(Member) <= 192);

static constexpr RoomScript kComing[] = {
    {"a newcomer is announced after a second", "a+alice\n@500\nb+\n@1499\n@1500\na< *** guest-2 has joined"},
    {"or with the first thing it says", "a+alice\nb+\nb: hi\na< *** guest-2 has joined\na< <guest-2> hi\n@9999"},
    {"or does", "a+alice\nb+\nb: /me waves\na< *** guest-2 has joined\na< * guest-2 waves"},
    {"under the nick it takes first", "a+alice\nb+\nb: /nick bob\na< *** bob has joined\nb< *** you are bob\n@9999"},
    {"a nick that it may not have announces nobody", "a+alice\nb+\nb: /nick alice\n@999\n@1000\na< *** guest-2 has joined\n"
     "b< *** alice is taken"},
    {"until then it is sent nothing", "a+alice\nb+\na: one\n@999\n@1000\na< *** guest-2 has joined\nb< <alice> one"},
    {"one gone before was never there", "a+alice\nb+\nb-lost\n@9999"},
    {"nor one that quits", "a+alice\nb+\nb: exit\nb.\n@9999"},
    {"what it asks is answered", "a+alice\nb+\nb: /who\nb: exit\na< *** guest-2 has joined\na< *** guest-2 has left: quit\n"
     "b< *** 2 here: alice, guest-2\nb."},
    {"two at different times", "a+\n%1000\n@500\nb+\n%1000\n@1000\n%1500\n@1499\n@1500\nb< *** guest-1 has joined\na< *** guest-2 has joined"},
    {"a guest's number is its place", "a+\nb+\nb-lost\nc+\nc: hi\n@1000\n"
     "a< *** guest-2 has joined\na< <guest-2> hi\nc< *** guest-1 has joined"},
    {"whatever nick was there before", "a+alice\nb+\nb: hi\na< *** guest-2 has joined\na< <guest-2> hi"},
};
TEST("room: coming") { play_all(kComing); }

TEST("room: the welcome")
{
    RoomPlay play("the welcome");
    Room    &room = play.room();
    size_t   member = room.join({{0}});
    char     scratch[kLongestLine];
    CHECK("is the first line", room.has_lines(member) && room.lines(member, scratch) ==
          "*** sixpack room 0123abcd: you are guest-1; /nick NAME changes that, /help tells more\n");
}

TEST("room: as many as there are places")
{
    RoomPlay play("places");
    play.play("a+\nb+\nc+\nd+");
    CHECK("and no more", play.room().join({{0}}) == Room::kNobody);
    play.play("b-lost");
    CHECK("but for one that has gone", play.room().join({{0}}) == 1);
}

static constexpr RoomScript kGoing[] = {
    {"a word of its own", "a+alice\nb+bob\nb: /quit\na< *** bob has left: quit\nb."},
    {"with more words", "a+alice\nb+bob\nb: /quit gone  fishing \na< *** bob has left: quit: gone  fishing\nb."},
    {"exit", "a+alice\nb+bob\nb: exit\na< *** bob has left: quit\nb."},
    {"q", "a+alice\nb+bob\nb: q\na< *** bob has left: quit\nb."},
    {"not as a part of more", "a+alice\nb+bob\nb: exit now\na< <bob> exit now\nb: qq\na< <bob> qq"},
    {"a connection that was closed", "a+alice\nb+bob\nb-quit\na< *** bob has left: quit"},
    {"or was lost", "a+alice\nb+bob\nb-lost\na< *** bob has left: lost"},
    {"or was too slow", "a+alice\nb+bob\nb-slow\na< *** bob has left: too slow"},
    {"or silent for too long", "a+alice\nb+bob\nb-timed\na< *** bob has left: timed out"},
    {"who has left is not heard any more", "a+alice\nb+bob\nb: q\na< *** bob has left: quit\nb?no\nb: hi\nb^\nb."},
    {"nor sent what comes then", "a+alice\nb+bob\na: one\nb: q\na< *** bob has left: quit\na: two\na: /msg bob three\n"
     "a< *** nobody here is bob\nb< <alice> one\nb."},
    {"and is told of once", "a+alice\nb+bob\nb: q\na< *** bob has left: quit\nb-lost"},
    {"the server ends", "a+alice\nb+bob\nc+\na: one\n=\na< *** the server ends\nb< <alice> one\nb< *** the server ends\n"
     "c< <alice> one\nc< *** the server ends\na?no\na.\nb.\nc."},
};
TEST("room: going") { play_all(kGoing); }

static constexpr RoomScript kShown[] = {
    {"to a person who has just come", "a+alice\na: one\na: two\na: three\nb+\n@1000\na< *** guest-2 has joined\n"
     "b< <alice> two\nb< <alice> three", 2},
    {"what was said meanwhile is a part of that", "a+alice\na: one\na: two\nb+\na: three\n@1000\n"
     "a< *** guest-2 has joined\nb< <alice> two\nb< <alice> three", 2},
    {"and comes all, even if it is more", "a+alice\na: one\nb+\na: two\na: three\n@1000\n"
     "a< *** guest-2 has joined\nb< <alice> two\nb< <alice> three", 1},
    {"all there is", "a+alice\na: one\nb+\n@1000\na< *** guest-2 has joined\nb< *** alice has joined\nb< <alice> one", 20},
    {"not to a pipe, which speaks at once", "a+alice\na: one\nb+\nb: hi\na< *** guest-2 has joined\na< <guest-2> hi\n@1000", 20},
    {"not to a program, which names itself", "a+alice\na: one\nb+\nb: /nick bob\na< *** bob has joined\nb< *** you are bob\n@1000", 20},
};
TEST("room: history, as it is shown") { play_all(kShown); }

static constexpr RoomScript kTimes[] = {
    {"what is said", "a+alice\nb+bob\nb: /time\n#12:34\na: hi\nb< 12:34 <alice> hi\na: /me waves\nb< 12:34 * alice waves"},
    {"privately", "a+alice\nb+bob\nb: /time\n#12:34\na: /msg bob hi\nb< 12:34 [private] <alice> hi"},
    {"what happens", "a+alice\na: /time\nb+\nb: /time\n#12:34\n@1000\na< 12:34 *** guest-2 has joined\nb: /nick bob\n"
     "a< 12:34 *** guest-2 is now bob\nb< 12:34 *** guest-2 is now bob\nb: q\na< 12:34 *** bob has left: quit\nb.\n"
     "=\na< 12:34 *** the server ends\na."},
    {"not to those who have not asked for it", "a+alice\nb+bob\n#12:34\na: 12:00 is noon\nb< <alice> 12:00 is noon"},
    {"and not answers", "#12:34\na+alice\na: /who\na< *** 1 here: alice\na: /nick\na< *** you are alice"},
    {"behind its number", "a+alice\nb+bob\nb: /since 0123abcd\nb: /time\n#12:34\na: hi\nb< - *** heard 1 0\nb< 3 12:34 <alice> hi"},
};
TEST("room: times") { play_all(kTimes); }

static constexpr RoomScript kFloods[] = {
    {"ten lines are let through", "a+\n@1000\na: 1\na: 2\na: 3\na: 4\na: 5\na: 6\na: 7\na: 8\na: 9\na?"},
    {"the tenth is the last for now", "a+\n@1000\na: 1\na: 2\na: 3\na: 4\na: 5\na: 6\na: 7\na: 8\na: 9\na: 10\na?no\n"
     "a< *** slow down: 3 s\n%4000\n@3999\na?no\n@4000\na?"},
    {"then six", "a+\n@1000\na: 1\na: 2\na: 3\na: 4\na: 5\na: 6\na: 7\na: 8\na: 9\na: 10\na< *** slow down: 3 s\n"
     "@4000\na: 11\na: 12\na: 13\na: 14\na: 15\na?\na: 16\na?no\na< *** slow down: 3 s"},
    {"as many after five seconds", "a+\n@1000\na: 1\na: 2\na: 3\na: 4\na: 5\na: 6\na: 7\na: 8\na: 9\n"
     "@6000\na: 1\na: 2\na: 3\na: 4\na: 5\na: 6\na: 7\na: 8\na: 9\na?"},
    {"no more after a long time", "a+\n@99000\na: 1\na: 2\na: 3\na: 4\na: 5\na: 6\na: 7\na: 8\na: 9\na: 10\na?no\n"
     "a< *** slow down: 3 s"},
    {"two a second for ever", "a+\n@1000\na: 1\na: 2\n@2000\na: 3\na: 4\n@3000\na: 5\na: 6\n@4000\na: 7\na: 8\n"
     "@5000\na: 9\na: 10\n@6000\na: 11\na: 12\na?"},
    {"commands count", "a+alice\na: /who\na: /who\na: /who\na: /who\na: /who\na: /who\na: /who\na: /who\na?\na: q\n"
     "a< *** 1 here: alice\na< *** 1 here: alice\na< *** 1 here: alice\na< *** 1 here: alice\n"
     "a< *** 1 here: alice\na< *** 1 here: alice\na< *** 1 here: alice\na< *** 1 here: alice\na< *** slow down: 3 s\na."},
    {"so do lines that are too long", "a+\na^\na^\na^\na^\na^\na^\na^\na^\na^\na?\na^\na?no\n@1000\n"
     "a< *** that line is too long (1000 bytes)\na< *** that line is too long (1000 bytes)\n"
     "a< *** that line is too long (1000 bytes)\na< *** that line is too long (1000 bytes)\n"
     "a< *** that line is too long (1000 bytes)\na< *** that line is too long (1000 bytes)\n"
     "a< *** that line is too long (1000 bytes)\na< *** that line is too long (1000 bytes)\n"
     "a< *** that line is too long (1000 bytes)\na< *** slow down: 3 s\na< *** that line is too long (1000 bytes)"},
    {"empty ones do not", "a+\na: \na: \na: \na: \na: \na: \na: \na: \na: \na: \na: \na?\n@1000"},
};
TEST("room: ten lines, and one more each half second") { play_all(kFloods); }

TEST("room: who sits at the server")
{
    RoomPlay play("the server");
    Room    &room = play.room();
    size_t   host = room.host("server");
    CHECK("takes the last place", host == 3 && room.nick(host) == "server");
    CHECK("is not welcomed", !room.has_lines(host));
    play.play("a+alice\na: /who\na< *** 2 here: alice, server");
    Line heard;
    drain(heard, room, host, SIZE_MAX);
    CHECK("is told of the others", heard.text() == "*** alice has joined\n");
    room.said(host, "hi", {{0}});
    play.play("a< <server> hi");
}

// Rooms of more than a script has letters for.
static size_t crowd(Room &room, Span<Member> places, Millis now)
{
    char scratch[kLongestLine];
    for (size_t i = 0; i < places.size; i++) {
        size_t member = room.join({now});
        room.sent(member, room.lines(member, scratch).size);
    }
    return places.size;
}

struct CrowdRow {
    const char *name;
    size_t      newcomers;
    const char *heard;  // by the last of them
};
static constexpr CrowdRow kCrowds[] = {
    {"eight newcomers at once have names", 8,
     "*** guest-1 has joined\n*** guest-2 has joined\n*** guest-3 has joined\n*** guest-4 has joined\n"
     "*** guest-5 has joined\n*** guest-6 has joined\n*** guest-7 has joined\n"},
    {"more are a number", 9, "*** 9 have joined\n"},
};
TEST("room: many newcomers at once")
{
    static uint8_t memory[4096];
    for (const CrowdRow &row : kCrowds) {
        Member places[9] = {};
        Ring   ring{Space(memory)};
        Room   room(ring, Span<Member>(places).first(row.newcomers), {1, 0});
        crowd(room, Span<Member>(places).first(row.newcomers), {0});
        room.turn({kIntroduction});
        Line heard;
        drain(heard, room, row.newcomers - 1, SIZE_MAX);
        CHECK(row.name, heard.text() == row.heard);
    }
}

TEST("room: who is here, as far as a line goes")
{
    static uint8_t memory[8192];
    static Member  places[200];
    Ring           ring{Space(memory)};
    Room           room(ring, places, {1, 0});
    crowd(room, places, {0});
    room.turn({kIntroduction});
    char memory_of_line[kLongestLine];
    room.sent(0, room.lines(0, memory_of_line).size);
    room.said(0, "/who", {{2000}});
    Text end = " and 101 more\n", line = room.lines(0, memory_of_line);
    CHECK(line, starts_with(line, "*** 200 here: guest-1, guest-2, "));
    CHECK(line, line.size <= kLongestText + end.size && starts_with(line.after(line.size - end.size), end));
}

TEST("room: bugs of the caller trap")
{
    CHECK("a ring too small for a line", traps([] {
        uint8_t memory[2048];
        Member  places[1] = {};
        Ring    ring{Space(memory)};
        Room    room(ring, places, {});
    }));
    CHECK("more sent than there was", traps([] {
        RoomPlay play("sent");
        play.play("a+alice");
        play.room().sent(play.member('a'), 1);
    }));
    CHECK("no room for a line", traps([] {
        RoomPlay play("space");
        char     scratch[kLongestLine - 1];
        play.play("a+alice");
        play.room().lines(play.member('a'), scratch);
    }));
    CHECK("a host who comes late", traps([] {
        RoomPlay play("host");
        play.play("a+alice");
        play.room().host("server");
    }));
    CHECK("a host with no nick", traps([] { RoomPlay("host").room().host(""); }));
}
