#include "face/tell.h"
#include "tools/udpchat.h"

#include "system/datagram.h"
#include "system/socket.h"
#include "wire/chat_line.h"

static constexpr Millis kLastAnswers = seconds(1);  // of a peer, after the end of a pipe
static constexpr int    kAtOnce      = 16;

namespace {
// A talk with somebody who sends lines, and knows no more of it.
class PlainTalk {
public:
    PlainTalk(Fd link, Talker &talker) : link_(move(link)), talker_(talker), out_(talker) {}
    Error log(const char *path) { return out_.open(path); }
    Exit  exit() const { return out_.exit(); }
    Error run(Stop &stop);

private:
    Error say();
    Error say(Text line);
    Error hear();

    Fd       link_;
    Talker  &talker_;
    Shower   out_;
    bool     ends_ = true;   // the peer's lines have newlines, or it has sent none yet
    bool     full_ = false;  // the network takes no more now
    bool     unsaid_ = false;
    Deadline leaves_by_;
};
}

// Nobody would say it again: the network has time to take each, and one that it does not take is an error.
Error PlainTalk::say()
{
    Text line;
    for (;;) {
        full_ = !is_writable(link_.get());
        if (full_ || !talker_.has_room() || !talker_.next(line)) return {};
        TRY(say(line));
    }
}

// Programs that do not know newlines get none.
Error PlainTalk::say(Text line)
{
    char memory[Talker::kMostTyped + 1];
    bool last = line == "exit" || line == "q";
    if (line.empty()) return {};
    if (line.size > kLongestSaid) {
        out_.show("*** that line is too long (850 bytes)");
        unsaid_ = !talker_.is_person();
        return {};
    }
    TRY(send_some(link_, bytes_of(Writer{Span<char>(memory)}.say(line, ends_ && !last ? "\n" : "").text())));
    char   letters[kLongestLine];
    Writer to{Span<char>(letters)};
    if (talker_.is_person()) out_.show(own_line(to, settings.nick ? settings.nick : "", line, settings.time));
    if (last && talker_.is_person()) leaves_by_ = {now()};
    return {};
}

// That nobody listens is the answer to what was sent before.
Error PlainTalk::hear()
{
    uint8_t heard[2048];
    char    clean[sizeof heard];
    for (int i = 0; i < kAtOnce && talker_.has_room(); i++) {
        Moved got = TRY(receive_some(link_, heard));
        if (!got.size) return {};
        Text lines = text_of(Bytes(heard).first(got.size));
        ends_      = lines[lines.size - 1] == '\n';
        while (!lines.empty()) {
            size_t end  = position(lines, '\n');
            Text   line = lines.first(end);
            lines       = lines.after(smaller(end + 1, lines.size));
            if (clean_text(line, clean)) out_.show(line);
        }
    }
    return {};
}

Error PlainTalk::run(Stop &stop)
{
    for (;;) {
        pollfd      memory[2 + Talker::kSlots];
        Watch       watch(memory);
        Watch::Slot stopped = watch.add(stop.fd(), POLLIN), link;
        if (talker_.has_room()) link = watch.add(link_.get(), short(full_ ? POLLIN | POLLOUT : POLLIN));
        talker_.prepare(watch, talker_.has_room() && !full_);
        TRY(watch.wait(leaves_by_));
        if (watch.ready(stopped) || leaves_by_.passed(now())) break;

        TRY(talker_.turn(watch, now()));
        TRY(say());
        if (watch.ready(link)) TRY(hear());
        bool more = watch.ready(link) || leaves_by_.at == Deadline::never().at;
        if (talker_.has_left() && more) leaves_by_ = {talker_.is_person() ? now() : now() + kLastAnswers};
    }
    return unsaid_ ? complaint(Exit::network, "not all lines were sent") : Error{};
}

// Nobody answers before something is said, so that there is no race: simple programs, which have IPv4 alone, count.
static Address choose(Span<const Address> addresses)
{
    for (const Address &address : addresses)
        if (!address.is_v6()) return address;
    return addresses[0];
}

static Result<Fd> connect(const char *host, int stop, Line &on)
{
    Address  known[2];
    Endpoint endpoint = TRY(parse_destination(host, port_or(8888)));
    Address  peer     = choose(TRY(resolve(endpoint, settings.family, {now() + settings.patience}, known, stop)));
    on.clear();
    on.say(AddressText(peer));
    return connect_udp(peer);
}

Exit talk_plainly(const char *host)
{
    Line   on;
    Stop   stop;
    Talker talker;
    on.say(host);
    if (Error error = stop.listen(restore_and_die)) return tell_error("signals", error);
    Result<Fd> link = connect(host, stop.fd(), on);
    if (link.error) return tell_error(on.text(), link.error);
    if (Error error = talker.open()) return tell_error("the terminal", error);
    PlainTalk talk(move(link.value), talker);
    if (Error error = talk.log(settings.log)) return tell_error(settings.log, error);
    Error error = talk.run(stop);
    talker.close();
    return error ? tell_error(on.text(), error) : talk.exit();
}
