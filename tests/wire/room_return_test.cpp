// Our client comes back: a Guest and a Room talk to each other, and the connection between them dies.
#include "wire/guest.h"

#include "check.h"
#include "words/ascii.h"

static constexpr uint8_t kSecret[16] = {1, 2, 3};

// A script, a line a step. Alice has a client of ours, bob and carol have netcats:
//
//     a+        alice's client makes a connection
//     a!        that dies without a word: what the room sends there is lost, and it thinks she is here
//     a-        the room hears that the one before has been lost
//     a= no     her old connection is not one to be closed at once; yes: it is, and is
//     a< LINE   her client shows LINE next
//     b+bob     bob comes
//     b: TEXT   he, or her client, says it
//     b< LINE   he is sent LINE next
//     @1000     the time in ms
//
// In the end nobody is sent anything that the script does not have.
namespace {
class ReturnPlay {
public:
    ReturnPlay(Text name, Text nick, bool asks) : name_(name), guest_(nick, asks, false) {}

    void play(Text script)
    {
        while (!script.empty()) {
            Text line = script.first(position(script, '\n'));
            script    = script.after(smaller(line.size + 1, script.size));
            step(line);
        }
        check_next('a', "", "in the end");
        check_next('b', "", "in the end");
        check_next('c', "", "in the end");
    }

private:
    size_t &member(char who) { return members_[size_t(who - 'a')]; }

    void step(Text line)
    {
        char who  = line[0];
        Text rest = line.after(smaller<size_t>(3, line.size));
        if (who == '@') return pass_time(line.after(1));
        switch (line[1]) {
        case '+': return who == 'a' ? arrive() : join(who, line.after(2));
        case '!': drop(); return;
        case '-': return room_.left(old_, Parting::lost, {now_});
        case '=': return check_replaced(rest);
        case ':': return room_.said(member(who), rest, {now_});
        case '<': return check_next(who, rest, line);
        }
        __builtin_trap();
    }
    void pass_time(Text digits)
    {
        uint64_t number;
        if (!parse_decimal(number, digits)) __builtin_trap();
        now_ = {int64_t(number)};
        room_.turn({now_});
    }
    void join(char who, Text nick)
    {
        Line line;
        member(who) = room_.join({now_});
        room_.said(member(who), line.say("/nick ", nick).text(), {now_});
        next_line(who), next_line(who);
    }
    void arrive()
    {
        member('a') = room_.join({now_});
        guest_.arrive();
        Text shown;
        hear_line(shown);
    }
    void drop()
    {
        while (!next_line('a').empty()) continue;
        old_ = member('a');
        member('a') = Room::kNobody;
    }
    void check_replaced(Text wanted)
    {
        bool replaced = room_.is_replaced(old_);
        must(replaced == (wanted == "yes") && !(replaced && room_.has_lines(old_)), "is replaced");
        if (replaced) room_.left(old_, Parting::lost, {now_});
    }
    Text next_line(char who)
    {
        size_t number = member(who);
        if (number == Room::kNobody || !room_.has_lines(number)) return {};
        Text lines = room_.lines(number, scratch_);
        Text line  = lines.first(position(lines, '\n'));
        if (!line.empty()) room_.sent(number, line.size + 1);
        return line;
    }
    // One line, which her client may answer.
    bool hear_line(Text &shown)
    {
        char   letters[256];
        Writer answer{Span<char>(letters)};
        Text   line = next_line('a');
        if (line.empty()) return false;
        shown = guest_.hear(line, answer);
        for (Text rest = answer.text(); !rest.empty();) {
            Text said = rest.first(position(rest, '\n'));
            room_.said(member('a'), said, {now_});
            rest = rest.after(said.size + 1);
        }
        return true;
    }
    Text hear()
    {
        Text shown;
        while (!shown.data && hear_line(shown)) continue;
        return shown;
    }
    void check_next(char who, Text expected, Text step)
    {
        Text line = who == 'a' ? hear() : next_line(who);
        Line said;
        must(line == expected, said.say(step, " but it is ", line).text());
    }
    void must(bool holds, Text what)
    {
        Line said;
        CHECK(said.say(name_, ": ", what).text(), holds);
    }

