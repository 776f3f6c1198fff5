// What goes wrong, in words; and whether it is worth another attempt.
#include "face/tell.h"
#include "tools/httpget.h"

#include "words/reason.h"

static constexpr uint32_t kLongestWait = 60, kLongestPause = 10;

Writer &Fetch::begin_line_of_url() const
{
    Writer &line = begin_line();
    add_target(line, url_, Target::absolute);
    return line.say(": ");
}

bool Fetch::may_repeat() const
{
    bool harmless = is_repeatable(method_, payload_) || (!session_.exchange.sent() && payload_.repeats());
    return tried_ < settings.tries && harmless && place_.is_repeatable() && !session_.whole.passed(now());
}

// From a second on, twice as long each time; or what the server says, within reason, and by its own clock.
static uint32_t seconds_to_wait(uint32_t tried, Headers headers)
{
    uint32_t wait = tried > 4 ? kLongestPause : 1u << (tried - 1);
    int64_t  at   = time(nullptr);
    parse_date(at, headers.find("Date"));
    parse_retry_after(wait, headers.find("Retry-After"), at);
    return smaller(wait, kLongestWait);
}

Fetch::Next Fetch::try_again(Writer &line, Exit exit, Headers headers)
{
    uint32_t wait  = seconds_to_wait(tried_, headers);
    Millis   until = now() + seconds(wait);
    if (session_.whole.passed(until)) return fail(line, exit);
    line.say("; again in ", wait, " s");
    if (!settings.quiet) end_line();
    session_.exchange.drop();
    return pause_until(session_.stop, until) ? Next::again : fail(begin_line_of_url().say("interrupted"), Exit::other);
}

Fetch::Next Fetch::fail(Writer &line, Exit exit)
{
    bool broken_off = exit == Exit::network || exit == Exit::other;
    if (place_.leave() && broken_off) line.say("; -c goes on from there");
    end_line();
    session_.exchange.drop();
    return end(exit);
}

// A name that does not exist will not exist in a moment, either.
static bool is_passing(Error error)
{
    return error.exit() == Exit::network && !(Text(error.words) == kNoSuchName);
}

Fetch::Next Fetch::fail(Writer &line, Error error)
{
    tried_++;
    return is_passing(error) && may_repeat() ? try_again(line, error.exit(), {}) : fail(line, error.exit());
}

Fetch::Next Fetch::fail(Error error)
{
    const Address &peer  = session_.exchange.address();
    bool           named = peer.any.sa_family == AF_UNSPEC;
    if (error.exit() == Exit::network && named) return fail(begin_line().say(route().host, ": ", reason(error)), error);
    if (!error.code()) return fail(begin_line_of_url().say(error.words), error);
    Writer &line = begin_line().say(error.words, ' ');
    if (error.exit() == Exit::file) line.say(Shown{settings.file});
    else line.say(AddressText(peer));
    return fail(line.say(": ", reason(error)), error);
}

static bool is_loss(Error error)
{
    return error.exit() == Exit::network && (error.code() || starts_with(error.words, "the connection ended"));
}

Fetch::Next Fetch::break_off(Error error)
{
    bar_.clear();
    if (error.exit() == Exit::protocol) return fail(error);
    Writer &line = begin_line();
    if (error.code() && error.exit() == Exit::file)
        return fail(line.say(error.words, ' ', Shown{place_.name()}, ": ", reason(error)), error);
    line.say(Shown{place_.name()}, ": ", is_loss(error) ? Text("connection lost") : Text(error.words));
    if (error.exit() == Exit::network || error.exit() == Exit::other) {
        line.say(" at ", Amount{place_.size()});
        if (place_.total() != kUnknown) line.say(" of ", Amount{place_.total()});
    }
    return fail(line, error);
}
