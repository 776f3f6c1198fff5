// Plain bytes until the end of the stream, for peers that are no tcpup: nc, socat, a script. A
// stream that ends looks the same whether it is whole or cut, so nothing here is ever verified.
#pragma once

#include "system/sink.h"
#include "system/socket.h"
#include "system/source.h"
#include "system/watch.h"
#include "words/buffer.h"
#include "words/pace.h"

// Sends a source, one step at a time, as UploadSender does.
class RawSender {
public:
    RawSender(Fd link, Source *source, Space memory, Millis patience, uint64_t rate);

    bool     busy() const { return busy_; }
    Error    step(int stop);
    uint64_t confirmed() const { return sent_ - unconfirmed(link_); }
    uint64_t size() const { return sent_; }

private:
    Error send_file();
    Error send_stream();
    Error finish();
    Error wait(int stop);
    void  moved(size_t size);

    Fd       link_;
    Source  *source_;
    Buffer   out_;
    Pace     pace_;
    Millis   patience_;
    uint64_t sent_ = 0;
    Millis   began_at_, moved_at_;
    bool     busy_       = true;
    bool     drained_    = false;  // the source has ended, and we have said so
    bool     copies_     = false;  // sendfile() does not work here
    bool     stopped_    = false;  // somebody wants to stop
    bool     peer_ended_ = false;  // it has nothing more to say
    int      stop_       = -1;
};

// Moves what comes from a socket into a sink, through a pipe of its own where the kernel can.
class RawReceiver {
public:
    Error open(Sink sink);

    // Moves what is there; true at the end of the stream.
    Result<bool> receive(const Fd &link, Space scratch);
    Error        commit();
    void         close();

    uint64_t size() const { return sink_.size(); }
    bool     active() const { return sink_.is_open(); }

private:
    Result<bool> splice_some(const Fd &link, Space scratch);
    Error        empty_pipe(Space scratch, size_t held);

    Sink sink_;
    Fd   pipe_out_, pipe_in_;
};