    Text    name_;
    Millis  now_ = {0};
    Guest   guest_;
    size_t  members_[3] = {Room::kNobody, Room::kNobody, Room::kNobody};
    size_t  old_        = Room::kNobody;
    Member  places_[4]  = {};
    uint8_t memory_[4096];
    char    scratch_[2 * kLongestLine];
    Ring    ring_{Space(memory_)};
    Room    room_{ring_, places_, {.epoch = 0x0123abcd, .history = 20, .secret = kSecret}};
};

struct ReturnScript {
    const char *name;
    const char *script;
    const char *nick = "alice";
    bool        asks = false;
};
}

static constexpr ReturnScript kReturns[] = {
    {"to a room that has not noticed: nothing has happened",
     "b+bob\na+\nb< *** alice has joined\nb: one\na< <bob> one\na!\nb: two\na+\na= yes\na< <bob> two\n"
     "a: here I am\nb< <alice> here I am"},
    {"what was lost on the way is sent again, and what she has heard is not",
     "b+bob\na+\nb< *** alice has joined\nb: one\na< <bob> one\nb: two\nb: three\na< <bob> two\na!\na+\na= yes\na< <bob> three"},
    {"so is what was for her alone",
     "b+bob\na+\nb< *** alice has joined\nb: /msg alice one\nb: /msg alice two\na< [private] <bob> one\na!\n"
     "b: three\nb: /msg alice four\na+\na= yes\na< [private] <bob> two\na< <bob> three\na< [private] <bob> four"},
    {"and after what she has said herself",
     "b+bob\na+\nb< *** alice has joined\na: hi\nb< <alice> hi\nb: /msg alice one\na< [private] <bob> one\na: ho\nb< <alice> ho\n"
     "b: /msg alice two\nb: three\na!\na+\na= yes\na< [private] <bob> two\na< <bob> three"},
    {"twice", "b+bob\na+\nb< *** alice has joined\nb: /msg alice one\na< [private] <bob> one\na!\nb: two\na+\na= yes\na!\n"
     "b: /msg alice three\na+\na= yes\na< <bob> two\na< [private] <bob> three\na!\na+\na= yes"},
    {"to whom nothing has been said yet", "b+bob\nb: early\na+\nb< *** alice has joined\na<\na!\nb: late\na+\na= yes\na< <bob> late"},
    {"under the nick that she has taken since", "b+bob\na+\nb< *** alice has joined\na: /nick al\nb< *** alice is now al\n"
     "a< *** alice is now al\na!\na+\na= yes\na: hi\nb< <al> hi"},
    {"as a guest, whose number nobody else gets meanwhile",
     "b+bob\na+\n@1000\nb< *** guest-2 has joined\na<\na!\na+\na= yes\nc+carol\nb< *** carol has joined\na< *** carol has joined\n"
     "c: /nick guest-2\nc< *** guest-2 is taken\na: hi\nb< <guest-2> hi\nc< <guest-2> hi", ""},
    {"before anybody knew of her", "b+bob\na+\na<\na!\na+\na= yes\na: hi\nb< *** guest-2 has joined\nb< <guest-2> hi", ""},
    {"when that has taken a while", "b+bob\na+\n@500\nb< *** alice has joined\nb: one\na< <bob> one\na!\nb: two\n@9000\na+\na= yes\n"
     "@99000\na< <bob> two"},
    {"to a room that has noticed: she has left and joins",
     "b+bob\na+\nb< *** alice has joined\na<\na!\nb: one\na-\nb< *** alice has left: lost\nb: two\na+\na= no\nb< *** alice has joined\n"
     "a< <bob> one\na< *** alice has left: lost\na< <bob> two"},
    {"before she was told how: as for the first time", "b+bob\na+\nb< *** alice has joined\na!\nb: one\na+\na= no\n"
     "b: two\na< *** alice is taken\na< <bob> two\n@1000\nb< *** guest-3 has joined"},
    {"where another has her nick now: her lines are hers still",
     "b+bob\na+\nb< *** alice has joined\na<\na!\nb: /msg alice psst\na-\nb< *** alice has left: lost\nb: /nick alice\n"
     "b< *** bob is now alice\na+\na< [private] <bob> psst\na< *** alice has left: lost\n"
     "a< *** bob is now alice\na< *** alice is taken\na: hi\nb< *** guest-2 has joined\nb< <guest-2> hi"},
};
TEST("room: one of ours comes back")
{
    for (const ReturnScript &row : kReturns) ReturnPlay(row.name, row.nick, row.asks).play(row.script);
}

