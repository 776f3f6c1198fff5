// The sender's raw side: moving bytes without looking at them.
#include "link/sender.h"

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
