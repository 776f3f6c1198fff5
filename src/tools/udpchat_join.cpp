#include "face/tell.h"
#include "tools/udpchat.h"

#include "system/datagram.h"
#include "system/socket.h"
#include "wire/own_nick.h"
#include "wire/udp_client.h"
#include "words/reason.h"

static constexpr Millis kTurn     = seconds(3);  // for an address to answer in
static constexpr Millis kAlone    = seconds(20); // for the only one, until there may be another way to it
static constexpr Millis kHopeless = {100};       // for one that cannot
static constexpr Millis kRefused  = seconds(5);  // until a room that is full is asked again
static constexpr Millis kFarewell = seconds(2);  // for a server to let us go
static constexpr int    kAtOnce   = 64;

static HeldLine places[32];
static uint8_t  queue[16 << 10];

namespace {
// The addresses of a server, each of which has its turn until one answers.
class Turns {
public:
    Error find(const char *host, Deadline by, int stop, Line &on);

    // The next one, after `pause` at the latest where there is no other, or it cannot be reached.
    void take(size_t which);
    void next() { take(which_ + 1); }
    void next_after(Millis pause) { due_ = {now() + pause}; }
    void settle() { due_ = {}; }

    Deadline  due() const { return due_; }
    const Fd &link() const { return link_; }
    const Address &address() const { return addresses_[which_]; }

    // What the network says of one that cannot be reached: it is not waited for. Once all have said so, it is
    // said of the server.
    void  give_up(Error why);
    Error fault() const { return failed_ >= addresses_.size ? fault_ : Error{}; }

private:
    Address       known_[8];
    Span<Address> addresses_;
    size_t        which_ = 0, failed_ = 0;
    Fd            link_;
    Deadline      due_;
    Error         fault_;
};

// A person in somebody's room.
class Visit {
public:
    Visit(const char *host, const Start &start, Talker &talker, bool person)
        : host_(host), talker_(talker), out_(talker), envelope_(start.shared(), start.sender), nonce_(start.nonce),
          client_(places, queue, settings.nick ? settings.nick : "", person && settings.history)
    {
    }
    Exit run(Stop &stop);

private:
    Error begin(int stop, Line &on);
    Error talk(Stop &stop);
    void  join(Millis now);
    void  look_after(Millis now);
    void  say(Millis now);
    void  leave(Millis now);
    void  hear(Millis now);
    bool  act(Millis now);
    void  show_line(Text line);
    void  lose(Error why, Millis pause);
    void  refused(Text why);

    const char *host_;
    Talker     &talker_;
    Shower      out_;
    Envelope    envelope_;
    uint64_t    nonce_;
    UdpClient   client_;
    Turns       turns_;
    OwnNick     nick_;
    Deadline    joins_by_, leaves_by_;
    Error       fault_;  // that it ends with
    bool        joined_  = false, again_ = false;  // once, and more than once
    bool        leaving_ = false, over_  = false;
    bool        unsaid_  = false;  // not everything was delivered
    char        refusal_[96];
};
}

Error Turns::find(const char *host, Deadline by, int stop, Line &on)
{
    on.clear();
    on.say(host);
    Endpoint endpoint = TRY(parse_destination(host, port_or(8888)));
    addresses_        = TRY(resolve(endpoint, settings.family, by, known_, stop));
    take(0);
    return {};
}

void Turns::take(size_t which)
{
    which_          = which % addresses_.size;
    Result<Fd> link = connect_udp(address());
    link_           = move(link.value);
    next_after(addresses_.size > 1 ? kTurn : kAlone);
    if (link.error) give_up(link.error);
}

void Turns::give_up(Error why)
{
    fault_ = why;
    failed_++;
    next_after(kHopeless);
}

// A server that has let us in, and whose answer was lost, knows the nonce, and does not do so again.
void Visit::join(Millis now) { client_.join(nonce_, now); }

Error Visit::begin(int stop, Line &on)
{
    joins_by_ = {now() + settings.patience};
    TRY(turns_.find(host_, joins_by_, stop, on));
    join(now());
    return {};
}

void Visit::look_after(Millis now)
{
    Error fault = turns_.fault();
    if (!joined_ && !fault && joins_by_.passed(now)) fault = Error{"connect to", ETIMEDOUT, Exit::network};
    over_ |= leaves_by_.passed(now);
    if (!joined_ && fault) fault_ = fault, over_ = true;
    if (over_ || !turns_.due().passed(now)) return;
    turns_.next();
    join(now);
}

// What is typed, up to a farewell; times are this side's to show.
void Visit::say(Millis now)
{
    for (Text line; !leaving_ && client_.may_say(kLongestSaid) && talker_.has_room() && talker_.next(line);) {
        if (line.empty()) continue;
        if (line.size > kLongestSaid) {
            unsaid_ = true;
            talker_.show("*** that line is too long (850 bytes)");
            continue;
        }
        leaving_ = is_farewell(line);
        if (leaving_ && talker_.is_person()) leaves_by_ = {now + kFarewell};
        if (line == "/time") settings.time = true;
        else client_.say(line);
        char   memory[kLongestLine];
        Writer to{Span<char>(memory)};
        Text   own = own_line(to, nick_.text(), line, settings.time);
        if (!leaving_ && talker_.is_person() && !own.empty()) out_.show(own);
    }
    if (!talker_.has_left() || leaving_) return;
    if (talker_.is_person()) return leave(now);
    leaving_ = true;
    client_.finish();
}

