#include "face/tell.h"
#include "tools/udpchat.h"

#include "system/datagram.h"
#include "wire/lan_talk.h"
#include "wire/room_words.h"

static constexpr uint16_t kPort      = 8891;        // a room of the same machine's server has 8888
static constexpr Millis   kNetworks  = seconds(5);  // until it is seen which there are now
static constexpr Millis   kLastWords = seconds(2);  // of a pipe, which others may still miss something of
static constexpr Millis   kLook      = {300};       // for others to show themselves, before anything is said
static constexpr Millis   kPace      = {100};       // between the lines of a pipe
static constexpr Millis   kHeadStart = seconds(2);  // so much of that may be said at once
static constexpr int      kAtOnce    = 64;

// IPv4's local scope (RFC 2365), and a link-local group out of those that anybody may take (RFC 3307).
static constexpr const char *kGroups[] = {"239.255.56.56", "ff02::8000:5656"};
static constexpr Family      kFamilies[] = {AF_INET, AF_INET6};

static Peer           peers[256];
static HeldLine       places[64];
static Backlog::Entry entries[64];
static uint8_t        sent_memory[32 << 10], history_memory[32 << 10];

static bool is_nick(Text nick) { return !nick_fault(nick); }

namespace {
// A person in the room of these networks.
class Commons {
public:
    Commons(const Start &start, Text nick, Talker &talker)
        : talker_(talker), out_(talker), envelope_(start.shared(), start.sender),
          room_({start.nonce, start.keyed, is_nick}, peers, places, sent_, nick, now()), talk_(room_, history_)
    {
    }
    Error log(const char *path) { return out_.open(path); }
    Exit  exit() const { return out_.exit(); }
    Error open();
    Error run(Stop &stop);

    // Says so, at least.
    void leave(Millis now);

private:
    void join_networks(Millis now);
    void say(Millis now);
    void say(Text line, Millis now);
    void hear(Multicast &group, Millis now);
    bool act(Millis now);
    void send(Bytes parcel);
    void show(Text line);

    Millis may_speak_at() const { return larger(speaks_at_, paced_ - kHeadStart); }
    Multicast *begin() { return groups_; }
    Multicast *end() { return groups_ + count_; }

    Talker   &talker_;
    Shower    out_;
    Envelope  envelope_;
    Multicast groups_[2];
    size_t    count_ = 0, joined_ = 0;
    Backlog   sent_{sent_memory, entries};
    Ring      history_{Space(history_memory)};
    LanRoom   room_;
    LanTalk   talk_;
    Deadline  networks_due_{Millis{0}};
    Millis    paced_;                 // what has been said would have taken until then
    Millis    speaks_at_;             // the first time
    Deadline  speaks_by_, leaves_by_;
    bool      leaving_ = false, over_ = false;
};
}

// One family is enough.
Error Commons::open()
{
    Error fault;
    for (size_t i = 0; i < 2; i++) {
        if (settings.family && settings.family != kFamilies[i]) continue;
        Address group;
        if (!parse_address(group, kGroups[i], port_or(kPort))) __builtin_trap();
        groups_[count_] = Multicast(group);
        Error error     = groups_[count_].open();
        if (error) fault = error;
        else count_++;
    }
    join_networks(now());
    return count_ ? Error{} : fault;
}

void Commons::join_networks(Millis now)
{
    Interface memory[Multicast::kMost];
    size_t    joined = 0;
    for (Multicast &group : *this) joined += group.join(interfaces(memory));
    if (joined > joined_) room_.announce(now);
    joined_       = joined;
    networks_due_ = {now + kNetworks};
}

void Commons::send(Bytes parcel)
{
    uint8_t sealed[kLongestDatagram];
    Bytes   datagram = envelope_.close(parcel, sealed);
    for (Multicast &group : *this) group.send(datagram);
}

void Commons::hear(Multicast &group, Millis now)
{
    uint8_t memory[2 * kLongestDatagram];
    Bytes   datagram;
    for (int i = 0; i < kAtOnce && group.receive(memory, datagram); i++)
        room_.heard(envelope_.open(Space(memory).first(datagram.size)), now);
}

void Commons::show(Text line)
{
    char clock[kLongestClock], letters[kLongestTold + kLongestClock];
    if (line.empty()) return;
    out_.show(Writer{Span<char>(letters)}.say(settings.time ? clock_of(clock) : Text(), line).text());
}

