#include "link/stream.h"

#include <sys/socket.h>

Error Stream::connect(const Endpoint &to, Family family, Deadline by, int stop)
{
    Address known[16];
    close();
    address_                = {};
    Span<Address> addresses = TRY(resolve(to, family, by, known, stop));
    address_                = addresses[0];
    link_                   = TRY(connect_tcp(addresses, by, stop));
    address_                = peer_address(link_);
    return {};
}

Result<bool> Stream::wait(Watch &watch, bool sending, Deadline by) const
{
    watch.add(link_.get(), short(sending ? POLLIN | POLLOUT : POLLIN));
    TRY(watch.wait(by));
    return watch.any_ready();
}

void Stream::finish() { shutdown(link_.get(), SHUT_WR); }
