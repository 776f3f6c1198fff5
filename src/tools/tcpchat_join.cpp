#include "face/keys.h"
#include "face/tell.h"
#include "tools/visit.h"

#include "system/keyfile.h"
#include "system/resolve.h"
#include "words/reason.h"

static constexpr Millis kLongestPause = seconds(30);
static constexpr Millis kWelcome      = {500};  // for a server of ours to say that it is one

static uint8_t channel_memory[kLongestLeftover + 4 * kSealedPiece];

Error connect(Channel &channel, const char *host, const OpeningRules *opening, Line &on, int stop)
{
    Address  known[16];
    Deadline by{now() + settings.patience};
    on.clear();
    on.say(host);
    Endpoint      endpoint  = TRY(parse_destination(host, settings.port));
    Span<Address> addresses = TRY(resolve(endpoint, settings.family, by, known, stop));
    on.clear();
    on.say(AddressText(addresses[0]));
    Fd link = TRY(connect_tcp(addresses, by, stop));
    if (!opening) return channel.begin(move(link)), Error{};
    TRY(channel.begin(move(link), Role::initiator, opening, channel_memory));
    return channel.open(by);
}

Error Visit::begin(int stop)
{
    TRY(connect(channel_, host_, opening_, on, stop));
    guest_.arrive();
    out_.arrive();
    may_speak_ = {now() + kWelcome};
    input_    = Splitter(Space(input_memory_));
    answers_  = Buffer(Space(answers_memory_));
    finished_ = ended_ = ends_ = bade_ = halved_ = false;
    unheard_  = {};
    leaves_by_ = {};
    return {};
}

// Any key tries at once, and again soon: somebody waits.
Visit::Outcome Visit::again(Stop &stop, Talker &talker)
{
    for (Millis pause = seconds(1);;) {
        pollfd      memory[1 + Talker::kSlots];
        Watch       watch(memory);
        Deadline    until{now() + pause};
        Watch::Slot stopped = watch.add(stop.fd(), POLLIN);
        talker.prepare(watch, true);
        fault_ = watch.wait(until);
        if (fault_) return Outcome::broken;
        if (watch.ready(stopped)) return Outcome::interrupted;
        pause  = until.passed(now()) ? smaller(pause + pause, kLongestPause) : seconds(1);
        fault_ = talker.turn(watch, now());
        if (fault_) return Outcome::broken;
        say(talker);
        if (talker.is_person() && has_left(talker)) return Outcome::left;
        fault_ = begin(talker.is_person() ? STDIN_FILENO : stop.fd());
        if (!fault_) return Outcome::here;
    }
}

static constexpr Error kEnded = complaint(Exit::network, "the server has ended it");

Exit Visit::tell_end(Outcome outcome, bool person) const
{
    switch (outcome) {
    case Outcome::here:
    case Outcome::left: return first_of(unsaid_, log.exit());
    case Outcome::lost:
    case Outcome::unheard: return tell_error(host_, fault_ ? fault_ : kEnded);
    case Outcome::broken: return tell_broken(fault_);
    case Outcome::interrupted: return person ? Exit::complete : tell_error(host_, kInterrupted);
    }
    __builtin_trap();
}

// No word of the room, so none for a pipe.
void Visit::note(Talker &talker, Text text)
{
    char memory[256];
    if (talker.is_person()) show_line(talker, Writer{Span<char>(memory)}.say("*** ", text).text());
    else if (!settings.quiet) tell(Shown{host_}, ": ", text);
}

Exit Visit::run(Stop &stop, Talker &talker)
{
    Outcome outcome = talk(stop, talker);
    while (outcome == Outcome::lost && !settings.stays) {
        channel_.close();
        char memory[256];
        Text why = fault_ ? reason(fault_) : kEnded.words;
        note(talker, Writer{Span<char>(memory)}.say("not connected: ", why, "; trying again").text());
        outcome = again(stop, talker);
        if (outcome != Outcome::here) break;
        note(talker, "connected again");
        outcome = talk(stop, talker);
    }
    talker.close();
    return tell_end(outcome, talker.is_person());
}

Exit join(const char *host)
{
    Key         key;
    const char *file = key_file(settings.key);
    if (file)
        if (Error error = read_key(key, file)) return tell_error(file, error);
    OpeningRules opening = chat_opening(&key), *secret = file ? &opening : nullptr;
    Stop         stop;
    if (Error error = stop.listen(restore_and_die)) return tell_error("signals", error);
    if (settings.raw) return join_raw(host, secret, stop);
    Talker talker;
    Visit  visit(host, secret, isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
    if (Error error = visit.log.open(settings.log)) return tell_error(settings.log, error);
    if (Error error = visit.begin(stop.fd())) return tell_error(visit.on.text(), error);
    if (Error error = talker.open()) return tell_error("the terminal", error);
    return visit.run(stop, talker);
}
