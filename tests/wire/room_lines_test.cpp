// How members are sent what is for them, in pieces, and what becomes of those who are too slow.
#include "room_play.h"

TEST("room: however few bytes are taken at once, the same is sent")
{
    Line first;
    for (size_t step = 1; step < 200; step++) {
        RoomPlay play("steps");
        Line     heard;
        Room    &room = play.room();
        play.play("a+alice\nb+bob");
        size_t c = room.join({{0}});
        room.said(c, "/since 0123abcd 0", {{0}});
        room.said(play.member('a'), "/msg guest-3 you", {{0}});
        room.said(play.member('a'), "everybody", {{0}});
        drain(heard, room, c, step);
        if (step == 1) first.say(heard.text());
        CHECK("as by one", heard.text() == first.text());
    }
    CHECK("and it is", first.text() == "*** sixpack room 0123abcd: you are guest-3; /nick NAME changes that, /help tells more\n"
                                       "1 *** alice has joined\n2 *** bob has joined\n"
                                       "- [private] <alice> you\n3 <alice> everybody\n");
}

TEST("room: a count that has begun is told as it was begun")
{
    for (size_t taken = 1; taken < Text("- *** heard 9 0\n").size; taken++) {
        RoomPlay play("counts");
        play.play("a+alice\nb+bob\na: /since 0123abcd 2");
        Room  &room = play.room();
        size_t a    = play.member('a');
        char   scratch[2 * kLongestLine];
        Line   heard;
        for (int i = 0; i < 9; i++) room.said(a, "x", {{i * 1000}});
        Text begun = room.lines(a, scratch).first(taken);
        heard.say(begun);
        room.sent(a, taken);
        room.said(a, "/history 1", {{9000}});
        drain(heard, room, a, SIZE_MAX);
        CHECK(heard.text(), heard.text() == "- *** heard 9 0\n11 <alice> x\n- *** heard 10 0\n");
    }
}

static void say_many(Room &room, size_t member, int begin, int end)
{
    for (int i = begin; i < end; i++) {
        Line line;
        line.say("line ", i, " ........................................................................");
        room.said(member, line.text(), {{i * 500}});
    }
}

// One takes `taken` bytes, then nothing while the ring goes round; this is what it is sent first then.
struct SlowRow {
    const char *name;
    const char *before;
    size_t      taken;
    const char *sent;
};
static constexpr SlowRow kSlow[] = {
    {"who has missed lines is told how many", "", 0, "*** skipped 58 lines\n<alice> line 58 ..."},
    {"what it has been sent is not missed", "hello", 14, "*** skipped 58 lines\n<alice> line 58 ..."},
    {"a line it has been sent half of is ended", "hello", 10, "...\n*** skipped 59 lines\n<alice> line 58 ..."},
    {"of what was for it alone, too", "/msg bob hello", 10, "...\n*** skipped 59 lines\n<alice> line 58 ..."},
};
TEST("room: one who is too slow")
{
    for (const SlowRow &row : kSlow) {
        RoomPlay play(row.name, 0, 4096);
        play.play("a+alice\nb+bob");
        Room  &room = play.room();
        size_t a = play.member('a'), b = play.member('b');
        char   scratch[2 * kLongestLine];
        room.said(a, row.before, {{0}});
        room.lines(b, scratch);
        room.sent(b, row.taken);
        say_many(room, a, 0, 100);
        Line said;
        Text lines = room.lines(b, scratch);
        said.say(row.name, ": ", Text(lines.first(smaller<size_t>(lines.size, 70))));
        CHECK(said.text(), starts_with(lines, row.sent));
    }
}

TEST("room: the notice of what one has missed is not changed while it is sent")
{
    RoomPlay play("notice", 0, 4096);
    play.play("a+alice\nb+bob");
    Room  &room = play.room();
    size_t a = play.member('a'), b = play.member('b');
    char   scratch[kLongestLine];
    Line   heard;
    say_many(room, a, 0, 100);
    heard.say(Text(room.lines(b, scratch).first(14)));
    room.sent(b, 14);
    say_many(room, a, 100, 150);
    drain(heard, room, b, SIZE_MAX);
    Text wanted = "*** skipped 58 lines\n*** skipped 53 lines\n<alice> line 111 ...";
    CHECK(heard.text(), starts_with(heard.text(), wanted));
}

