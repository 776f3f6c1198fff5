#include "wire/lookup.h"

#include "check.h"
#include "message.h"
#include "words/scan.h"

struct SearchRow {
    const char *what;
    const char *host;
    const char *domains;
    size_t      ndots;
    const char *names;  // with a dot behind each label, and a blank behind each name
};
static constexpr SearchRow kSearches[] = {
    {"a name without a dot in the domain, then alone", "router", "lan", 1, "router.lan. router. "},
    {"in all of them, in order", "router", "lan\texample.com # no", 1, "router.lan. router.example.com. router. "},
    {"without domains", "router", "", 1, "router. "},
    {"a dot is enough", "www.example", "lan", 1, "www.example. "},
    {"unless more are asked for", "www.example", "lan", 2, "www.example.lan. www.example. "},
    {"or none at all", "router", "lan", 0, "router. "},
    {"a dot at the end says it is complete", "router.", "lan", 5, "router. "},
    {"a domain may have one, too", "router", "lan.", 1, "router.lan. router. "},
    {"a number alone is no host", "7", "lan", 1, "7.lan. "},
    {"but a broken address", "10.0.0.256", "lan", 1, ""},
    {"a domain that is none is left out", "router", "a..b . lan", 1, "router.lan. router. "},
    {"nothing", "", "", 1, ""},
    {"no name", "a b", "lan", 1, ""},
    {"a name too long for the domain", "a23456789b123456789c123456789d123456789e123456789f123456789g123",
     "h23456789b123456789c123456789d123456789e123456789f123456789g123."
     "i23456789b123456789c123456789d123456789e123456789f123456789g123."
     "j23456789b123456789c123456789d123456789e123456789f123456789g123", 1,
     "a23456789b123456789c123456789d123456789e123456789f123456789g123. "},
};

static void add_labels(Writer &to, Bytes name)
{
    for (; name[0]; name = name.after(1u + name[0])) to.say(text_of(name.after(1).first(name[0])), '.');
    to.say(' ');
}

TEST("lookup: which names are meant")
{
    for (const SearchRow &row : kSearches) {
        Line       names;
        SearchList list(row.host, row.domains, row.ndots);
        for (DomainName name; list.next(name);) add_labels(names, name.bytes());
        CHECK(row.what, names.text() == row.names);
    }
}

struct LookupRow {
    const char *what;
    LookupRules rules;
    const char *heard;
    const char *story;
};
static constexpr LookupRules kOne = {1}, kTwo = {2}, kThree = {3};

