#include "system/nameservers.h"
#include "system/socket.h"
#include "system/watch.h"

#include <sys/socket.h>

namespace {
// The sockets of a lookup: one for the datagrams of each server, then one for the connection of each
// question.
class Sockets {
public:
    Sockets(Lookup &lookup, const NameServers &servers, int stop) : lookup_(lookup), servers_(servers), stop_(stop) {}

    void send(size_t server, size_t question);
    void open(size_t server, size_t question);
    bool wait();

private:
    static constexpr size_t kCount = kMostServers + Lookup::kQuestions;

    static bool is_stream(size_t socket) { return socket >= kMostServers; }
    static size_t question_of(size_t socket) { return socket - kMostServers; }

    void connect(size_t socket, size_t server);
    void ask(size_t socket, size_t question);
    void hear(size_t socket);
    void lose(size_t socket);

    Lookup            &lookup_;
    const NameServers &servers_;
    int                stop_;
    Fd                 sockets_[kCount];
    bool               asked_[kCount] = {};
};
}

void Sockets::lose(size_t socket)
{
    sockets_[socket].reset();
    if (is_stream(socket)) lookup_.lost_over_tcp(question_of(socket));
    else lookup_.lost(socket);
}

void Sockets::connect(size_t socket, size_t server)
{
    const Address &address = servers_.addresses[server];
    int            type    = is_stream(socket) ? SOCK_STREAM : SOCK_DGRAM;
    Fd             fd(::socket(address.any.sa_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (::connect(fd.get(), &address.any, address.size()) < 0 && errno != EINPROGRESS) fd.reset();
    sockets_[socket] = move(fd);
}

// The kernel has room for the whole query, for it is the first thing sent on a connection.
void Sockets::ask(size_t socket, size_t question)
{
    uint8_t memory[kLongestQuery];
    Bytes   query = Bytes(memory).first(put_query(memory, lookup_.query(question)));
    if (!is_stream(socket)) query = query.after(kDnsLength);
    asked_[socket] = true;
    if (send_some(sockets_[socket], query).value.size != query.size) lose(socket);
}

void Sockets::send(size_t server, size_t question)
{
    if (!sockets_[server]) connect(server, server);
    ask(server, question);
}

void Sockets::open(size_t server, size_t question)
{
    size_t socket = kMostServers + question;
    connect(socket, server);
    asked_[socket] = false;
    if (!sockets_[socket]) lose(socket);
}

void Sockets::hear(size_t socket)
{
    if (!asked_[socket]) return ask(socket, question_of(socket));
    uint8_t       memory[kLongestDatagram];
    Result<Moved> got   = receive_some(sockets_[socket], memory);
    Bytes         bytes = Bytes(memory).first(got.value.size);
    if (got.error || (is_stream(socket) && got.value.ended)) lose(socket);
    else if (is_stream(socket)) lookup_.heard_over_tcp(question_of(socket), bytes);
    else lookup_.heard(socket, bytes);
}

// False when there is no waiting here, or no longer.
bool Sockets::wait()
{
    pollfd memory[kCount + 1];
    Watch  watch(memory);
    for (size_t i = 0; i < kCount; i++) watch.add(sockets_[i].get(), asked_[i] ? POLLIN : POLLOUT);
    Watch::Slot stop = watch.add(stop_, POLLIN);
    if (watch.wait(lookup_.due()) || watch.ready(stop)) return false;
    for (size_t i = 0; i < kCount; i++)
        if (memory[i].revents) hear(i);
    return true;
}

void look_up(Lookup &lookup, const NameServers &servers, int stop)
{
    Sockets sockets(lookup, servers, stop);
    for (;;) {
        Lookup::Action action = lookup.next(now());
        switch (action.kind) {
        case Lookup::Action::Kind::done: return;
        case Lookup::Action::Kind::send: sockets.send(action.server, action.question); break;
        case Lookup::Action::Kind::open: sockets.open(action.server, action.question); break;
        case Lookup::Action::Kind::wait:
            if (!sockets.wait()) return;
        }
    }
}
