// A chat room played from a script, a line a step. Members are letters:
//
//     a+          comes, and is sent the welcome
//     a+alice     comes as alice, and whatever anybody is sent by that is read
//     a: TEXT     says it
//     a^          says a line that is too long
//     a< LINE     is sent LINE next
//     a?          is heard now; a?no is not
//     a-lost      its connection is over: quit, lost, slow, timed
//     a.          has left by its own word, has been sent everything, and is closed
//     =           the server ends
//     @1500       the time in ms, from 0 on
//     %1500       is when something is due next
//     #12:34      what lines begin with from now on, and a blank
//
// In the end nobody is sent anything that the script does not have.
#pragma once

#include "wire/room.h"

#include "check.h"
#include "words/ascii.h"

class RoomPlay {
public:
    explicit RoomPlay(Text name, uint32_t history = 0, size_t ring = 8192)
        : name_(name), ring_(Space(memory_).first(ring)), room_(ring_, places_, {0x0123abcd, history})
    {
        for (size_t &place : members_) place = Room::kNobody;
    }
    RoomPlay(const RoomPlay &) = delete;

    void play(Text script)
    {
        while (!script.empty()) {
            Text line = script.first(position(script, '\n'));
            script    = script.after(smaller(line.size + 1, script.size));
            step(line);
        }
        for (size_t member : members_) check_next(member, "", "in the end");
    }

    Room &room() { return room_; }
    size_t member(char letter) const { return members_[size_t(letter - 'a')]; }

private:
    static constexpr size_t kMembers = 4;

    Instant at() const { return {now_, {clock_, clock_size_}}; }

    void step(Text line)
    {
        Text rest = line.after(1);
        switch (line[0]) {
        case '=': return room_.close(at());
        case '@': return pass_time(number(rest));
        case '%': return must(room_.due().at.count == number(rest), line);
        case '#':
            clock_size_ = rest.size + 1;
            copy_text(clock_, rest);
            clock_[rest.size] = ' ';
            return;
        }
        size_t &member = members_[size_t(line[0] - 'a')];
        Text    words  = rest.after(smaller<size_t>(2, rest.size));
        switch (rest[0]) {
        case '+': return join(member, rest.after(1));
        case ':': return room_.said(member, words, at());
        case '^': return room_.too_long(member, at());
        case '<': return check_next(member, words, line);
        case '?': return must(room_.may_read(member, now_) == (rest == "?"), line);
        case '-': return leave(member, rest.after(1));
        case '.': must(room_.is_leaving(member), line), check_next(member, "", line), leave(member, "quit"); return;
        }
        __builtin_trap();
    }
    static int64_t number(Text digits)
    {
        uint64_t number;
        if (!parse_decimal(number, digits)) __builtin_trap();
        return int64_t(number);
    }
    void pass_time(int64_t to)
    {
        now_ = {to};
        room_.turn(at());
        must(!room_.due().passed(now_), "nothing stays due");
    }
    void join(size_t &member, Text nick)
    {
        member = room_.join(at());
        must(member != Room::kNobody, nick);
        must(starts_with(next(member), "*** sixpack room 0123abcd: you are guest-"), "the welcome");
        if (nick.empty()) return;
        Line line;
        room_.said(member, line.say("/nick ", nick).text(), at());
        for (size_t other : members_)
            while (!next(other).empty()) continue;
    }
    void leave(size_t &member, Text why)
    {
        Parting parting = why == "quit" ? Parting::quit : why == "lost" ? Parting::lost : Parting::timed_out;
        room_.left(member, why == "slow" ? Parting::too_slow : parting, at());
        member = Room::kNobody;
    }
    // The next line for a member, without its end. Empty where there is none.
    Text next(size_t member)
    {
        if (member == Room::kNobody) return {};
        bool might = room_.has_lines(member);
        Text lines = room_.lines(member, scratch_);
        must(might || lines.empty(), "had no lines, and has one");
        Text line = lines.first(position(lines, '\n'));
        if (!lines.empty()) room_.sent(member, line.size + 1);
        else must(!room_.has_lines(member), "has lines, and has none");
        return line;
    }
    void check_next(size_t member, Text expected, Text step)
    {
        Text line = next(member);
        Line said;
        said.say(step, " but is sent ", line);
        must(line == expected, said.text());
    }
    void must(bool holds, Text what)
    {
        Line said;
        CHECK(said.say(name_, ": ", what).text(), holds);
    }

    Text    name_;
    Millis  now_ = {0};
    char    clock_[kLongestClock];
    size_t  clock_size_ = 0;
    size_t  members_[kMembers];
    Member  places_[kMembers] = {};
    uint8_t memory_[8192];
    char    scratch_[2 * kLongestLine];
    Ring    ring_;
    Room    room_;
};

struct RoomScript {
    const char *name;
    const char *script;
    uint32_t    history = 0;
    size_t      ring    = 8192;
};

inline void play_all(Span<const RoomScript> scripts)
{
    for (const RoomScript &row : scripts) {
        RoomPlay play(row.name, row.history, row.ring);
        play.play(row.script);
    }
}

// Everything a member is sent now, of which it takes `step` bytes at once.
inline void drain(Writer &heard, Room &room, size_t member, size_t step)
{
    char scratch[2 * kLongestLine];
    while (room.has_lines(member)) {
        Text lines = room.lines(member, scratch);
        Text taken = lines.first(smaller(step, lines.size));
        heard.say(taken);
        room.sent(member, taken.size);
    }
}
