// Both ends' raw side: moving bytes without looking at them.
#include "link/raw.h"
#include "link/sender.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

static constexpr size_t kPiece  = 1 << 20;  // one sendfile() call could take 2 GiB, deaf meanwhile
static constexpr Millis kLinger = {1000};

static Error failed(const char *attempt) { return failure(attempt, Exit::network); }

void UploadSender::pour(Source *source)
{
    begin(source);
    stage_ = Stage::body;
}

// Zero copies: the kernel sends the file's own pages.
Error UploadSender::send_file()
{
    size_t  most = size_t(smaller<uint64_t>(pace_.limit(kPiece), source_->size() - at_));
    ssize_t sent = sendfile(channel_.link().get(), source_->fd(), nullptr, most);
    blocked_     = sent < 0 && errno == EAGAIN;
    copies_      = sent < 0 && (errno == EINVAL || errno == ENOSYS);
    if (blocked_ || copies_) return {};
    if (sent < 0) return failed("send to");
    if (!sent) return fill_with_end();
    at_ += uint64_t(sent);
    moved_at_ = now();
    return {};
}

// The end of a raw stream. After a reset there is nothing left to shut down.
Error UploadSender::leave()
{
    stage_ = Stage::leaving;
    if (!shutdown(channel_.link().get(), SHUT_WR)) return {};
    if (errno == ENOTCONN) errno = ECONNRESET;
    return failed("send to");
}

// Where a raw stream has ended: the peer's kernel has confirmed everything, and the peer has had a
// moment to object. Longer is no use: some receivers close only when we do. That it has nothing to
// say itself means nothing, and one that closed too early answers with a reset.
void UploadSender::linger()
{
    bool patient = !ended_ && now() < moved_at_ + kLinger;
    if (!unconfirmed(channel_.link()) && !patient) stage_ = Stage::idle;
}

// A pipe as large as an unprivileged one may be.
void RawReceiver::open()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return;
    pipe_out_ = Fd(ends[0]);
    pipe_in_  = Fd(ends[1]);
    control(ends[1], F_SETPIPE_SZ, kPiece);
}

void RawReceiver::close()
{
    pipe_out_.reset();
    pipe_in_.reset();
}

// Not every file can be spliced into: then what the pipe holds is copied out, and the pipe goes.
Error RawReceiver::empty_pipe(Sink &sink, Space scratch, size_t held)
{
    while (held) {
        ssize_t got = read(pipe_out_.get(), scratch.data, smaller(held, scratch.size));
        if (got <= 0) return failed("read back");
        TRY(sink.write(scratch.first(size_t(got))));
        held -= size_t(got);
    }
    pipe_out_.reset();
    return {};
}

Result<bool> RawReceiver::splice_some(const Fd &link, Sink &sink, Space scratch)
{
    ssize_t got = splice(link.get(), nullptr, pipe_in_.get(), nullptr, kPiece,
                         SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    if (got < 0 && errno == EINVAL) return pipe_out_.reset(), false;
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (got < 0) return failed("receive from");
    for (size_t left = size_t(got); left;) {
        Result<size_t> moved = sink.splice_from(pipe_out_, left);
        if (moved.error.code() == EINVAL) return TRY(empty_pipe(sink, scratch, left)), false;
        left -= TRY(moved);
    }
    return !got;
}

Result<bool> RawReceiver::receive(const Fd &link, Sink &sink, Space scratch)
{
    if (pipe_out_) return splice_some(link, sink, scratch);
    Moved got = TRY(receive_some(link, scratch));
    TRY(sink.write(scratch.first(got.size)));
    return got.ended;
}
