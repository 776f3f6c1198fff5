// Bytes from a socket into a sink without copying them, where the kernel can.
#pragma once

#include "system/sink.h"
#include "system/socket.h"

class Splicer {
public:
    // Without a pipe of its own, as when descriptors are short or the sink cannot be spliced into, it copies.
    void open();
    void close();
    bool is_open() const { return bool(pipe_out_); }

    // Moves what is there, `most` bytes at the most, through `scratch` where it must; never waits for the
    // socket. After an Error there may be bytes in the pipe: close it.
    Result<Moved> receive(const Fd &link, Sink &sink, size_t most, Space scratch);

private:
    Result<Moved> splice_some(const Fd &link, Sink &sink, size_t most, Space scratch);
    Error         empty_pipe(Sink &sink, Space scratch, size_t held);

    Fd pipe_out_, pipe_in_;
};
