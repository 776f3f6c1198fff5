// What members say, and what comes of it.
#include "wire/room.h"

#include "wire/grammar.h"
#include "wire/room_words.h"
#include "words/ascii.h"
#include "words/pack.h"

static constexpr uint64_t kAskedFor = 20;  // lines of /history, where none are named

Writer &Room::begin(Text clock)
{
    line_.clear();
    return line_.say(clock);
}

// To all others.
void Room::speak(Member &member, const Instant &at, const char *before, const char *behind, Text words)
{
    begin(at.clock).say(before, member.name(), behind, words);
    ring_.append_but(member.out.cursor, begun());
}

// An answer, to it alone.
void Room::tell(Member &member, Text first, Text second)
{
    begin({}).say(kStars, first, second);
    ring_.append_for(member.out.cursor, begun());
}

size_t Room::find(Text nick) const
{
    size_t index = 0;
    for (const Member &member : members_) {
        if (member.is_here() && same_ignoring_case(member.name(), nick)) return index;
        index++;
    }
    return kNobody;
}

void Room::refuse(Member &member, const Instant &at)
{
    charge(member, at.now);
    begin({}).say(kStars, kTooLong, rules_.longest, kBytes);
    ring_.append_for(member.out.cursor, begun());
}

void Room::too_long(size_t index, const Instant &at)
{
    Member &member = members_[index];
    if (!member.is_here()) return;
    member.out.heard += member.out.numbered;
    refuse(member, at);
}

void Room::said(size_t index, Text line, const Instant &at)
{
    Member &member = members_[index];
    if (!member.is_here()) return;
    member.out.heard += member.out.numbered;
    if (!clean_text(line, Span<char>(clean_).first(rules_.longest))) return refuse(member, at);
    if (trimmed(line).empty()) return;
    charge(member, at.now);
    if (line == "exit" || line == "q") return obey(member, "quit", at);
    if (take_letter(line, '/') && !starts_with(line, "/")) return obey(member, line, at);
    introduce(member, at);
    speak(member, at, "<", "> ", line);
}

void Room::obey(Member &member, Text words, const Instant &at)
{
    Text name       = take_until(words, ' ');
    auto command    = RoomCommand(find_ignoring_case(kCommandNames, name));
    words           = trimmed(words);
    uint64_t lines;
    if (command > RoomCommand::quit) introduce(member, at);
    switch (command) {
    case RoomCommand::nick: return rename(member, words, at);
    case RoomCommand::since: return number_from(member, words, at);
    case RoomCommand::time: member.out.timed = true; return;
    case RoomCommand::quit:
        if (member.out.numbered) tell(member, kYouHaveLeft);
        return leave(member, kQuit, words, at);
    case RoomCommand::msg: return whisper(member, words, at);
    case RoomCommand::me: return words.empty() ? tell(member, kHelp) : speak(member, at, "* ", " ", words);
    case RoomCommand::who: return list(member);
    case RoomCommand::history: return recall(member.out, parse_decimal(lines, words) ? lines : kAskedFor);
    case RoomCommand::help: return tell(member, kHelp);
    case RoomCommand::unknown: return tell(member, kNoCommand, name);
    }
}

// Guests are called by their places, so that a newcomer's nick is always free.
static bool is_reserved(Text nick)
{
    Text guest = kGuest;
    return nick.size >= guest.size && same_ignoring_case(nick.first(guest.size), guest);
}

void Room::rename(Member &member, Text nick, const Instant &at)
{
    if (nick.empty() || nick == member.name()) return tell(member, kYouAre, member.name());
    if (const char *fault = nick_fault(nick)) return tell(member, fault);
    size_t owner = find(nick);
    bool   free  = owner != kNobody && members_[owner].gone;
    if (free) leave(members_[owner], kPartings[size_t(Parting::lost)], {}, at), owner = kNobody;
    if (is_reserved(nick) || (owner != kNobody && &members_[owner] != &member)) return tell(member, nick, kIsTaken);
    begin(at.clock).say(kStars, member.name(), kIsNow, nick);
    call(member, nick);
    if (member.state == Member::State::present) return ring_.append(begun());
    introduce(member, at);
    tell(member, kYouAre, nick);
}

void Room::whisper(Member &member, Text words, const Instant &at)
{
    Text nick = take_until(words, ' ');
    words     = trimmed(words);
    if (words.empty()) return tell(member, kHelp);
    size_t index = find(nick);
    if (index == kNobody) return tell(member, kNobodyIs, nick);
    begin(at.clock).say(kPrivate, member.name(), "> ", words);
    ring_.append_for(members_[index].out.cursor, begun());
}

// As many as a line has room for.
void Room::list(Member &member)
{
    size_t here = 0, named = 0;
    for (const Member &other : members_) here += other.state == Member::State::present;
    Writer &line = begin({}).say(kStars, here, kAreHere);
    for (const Member &other : members_) {
        if (other.state != Member::State::present) continue;
        if (line.text().size + other.nick_size > rules_.longest) break;
        line.say(named++ ? ", " : "", other.name());
    }
    if (named < here) line.say(" and ", here - named, kMore);
    ring_.append_for(member.out.cursor, begun());
}
