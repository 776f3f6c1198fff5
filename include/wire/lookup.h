// Looking a name up, as a machine: what is heard and the time go in, what to do comes out. All
// servers are asked at once, for IPv6 and IPv4 addresses at once, and the first good answer to each
// question counts. Who has not answered is asked again; what does not fit a datagram is asked for
// over TCP (RFC 7766).
//
//     Lookup lookup(name, rules, deadline);
//     lookup.ask(Lookup::kV6, id);
//     for (;;) {
//         Lookup::Action action = lookup.next(now());
//         ...  // sends, opens, or waits until lookup.due(); then tells what was heard
//     }
#pragma once

#include "wire/dns.h"
#include "words/clock.h"

constexpr size_t kMostServers = 3;  // resolv.conf(5)
constexpr size_t kMostFound   = 8;  // addresses of IPv6 that are kept, and 32 of IPv4

// How much of an answer over TCP is looked at: what is behind that are more addresses.
constexpr size_t kLookupWindow = 2048;

// How long addresses of one family wait for those of the other (RFC 8305, section 3).
constexpr Millis kResolutionDelay = {50};

struct LookupRules {
    uint8_t servers  = 0;
    uint8_t attempts = 2;  // at least 1
    uint8_t timeout  = 5;  // seconds, of all attempts together and in equal shares
    uint8_t ndots    = 1;
};

// The names that are meant by what a person wrote, as musl understands resolv.conf(5): with a dot at
// the end, or `ndots` dots in it, that name alone; else that name in each of the domains, which
// stand with a blank between them, and then alone. Those that cannot be names of hosts are left out.
class SearchList {
public:
    SearchList(Text host, Text domains, size_t ndots);

    // False when there are no more.
    bool next(DomainName &name);

private:
    Text host_, domains_;
    bool over_ = false;
};

enum class LookupResult : uint8_t {
    found,         // addresses
    no_such_name,
    no_address,    // there is such a name, but it has no address of a family asked for
    silence,       // no server has answered
    refusal,       // servers have answered, but with an error of their own
};

class Lookup {
public:
    // A question, by number.
    static constexpr size_t kV6 = 0, kV4 = 1, kQuestions = 2;

    struct Action {
        enum class Kind : uint8_t {
            done,
            wait,
            send,  // the query of `question` to `server`
            open,  // a connection to `server` for the query of `question`; an earlier one for that
                   // question is of no more use
        };
        Kind    kind{};
        uint8_t server   = 0;  // by number, too
        uint8_t question = 0;
    };

    // Is done by the deadline, whatever the rules say.
    Lookup(const DomainName &name, const LookupRules &rules, Deadline by)
        : rules_(rules), by_(by), name_(name)
    {
    }
    Lookup(const Lookup &) = delete;

    // Asks one of the questions, before the first action. Nobody may be able to guess the id.
    void ask(size_t question, uint16_t id);

    // To be called again whenever something was done, was heard or is due.
    Action   next(Millis now);
    Deadline due() const { return due_.or_sooner(by_); }

    DnsQuery query(size_t question) const;

    // A datagram from the server, and from nobody else.
    void heard(size_t server, Bytes datagram);
    // No datagram reaches the server.
    void lost(size_t server);

    // The next bytes of a connection, where messages stand behind their length.
    void heard_over_tcp(size_t question, Bytes bytes);
    // The connection could not be made, or is at its end.
    void lost_over_tcp(size_t question);

    LookupResult result() const;

    // Addresses, of 16 or 4 bytes each.
    Bytes found(size_t question) const { return questions_[question].found.bytes(); }

private:
    using Servers = uint32_t;  // a bit for each

    struct Question {
        uint16_t    id       = 0;
        DnsResponse response = DnsResponse::no_such_name;  // foreign while one is waited for
        Servers     sent     = 0;  // those asked in this attempt
        Servers     given_up = 0;  // those not to be asked any more
        Servers     over_tcp = 0;  // those whose response does not fit a datagram
        Servers     stream   = 0;  // the one there is a connection to
        Buffer      found{Space(addresses)}, gathered{Space(message)};
        uint8_t     addresses[kMostFound * 16];
        uint8_t     message[kDnsLength + kLookupWindow];

        bool open() const { return response == DnsResponse::foreign; }
    };

    Servers all() const { return (1u << rules_.servers) - 1; }

    void   begin_attempt(Millis now);
    Action ask_next();
    void   hear(size_t question, Servers from, Bytes message);
    void   give_up(Question &question, Servers servers);

    LookupRules rules_;  // attempts: those that are left
    Deadline    by_;
    Deadline    due_     = {Millis{0}};  // the end of the attempt
    Millis      share_   = {seconds(rules_.timeout).count / rules_.attempts};
    bool        refused_ = false;  // by any server
    bool        hurried_ = false;  // by addresses of one family
    Question    questions_[kQuestions];
    DomainName  name_;
};
