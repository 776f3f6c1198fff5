#include "link/door.h"

#include <fcntl.h>

static constexpr Millis kDeaf  = {200};
static constexpr int    kTries = 16;  // for a port that is free on both addresses

bool is_shortage(Error error)
{
    int code = error.code();
    return code == EMFILE || code == ENFILE || code == ENOMEM || code == ENOBUFS;
}

static Fd open_spare() { return Fd(open("/dev/null", O_RDONLY | O_CLOEXEC)); }

Error Door::open(Span<const Address> addresses)
{
    spare_ = open_spare();
    for (int tries = kTries;; tries--) {
        Error error = listen_on(addresses);
        bool  again = error.code() == EADDRINUSE && !addresses[0].port() && tries;
        if (!again) return error;
        while (listeners_) listener_[--listeners_].reset();
    }
}

Error Door::listen_on(Span<const Address> addresses)
{
    Error fault;
    for (const Address &address : addresses) {
        Error error = listen_on(address);
        if (error && !may_do_without(error.code(), address)) return error;
        if (error) fault = error;
    }
    return listeners_ ? Error{} : fault;
}

// This machine may lack a family; and the wildcard of IPv6 has taken IPv4 already.
bool Door::may_do_without(int code, const Address &address) const
{
    bool covered = listeners_ && code == EADDRINUSE && !address.is_loopback();
    return code == EAFNOSUPPORT || code == EADDRNOTAVAIL || covered;
}

Error Door::listen_on(Address address)
{
    if (listeners_ && !address.port()) address.set_port(bound_[0].port());
    listener_[listeners_] = TRY(listen_(address));
    bound_[listeners_]    = local_address(listener_[listeners_]);
    listeners_++;
    return {};
}

void Door::watch(Watch &watch, Deadline &until)
{
    bool deaf = now() < deaf_until_;
    if (deaf) until = until.or_sooner({deaf_until_});
    for (size_t i = 0; i < listeners_; i++)
        slot_[i] = deaf ? Watch::Slot{} : watch.add(listener_[i].get(), POLLIN);
}

Result<Fd> Door::accept(size_t which, Address &peer)
{
    Result<Fd> link = accept_tcp(listener_[which], peer);
    if (!is_shortage(link.error)) return link;
    spare_.reset();
    if (accept_tcp(listener_[which], peer).error) deaf_until_ = now() + kDeaf;
    spare_ = open_spare();
    return link;
}
