// Somebody on the way between a sender and a receiver, and what he can do to them:
//
//     relay PORT [up|down flip BIT] [up|down cut N] [up|down lose TEXT] [record UPFILE DOWNFILE]
//
//     flip BIT   changes bit BIT % 8 (0 is the lowest) of byte BIT / 8 (0 is the first)
//     cut N      closes both connections as soon as N bytes have gone
//     lose TEXT  loses what has TEXT in it, and the connection of who connected with it; the other one is left
//                open, and hears nothing. Who connects then gets through to the end
//     record     keeps what came from either side, as it came
//
// Listens on a free port ("relay: listening on 127.0.0.1:PORT"), takes one connection, makes its own
// to PORT of this machine, and ends with 0 when both sides have ended. Up is what the side that
// connected sends. A reset counts as an end; what comes for somebody who has gone is dropped.
#include "system/socket.h"
#include "system/watch.h"
#include "words/buffer.h"
#include "words/say.h"

#include <fcntl.h>
#include <sys/socket.h>

static uint64_t number(Text digits)
{
    uint64_t value = 0;
    for (char c : digits) value = value * 10 + uint64_t(c - '0');
    return value;
}

namespace {
// One direction.
class Stream {
public:
    uint64_t flip = UINT64_MAX, cut = UINT64_MAX;
    Text     lost;
    Fd       record;

    void  watch(Watch &watch, const Fd &from, const Fd &to);
    Error turn(const Watch &watch, const Fd &from, const Fd &to);
    bool  ended() const { return ended_; }
    bool  is_cut() const { return gone_ >= cut; }
    bool  has_lost() const { return loses_; }

private:
    Error receive(const Fd &from, const Fd &to);
    void  send(const Fd &to);

    uint8_t     memory_[16384];
    Buffer      held_{Space(memory_)};
    uint64_t    came_ = 0, gone_ = 0;
    bool        ended_ = false, loses_ = false;
    Watch::Slot slot_;
};
}

void Stream::watch(Watch &watch, const Fd &from, const Fd &to)
{
    slot_ = {};
    if (!held_.bytes().empty()) slot_ = watch.add(to.get(), POLLOUT);
    else if (!ended_) slot_ = watch.add(from.get(), POLLIN);
}

Error Stream::turn(const Watch &watch, const Fd &from, const Fd &to)
{
    if (!watch.ready(slot_)) return {};
    if (held_.bytes().empty()) return receive(from, to);
    send(to);
    return {};
}

static bool contains(Text text, Text part)
{
    size_t at = 0;
    while (at < text.size && !starts_with(text.after(at), part)) at++;
    return !part.empty() && at < text.size;
}

Error Stream::receive(const Fd &from, const Fd &to)
{
    Space         space = held_.space();
    Result<Moved> got   = receive_some(from, space);
    ended_              = got.error || got.value.ended;
    if (ended_) shutdown(to.get(), SHUT_WR);

    Space came = space.first(got.value.size);
    loses_     = contains(text_of(came), lost);
    if (record && write(record.get(), came.data, came.size) != ssize_t(came.size))
        return complaint(Exit::file, "cannot record");
    uint64_t at = flip / 8 - came_;
    if (at < came.size) came[size_t(at)] ^= uint8_t(1 << flip % 8);
    came_ += came.size;
    held_.filled(came.size);
    return {};
}

void Stream::send(const Fd &to)
{
    Bytes         bytes = held_.bytes();
    Result<Moved> sent  = send_some(to, bytes.first(size_t(smaller<uint64_t>(bytes.size, cut - gone_))));
    size_t        size  = sent.error ? bytes.size : sent.value.size;
    held_.consumed(size);
    gone_ += size;
}

static Error parse(Span<char *> words, Stream &up, Stream &down)
{
    for (; words.size >= 3; words = words.after(3)) {
        Text    first = words[0], second = words[1];
        Stream &stream = first == "up" ? up : down;
        if (first == "record") {
            up.record   = Fd(creat(words[1], 0666));
            down.record = Fd(creat(words[2], 0666));
        } else if (second == "flip") stream.flip = number(words[2]);
        else if (second == "cut") stream.cut = number(words[2]);
        else if (second == "lose") stream.lost = words[2];
        else break;
    }
    return words.empty() ? Error{} : complaint(Exit::usage, "PORT [up|down flip BIT] [up|down cut N] [up|down lose TEXT] [record UP DOWN]");
}

static Result<Fd> listen()
{
    Line line;
    Fd   listener = TRY(listen_tcp(loopback_address(false, 0)));
    line.say("relay: listening on ", AddressText(local_address(listener)), '\n');
    if (write(2, line.text().data, line.text().size) < 0) return failure("write", Exit::file);
    return listener;
}

static Result<Fd> accept_next(const Fd &listener)
{
    Address peer;
    pollfd  slot;
    Watch   watch({&slot, 1});
    watch.add(listener.get(), POLLIN);
    TRY(watch.wait(Deadline::never()));
    return accept_tcp(listener, peer);
}

static Error pass(const Fd &sender, const Fd &receiver, Stream &up, Stream &down)
{
    while (!up.has_lost() && !down.has_lost() && !up.is_cut() && !down.is_cut() && !(up.ended() && down.ended())) {
        pollfd slots[2];
        Watch  watch(slots);
        up.watch(watch, sender, receiver);
        down.watch(watch, receiver, sender);
        TRY(watch.wait(Deadline::never()));
        TRY(up.turn(watch, sender, receiver));
        TRY(down.turn(watch, receiver, sender));
    }
    return {};
}

static Error relay(Span<char *> words)
{
    Stream up, down;
    TRY(parse(words.after(1), up, down));
    Address to       = loopback_address(false, uint16_t(number(words[0])));
    Fd      listener = TRY(listen());
    Fd      sender   = TRY(accept_next(listener));
    Fd      receiver = TRY(connect_tcp({&to, 1}, {now() + seconds(10)}));
    TRY(pass(sender, receiver, up, down));
    if (!up.has_lost() && !down.has_lost()) return {};

    Stream again, back;
    sender.reset();
    sender   = TRY(accept_next(listener));
    Fd other = TRY(connect_tcp({&to, 1}, {now() + seconds(10)}));
    return pass(sender, other, again, back);
}

int main(int argc, char **argv)
{
    Error error = argc < 2 ? complaint(Exit::usage, "no PORT") : relay(Span<char *>(argv, size_t(argc)).after(1));
    Line  line;
    line.say("relay: ", error ? error.words : "", '\n');
    if (error && write(2, line.text().data, line.text().size) < 0) return 1;
    return error ? 1 : 0;
}
