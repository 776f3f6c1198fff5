#include "link/raw.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

static constexpr size_t kPiece     = 1 << 20;  // one sendfile() call could take 2 GiB, deaf meanwhile
static constexpr Millis kLookAgain = {50};
static constexpr Millis kLinger    = {1000};

static Error failed(const char *attempt) { return failure(attempt, Exit::network); }

RawSender::RawSender(Fd link, Source *source, Space memory, Millis patience, uint64_t rate)
    : link_(move(link)), source_(source), out_(memory), pace_(rate), patience_(patience)
{
    control(link_.get(), F_SETFL, O_NONBLOCK);
    began_at_ = moved_at_ = now();
    copies_ = !source->is_file();
}

void RawSender::moved(size_t size)
{
    sent_ += size;
    moved_at_ = now();
}

// Zero copies: the kernel sends the file's own pages.
Error RawSender::send_file()
{
    size_t  most = pace_.limit(kPiece);
    ssize_t sent = sendfile(link_.get(), source_->fd(), nullptr, most);
    if (sent < 0 && (errno == EINVAL || errno == ENOSYS)) return copies_ = true, Error{};
    if (sent < 0 && errno == EAGAIN) return {};
    if (sent < 0) return failed("send to");
    drained_ = !sent;
    moved(size_t(sent));
    return {};
}

Error RawSender::send_stream()
{
    if (out_.bytes().empty()) {
        Space  space = out_.space();
        size_t got   = TRY(source_->read(space.first(pace_.limit(space.size))));
        // The signal that ends us may have ended who feeds us, too.
        drained_ = !got && !is_readable(stop_);
        out_.filled(got);
    }
    Moved sent = TRY(send_some(link_, out_.bytes()));
    out_.consumed(sent.size);
    if (sent.size) moved(sent.size);
    return {};
}

// The peer's kernel has confirmed everything, and the peer has had a moment to object. Longer is
// no use: some receivers close only when we do. That it has nothing to say itself means nothing,
// and one that closed too early answers with a reset.
Error RawSender::finish()
{
    uint8_t dropped[512];
    Moved   got = TRY(receive_some(link_, dropped));
    peer_ended_ = got.ended;
    if (!unconfirmed(link_) && (peer_ended_ || moved_at_ + kLinger <= now())) busy_ = false;
    return {};
}

Error RawSender::wait(int stop)
{
    pollfd   memory[3];
    Watch    watch(memory);
    Millis   due    = pace_.due(began_at_, sent_);
    bool     paced  = now() < due;
    bool     hungry = copies_ && !source_->is_file() && out_.bytes().empty() && !drained_;
    Deadline stalled{moved_at_ + patience_};
    Watch::Slot asked = watch.add(stop, POLLIN);
    bool listens = drained_ && !peer_ended_;
    bool sends   = !paced && !hungry && !drained_;
    watch.add(link_.get(), short((listens ? POLLIN : 0) | (sends ? POLLOUT : 0)));
    if (hungry) watch.add(source_->fd(), POLLIN), stalled = {};

    Deadline until = stalled;
    if (paced) until = until.or_sooner({due});
    if (drained_) until = until.or_sooner({now() + kLookAgain});
    TRY(watch.wait(until));
    stopped_ = watch.ready(asked) && hungry;
    errno    = ETIMEDOUT;
    return stalled.passed(now()) && !watch.any_ready() ? failed("send to") : Error{};
}

Error RawSender::step(int stop)
{
    stop_ = stop;
    TRY(wait(stop));
    if (stopped_) return {};
    if (drained_) return finish();
    if (now() < pace_.due(began_at_, sent_)) return {};
    TRY(copies_ ? send_stream() : send_file());
    if (!drained_ || !shutdown(link_.get(), SHUT_WR)) return {};
    // After a reset there is nothing left to shut down.
    if (errno == ENOTCONN) errno = ECONNRESET;
    return failed("send to");
}

// A pipe as large as an unprivileged one may be; without one, bytes are copied.
Error RawReceiver::open(Sink sink)
{
    sink_ = move(sink);
    TRY(sink_.restart());
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return {};
    pipe_out_ = Fd(ends[0]);
    pipe_in_  = Fd(ends[1]);
    control(ends[1], F_SETPIPE_SZ, kPiece);
    return {};
}

void RawReceiver::close()
{
    sink_.discard();
    pipe_out_.reset();
    pipe_in_.reset();
}

// Not every file can be spliced into: then what the pipe holds is copied out, and the pipe goes.
Error RawReceiver::empty_pipe(Space scratch, size_t held)
{
    while (held) {
        ssize_t got = read(pipe_out_.get(), scratch.data, smaller(held, scratch.size));
        if (got <= 0) return failed("read back");
        TRY(sink_.write(scratch.first(size_t(got))));
        held -= size_t(got);
    }
    pipe_out_.reset();
    return {};
}

Result<bool> RawReceiver::splice_some(const Fd &link, Space scratch)
{
    ssize_t got = splice(link.get(), nullptr, pipe_in_.get(), nullptr, kPiece,
                         SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    if (got < 0 && errno == EINVAL) return pipe_out_.reset(), false;
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (got < 0) return failed("receive from");
    for (size_t left = size_t(got); left;) {
        Result<size_t> moved = sink_.splice_from(pipe_out_, left);
        if (moved.error.code == EINVAL) return TRY(empty_pipe(scratch, left)), false;
        left -= TRY(moved);
    }
    return !got;
}

Result<bool> RawReceiver::receive(const Fd &link, Space scratch)
{
    if (pipe_out_) return splice_some(link, scratch);
    Moved got = TRY(receive_some(link, scratch));
    TRY(sink_.write(scratch.first(got.size)));
    return got.ended;
}

Error RawReceiver::commit()
{
    Error error = sink_.commit({});
    close();
    return error;
}
