#include "wire/lookup.h"

#include "words/scan.h"

static size_t count_dots(Text name)
{
    size_t dots = 0;
    for (char c : name) dots += c == '.';
    return dots;
}

SearchList::SearchList(Text host, Text domains, size_t ndots) : host_(host), domains_(domains)
{
    bool complete = count_dots(host) >= ndots || (!host.empty() && host[host.size - 1] == '.');
    if (complete) domains_ = {};
}

bool SearchList::next(DomainName &name)
{
    while (!over_) {
        Text domain = next_word(domains_);
        over_       = domain.empty();
        name        = {};
        if (name.add(host_) && name.add(domain) && name.is_host()) return true;
    }
    return false;
}

static uint32_t bit(size_t server) { return 1u << server; }
static uint8_t first_of(uint32_t servers) { return uint8_t(__builtin_ctz(servers)); }

void Lookup::ask(size_t index, uint16_t id)
{
    Question &question = questions_[index];
    question.id        = id;
    question.response  = DnsResponse::foreign;
}

DnsQuery Lookup::query(size_t question) const
{
    return {questions_[question].id, question == kV6 ? RecordType::aaaa : RecordType::a, name_.bytes()};
}

// A connection may take all the time there is, unless another server has more to say, too.
void Lookup::begin_attempt(Millis now)
{
    rules_.attempts--;
    due_ = {now + share_};
    for (Question &question : questions_) {
        question.sent = 0;
        if (question.over_tcp & ~(question.given_up | question.stream)) give_up(question, question.stream);
    }
}

void Lookup::give_up(Question &question, Servers servers)
{
    question.given_up |= servers;
    question.stream &= ~servers;
    if (question.open() && question.given_up == all()) question.response = DnsResponse::failed;
}

Lookup::Action Lookup::next(Millis now)
{
    bool waiting = false, found = false;
    for (const Question &question : questions_) {
        waiting |= question.open();
        found |= question.response == DnsResponse::found;
    }
    if (!waiting || by_.passed(now)) return {};
    if (found && !hurried_) {
        hurried_        = true;
        rules_.attempts = 0;
        due_            = due_.or_sooner({now + kResolutionDelay});
    }
    if (due_.passed(now)) {
        if (!rules_.attempts) return {};
        begin_attempt(now);
    }
    return ask_next();
}

Lookup::Action Lookup::ask_next()
{
    using Kind = Action::Kind;
    for (uint8_t i = 0; i < kQuestions; i++) {
        Question &question = questions_[i];
        if (!question.open()) continue;
        Servers by_datagram = all() & ~(question.sent | question.given_up | question.over_tcp);
        Servers by_stream   = question.stream ? 0 : question.over_tcp & ~question.given_up;
        if (by_stream) {
            question.stream = bit(first_of(by_stream));
            question.gathered.clear();
            return {Kind::open, first_of(by_stream), i};
        }
        if (by_datagram) {
            question.sent |= bit(first_of(by_datagram));
            return {Kind::send, first_of(by_datagram), i};
        }
    }
    return {Kind::wait};
}

void Lookup::hear(size_t index, Servers from, Bytes message)
{
    Question &question = questions_[index];
    if (!question.open() || question.given_up & from) return;
    DnsResponse response = read_response(message, query(index), question.found);
    switch (response) {
    case DnsResponse::foreign: return;
    case DnsResponse::truncated: question.over_tcp |= from; return;
    case DnsResponse::failed: refused_ = true; return give_up(question, from);
    case DnsResponse::found:
    case DnsResponse::none:
    case DnsResponse::no_such_name: question.response = response;
    }
}

void Lookup::heard(size_t server, Bytes datagram)
{
    for (size_t i = 0; i < kQuestions; i++) hear(i, bit(server), datagram);
}

void Lookup::lost(size_t server)
{
    for (Question &question : questions_) give_up(question, bit(server));
}

// Whoever has nothing of use to say on a connection is not asked again.
void Lookup::heard_over_tcp(size_t index, Bytes bytes)
{
    Question &question = questions_[index];
    uint16_t  length;
    if (!question.stream) return;
    question.gathered.put(bytes.first(smaller(bytes.size, question.gathered.room())));
    Bytes message = question.gathered.bytes();
    if (!unpack<"!H">(message, length)) return;
    message = message.after(kDnsLength);
    if (message.size < length && question.gathered.room()) return;
    hear(index, question.stream, message.first(smaller(message.size, size_t(length))));
    give_up(question, question.stream);
}

void Lookup::lost_over_tcp(size_t question) { give_up(questions_[question], questions_[question].stream); }

LookupResult Lookup::result() const
{
    bool exists = false, unanswered = false;
    for (const Question &question : questions_) {
        if (!question.found.bytes().empty()) return LookupResult::found;
        exists |= question.response == DnsResponse::none;
        unanswered |= question.open() || question.response == DnsResponse::failed;
    }
    if (unanswered) return refused_ ? LookupResult::refusal : LookupResult::silence;
    return exists ? LookupResult::no_address : LookupResult::no_such_name;
}