void Commons::leave(Millis now)
{
    leaving_   = true;
    leaves_by_ = {now + kLastWords};
    room_.leave(now);
    while (!over_ && act(now)) {}
}

// Of what is said at the prompt the person sees how it looks to others; of a pipe's, what answers it.
void Commons::say(Text line, Millis now)
{
    char   letters[kLongestTold];
    Writer to{Span<char>(letters)};
    bool   times  = line == "/time";
    Text   answer = times ? Text() : talk_.said(line, to, now);
    settings.time |= times;
    if (talker_.is_person() || starts_with(answer, kStars)) show(answer);
    if (talk_.has_left()) leave(now);
    while (act(now)) {}
}

// A pipe goes slower than the network might, so that all can be said again where it is lost.
void Commons::say(Millis now)
{
    for (Text line; !leaving_ && may_speak_at() <= now && talker_.has_room() && talker_.next(line);) {
        if (!line.empty()) say(line, now);
        paced_     = larger(paced_, now) + kPace;
        speaks_by_ = {paced_ + kLastWords};
    }
    char   letters[kLongestTold];
    Writer to{Span<char>(letters)};
    while (talker_.has_room() && talk_.recall(to)) talker_.show(to.text());
    if (talker_.has_left() && !leaving_ && (talker_.is_person() || speaks_by_.passed(now))) leave(now);
}

// What the machine wants done; false when it waits.
bool Commons::act(Millis now)
{
    char   letters[kLongestTold];
    Writer to{Span<char>(letters)};
    const LanRoom::Action &action = room_.next(now);
    if (action.kind == LanRoom::Action::Kind::wait) return false;
    if (action.kind == LanRoom::Action::Kind::send) send(action.bytes);
    over_ |= action.kind == LanRoom::Action::Kind::done;
    show(talk_.told(action, to));
    return !over_;
}

Error Commons::run(Stop &stop)
{
    speaks_at_ = now() + kLook;
    speaks_by_ = {now() + kLastWords};
    while (!over_ || !talker_.is_quiet()) {
        pollfd      memory[3 + Talker::kSlots];
        Watch       watch(memory);
        Watch::Slot stopped = watch.add(stop.fd(), POLLIN), heard[2];
        bool        hears   = may_speak_at() <= now();
        Deadline    until   = room_.due().or_sooner(networks_due_).or_sooner(leaves_by_);
        if (!hears) until = until.or_sooner({may_speak_at()});
        if (talker_.has_left()) until = until.or_sooner(speaks_by_);
        for (size_t i = 0; i < count_; i++) heard[i] = watch.add(groups_[i].socket().get(), POLLIN);
        if (talker_.is_person()) prompt_as(talker_, room_.nick());
        talker_.prepare(watch, hears);
        TRY(watch.wait(over_ ? Deadline{} : until));
        if (watch.ready(stopped) && over_) return {};
        if (watch.ready(stopped)) stop.asked(), leave(now());

        TRY(talker_.turn(watch, now()));
        for (size_t i = 0; i < count_; i++)
            if (watch.ready(heard[i])) hear(groups_[i], now());
        if (networks_due_.passed(now())) join_networks(now());
        say(now());
        over_ |= leaves_by_.passed(now());
        while (!over_ && act(now())) {}
        out_.catch_up();
    }
    return {};
}

// What this machine is called, where nobody says anything else.
static Text usual_nick(Span<char> memory, uint32_t number)
{
    Text name = own_name(memory);
    name      = name.first(position(name, '.'));
    return is_nick(name) ? name : Writer(memory).say("guest-", 100 + number % 900).text();
}

Exit join_lan()
{
    Line   on;
    Start  start;
    Stop   stop;
    Talker talker;
    char   memory[kLongestNick + 1];
    if (Error error = start.prepare(on)) return tell_error(on.text(), error);
    if (Error error = stop.listen(restore_and_die)) return tell_error("signals", error);
    Commons commons(start, settings.nick ? Text(settings.nick) : usual_nick(memory, start.epoch), talker);
    if (Error error = commons.log(settings.log)) return tell_error(settings.log, error);
    if (Error error = commons.open()) return tell_error("the room of these networks", error);
    if (!settings.quiet) tell(start.keyed ? "for those who have the key" : "open to anyone on these networks; nothing is encrypted");
    Error error = talker.open();
    if (!error) error = commons.run(stop);
    if (error) commons.leave(now());
    talker.close();
    return error ? tell_error("the terminal", error) : commons.exit();
}
