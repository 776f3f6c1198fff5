#include "link/channel.h"

#include "system/random.h"
#include "system/watch.h"

void Channel::begin(Fd link)
{
    link_   = move(link);
    sealed_ = false;
    open_ = proven_ = true;
}

Error Channel::begin(Fd link, Role role, const OpeningRules *rules, Space memory)
{
    Key ephemeral;
    link_      = move(link);
    sealed_    = rules->key;
    open_      = false;
    proven_    = false;
    kept_size_ = 0;
    if (sealed_) TRY(fill_random(ephemeral.bytes));
    kept_    = memory.first(sealed_ ? kLongestLeftover : 0);
    out_     = Buffer(sealed_ ? memory.after(kLongestLeftover) : Space(greeting_));
    opening_.begin(role, rules, ephemeral, out_);
    return {};
}

Error Channel::flush()
{
    if (!wants_to_send()) return {};
    Moved sent = TRY(send_some(link_, out_.bytes()));
    out_.consumed(sent.size);
    return {};
}

// What the opening has to say is said even to a peer that may not go on.
Error Channel::advance(Space &input)
{
    Error broken = opening_.next(input, out_, records_);
    Error silent = flush();
    open_        = opening_.is_open();
    proven_      = open_ && !sealed_;
    return broken ? broken : silent;
}

Error Channel::open_further()
{
    uint8_t memory[kLongestOpening];
    return receive(Space(memory).first(opening_.missing())).error;
}

Error Channel::open(Deadline by)
{
    TRY(flush());
    while (!open_) {
        pollfd slot;
        Watch  watch({&slot, 1});
        watch.add(link_.get(), short(wants_to_send() ? POLLIN | POLLOUT : POLLIN));
        TRY(watch.wait(by));
        if (!watch.any_ready()) return sealed_ ? opening_.ended() : Error{"receive from", ETIMEDOUT, Exit::network};
        TRY(open_further());
    }
    return {};
}

Result<Moved> Channel::send(Bytes from)
{
    TRY(flush());
    if (!open_ || wants_to_send()) return Moved{};
    if (!sealed_) return send_some(link_, from);
    Bytes rest = from;
    while (!rest.empty() && !wants_to_send()) {
        TRY(records_.put(out_, rest));
        TRY(flush());
    }
    return Moved{from.size - rest.size};
}

// Opened records move together, to the front of `to`.
Result<Moved> Channel::unseal(Space to, Space input)
{
    size_t size = 0;
    for (Bytes plain;; size += plain.size) {
        TRY(records_.next(input, plain));
        if (plain.empty()) break;
        memmove(to.after(size).data, plain.data, plain.size);
        proven_ = true;
    }
    copy(kept_, input);
    kept_size_ = input.size;
    return Moved{size, records_.finished()};
}

Result<Moved> Channel::receive(Space to)
{
    if (open_ && !sealed_) return receive_some(link_, to);
    Moved got   = TRY(receive_some(link_, copy(to, kept_.first(kept_size_))));
    Space input = to.first(kept_size_ + got.size);
    kept_size_  = 0;
    if (!open_) TRY(advance(input));
    if (got.ended) TRY(ended());
    return open_ ? unseal(to, input) : Moved{};
}

void Channel::finish()
{
    if (!open_ || !sealed_ || out_.room() < kRecordHead || records_.finish(out_)) return;
    (void)flush();
}
