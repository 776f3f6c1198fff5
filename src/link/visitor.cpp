#include "link/visitor.h"

#include "words/say.h"

#include <fcntl.h>
#include <sys/socket.h>

static constexpr Millis   kFirstWord  = seconds(10);  // from accept to the first offer
static constexpr Millis   kSuperseded = seconds(5);   // silence after which a namesake takes over
static constexpr unsigned kRawNames   = 10000;

Visitor::Visitor(Fd link, const Address &peer, const ServeRules *rules, Millis time)
    : rules_(rules), peer_(peer), link_(move(link)), came_at_(time), moved_at_(time)
{
    upload_.open(&rules->store, time);
    raw_name_[0] = 0;
}

void Visitor::close()
{
    upload_.close();
    raw_.close();
    link_.reset();
}

Text Visitor::name() const
{
    if (!rules_->raw) return upload_.name();
    return rules_->store.output ? rules_->store.output : raw_name_;
}

short Visitor::events() const
{
    return short((has_work() ? 0 : POLLIN) | (upload_.wants_to_send() ? POLLOUT : 0));
}

Deadline Visitor::deadline() const
{
    if (rules_->raw) return {moved_at_ + rules_->patience};
    if (upload_.name().empty()) return {came_at_ + kFirstWord};
    return {upload_.alive_at() + rules_->patience};
}

bool Visitor::blocks(const Visitor &other, Millis time) const
{
    return this != &other && upload_.active() && name() == other.name() &&
           peer_.ip() == other.peer_.ip() && upload_.alive_at() + kSuperseded <= time;
}

Error Visitor::proceed(Bytes &input, Millis time)
{
    // What is to be said is said even to a sender that has broken the protocol.
    Error broken = upload_.next(input, time);
    Error silent = upload_.flush(link_);
    if (broken || silent) return broken ? broken : silent;
    over_ = ended_ && input.empty() && upload().state == Upload::State::nothing;
    return over_ ? upload_.ended() : Error{};
}

Error Visitor::turn(bool ready, Space scratch, Bytes &input, Millis time)
{
    upload_.forget_news();
    raw_upload_.state = Upload::State::nothing;
    if (replaced_)
        return complaint(Exit::network, "a new connection took over");
    if (rules_->raw) return turn_raw(ready, scratch, time);
    if (!input.empty() || ended_) return proceed(input, time);
    if (has_work()) {
        upload_.work(scratch, time);
        return upload_.flush(link_);
    }
    if (ready) {
        Moved got = TRY(receive_some(link_, scratch));
        input     = scratch.first(got.size);
        ended_    = got.ended;
        return proceed(input, time);
    }
    errno = ETIMEDOUT;
    return deadline().passed(time) ? failure("receive", Exit::network) : Error{};
}

// The first free name of upload-1, upload-2, ...
Error Visitor::open_raw()
{
    const StoreRules &store = rules_->store;
    Writer            name{Span<char>(raw_name_)};
    if (store.output) {
        Sink sink = TRY(Sink::output(store.output, store.replace));
        return raw_.open(move(sink));
    }
    Error error;
    for (unsigned number = 1; number < kRawNames; number++) {
        name.clear();
        name.say("upload-", number, '\0');
        Fd           directory(control(store.directory.get(), F_DUPFD_CLOEXEC, 3));
        Result<Sink> sink = Sink::part(move(directory), raw_name_, false);
        if (!sink.error) return raw_.open(move(sink.value));
        error = sink.error;
        if (error.code != EEXIST && error.code != EBUSY) break;
    }
    return error;
}

// A connection that brings nothing leaves nothing: port scanners would litter the directory.
Error Visitor::turn_raw(bool ready, Space scratch, Millis time)
{
    char peeked;
    if (!ready) {
        errno = ETIMEDOUT;
        return deadline().passed(time) ? failure("receive", Exit::network) : Error{};
    }
    if (over_) return {};
    if (!raw_.active()) {
        if (!recv(link_.get(), &peeked, 1, MSG_PEEK | MSG_DONTWAIT) && !rules_->store.output)
            return over_ = true, Error{};
        opened_ = true;
        TRY(open_raw());
    }
    moved_at_ = time;
    over_     = TRY(raw_.receive(link_, scratch));
    if (raw_.size() > rules_->store.max_size)
        return complaint(Exit::refused, "it is larger than allowed");
    raw_upload_.size = raw_.size();
    if (!over_) return {};
    TRY(raw_.commit());
    raw_upload_.state = Upload::State::stored;
    stored_           = true;
    return {};
}