namespace {
// A room with alice in it, who has asked for numbers, and somebody else with her ticket or another one.
struct TicketRoom {
    uint8_t memory[4096];
    Ring    ring{Space(memory)};
    Member  places[4] = {};
    Room    room{ring, places, {.epoch = 0x0123abcd, .secret = kSecret}};
    size_t  alice = room.join({{0}}), mallory = room.join({{0}});
    char    letters[2 * kLongestLine];

    TicketRoom()
    {
        room.said(alice, "/since 0123abcd", {{0}});
        room.said(alice, "/nick alice", {{0}});
        heard(mallory);
    }
    Text heard(size_t member)
    {
        Text lines = room.lines(member, letters);
        room.sent(member, lines.size);
        return lines;
    }
    // As alice was told it, and what was told behind it.
    Text ticket(Text &behind)
    {
        Text front = "- *** ticket ";
        for (behind = heard(alice); !starts_with(behind, front);) behind = behind.after(position(behind, '\n') + 1);
        Text words = behind.after(front.size).first(24);
        behind     = behind.after(front.size + words.size);
        return words;
    }
};

struct TicketRow {
    const char *name;
    const char *words;  // of /since; %: her ticket
    bool        good;
};
}

static constexpr TicketRow kTickets[] = {
    {"hers", "0123abcd 0 % 0", true},
    {"with a number to come", "0123abcd 99 % 99", true},
    {"of another epoch", "0123abce 0 % 0", false},
    {"without a number", "0123abcd % 0", false},
    {"without how many others", "0123abcd 0 %", false},
    {"one digit more", "0123abcd 0 %0 0", false},
    {"another's", "0123abcd 0 000000010123456789abcdef 0", false},
    {"with another serial", "0123abcd 0 000000010000000000000000 0", false},
    {"guessed", "0123abcd 0 000000000000000000000000 0", false},
    {"none", "0123abcd 0  0", false},
};

TEST("room: tickets")
{
    for (const TicketRow &row : kTickets) {
        TicketRoom world;
        Text       behind, ticket = world.ticket(behind);
        CHECK(ticket, starts_with(ticket, "00000000") && starts_with(behind, " 0\n"));

        Line command;
        command.say("/since ");
        for (char c : Text(row.words)) c == '%' ? command.add(ticket) : command.add(c);
        world.room.said(world.mallory, command.text(), {{0}});
        CHECK(row.name, world.room.is_replaced(world.alice) == row.good);
        CHECK(row.name, (world.room.nick(world.mallory) == "alice") == row.good);
        CHECK(row.name, (world.room.nick(world.alice) == "alice"));
    }
}

TEST("room: a ticket is told to nobody else")
{
    TicketRoom world;
    Cursor     log = world.ring.newest(Ring::kNobody);
    world.ring.rewind(log, 0);
    RingEntry  entry;
    while (world.ring.next(log, entry)) CHECK(text_of(entry.front), !starts_with(text_of(entry.front), "*** ticket"));
    Text heard = world.heard(world.mallory);
    CHECK(heard, heard.empty());
}

TEST("room: without a secret there are no tickets")
{
    uint8_t memory[4096];
    Ring    ring{Space(memory)};
    Member  places[2] = {};
    Room    room{ring, places, {.epoch = 0x0123abcd}};
    char    letters[2 * kLongestLine];
    size_t  alice = room.join({{0}});
    room.sent(alice, room.lines(alice, letters).size);
    room.said(alice, "/since 0123abcd 0", {{0}});
    CHECK("not one", room.lines(alice, letters).empty());
}

TEST("room: one that comes back late is told what it has missed")
{
    TicketRoom world;
    Line       line;
    Text       behind;
    line.say("/since 0123abcd 1 ", world.ticket(behind), " 2");
    for (int i = 0; i < 9; i++) {
        char words[600];
        memset(words, 'x', sizeof words);
        world.room.said(world.mallory, Text(words, sizeof words), {{i * 1000}});
    }
    size_t again = world.room.join({{0}});
    world.heard(again);
    world.room.said(again, line.text(), {{0}});
    Text heard = world.heard(again);
    CHECK(heard, starts_with(heard, "- *** heard 1 1\n- *** skipped "));
}