TEST("room: two are asked for, and one is sent")
{
    RoomPlay play("two");
    play.play("a+alice\nb+bob\nc+carol");
    Room  &room = play.room();
    size_t b = play.member('b'), c = play.member('c');
    char   scratch[2 * kLongestLine];
    room.said(play.member('a'), "hello", {{0}});
    Text lines = room.lines(b, scratch);
    room.lines(c, scratch);
    room.sent(b, lines.size);
    CHECK("who has it all", !room.has_lines(b));
    room.said(b, "hi", {{0}});
    lines = room.lines(c, scratch);
    CHECK(lines, lines == "<alice> hello\n<bob> hi\n");
}

TEST("room: lines begin with numbers behind the one under way")
{
    RoomPlay play("numbers");
    play.play("a+alice\nb+bob");
    Room  &room = play.room();
    size_t b    = play.member('b');
    char   scratch[kLongestLine];
    room.said(play.member('a'), "hello", {{0}});
    room.lines(b, scratch);
    room.sent(b, 10);
    room.said(b, "/since 0123abcd 2", {{0}});
    Line heard;
    drain(heard, room, b, SIZE_MAX);
    CHECK("which is ended, and comes again", heard.text() == "...\n3 <alice> hello\n");
}

TEST("room: a count goes on though the ring has gone round")
{
    RoomPlay play("counts", 0, 4096);
    play.play("a+alice\nb+bob\na: /since 0123abcd 2");
    Room  &room = play.room();
    size_t a    = play.member('a');
    char   scratch[2 * kLongestLine];
    room.said(a, "one", {{0}});
    room.sent(a, room.lines(a, scratch).first(9).size);
    say_many(room, play.member('b'), 0, 100);
    Text rest = room.lines(a, scratch);
    CHECK(rest, starts_with(rest, "rd 1 0\n- *** skipped "));
    say_many(room, play.member('b'), 100, 200);
    room.said(a, "/history 2", {{0}});
    rest = room.lines(a, scratch);
    CHECK("and it is asked for anew", starts_with(rest, "rd 1 0\n- *** skipped "));
}

TEST("room: numbers that are not there any more")
{
    RoomPlay play("numbers", 0, 4096);
    play.play("a+alice");
    Room &room = play.room();
    say_many(room, play.member('a'), 0, 100);
    size_t b = room.join({{0}});
    room.said(b, "/since 0123abcd 40", {{0}});
    char scratch[2 * kLongestLine];
    Text lines = room.lines(b, scratch);
    lines      = lines.after(position(lines, '\n') + 1);
    CHECK(lines, starts_with(lines, "- *** skipped 19 lines\n60 <alice> line 58 ..."));
}

// A newcomer that takes half of the welcome, and another that takes half of a notice; then the ring goes
// round, and both ask for what is there.
TEST("room: one who is too slow goes back")
{
    RoomPlay play("back", 0, 4096);
    play.play("a+alice\nb+bob");
    Room  &room = play.room();
    size_t a = play.member('a'), b = play.member('b'), c = room.join({{0}});
    char   scratch[2 * kLongestLine];
    Line   rest_of_welcome, of_notice;
    rest_of_welcome.say(Text(room.lines(c, scratch).after(10)));
    room.sent(c, 10);
    say_many(room, a, 0, 100);
    room.lines(b, scratch);
    room.sent(b, 10);
    say_many(room, a, 100, 200);

    room.said(c, "/history 1", {{0}});
    Text lines = room.lines(c, scratch);
    CHECK(lines, starts_with(lines, rest_of_welcome.text()));
    lines = lines.after(rest_of_welcome.text().size);
    CHECK(lines, starts_with(lines, "*** skipped 161 lines\n<alice> line 161 ..."));

    room.said(b, "/since 0123abcd 199", {{0}});
    lines = room.lines(b, scratch);
    CHECK(lines, starts_with(lines, "...\n- *** skipped 161 lines\n164 <alice> line 161 ..."));
}
