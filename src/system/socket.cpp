#include "system/socket.h"

#include "system/watch.h"

#include <fcntl.h>
#include <netinet/tcp.h>
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

// Begins to connect, or asks how that went: SO_ERROR would tell, too, but qemu-user 7.2 gives a
// guest the number that the error has on the host.
static bool step_connecting(const Fd &socket, const Address &address)
{
    return !connect(socket.get(), &address.any, address.size()) || errno == EISCONN;
}

static constexpr size_t kMostAttempts = 8;
static constexpr Millis kHeadStart    = {250};  // RFC 8305, section 5: Connection Attempt Delay

namespace {
// Attempts side by side, of which the first to succeed is kept and the others are closed.
class Race {
public:
    explicit Race(Span<const Address> addresses)
        : addresses_(addresses.first(smaller(addresses.size, kMostAttempts)))
    {
    }
    Result<Fd> run(Deadline by, int stop);

private:
    bool   may_begin() const { return begun_ < addresses_.size; }
    void   begin();
    void   note_failure(size_t attempt);
    Error  wait(Deadline by, int stop);
    size_t winner();

    Span<const Address> addresses_;
    Fd     attempts_[kMostAttempts];
    size_t begun_   = 0;
    size_t running_ = 0;
    Millis next_at_;  // when another attempt joins those that have not been answered
    Error  error_;
};
}

// What a family without a route has to say is less than what an address has answered.
void Race::note_failure(size_t attempt)
{
    bool unheard = errno == ENETUNREACH || errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL;
    if (!error_ || !unheard) error_ = failed("connect to");
    attempts_[attempt].reset();
    running_--;
    next_at_ = now();
}

void Race::begin()
{
    const Address &address = addresses_[begun_];
    Fd            &attempt = attempts_[begun_];
    attempt  = Fd(socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    next_at_ = now() + kHeadStart;
    running_++;
    if (!attempt || (!step_connecting(attempt, address) && errno != EINPROGRESS)) note_failure(begun_);
    begun_++;
}

Error Race::wait(Deadline by, int stop)
{
    pollfd      memory[kMostAttempts + 1];
    Watch       watch(memory);
    Watch::Slot stopped = watch.add(stop, POLLIN);
    for (size_t i = 0; i < begun_; i++) watch.add(attempts_[i].get(), POLLOUT);
    TRY(watch.wait(may_begin() ? by.or_sooner({next_at_}) : by));
    if (watch.ready(stopped)) return kInterrupted;
    bool late = by.passed(now()) && !watch.any_ready();
    return late ? Error{"connect to", ETIMEDOUT, Exit::network} : Error{};
}

// The first attempt that has succeeded, or begun_. One under way says EALREADY.
size_t Race::winner()
{
    for (size_t i = 0; i < begun_; i++) {
        if (!attempts_[i]) continue;
        if (step_connecting(attempts_[i], addresses_[i])) return i;
        if (errno != EALREADY && errno != EINPROGRESS) note_failure(i);
    }
    return begun_;
}

Result<Fd> Race::run(Deadline by, int stop)
{
    for (;;) {
        while (may_begin() && (!running_ || next_at_ <= now())) begin();
        if (!running_) return error_;
        TRY(wait(by, stop));
        size_t first = winner();
        if (first == begun_) continue;
        control(attempts_[first].get(), F_SETFL, 0);
        watch_over(attempts_[first].get());
        return move(attempts_[first]);
    }
}

Result<Fd> connect_tcp(Span<const Address> addresses, Deadline by, int stop)
{
    return Race(addresses).run(by, stop);
}

// More than the kernel allows is cut to what it does. Whoever finds no place tries again after a second.
static constexpr int kBacklog = 4096;

Result<Fd> listen_tcp(const Address &address)
{
    Fd fd(socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd) return failed("listen on");
    set(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (address.is_v6()) set(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, 0);
    if (bind(fd.get(), &address.any, address.size()) < 0 || listen(fd.get(), kBacklog) < 0)
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
    return control_device(socket.get(), TIOCOUTQ, &size) < 0 ? 0 : size_t(size);
}
