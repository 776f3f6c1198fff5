// A chat room, as a machine: what its members do and the time go in; out come lines for each of them,
// by way of one ring (wire/ring.h), so that nobody waits for anybody. It knows no sockets: what carries
// the lines is up to the caller.
//
//     <alice> text               a message; who wrote it is not sent it
//     * alice text               /me
//     [private] <alice> text     /msg, only to the one it is for
//     *** alice has joined       all that the room says itself begins with three stars
//     *** skipped 12 lines       to one who was too slow for the ring
//     ...                        ends a line that was overwritten while it was sent
//
// What members write stands behind such a beginning and holds no control characters, so that nobody
// forges a line, nor harms a terminal. The first line for each is the welcome:
//
//     *** sixpack room 0123abcd: you are guest-3; /nick NAME changes that, /help tells more
//
// where the digits are the room's epoch, another one for each start of a server. Members say lines, and
// commands (/help), of which one is for programs, /since EPOCH [NUMBER [TICKET OTHERS [NICK]]], with a - for what there
// is not. From then on each line begins with its number, or - where it has none (private ones, answers), and if the
// epoch is the room's, all that came behind NUMBER follows, or what is left of it; else the last `history` lines. The
// answer tells where that begins, and a secret:
//
//     - *** ticket 0000000789abcdef01234567 42
//
// Who comes back with that as TICKET has the place, the nick and the private lines of who was told it, behind line
// NUMBER and OTHERS that have none; if that is still here, because its connection has died without a word, it is gone,
// and nobody is told anything. A ticket that is none changes nothing. Last, NICK is taken as by /nick.
//
// Whatever a program says behind its first /since is counted, and as soon as it can be sent something it is told how
// much was heard, so that what was lost with a connection can be said again (wire/outbox.h):
//
//     - *** heard 42 30
//
// are 42 lines, 30 of them by connections before. Who comes with a ticket is told that at once, and 0 where another one
// has taken the place since, and the number is not known any more.
//
// A newcomer is announced with the first thing it says, or after a second; as who it is then, so that one
// that begins with /nick is announced once. Until then it is sent nothing but the welcome. Who is silent
// for that second is a person who has just come, and is shown the last `history` lines; a pipe or a program
// speaks at once, and sees what is said from then on. One gone before was never there.
//
//     Ring ring(memory);
//     Room room(ring, places, {epoch, 20});
//     size_t alice = room.join({now()});                     // accepted; kNobody: say kRoomIsFull, and close
//     while (room.may_read(alice, time))                     // or else let it wait in its reader
//         switch (reader.next(line, time)) ...               // room.said(alice, line, {time})
//     if (room.has_lines(alice))                             // when it can be sent something
//         room.sent(alice, send(room.lines(alice, scratch)));
//     else if (room.is_leaving(alice)) room.left(alice, ...);  // it has it all: close
//     room.turn({now()});                                    // whenever room.due() has passed
//
// A member is a number, from its join to its left(), which the caller says for each, whoever closes. One
// that has sent its end stays, and is sent what is said, until it closes. A log is a cursor in the ring that
// is newest(Ring::kNobody). Nothing may be said to a room between lines() and sent().
#pragma once

#include "wire/chat_line.h"
#include "wire/nick.h"
#include "wire/ring.h"
#include "words/say.h"

// When it happens, and what its lines begin with for those who want to see that (/time): something like
// "12:34 ", which begins with a digit as no line does and ends with its only blank, or nothing.
struct Instant {
    Millis now;
    Text   clock = {};  // at most kLongestClock bytes
};

constexpr size_t kLongestClock = 16;
constexpr size_t kLongestEntry = kLongestClock + kLongestNick + kLongestText + 16;  // in the ring
constexpr size_t kLongestLine  = kLongestEntry + 26;                                // as it is sent

// What a line of the room is without its clock.
Text without_clock(Text line);

// The flood limit: a bucket of RoomRules::bucket lines, which fills up again at one a kLineShare. An empty one
// is a pause in which the member is not heard.
constexpr Millis  kLineShare   = {500};
constexpr Millis  kPause       = {3000};

// For one more than there are places for.
inline constexpr const char *kRoomIsFull = "*** the room is full\n";

// A newcomer's time to choose a nick.
constexpr Millis kIntroduction = {1000};

// What happened to a member whose connection is over.
enum class Parting : uint8_t { quit, lost, too_slow, timed_out };

// How far a member has been sent what is for it.
struct Outlet {
    Cursor   cursor;
    uint64_t skipped  = 0;      // lines it is still to be told of
    uint32_t guest    = 0;      // its number in the welcome that it is still to be sent; 0: it has been
    uint32_t before   = 0;      // lines that a program has said by its connections before,
    uint32_t heard    = 0;      // and by this one, too,
    uint32_t told     = 0;      // as it was told,
    bool     telling  = false;  // or is next
    uint16_t sent     = 0;      // bytes of the line under way
    bool     torn     = false;  // the line before has lost its end
    bool     held     = false;  // is not sent anything but the welcome
    bool     numbered = false;
    bool     timed    = false;
};

// The caller lends the room zeros for its members and leaves them alone.
struct Member {
    enum class State : uint8_t {
        absent,   // a free place, which keeps what a program needs that comes back
        fresh,    // not yet announced
        present,
        leaving,  // for the others it has left; it is still sent what there was for it
        replaced, // it is here by another connection
    };

