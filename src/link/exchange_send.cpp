// How requests go out.
#include "link/exchange.h"

static constexpr Millis kContinue = seconds(1);

// Bytes that come while there are some to go have the end of the memory.
static constexpr size_t kHeard = 4096;

// So little moves up and goes together with the next piece of the content.
static constexpr size_t kLittle = 16 << 10;

Error Exchange::attempt(const Request &request, const Url &url, const Payload &payload)
{
    reader_  = ResponseReader(head_, request.method);
    out_     = Buffer(memory_.first(memory_.size - kHeard));
    input_   = {};
    closes_  = request.closes;
    held_    = request.expects;
    splices_ = stream_.is_plain();
    at_rest_ = answered_ = lost_ = false;
    TRY(payload_.begin(payload));
    if (!put_request(out_, request, url)) return complaint(Exit::usage, "the request is too long");
    if (witness_) witness_(text_of(out_.bytes()), false);

    TRY(send());
    closes_ |= !payload_.ended() || !out_.bytes().empty();
    return hear_answer();
}

// Until all has gone, or the final head has come.
Error Exchange::send()
{
    Deadline held_until{now() + kContinue};
    while (!answered_) {
        held_ = held_ && !held_until.passed(now());
        TRY(fill());
        if (Error unsent = flush()) return hear_why(unsent);
        if (out_.bytes().empty() && payload_.ended()) return {};
        TRY(take(memory_.after(memory_.size - kHeard)));
        if (input_.empty()) TRY(wait_to_send(held_ ? held_until : Deadline{}));
        else TRY(hear());
    }
    return {};
}

// The signal that ends us may have ended who feeds us, too: that end of input is no end of the content.
Error Exchange::fill()
{
    int source = payload_.awaited();
    if (held_ || payload_.ended() || out_.bytes().size > kLittle) return {};
    if (source >= 0 && !is_readable(source)) return {};
    TRY(payload_.next(out_));
    return source >= 0 && payload_.ended() && is_readable(patience_.stop) ? kInterrupted : Error{};
}

Error Exchange::flush()
{
    if (out_.bytes().empty()) return {};
    Result<Moved> sent = stream_.send(out_.bytes());
    lost_ |= bool(sent.error);
    TRY(sent.error);
    out_.consumed(sent.value.size);
    sent_ |= sent.value.size;
    return count(sent.value.size);
}

// A server that takes no more may have said why before: its answer is worth more than the errno.
Error Exchange::hear_why(Error unsent)
{
    bool closed = unsent.code() == EPIPE || unsent.code() == ECONNRESET;
    return !closed || hear_answer() ? unsent : Error{};
}

Error Exchange::wait_to_send(Deadline by)
{
    int  source  = held_ || !out_.bytes().empty() ? -1 : payload_.awaited();
    bool sending = !out_.bytes().empty() || (!held_ && source < 0);
    return wait(sending, source, by);
}
