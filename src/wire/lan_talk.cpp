#include "wire/lan_talk.h"

#include "wire/chat_line.h"
#include "wire/grammar.h"
#include "wire/room_words.h"
#include "words/ascii.h"

static constexpr uint64_t kAskedFor = 20;  // lines of /history, where none are named

using Kind = LanRoom::Action::Kind;

LanTalk::LanTalk(LanRoom &room, Ring &history) : room_(room), history_(history), recalled_(history.newest(Ring::kNobody))
{
    history.end(recalled_);
}

static RoomCommand command_of(Text name) { return RoomCommand(find_ignoring_case(kCommandNames, name)); }

// For /history.
Text LanTalk::keep(Writer &to)
{
    history_.append(bytes_of(to.text()));
    return to.text();
}

// What comes in meanwhile is not found.
void LanTalk::look_back(uint64_t lines)
{
    uint64_t last = history_.last_number();
    recalled_     = history_.newest(Ring::kNobody);
    history_.end(recalled_);
    history_.rewind(recalled_, last - smaller(last, lines));
}

bool LanTalk::is_here(Text nick) const
{
    for (const Peer &peer : room_.peers())
        if (peer.is_here() && same_ignoring_case(peer.nick(), nick)) return true;
    return false;
}

// Nothing of what is for somebody else alone.
Text LanTalk::render(Text nick, Text line, Writer &to, bool own)
{
    Text name = line;
    bool obeys = take_letter(name, '/') && !starts_with(name, "/");
    if (!obeys) return to.say('<', nick, "> ", line.after(starts_with(line, "//"))), keep(to);
    Text words   = name;
    auto command = command_of(take_until(words, ' '));
    if (command == RoomCommand::me) return to.say("* ", nick, ' ', words), keep(to);
    Text whom = take_until(words, ' ');
    if (own) return to.say(kPrivately, whom, "] ", words).text();
    bool ours = command == RoomCommand::msg && same_ignoring_case(whom, room_.nick());
    return ours ? to.say(kPrivate, nick, "> ", words).text() : Text();
}

Text LanTalk::speak(Text line, Writer &to)
{
    return room_.say(line) ? render(room_.nick(), line, to, true) : to.say(kStars, kTooFast).text();
}

Text LanTalk::rename(Text nick, Writer &to)
{
    to.say(kStars);
    const char *fault = nick_fault(nick);
    if (nick.empty() || nick == room_.nick()) return to.say(kYouAre, room_.nick()).text();
    if (fault) return to.say(fault).text();
    if (is_here(nick)) return to.say(nick, kIsTaken).text();
    return room_.rename(nick) ? to.say(kYouAre, nick).text() : to.say(kTooFast).text();
}

// As many as a line has room for.
Text LanTalk::list(Writer &to) const
{
    size_t here = 1, named = 1;
    for (const Peer &peer : room_.peers()) here += peer.is_here();
    to.say(kStars, here, kAreHere, room_.nick());
    for (const Peer &peer : room_.peers()) {
        if (!peer.is_here()) continue;
        if (to.text().size + peer.nick_size > kLongestSaid) break;
        to.say(", ", peer.nick());
        named++;
    }
    if (named < here) to.say(" and ", here - named, kMore);
    return to.text();
}

Text LanTalk::obey(Text name, Text words, Text line, Writer &to, Millis now)
{
    uint64_t lines;
    Text     rest = words;
    switch (command_of(name)) {
    case RoomCommand::nick: return rename(words, to);
    case RoomCommand::quit: return left_ = true, room_.leave(now), Text();
    case RoomCommand::me: return words.empty() ? to.say(kStars, kHelp).text() : speak(line, to);
    case RoomCommand::msg:
        name = take_until(rest, ' ');
        if (trimmed(rest).empty()) return to.say(kStars, kHelp).text();
        return is_here(name) ? speak(line, to) : to.say(kStars, kNobodyIs, name).text();
    case RoomCommand::who: return list(to);
    case RoomCommand::history:
        if (!parse_decimal(lines, words)) lines = kAskedFor;
        return look_back(lines), Text();
    case RoomCommand::help: return to.say(kStars, kHelp).text();
    case RoomCommand::since:
    case RoomCommand::time:
    case RoomCommand::unknown: return to.say(kStars, kNoCommand, name).text();
    }
    __builtin_unreachable();
}

Text LanTalk::said(Text line, Writer &to, Millis now)
{
    to.clear();
    if (!clean_text(line, clean_)) return to.say(kStars, kTooLong, kLongestSaid, kBytes).text();
    if (trimmed(line).empty()) return {};
    if (line == "exit" || line == "q") return obey("quit", {}, line, to, now);
    Text words = line;
    if (!take_letter(words, '/') || starts_with(words, "/")) return speak(line, to);
    Text name = take_until(words, ' ');
    return obey(name, trimmed(words), line, to, now);
}

bool LanTalk::recall(Writer &to)
{
    RingEntry entry;
    history_.catch_up(recalled_);
    if (!history_.next(recalled_, entry)) return false;
    to.clear();
    to.say(text_of(entry.front), text_of(entry.back));
    return true;
}

Text LanTalk::told(const LanRoom::Action &action, Writer &to)
{
    to.clear();
    Text nick = action.peer ? action.peer->nick() : Text(), line = text_of(action.bytes);
    switch (action.kind) {
    case Kind::wait:
    case Kind::send:
    case Kind::done: return {};
    case Kind::line: return clean_text(line, clean_) ? render(nick, line, to, false) : Text();
    case Kind::joined: return to.say(kStars, nick, kHasJoined), keep(to);
    case Kind::renamed: return to.say(kStars, line, kIsNow, nick), keep(to);
    case Kind::lost: return to.say(kStars, "lost ", action.range.count(), " lines of ", nick), keep(to);
    case Kind::left: return to.say(kStars, nick, kHasLeft, kQuit), keep(to);
    case Kind::timed_out: return to.say(kStars, nick, kHasLeft, kPartings[3]), keep(to);
    case Kind::named: return to.say(kStars, kTakenFrom, room_.nick()).text();
    }
    __builtin_unreachable();
}
