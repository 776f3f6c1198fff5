// What a site asks of programs that fetch from it: its /robots.txt (RFC 9309), read once, as it
// arrives, for one path of ours.
//
//     User-agent: *             # a group: whom it is for,
//     User-agent: examplebot
//     Disallow: /private/       # and its rules, beginnings of paths
//     Allow: /*.html$           # * is any number of octets, $ the end
//
// The groups that name our product token count as one; without any, those for *. In them the
// longest pattern that matches decides, the allowing one of two that are as long. A path without
// a matching rule may be fetched, and /robots.txt always.
#pragma once

#include "words/span.h"

class Robots {
public:
    // Bytes; what follows is not read (section 2.5).
    static constexpr size_t kMost = 500 << 10;

    // Bytes; of a longer line this front is taken to forbid, but not to allow.
    static constexpr size_t kLongestLine = 4096;

    // `token` is our product token: letters, - and _ (section 2.2.1). `path` is what will be asked for,
    // with its query; one that does not begin with a slash traps. Both live as long as this object.
    Robots(Text token, Text path);

    void update(Bytes more);
    void finish() { end_line(); }  // after the last update

    bool may_fetch() const { return best_.allows || path_ == "/robots.txt"; }

    // The rule that decides: its line, from 1 on, and its text or the front of that, which is not ours
    // and so is not to be shown as it is. 0 and empty where there is none.
    uint32_t line() const { return best_.line; }
    Text     rule() const { return {best_.text, best_.shown}; }

private:
    enum class Group : uint8_t {
        others,  // or before any
        all,     // for *
        ours,
    };
    struct Rule {
        size_t   octets = 0;  // of its pattern, in normal form; 0: there is none
        bool     allows = true;
        uint32_t line   = 0;
        size_t   shown  = 0;
        char     text[128];
    };

    void end_line();
    void agent(Text value);
    void rule(Text line, Text pattern, bool allows);

    Text     token_, path_;
    Rule     best_;
    Group    group_     = Group::others;
    bool     named_     = false;  // a group for us has been seen: those for * do not count
    bool     in_agents_ = false;  // the last line that meant something was a user-agent
    bool     after_cr_  = false;
    bool     cut_       = false;  // the line is longer than line_
    uint32_t number_    = 1;      // of the line
    size_t   read_      = 0;      // bytes
    size_t   size_      = 0;      // of the line
    char     line_[kLongestLine];
};

// What the answer to the request for /robots.txt means, redirects followed (section 2.3.1).
enum class RobotsAnswer : uint8_t {
    read,       // the body has the rules
    allowed,    // there are none
    forbidden,  // the server is in trouble: keep away
};

// Of a final HTTP status; 0 where no answer came. A redirect is one too many.
RobotsAnswer robots_answer(int status);