    Outlet  out;
    Millis  introduced_by;  // fresh
    Millis  full_at;        // the bucket
    Millis  resumes_at;     // behind a pause
    State   state;
    bool    gone;           // a program that has ended without a word
    uint8_t nick_size;
    char    nick[kLongestNick];

    Text name() const { return {nick, nick_size}; }
    bool is_here() const { return state == State::fresh || state == State::present; }
};

struct RoomRules {
    uint32_t epoch   = 0;  // random
    uint32_t history = 0;  // lines
    uint32_t bucket  = 10;  // lines; 0: as many as they like
    uint32_t longest = kLongestText;  // bytes that a member says in one line, and no more than that
    bool     tapped  = false;  // members get their lines by other means: from who taps the ring (Ring::tap)
    Bytes    secret  = {};     // random and lent, for tickets; empty: there are none
};

class Room {
public:
    static constexpr size_t kNobody = SIZE_MAX;

    // The ring and the places are lent for the life of the room; the ring holds entries of kLongestEntry,
    // and is told nothing by anybody else.
    Room(Ring &ring, Span<Member> places, const RoomRules &rules);
    Room(const Room &) = delete;

    // A newcomer, who is called guest-N by its place, from 1 on. kNobody where all are taken.
    size_t join(const Instant &at);

    // What it is known by in the ring: from 0 on, in the order of their coming.
    uint32_t serial(size_t member) const { return members_[member].out.cursor.serial; }

    // Who sits at the server itself: takes the last place, before anybody else has come, under a nick without
    // a fault. Neither welcomed nor announced.
    size_t host(Text nick);

    // It is shown when things were said, as /time asks for.
    void show_times(size_t member) { members_[member].out.timed = true; }
    bool shows_times(size_t member) const { return members_[member].out.timed; }

    // A line that a member sent, in any bytes. Empty ones are nothing.
    void said(size_t member, Text line, const Instant &at);

    // It sent one over kLongestText.
    void too_long(size_t member, const Instant &at);

    // Its connection is over: its place is free, and if the others do not know it yet, they are told why.
    void left(size_t member, Parting why, const Instant &at);

    // The server ends: all are told so, and leave.
    void close(const Instant &at);

    // Does what has become due.
    void     turn(const Instant &at);
    Deadline due() const { return due_; }

    // Whether it is heard now: not in a pause, which due() ends, nor when it is leaving.
    bool may_read(size_t member, Millis now) const;

    // It has left for the others, by its own word or because all do: once has_lines() is false its
    // connection is to be closed.
    bool is_leaving(size_t member) const { return members_[member].state == Member::State::leaving; }

    // Its connection is dead, whatever is still on its way there: to be closed at once.
    bool is_replaced(size_t member) const { return members_[member].state == Member::State::replaced; }

    // It has sent its end. Programs say /quit before that: one that did not may come back, but does not keep its
    // nick from others.
    void ended(size_t member) { members_[member].gone = members_[member].out.numbered; }

    // There may be something for it: cheap, and false once lines() has come back empty.
    bool has_lines(size_t member) const;

    // What comes next for it, whole lines but for the beginning that was sent already, as many as fit into
    // `to`, which has room for kLongestLine or more. Nothing counts as sent by that.
    Text lines(size_t member, Span<char> to);

    // So many bytes of those are on their way.
    void sent(size_t member, size_t bytes);

    Text nick(size_t member) const { return members_[member].name(); }

private:
    size_t find_place() const;
    void   call(Member &member, Text nick);
    void   enter(Member &member);
    void   end(Member &member);
    void   introduce(Member &member, const Instant &at);
    void   leave(Member &member, const char *why, Text words, const Instant &at);
    void   charge(Member &member, Millis now);
    size_t find(Text nick) const;

    Writer &begin(Text clock);
    Bytes   begun() const { return bytes_of(line_.text()); }
    void    speak(Member &member, const Instant &at, const char *before, const char *behind, Text words);
    void    tell(Member &member, Text first, Text second = {});

    void obey(Member &member, Text words, const Instant &at);
    void rename(Member &member, Text nick, const Instant &at);
    void whisper(Member &member, Text words, const Instant &at);
    void list(Member &member);
    void number_from(Member &member, Text words, const Instant &at);

    Text write_ticket(uint32_t serial, Span<char> to) const;
    bool begin_from(Member &member, Text since, Text ticket, Text others, const Instant &at);
    bool come_back(Member &member, uint64_t number, Text ticket, Text others, const Instant &at);
    void tell_count(Outlet &out) const;
    void replace(Member &old, Member &member, const Instant &at);

    void   replay(Outlet &out, uint64_t number);
    void   recall(Outlet &out, uint64_t lines);
    void   retell(Outlet &out, uint64_t number);
    Writer &welcome(Writer &to, uint32_t guest) const;
    void   settle(Outlet &out) const;
    void   tear(Outlet &out) const;
    void   refuse(Member &member, const Instant &at);
    size_t next_line(Outlet &out, Span<char> to) const;

    Ring        &ring_;
    Span<Member> members_;
    RoomRules    rules_;
    Deadline     due_;
    uint32_t     serial_ = 0;                  // of the next to come
    Writer       line_{Span<char>(letters_)};  // that goes into the ring next
    char         letters_[kLongestLine];
    char         clean_[kLongestText];
    size_t       asked_   = kNobody;           // whose lines were asked for last,
    size_t       offered_ = 0;                 // how many bytes they were,
    union {
        Outlet   ahead_;                       // and where it is with all of them; not made before
    };
};
