// After CONNECT: standard input and output are joined with what is behind the proxy.
#include "face/tell.h"
#include "tools/httpget.h"

static uint8_t up_memory[4 * kPipePiece], down_memory[16 * kPipePiece];

namespace {
class Tunnel {
public:
    Tunnel(Stream &stream, const Session &session) : stream_(stream), session_(session) {}
    Error run(Bytes early);

private:
    Error step();
    Error wait();
    Error move_up();
    Error move_down();

    Stream        &stream_;
    const Session &session_;
    Buffer         up_{Space(up_memory)}, down_{Space(down_memory)};
    bool           input_ready_ = false, output_ready_ = false;
    bool           input_ended_ = false;  // and the other side has been told
    bool           ended_       = false;
};
}

// Neither direction waits for the other, as long as there is room.
Error Tunnel::wait()
{
    pollfd      memory[4];
    Watch       watch(memory);
    Watch::Slot stop = watch.add(session_.stop.fd(), POLLIN), input, output;
    bool        full = down_.bytes().size == sizeof down_memory;
    if (!input_ended_ && up_.bytes().empty()) input = watch.add(STDIN_FILENO, POLLIN);
    if (!down_.bytes().empty()) output = watch.add(STDOUT_FILENO, POLLOUT);
    TRY(full || ended_ ? watch.wait(session_.whole) : stream_.wait(watch, !up_.bytes().empty(), session_.whole));
    input_ready_  = watch.ready(input);
    output_ready_ = watch.ready(output);
    if (watch.ready(stop)) return kInterrupted;
    bool late = session_.whole.passed(now());
    return late ? complaint(Exit::network, "it takes longer than allowed (--max-time)") : Error{};
}

Error Tunnel::move_up()
{
    if (input_ready_) {
        Space   space = up_.space();
        ssize_t got   = read(STDIN_FILENO, space.data, space.size);
        if (got < 0) return {"read", errno, Exit::file};
        up_.filled(size_t(got));
        input_ended_ = !got;
        if (!got) stream_.finish();
    }
    if (up_.bytes().empty()) return {};
    Moved sent = TRY(stream_.send(up_.bytes()));
    up_.consumed(sent.size);
    return {};
}

Error Tunnel::move_down()
{
    if (down_.room() && !ended_) {
        Moved got = TRY(stream_.receive(down_.space()));
        down_.filled(got.size);
        ended_ = got.ended;
    }
    if (!output_ready_) return {};
    Bytes piece = down_.bytes().first(smaller(kPipePiece, down_.bytes().size));
    TRY(write_out(text_of(piece)));
    down_.consumed(piece.size);
    return {};
}

Error Tunnel::step()
{
    TRY(wait());
    TRY(move_up());
    return move_down();
}

Error Tunnel::run(Bytes early)
{
    TRY(write_out(text_of(early)));
    while (!ended_ || !down_.bytes().empty()) TRY(step());
    return {};
}

Fetch::Next Fetch::tunnel()
{
    Bytes   early;
    Stream &stream = session_.exchange.tunnel(early);
    Error   error  = Tunnel(stream, session_).run(early);
    session_.exchange.close();
    return error ? end(tell_error("the tunnel", error)) : end(Exit::complete);
}
