#include "link/splicer.h"

#include <fcntl.h>

static constexpr size_t kPipe = 1 << 20;  // as large as an unprivileged one may be

static Error failed(const char *attempt) { return failure(attempt, Exit::network); }

void Splicer::open()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return;
    pipe_out_ = Fd(ends[0]);
    pipe_in_  = Fd(ends[1]);
    control(ends[1], F_SETPIPE_SZ, kPipe);
}

void Splicer::close()
{
    pipe_out_.reset();
    pipe_in_.reset();
}

// Not every file can be spliced into: then what the pipe holds is copied out, and the pipe goes.
Error Splicer::empty_pipe(Sink &sink, Space scratch, size_t held)
{
    while (held) {
        ssize_t got = read(pipe_out_.get(), scratch.data, smaller(held, scratch.size));
        if (got <= 0) return failed("read back");
        TRY(sink.write(scratch.first(size_t(got))));
        held -= size_t(got);
    }
    close();
    return {};
}

Result<Moved> Splicer::splice_some(const Fd &link, Sink &sink, size_t most, Space scratch)
{
    ssize_t got = splice(link.get(), nullptr, pipe_in_.get(), nullptr, smaller(most, kPipe),
                         SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    if (got < 0 && errno == EINVAL) return close(), Moved{};
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return Moved{};
    if (got < 0) return failed("receive from");
    for (size_t left = size_t(got); left;) {
        Result<size_t> moved = sink.splice_from(pipe_out_, left);
        if (moved.error.code() == EINVAL) return TRY(empty_pipe(sink, scratch, left)), Moved{size_t(got)};
        left -= TRY(moved);
    }
    return Moved{size_t(got), !got};
}

Result<Moved> Splicer::receive(const Fd &link, Sink &sink, size_t most, Space scratch)
{
    if (pipe_out_) return splice_some(link, sink, most, scratch);
    Moved got = TRY(receive_some(link, scratch.first(smaller(most, scratch.size))));
    TRY(sink.write(scratch.first(got.size)));
    return got;
}
