// Bytes from a socket into a sink without copying them, where the kernel can.
#pragma once

#include "system/sink.h"
#include "system/socket.h"

class RawReceiver {
public:
    // Without a pipe of its own, as when descriptors are short, it copies.
    void open();
    void close();

    // Moves what is there, through `scratch` where it must; true at the end of the stream.
    Result<bool> receive(const Fd &link, Sink &sink, Space scratch);

private:
    Result<bool> splice_some(const Fd &link, Sink &sink, Space scratch);
    Error        empty_pipe(Sink &sink, Space scratch, size_t held);

    Fd pipe_out_, pipe_in_;
};
