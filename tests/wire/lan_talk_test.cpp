// A person in a room without a server: what typed lines come to, and how those of others look.
#include "wire/lan_talk.h"

#include "check.h"

namespace {
constexpr uint64_t kUs = 100;

bool any_nick(Text nick) { return !nick_fault(nick); }

struct TalkPlay {
    TalkPlay() : room({kUs, false, any_nick}, peers, places, sent, "alice", {0}), talk(room, history) { come(200, "bob"); }

    // Somebody who is here from now on; what is told of it is not looked at.
    void come(uint64_t id, Text nick) { hear({.type = ParcelType::announce, .who = id, .counter = ++counter, .oldest = 1, .nick = nick}); }
    Text hear(const Parcel &parcel)
    {
        uint8_t memory[kLongestDatagram];
        room.heard(Bytes(memory).first(put_parcel(memory, parcel)), {300});
        return act();
    }
    // Of what happens.
    Text act()
    {
        shown.clear();
        for (;;) {
            const LanRoom::Action &action = room.next({300});
            if (action.kind == LanRoom::Action::Kind::wait) return shown.text();
            char   letters[kLongestTold];
            Writer to{Span<char>(letters)};
            Text   line = talk.told(action, to);
            if (!line.empty()) shown.say(shown.text().empty() ? "" : "; ", line);
            if (action.kind == LanRoom::Action::Kind::done) return shown.text();
        }
    }
    Text say(Text line)
    {
        Text answer = talk.said(line, to, {300});
        room.next({300});
        return answer;
    }
    Text hear_line(Text line)
    {
        number++;
        return hear({.type = ParcelType::talk, .who = 200, .counter = ++counter, .number = number, .oldest = 1, .nick = "bob", .rest = bytes_of(line)});
    }

    Peer           peers[3];
    HeldLine       places[4];
    uint8_t        memory[4096], history_memory[4096];
    Backlog::Entry entries[8];
    Backlog        sent{memory, entries};
    Ring           history{Space(history_memory)};
    LanRoom        room;
    LanTalk        talk;
    uint32_t       counter = 0, number = 0;
    Line           shown;
    char           letters[kLongestTold];
    Writer         to{Span<char>(letters)};
};

struct TalkRow {
    const char *typed;
    const char *shown;
};
}

static constexpr TalkRow kTyped[] = {
    {"hello", "<alice> hello"},
    {"  ", ""},
    {"tab\there", "<alice> tab here"},
    {"\x1b[2J", "<alice> \xef\xbf\xbd[2J"},
    {"//etc/passwd", "<alice> /etc/passwd"},
    {"/me waves", "* alice waves"},
    {"/ME waves", "* alice waves"},
    {"/me", "*** /nick NAME, /msg NICK TEXT, /me TEXT, /who, /history [LINES], /time, /quit [WORDS]; a / that is meant is written //"},
    {"/msg bob psst", "[to bob] psst"},
    {"/msg BOB psst", "[to BOB] psst"},
    {"/msg carol psst", "*** nobody here is carol"},
    {"/msg bob", "*** /nick NAME, /msg NICK TEXT, /me TEXT, /who, /history [LINES], /time, /quit [WORDS]; a / that is meant is written //"},
    {"/who", "*** 2 here: alice, bob"},
    {"/nick", "*** you are alice"},
    {"/nick <", "*** a nick has no < and no >"},
    {"/nick Bob", "*** Bob is taken"},
    {"/nick carol", "*** you are carol"},
    {"/dance", "*** no such command: /dance"},
};
TEST("lan talk: what is typed")
{
    for (const TalkRow &row : kTyped) {
        TalkPlay play;
        Text     shown = play.say(row.typed);
        CHECK(Line().say(row.typed, " shows ", shown).text(), shown == row.shown);
    }
}

static constexpr TalkRow kHeard[] = {
    {"hello", "<bob> hello"},
    {"*** alice has left", "<bob> *** alice has left"},
    {"\r\x1b]0;x\a", "<bob> \xef\xbf\xbd\xef\xbf\xbd]0;x\xef\xbf\xbd"},
    {"//etc", "<bob> /etc"},
    {"/me waves", "* bob waves"},
    {"/msg alice psst", "[private] <bob> psst"},
    {"/msg Alice psst", "[private] <bob> psst"},
    {"/msg carol psst", ""},
    {"/nick root", ""},
};
TEST("lan talk: what others say")
{
    for (const TalkRow &row : kHeard) {
        TalkPlay play;
        CHECK(row.typed, play.hear_line(row.typed) == row.shown);
    }
}

TEST("lan talk: what others do")
{
    TalkPlay play;
    CHECK("came", play.shown.text() == "*** bob has joined");
    CHECK("is called otherwise", play.hear({.type = ParcelType::talk, .who = 200, .counter = 7, .number = 1, .oldest = 1, .nick = "rob"}) ==
                                     "*** bob is now rob");
    CHECK("left", play.hear({.type = ParcelType::leave, .who = 200, .counter = 8, .number = 1}) == "*** rob has left: quit");
    play.come(50, "Alice");
    CHECK("took our nick, having the lower id", play.room.nick() == "alice-2" &&
          position(play.shown.text(), ';') < play.shown.text().size && play.talk.said("/who", play.to, {300}) == "*** 2 here: alice-2, Alice");
}

TEST("lan talk: /history shows what was said last, of all")
{
    TalkPlay play;
    play.hear_line("one");
    play.say("two");
    play.hear_line("/msg alice between us");
    play.say("/history 2");
    play.hear_line("three");
    Line found;
    while (play.talk.recall(play.to)) found.say(play.to.text(), ';');
    CHECK("and nothing that came after the question", found.text() == "<bob> one;<alice> two;");
    CHECK("once", !play.talk.recall(play.to));
}

TEST("lan talk: leaving")
{
    static constexpr const char *kWays[] = {"/quit", "/quit with words", "exit", "q"};
    for (const char *way : kWays) {
        TalkPlay play;
        CHECK(way, play.say(way).empty() && play.talk.has_left());
    }
    TalkPlay play;
    CHECK("not as a part of more", play.say("exit now") == "<alice> exit now" && !play.talk.has_left());
}

TEST("lan talk: lines of 850 bytes, and no more")
{
    TalkPlay    play;
    static char longest[kLongestSaid + 1];
    memset(longest, 'x', sizeof longest);
    CHECK("one", play.say({longest, kLongestSaid}).size == kLongestSaid + Text("<alice> ").size);
    CHECK("more", play.say({longest, sizeof longest}) == "*** that line is too long (850 bytes)");
}