// Heard, at once and one after the other:
//   0:6=found   server 0 answers the question for IPv6; see kAnswers
//   tcp:4=found the same on the connection for that question
//   0=lost      no datagram reaches server 0
//   tcp:4=lost  the connection is at its end
//   @20         it is that late, in milliseconds
// When nothing more is heard, time passes from one thing that is due to the next. The story has these
// times, and what is done:
//   0?6         server 0 is asked for IPv6
//   0+6         the same over TCP
//   found 1+1   the end: so many addresses, IPv6 and IPv4
static constexpr LookupRow kLookups[] = {
    {"both families are asked for at once", kOne, "0:6=found 0:4=found", "0?6 0?4 found 1+1"},
    {"of all servers", kThree, "2:4=found 0:6=found", "0?6 1?6 2?6 0?4 1?4 2?4 found 1+1"},
    {"the first answer counts", kTwo, "1:6=found 0:6=none 0:4=found", "0?6 1?6 0?4 1?4 found 1+1"},
    {"and stays", kTwo, "1:6=none 0:6=found 0:4=none", "0?6 1?6 0?4 1?4 no address"},
    {"only an alias, or no answer to one of them", kOne, "0:6=none 0:4=found", "0?6 0?4 found 0+1"},
    {"no address at all", kOne, "0:6=none 0:4=none", "0?6 0?4 no address"},
    {"no such name", kOne, "0:6=nxdomain 0:4=nxdomain", "0?6 0?4 no such name"},
    {"for one family: a server with a fault", kOne, "0:6=nxdomain 0:4=found", "0?6 0?4 found 0+1"},
    {"a name that exists for one of them exists", kOne, "0:6=none 0:4=nxdomain", "0?6 0?4 no address"},

    {"addresses of one family wait 50 ms for the others", kOne, "@20 0:4=found", "0?6 0?4 @20 @70 found 0+1"},
    {"the other way round, too", kOne, "@20 0:6=found", "0?6 0?4 @20 @70 found 1+0"},
    {"which may come in time", kOne, "@20 0:4=found @60 0:6=found", "0?6 0?4 @20 @60 found 1+1"},
    {"no longer, whatever comes", kOne, "@20 0:4=found @60 0:6=foreign", "0?6 0?4 @20 @60 @70 found 0+1"},
    {"nor until the end of an attempt", kOne, "@2480 0:4=found", "0?6 0?4 @2480 @2500 found 0+1"},
    {"in the last attempt as in the first", {1, 1, 9}, "@20 0:4=found", "0?6 0?4 @20 @70 found 0+1"},
    {"and only once", kOne, "@20 0:4=found @60 0:6=foreign @69 0:6=junk", "0?6 0?4 @20 @60 @69 @70 found 0+1"},
    {"that there are none is no reason to hurry", kOne, "@20 0:4=none",
     "0?6 0?4 @20 @2500 0?6 @5000 silence"},

    {"silence", kOne, "", "0?6 0?4 @2500 0?6 0?4 @5000 silence"},
    {"of three", kThree, "", "0?6 1?6 2?6 0?4 1?4 2?4 @2500 0?6 1?6 2?6 0?4 1?4 2?4 @5000 silence"},
    {"so many attempts in so much time", {1, 3, 6}, "", "0?6 0?4 @2000 0?6 0?4 @4000 0?6 0?4 @6000 silence"},
    {"one attempt", {1, 1, 1}, "", "0?6 0?4 @1000 silence"},
    {"the second attempt is answered", kOne, "@2500 0:4=found 0:6=found", "0?6 0?4 @2500 0?6 0?4 found 1+1"},
    {"the first, late", kOne, "@2600 0:4=found 0:6=found", "0?6 0?4 @2600 0?6 0?4 found 1+1"},
    {"only who has not answered is asked again", kTwo, "0:4=none 1:6=servfail",
     "0?6 1?6 0?4 1?4 @2500 0?6 @5000 refusal"},

    {"SERVFAIL: the other one may know", kTwo, "0:6=servfail 0:4=servfail 1:6=found 1:4=found",
     "0?6 1?6 0?4 1?4 found 1+1"},
    {"REFUSED as well", kTwo, "0:6=refused 0:4=refused 1:6=found 1:4=found", "0?6 1?6 0?4 1?4 found 1+1"},
    {"nobody knows", kTwo, "0:6=refused 0:4=refused 1:6=servfail 1:4=servfail", "0?6 1?6 0?4 1?4 refusal"},
    {"one family is enough", kOne, "0:4=found 0:6=servfail", "0?6 0?4 found 0+1"},
    {"but none of one is not enough to know", kOne, "0:4=none 0:6=servfail", "0?6 0?4 refusal"},
    {"no server there", kOne, "0=lost", "0?6 0?4 silence"},
    {"one of two", kTwo, "0=lost 1:6=found 1:4=found", "0?6 1?6 0?4 1?4 found 1+1"},
    {"one is lost, one refuses", kTwo, "0=lost 1:6=refused 1:4=refused", "0?6 1?6 0?4 1?4 refusal"},
    {"one refuses, one is silent", kTwo, "1:6=refused 1:4=refused",
     "0?6 1?6 0?4 1?4 @2500 0?6 0?4 @5000 refusal"},

    {"what is foreign does not count", kOne, "0:6=foreign 0:4=foreign 0:4=junk @9 0:6=found 0:4=found",
     "0?6 0?4 @9 found 1+1"},
    {"the answer of a server that failed before", kTwo, "0:6=servfail 0:6=found 0:4=found",
     "0?6 1?6 0?4 1?4 @50 found 0+1"},

    {"truncated: over TCP", kOne, "0:4=found 0:6=truncated tcp:6=found", "0?6 0?4 0+6 found 1+1"},
    {"both", kOne, "0:4=truncated 0:6=truncated tcp:4=found tcp:6=found", "0?6 0?4 0+4 0+6 found 1+1"},
    {"or an answer of somebody else", kTwo, "0:4=none 0:6=truncated 1:6=found", "0?6 1?6 0?4 1?4 0+6 found 1+0"},
    {"who was truncated is not asked for datagrams again", kOne, "0:4=none 0:6=truncated",
     "0?6 0?4 0+6 @2500 @5000 silence"},
    {"a connection may take its time", kOne, "0:4=none 0:6=truncated @4000 tcp:6=found",
     "0?6 0?4 0+6 @4000 found 1+0"},
    {"unless another would be there", kTwo, "0:4=none 0:6=truncated 1:6=truncated",
     "0?6 1?6 0?4 1?4 0+6 @2500 1+6 @5000 silence"},
    {"or it is lost", kTwo, "0:4=none 0:6=truncated 1:6=truncated tcp:6=lost tcp:6=found",
     "0?6 1?6 0?4 1?4 0+6 1+6 found 1+0"},
    {"none", kOne, "0:4=none 0:6=truncated tcp:6=lost", "0?6 0?4 0+6 silence"},
    {"SERVFAIL over TCP", kOne, "0:4=none 0:6=truncated tcp:6=servfail", "0?6 0?4 0+6 refusal"},
    {"no such name", kOne, "0:4=nxdomain 0:6=truncated tcp:6=nxdomain", "0?6 0?4 0+6 no such name"},
    {"truncated again", kOne, "0:4=none 0:6=truncated tcp:6=truncated", "0?6 0?4 0+6 silence"},
    {"foreign", kOne, "0:4=none 0:6=truncated tcp:6=foreign", "0?6 0?4 0+6 silence"},
    {"nothing of use", kOne, "0:4=none 0:6=truncated tcp:6=junk", "0?6 0?4 0+6 silence"},
    {"what a truncated answer had is better than nothing", kOne, "0:4=none 0:6=partial tcp:6=lost",
     "0?6 0?4 0+6 found 1+0"},
    {"but it is not all", kOne, "0:4=none 0:6=partial tcp:6=many", "0?6 0?4 0+6 found 8+0"},
    {"hundreds: as many as are kept", kOne, "0:4=truncated tcp:4=many 0:6=none", "0?6 0?4 0+4 found 0+32"},
    {"a connection nobody asked for", kOne, "tcp:6=found 0:6=none 0:4=none", "0?6 0?4 no address"},
};

