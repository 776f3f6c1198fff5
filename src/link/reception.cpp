#include "link/reception.h"

#include <fcntl.h>
#include <sys/socket.h>

static constexpr Millis   kDeaf       = {200};
static constexpr int      kTries      = 16;  // for a port that is free on both addresses
static constexpr uint32_t kPerAddress = 8;

// Where there is a key, connections that have not shown yet that they have it.
static constexpr uint32_t kStrangersPerAddress = 5;
static constexpr uint32_t kStrangers           = 30;

// Placement: <new> belongs to the C++ library.
inline void *operator new(size_t, void *memory) { return memory; }

// The front of `memory` as room for `count` objects, none of them made yet.
template <class T> static T *carve(Space &memory, size_t count)
{
    T *first = reinterpret_cast<T *>(memory.data);
    memory   = memory.after(count * sizeof(T));
    return first;
}

Reception::~Reception()
{
    for (Visitor *visitor : visitors_)
        if (visitor) visitor->close();
}

Error Reception::open(Span<const Address> addresses, const ServeRules &rules)
{
    rules_       = &rules;
    size_t most  = rules.max_clients, slots = most + 3;
    lent_        = rules.opening.key ? kChannelMemory : 0;
    Space memory = TRY(reserve(most * (sizeof(Visitor) + sizeof(Visitor *) + lent_) +
                               slots * sizeof(pollfd) + kFrameHead + kLongestData));
    rooms_    = carve<Visitor>(memory, most);
    visitors_ = {carve<Visitor *>(memory, most), most};
    watch_    = Watch({carve<pollfd>(memory, slots), slots});
    channels_ = {carve<uint8_t>(memory, most * lent_), most * lent_};
    scratch_  = memory;
    turn_     = most;

    spare_ = Fd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    return listen_on(addresses);
}

// A port that was free for the first address need not be for the second: where any would do, another one is tried.
Error Reception::listen_on(Span<const Address> addresses)
{
    for (int tries = kTries;; tries--) {
        Error error = listen_on_all(addresses);
        bool  again = error.code() == EADDRINUSE && !addresses[0].port() && tries;
        if (!again) return error;
        while (listeners_) listener_[--listeners_].reset();
    }
}

Error Reception::listen_on_all(Span<const Address> addresses)
{
    Error fault;
    for (const Address &address : addresses) {
        Error error = listen_on(address);
        if (error && !may_do_without(error.code(), address)) return error;
        if (error) fault = error;
    }
    return listeners_ ? Error{} : fault;
}

// This machine may lack a family; and the wildcard of IPv6 has taken IPv4 already.
bool Reception::may_do_without(int code, const Address &address) const
{
    bool covered = listeners_ && code == EADDRINUSE && !address.is_loopback();
    return code == EAFNOSUPPORT || code == EADDRNOTAVAIL || covered;
}

Error Reception::listen_on(Address address)
{
    if (listeners_ && !address.port()) address.set_port(bound_[0].port());
    listener_[listeners_] = TRY(listen_tcp(address));
    bound_[listeners_]    = local_address(listener_[listeners_]);
    listeners_++;
    return {};
}

const char *Reception::fault_of(const Address &peer) const
{
    bool allowed = rules_->allowed.empty();
    for (const Network &network : rules_->allowed) allowed |= network.holds(peer);
    if (!allowed) return "this address is not allowed";

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

// With every descriptor in use, the connection is taken with the spare one and closed: left alone
// it would keep the listener readable, and the loop spinning.
Result<Fd> Reception::accept_one(const Fd &listener, Address &peer)
{
    Result<Fd> link = accept_tcp(listener, peer);
    if (link.error.code() != EMFILE && link.error.code() != ENFILE) return link;
    spare_.reset();
    if (accept_tcp(listener, peer).error) deaf_until_ = now() + kDeaf;
    spare_ = Fd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    return link;
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
    for (size_t i = 0; i < listeners_; i++) {
        if (!watch_.ready(door_[i])) continue;
        Result<Fd>  link  = accept_one(listener_[i], event.peer);
        const char *fault = link.error ? "no descriptors left" : nullptr;
        if (link.error && link.error.code() != EMFILE && link.error.code() != ENFILE) return link.error;
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
    bool     deaf = now() < deaf_until_;
    if (deaf) until = {deaf_until_};
    watch_.clear();
    watch_.add(stop.fd(), POLLIN);
    for (size_t i = 0; i < listeners_; i++)
        door_[i] = deaf ? Watch::Slot{} : watch_.add(listener_[i].get(), POLLIN);
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