void Visit::leave(Millis now)
{
    leaving_   = true;
    unsaid_ |= !client_.idle();
    leaves_by_ = {now + kFarewell};
    client_.leave(now);
}

// What the network says of datagrams sent before is a hint; while nobody has answered yet, it is enough.
void Visit::hear(Millis now)
{
    uint8_t memory[2 * kLongestDatagram];
    for (int i = 0; i < kAtOnce; i++) {
        Result<Moved> got = receive_some(turns_.link(), memory);
        if (got.error && !joined_) turns_.give_up(Error{"connect to", got.error.code(), Exit::network});
        if (got.error || !got.value.size) return;
        client_.heard(envelope_.open(Space(memory).first(got.value.size)), now);
        while (!over_ && act(now)) {}
    }
}

void Visit::show_line(Text line)
{
    char clean[kLongestTold];
    Text epoch;
    if (!clean_text(line, clean)) return;
    Text bare   = without_clock(line);
    bool hidden = nick_.hear_welcome(bare, epoch) ? again_ || !talker_.is_person() : nick_.hear(bare);
    if (!hidden) out_.show(settings.time ? line : bare);
    if (talker_.is_person()) prompt_as(talker_, nick_.text());
}

void Visit::lose(Error why, Millis pause)
{
    char memory[160];
    over_ = settings.stays || !joined_ || leaving_;
    if (over_ && !(leaving_ && client_.idle())) fault_ = why;
    if (over_) return;
    nonce_++;
    out_.show(Writer{Span<char>(memory)}.say("*** not connected: ", reason(why), "; trying again").text());
    turns_.next_after(pause);
}

void Visit::refused(Text why)
{
    char clean[sizeof refusal_ - 1];
    if (!clean_text(why, clean)) why = "refused";
    Writer{Span<char>(refusal_)}.say(why, '\0');
    lose(complaint(Exit::refused, refusal_), kRefused);
}

// What the machine wants done; false when it waits.
bool Visit::act(Millis now)
{
    char    memory[kLongestTold + 32];
    Writer  words{Span<char>(memory)};
    uint8_t sealed[kLongestDatagram];
    const UdpClient::Action &action = client_.next(now);
    switch (action.kind) {
    case UdpClient::Action::Kind::wait: return false;
    case UdpClient::Action::Kind::send: (void)send_some(turns_.link(), envelope_.close(action.bytes, sealed)); break;
    case UdpClient::Action::Kind::joined:
        turns_.settle();
        again_ = joined_;
        if (joined_) out_.show("*** connected again");
        joined_ = true;
        break;
    case UdpClient::Action::Kind::line: show_line(text_of(action.bytes)); break;
    case UdpClient::Action::Kind::lost: out_.show(words.say("*** lost up to ", action.range.count(), " lines").text()); break;
    case UdpClient::Action::Kind::undelivered:
        unsaid_ = true;
        out_.show(words.say("*** not delivered: ", text_of(action.bytes)).text());
        break;
    case UdpClient::Action::Kind::refused: refused(text_of(action.bytes)); break;
    case UdpClient::Action::Kind::gone: lose(complaint(Exit::network, "the server does not answer"), {0}); break;
    case UdpClient::Action::Kind::left: over_ = true; break;
    }
    return !over_;
}

Error Visit::talk(Stop &stop)
{
    while (!over_ || !talker_.is_quiet()) {
        pollfd      memory[2 + Talker::kSlots];
        Watch       watch(memory);
        Watch::Slot stopped = watch.add(stop.fd(), POLLIN), link;
        Deadline    until   = turns_.due().or_sooner(client_.due()).or_sooner(leaves_by_);
        if (!joined_) until = until.or_sooner(joins_by_);
        if (turns_.link()) link = watch.add(turns_.link().get(), POLLIN);
        talker_.prepare(watch, talker_.has_room() && client_.may_say(kLongestSaid));
        TRY(watch.wait(over_ ? Deadline{} : until));
        if (watch.ready(stopped) && over_) return {};
        if (watch.ready(stopped)) stop.asked(), leave(now());

        TRY(talker_.turn(watch, now()));
        if (watch.ready(link)) hear(now());
        say(now());
        look_after(now());
        while (!over_ && act(now())) {}
        out_.catch_up();
    }
    return fault_;
}

Exit Visit::run(Stop &stop)
{
    Line on;
    if (Error error = begin(stop.fd(), on)) return tell_error(on.text(), error);
    if (Error error = out_.open(settings.log)) return tell_error(settings.log, error);
    if (Error error = talker_.open()) return tell_error("the terminal", error);
    Error error = talk(stop);
    if (error && !over_) leave(now()), act(now());
    talker_.close();
    if (!error && unsaid_ && !talker_.is_person()) error = complaint(Exit::network, "not all lines were delivered");
    return error ? tell_error(AddressText(turns_.address()), error) : out_.exit();
}

Exit join(const char *host)
{
    Line   on;
    Start  start;
    Stop   stop;
    Talker talker;
    if (Error error = start.prepare(on)) return tell_error(on.text(), error);
    if (Error error = stop.listen(restore_and_die)) return tell_error("signals", error);
    Visit visit(host, start, talker, isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
    return visit.run(stop);
}
