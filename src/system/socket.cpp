#include "system/socket.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static Error failed(const char *attempt) { return failure(attempt, Exit::network); }

static void set(int fd, int level, int option, int value)
{
    setsockopt(fd, level, option, &value, sizeof value);
}

// A peer that vanished without a word is found out by keepalive when nothing is on its way, and
// by the user timeout (Linux 2.6.37) when something is.
static void watch_over(int fd)
{
    set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(fd, IPPROTO_TCP, TCP_KEEPIDLE, 60);
    set(fd, IPPROTO_TCP, TCP_KEEPINTVL, 20);
    set(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, 120000);
}

static int try_connecting(const Fd &socket, const Address &address)
{
    return connect(socket.get(), &address.any, address.size());
}

// Asking again tells how the attempt has ended. SO_ERROR would, too, but qemu-user 7.2 gives a
// guest the number that the error has on the host.
static Error await_connected(const Fd &socket, const Address &address, Deadline by)
{
    pollfd slot = {socket.get(), POLLOUT, 0};
    int    ready;
    while ((ready = poll(&slot, 1, by.poll_timeout(now()))) < 0 && errno == EINTR) continue;
    if (!ready) errno = ETIMEDOUT;
    if (ready <= 0 || try_connecting(socket, address) < 0) return failed("connect to");
    return {};
}

static Result<Fd> connect_one(const Address &address, Deadline by)
{
    Fd fd(socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd) return failed("connect to");
    if (try_connecting(fd, address) < 0) {
        if (errno != EINPROGRESS) return failed("connect to");
        TRY(await_connected(fd, address, by));
    }
    control(fd.get(), F_SETFL, 0);
    watch_over(fd.get());
    return fd;
}

Result<Fd> connect_tcp(Span<const Address> addresses, Deadline by)
{
    Error last;
    for (size_t i = 0; i < addresses.size; i++) {
        Millis     start = now();
        Millis     share = {(by.at - start).count / int64_t(addresses.size - i)};
        Result<Fd> fd    = connect_one(addresses[i], Deadline{start + share});
        if (!fd.error) return fd;
        last = fd.error;
    }
    return last;
}

Result<Fd> listen_tcp(const Address &address)
{
    Fd fd(socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd) return failed("listen on");
    set(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (address.is_v6()) set(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, 0);
    if (bind(fd.get(), &address.any, address.size()) < 0 || listen(fd.get(), 64) < 0)
        return failed("listen on");
    return fd;
}

// Errors that belong to the connection that was waiting, not to the listener (accept(2)).
static bool peer_gave_up(int code)
{
    return code == EAGAIN || code == ECONNABORTED || code == EINTR || code == EPROTO ||
           code == EPERM || code == ENETDOWN || code == EHOSTUNREACH || code == ENETUNREACH;
}

Result<Fd> accept_tcp(const Fd &listener, Address &peer)
{
    socklen_t size = sizeof peer;
    Fd        fd(accept4(listener.get(), &peer.any, &size, SOCK_CLOEXEC));
    if (fd) watch_over(fd.get());
    else if (!peer_gave_up(errno)) return failed("accept a connection");
    return fd;
}

Address local_address(const Fd &socket)
{
    Address   address;
    socklen_t size = sizeof address;
    getsockname(socket.get(), &address.any, &size);
    return address;
}

Address peer_address(const Fd &socket)
{
    Address   address;
    socklen_t size = sizeof address;
    getpeername(socket.get(), &address.any, &size);
    return address;
}

static bool must_wait(int code) { return code == EAGAIN || code == EINTR; }

Result<Moved> receive_some(const Fd &socket, Space to)
{
    ssize_t got = recv(socket.get(), to.data, to.size, MSG_DONTWAIT);
    if (got < 0 && must_wait(errno)) return Moved{};
    if (got < 0) return failed("receive from");
    return Moved{size_t(got), !got};
}

Result<Moved> send_some(const Fd &socket, Bytes from)
{
    ssize_t sent = send(socket.get(), from.data, from.size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && must_wait(errno)) return Moved{};
    if (sent < 0) return failed("send to");
    return Moved{size_t(sent)};
}

size_t unconfirmed(const Fd &socket)
{
    int size = 0;
    return ioctl(socket.get(), TIOCOUTQ, &size) < 0 ? 0 : size_t(size);
}
