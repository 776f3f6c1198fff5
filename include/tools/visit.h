// A person in somebody's room, or a pipe: from connection to connection.
#pragma once

#include "tools/chat.h"
#include "tools/tcpchat.h"

#include "wire/guest.h"
#include "wire/outbox.h"

class Visit {
public:
    Visit(const char *host, const OpeningRules *opening, bool person)
        : host_(host), opening_(opening), guest_(settings.nick ? settings.nick : "", person && settings.history, settings.time)
    {
    }
    Error begin(int stop);
    Exit  run(Stop &stop, Talker &talker);
    Line    on;  // what begin() failed at
    ChatLog log;

private:
    enum class Outcome : uint8_t {
        here,     // connected
        left,
        lost,     // the connection
        unheard,  // it as well, and nobody knows whether the last words came through
        broken,   // standard input or output, or waiting itself
        interrupted,
    };

    Outcome talk(Stop &stop, Talker &talker);
    Outcome again(Stop &stop, Talker &talker);
    void    note(Talker &talker, Text text);
    Outcome outcome_of_end(bool person) const;
    Exit    tell_end(Outcome outcome, bool person) const;
    Error   hear();
    void    listen(Talker &talker);
    bool    has_heard() const { return unheard_.empty() && !input_.has_part(); }
    void    end_line(Talker &talker);
    void    show(Talker &talker, Text line);
    void    show_line(Talker &talker, Text line);
    void    show_own(Talker &talker, Text line);
    bool    say(Talker &talker);
    Error   speak(Talker &talker);
    bool    has_room() const { return out_.room() > Talker::kMostTyped + Text("/quit\n").size; }
    bool    is_known(const Talker &talker) const { return talker.is_person() || !guest_.nick().empty() || may_speak(); }
    bool    has_left(const Talker &talker) const { return quits_ || talker.has_left(); }
    bool    may_speak() const { return guest_.is_welcome() || may_speak_.passed(now()); }
    void    finish(Talker &talker);

    Result<size_t> send(Bytes from);

    const char         *host_;
    const OpeningRules *opening_;
    Guest               guest_;
    Channel             channel_;
    Error               fault_;      // how the connection was lost
    Millis              heard_;      // when the last bytes came
    Deadline            may_speak_;  // to a server that says nothing of itself
    Deadline            leaves_by_;
    Bytes               unheard_;    // what has come, and the talker had no room for
    Exit                unsaid_   = Exit::complete;
    bool                ended_    = false;  // the server has said all
    bool                finished_ = false;  // so have we
    bool                quits_    = false;  // a line has said so
    bool                bade_     = false;  // on this connection
    bool                halved_   = false;  // nothing more can be said on it
    bool                ends_     = false;  // the server's lines do
    Splitter            input_{Space(input_memory_)};
    Buffer              answers_{Space(answers_memory_)};  // of the guest; they go first
    Outbox              out_{Space(out_memory_)};
    uint8_t             input_memory_[4096], out_memory_[8192], answers_memory_[512];
};
