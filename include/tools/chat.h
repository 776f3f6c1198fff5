// What the two chats have in common: how a person's own words look, and who sits at a room's server.
#pragma once

#include "face/options.h"
#include "face/talker.h"
#include "system/address.h"
#include "system/resolve.h"
#include "system/stop.h"
#include "wire/room.h"

// "12:34 ".
Text clock_of(Span<char> memory);

// How a line of a person's own looks to the others, in `to`; empty for commands that the room answers.
Text own_line(Writer &to, Text nick, Text line, bool times);

// Whether a line leaves the room, in its own words: nothing is said behind it.
bool is_farewell(Text line);

// What stands before the line that is typed.
void prompt_as(Talker &talker, Text nick);

// A word to who sits here, and not to a pipe: above the line that is typed, or on standard error.
void note(Talker &talker, Text text);

// Standard input or output has failed, or else the room has.
Exit tell_broken(Error error);

// A file that lines are appended to. What it belongs to goes on without it: that it fails is told once.
class ChatLog {
public:
    // Null: there is none. Fails with Exit::file.
    Error open(const char *path);
    void  write(Talker &talker, Text front, Text back = {});
    explicit operator bool() const { return bool(file_); }

    // Exit::file where it has failed.
    Exit exit() const { return exit_; }

private:
    const char *path_ = nullptr;
    Exit        exit_ = Exit::complete;
    Fd          file_;
};

// Shows lines, and keeps a log of them. A terminal or pipe that takes none holds up nobody, and is told of it.
class Shower {
public:
    explicit Shower(Talker &talker) : talker_(talker) {}
    Error open(const char *log) { return log_.open(log); }
    void  show(Text line);

    // Tells of lines that were not shown, as soon as it can: in every turn, the last one too.
    void  catch_up();

    // Exit::file where the log has failed.
    Exit exit() const { return log_.exit(); }

private:
    Talker &talker_;
    ChatLog log_;
    size_t  skipped_ = 0;
};

// Where a room is served: on an address, or an IPv6 and an IPv4 wildcard, of which the first takes both.
Result<Span<Address>> addresses_of_room(Text operand, uint16_t port, Family family, Deadline by, Span<Address> to);

// Says where a server listens, and for whom.
void announce(Span<const Address> addresses, bool sealed);

// The networks that members may come from.
struct Guestlist {
    Network networks[16];
    size_t  size = 0;

    Span<const Network> all() const { return {networks, size}; }
    // What `on` holds then is what an error is about.
    Error parse(const TextList &texts, Line &on);
};

struct HostRules {
    Text        nick;
    bool        times = false;
    const char *log   = nullptr;
};

// Who sits at the server of a room: in it at a terminal; elsewhere lines of standard input are said, and their
// end ends nothing. The room's log is kept by the way.
//
//     host.prepare(watch);
//     TRY(watch.wait(until));
//     host.turn(watch, at);
//     ...                          // what the members do
//     host.show();
//     if (host.has_left()) ...
class Host {
public:
    explicit Host(const HostRules &rules) : rules_(rules) {}
    Host(const Host &) = delete;

    // Takes the last place in the room, before anybody else has come, the terminal, and the signals.
    Error open(Room &room, const Ring &ring);

    static constexpr size_t kSlots = Talker::kSlots + 1;
    void  prepare(Watch &watch);
    void  turn(const Watch &watch, const Instant &at);

    // What is new to the person, and to the log. A room goes on without its log, and without one who could be
    // shown it: each failure is told once.
    void show();
    void note(Text text) { ::note(talker_, text); }

    // By a word, by a signal, or because the terminal is gone.
    bool has_left() const { return left_; }

    // Shows the last, and gives the terminal back. Then the first of the failures counts, or `fault`, which
    // ended it, and is told.
    Exit close(Error fault = {});

private:
    void say(const Instant &at);
    void keep_log();

    HostRules   rules_;
    Room       *room_ = nullptr;
    const Ring *ring_ = nullptr;
    Exit        exit_ = Exit::complete;
    Stop        stop_;
    Talker      talker_;
    ChatLog     log_;
    Cursor      logged_;
    Watch::Slot stop_slot_;
    size_t      seat_ = 0;
    bool        left_ = false;
};