struct AnswerRow {
    const char *name;
    uint16_t    flags;
    uint16_t    wrong;  // is added to the id
    int         addresses;
};
static constexpr AnswerRow kAnswers[] = {
    {"found", 0x8180, 0, 1},     {"many", 0x8180, 0, 200},     {"none", 0x8180, 0, 0},
    {"nxdomain", 0x8183, 0, 0},  {"servfail", 0x8182, 0, 0},   {"refused", 0x8185, 0, 0},
    {"truncated", 0x8380, 0, 0}, {"partial", 0x8380, 0, 1},    {"foreign", 0x8183, 1, 0},
};

static constexpr const char *kResults[] = {"found ", "no such name", "no address", "silence", "refusal"};

namespace {
// A lookup of one row, and its story so far.
class Play {
public:
    Play(const DomainName &name, const LookupRow &row, Writer &story) : story_(story), lookup_(name, row.rules, {})
    {
        lookup_.ask(Lookup::kV6, 600);
        lookup_.ask(Lookup::kV4, 400);
        act();
        for (Text rest = row.heard, word = next_word(rest); !word.empty(); word = next_word(rest)) hear(word);
        while (!done_) pass(lookup_.due().at);
    }

private:
    static size_t question_of(char digit) { return digit == '6' ? Lookup::kV6 : Lookup::kV4; }

