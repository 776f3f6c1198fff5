#include "link/visitor.h"

static constexpr Millis kFirstWord  = seconds(10);  // from accept to the first offer
static constexpr Millis kSuperseded = seconds(5);   // silence after which a namesake takes over

Visitor::Visitor(const Address &peer, const ServeRules *rules, Millis time)
    : rules_(rules), peer_(peer), upload_(&rules->store, time), came_at_(time)
{
}

Error Visitor::begin(Fd link, Space memory)
{
    if (!rules_->store.raw) return channel_.begin(move(link), Role::responder, &rules_->opening, memory);
    channel_.begin(move(link));
    return {};
}

void Visitor::close()
{
    upload_.close();
    channel_.close();
}

short Visitor::events() const
{
    return short((has_work() ? 0 : POLLIN) | (upload_.wants_to_send() || channel_.wants_to_send() ? POLLOUT : 0));
}

Deadline Visitor::deadline() const
{
    if (!rules_->store.raw && name().empty()) return {came_at_ + kFirstWord};
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
    Error silent = upload_.flush(channel_);
    if (broken || silent) return broken ? broken : silent;
    over_ = ended_ && input.empty() && upload().state == Upload::State::nothing;
    if (!over_) return {};
    TRY(upload_.ended());
    channel_.finish();
    return {};
}

// A sender whose words were changed on the way is told so: ours may still arrive as they are.
Error Visitor::lose(Error error)
{
    if (error.exit() != Exit::verification || !channel_.is_open()) return error;
    upload_.refuse(Refusal::digest, error.words);
    if (!upload_.flush(channel_)) channel_.finish();
    return error;
}

Error Visitor::turn(bool ready, Space scratch, Bytes &input, Millis time)
{
    upload_.forget_news();
    if (replaced_)
        return complaint(Exit::network, "a new connection took over");
    if (!input.empty() || ended_) return proceed(input, time);
    if (over_) return {};
    if (has_work()) {
        upload_.work(scratch, time);
        return upload_.flush(channel_);
    }
    if (ready && rules_->store.raw) {
        over_ = TRY(upload_.pour(channel_.link(), scratch, time));
        return {};
    }
    if (ready) {
        Result<Moved> got = channel_.receive(scratch);
        if (got.error) return lose(got.error);
        input  = scratch.first(got.value.size);
        ended_ = got.value.ended;
        return proceed(input, time);
    }
    if (!deadline().passed(time)) return {};
    Error why = channel_.ended();
    errno     = ETIMEDOUT;
    return why && why.exit() != Exit::network ? why : failure("receive", Exit::network);
}
