#include "link/reception.h"

#include "words/carve.h"

#include <sys/socket.h>

static constexpr uint32_t kPerAddress = 8;

// Where there is a key, connections that have not shown yet that they have it.
static constexpr uint32_t kStrangersPerAddress = 5;
static constexpr uint32_t kStrangers           = 30;

Reception::~Reception()
{
    for (Visitor *visitor : visitors_)
        if (visitor) visitor->close();
}

Error Reception::open(Span<const Address> addresses, const ServeRules &rules)
{
    rules_       = &rules;
    size_t most  = rules.max_clients, slots = most + Door::kListeners + 1;
    lent_        = rules.opening.key ? kChannelMemory : 0;
    Space memory = TRY(reserve(most * (sizeof(Visitor) + sizeof(Visitor *) + lent_) +
                               slots * sizeof(pollfd) + kFrameHead + kLongestData));
    rooms_    = carve<Visitor>(memory, most);
    visitors_ = {carve<Visitor *>(memory, most), most};
    watch_    = Watch({carve<pollfd>(memory, slots), slots});
    channels_ = {carve<uint8_t>(memory, most * lent_), most * lent_};
    scratch_  = memory;
    turn_     = most;
    return door_.open(addresses);
}

const char *Reception::fault_of(const Address &peer) const
{
    if (!is_allowed(rules_->allowed, peer)) return "this address is not allowed";

    struct {
        uint32_t all, same, strangers, strangers_same;
    } count = {};
    for (const Visitor *visitor : visitors_) {
        if (!visitor) continue;
        bool same     = visitor->peer().ip() == peer.ip();
        bool stranger = rules_->opening.key && !visitor->heard();
        if (rules_->once && visitor->heard()) return "one sender is served, and no other";
        count.all++;
        count.same += same;
        count.strangers += stranger;
        count.strangers_same += stranger && same;
    }
    if (count.same >= kPerAddress || count.strangers_same >= kStrangersPerAddress)
        return "too many connections from this address";
    return count.all >= visitors_.size || count.strangers >= kStrangers ? "too many connections" : nullptr;
}

// What a sender that speaks the protocol can show its user. Where there is a key, nobody is told
// anything before he has shown that he has it.
void Reception::say_why(const Fd &link, const char *why)
{
    if (rules_->store.raw || rules_->opening.key) return;
    uint8_t memory[kOpening + kFrameHead + 1 + kLongestWords];
    Buffer  out{Space(memory)};
    out.put(rules_->opening.opening);
    put_refusal(out, Refusal::busy, why);
    if (!send_some(link, out.bytes()).error) shutdown(link.get(), SHUT_WR);
}

Error Reception::seat(Fd link, const Address &peer)
{
    size_t place = 0;
    while (visitors_[place]) place++;
    Visitor *visitor = new (rooms_ + place) Visitor(peer, rules_, now());
    Error    error   = visitor->begin(move(link), channels_.after(place * lent_).first(lent_));
    if (error) visitor->~Visitor();
    else visitors_[place] = visitor;
    return error;
}

// Lets in who is waiting, until somebody must be turned away.
Error Reception::welcome(Event &event)
{
    for (size_t i = 0; i < addresses().size; i++) {
        if (!door_.ready(watch_, i)) continue;
        Result<Fd>  link  = door_.accept(i, event.peer);
        const char *fault = link.error ? "no descriptors or memory left" : nullptr;
        if (link.error && !is_shortage(link.error)) return link.error;
        if (!fault && !link.value) continue;
        if (!fault) fault = fault_of(event.peer);
        Error error = fault ? complaint(Exit::refused, fault) : seat(move(link.value), event.peer);
        if (!error) continue;
        if (link.value) say_why(link.value, fault);
        event.type  = Event::Type::turned_away;
        event.error = error;
        break;
    }
    return {};
}

Error Reception::wait(Stop &stop)
{
    Deadline until;
    watch_.clear();
    watch_.add(stop.fd(), POLLIN);
    door_.watch(watch_, until);
    for (Visitor *visitor : visitors_) {
        if (!visitor) continue;
        visitor->slot = watch_.add(visitor->fd(), visitor->events());
        until         = until.or_sooner(visitor->has_work() ? Deadline{} : visitor->deadline());
        if (visitor->has_work()) until = {now()};
    }
    return watch_.wait(until);
}

bool Reception::end(Error error, Event &event)
{
    Visitor *visitor = visitors_[turn_];
    event.type       = Event::Type::ended;
    event.heard      = visitor->heard();
    event.name       = visitor->under_way() ? visitor->name() : Text();
    event.error      = visitor->first_error ? visitor->first_error : error;
    visitor->close();
    gone_            = visitor;
    visitors_[turn_] = nullptr;
    input_           = {};
    return true;
}

// Two connections send the same name: the first wins, unless it has been silent for a while and
// the second comes from the same address. Then the first is what a lost link has left behind.
void Reception::settle()
{
    Visitor &contester = *visitors_[turn_];
    for (Visitor *visitor : visitors_) {
        if (!visitor || !visitor->blocks(contester, now())) continue;
        visitor->give_way();
        contester.retry(now());
        break;
    }
    if (contester.upload().state == Upload::State::contested)
        contester.refuse(Refusal::busy, "it is being sent already");
}

// One turn of whose turn it is; true when there is something to tell.
bool Reception::attend(Event &event)
{
    Visitor &visitor = *visitors_[turn_];
    event.peer       = visitor.peer();
    Error error      = visitor.turn(watch_.ready(visitor.slot), scratch_, input_, now());
    if (error) return end(error, event);

    const Upload &upload = visitor.upload();
    if (upload.state == Upload::State::contested) settle();
    if (upload.state == Upload::State::nothing) return visitor.over() && end({}, event);
    if (!visitor.first_error) visitor.first_error = upload.error;
    event.type   = Event::Type::upload;
    event.name   = visitor.name();
    event.upload = &upload;
    return true;
}

Error Reception::next(Stop &stop, Event &event)
{
    event = {};
    if (gone_) gone_->~Visitor();
    gone_ = nullptr;
    for (;;) {
        for (; turn_ < visitors_.size; turn_++)
            while (visitors_[turn_]) {
                if (attend(event)) return {};
                if (input_.empty()) break;
            }
        TRY(wait(stop));
        turn_ = 0;
        if (stop.asked()) return {};
        event.type = Event::Type::child;
        if (stop.child_ended()) return {};
        event.type = Event::Type::stopped;
        TRY(welcome(event));
        if (event.type == Event::Type::turned_away) return {};
    }
}