    void act()
    {
        for (;;) {
            Lookup::Action action = lookup_.next(now_);
            char           family = action.question == Lookup::kV6 ? '6' : '4';
            switch (action.kind) {
            case Lookup::Action::Kind::send: story_.say(action.server, '?', family, ' '); break;
            case Lookup::Action::Kind::open: story_.say(action.server, '+', family, ' '); break;
            case Lookup::Action::Kind::wait: return;
            case Lookup::Action::Kind::done: return end();
            }
        }
    }
    void end()
    {
        if (done_) return;
        done_ = true;
        story_.say(kResults[size_t(lookup_.result())]);
        if (lookup_.result() == LookupResult::found)
            story_.say(lookup_.found(Lookup::kV6).size / 16, '+', lookup_.found(Lookup::kV4).size / 4);
    }
    void pass(Millis until)
    {
        now_ = until;
        story_.say('@', now_.count, ' ');
        act();
    }
    void hear(Text word)
    {
        Text what = word.after(smaller(position(word, '=') + 1, word.size));
        bool tcp  = word[0] == 't';
        if (word[0] == '@') return pass({parse_number(word.after(1), 100000)});
        if (tcp) hear_over_tcp(question_of(word[4]), what);
        else if (what == "lost") lookup_.lost(size_t(word[0] - '0'));
        else lookup_.heard(size_t(word[0] - '0'), answer(question_of(word[2]), what).after(kDnsLength));
        act();
    }
    // A byte at a time.
    void hear_over_tcp(size_t question, Text what)
    {
        if (what == "lost") return lookup_.lost_over_tcp(question);
        for (Bytes bytes = answer(question, what); !bytes.empty(); bytes = bytes.after(1))
            lookup_.heard_over_tcp(question, bytes.first(1));
    }
    Bytes answer(size_t question, Text what)
    {
        static const uint8_t ip[16] = {32, 1};
        DnsQuery             query  = lookup_.query(question);
        Buffer               to{Space(memory_)};
        const uint8_t        junk[] = {0, 1, 7};
        if (what == "junk") return to.put(junk), to.bytes();
        for (const AnswerRow &row : kAnswers) {
            if (!(what == row.name)) continue;
            query.id = uint16_t(query.id + row.wrong);
            Reply reply(query, row.flags);
            for (int i = 0; i < row.addresses; i++)
                reply.add(query.type, Bytes(ip).first(query.type == RecordType::a ? 4 : 16));
            pack<"!H">(to.space(), uint16_t(reply.bytes().size));
            to.filled(kDnsLength);
            if (!to.put(reply.bytes())) __builtin_trap();
            return to.bytes();
        }
        __builtin_trap();
    }

    Writer &story_;
    Lookup  lookup_;
    Millis  now_{0};
    bool    done_ = false;
    uint8_t memory_[8192];
};
}

TEST("lookup: stories")
{
    DomainName name;
    CHECK("name", name.add("router.example"));
    for (const LookupRow &row : kLookups) {
        Line story, what;
        Play play(name, row, story);
        CHECK(what.say(row.what, ": ", story.text()).text(), story.text() == row.story);
    }
}

TEST("lookup: one family only")
{
    DomainName name;
    CHECK("name", name.add("router.example"));
    for (uint8_t question = 0; question < Lookup::kQuestions; question++) {
        Lookup lookup(name, kOne, {});
        lookup.ask(question, 7);
        Lookup::Action action = lookup.next({0});
        CHECK("one query", action.kind == Lookup::Action::Kind::send && action.question == question);
        CHECK("and no more", lookup.next({0}).kind == Lookup::Action::Kind::wait);
        Reply reply(lookup.query(question), 0x8180);
        lookup.heard(0, reply.bytes());
        CHECK("done", lookup.next({0}).kind == Lookup::Action::Kind::done);
        CHECK("no address of that family", lookup.result() == LookupResult::no_address);
    }
}

TEST("lookup: nobody waits longer than he wants to")
{
    DomainName name;
    CHECK("name", name.add("router.example"));
    Lookup lookup(name, kOne, {{1000}});
    lookup.ask(Lookup::kV4, 7);
    CHECK("asks", lookup.next({10}).kind == Lookup::Action::Kind::send);
    CHECK("waits", lookup.next({10}).kind == Lookup::Action::Kind::wait && lookup.due().at.count == 1000);
    CHECK("is done", lookup.next({1000}).kind == Lookup::Action::Kind::done);
    CHECK("without an answer", lookup.result() == LookupResult::silence);
}
