#include "system/own_address.h"

#include "system/fd.h"

#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static Fd open_socket(int family) { return Fd(socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0)); }

// Connecting a datagram socket sends nothing, but chooses the route and with it our own address.
static bool ask_route(Address &address, Family family, Text towards)
{
    parse_address(address, towards, 9);
    if (family != AF_UNSPEC && family != address.any.sa_family) return false;
    Fd        fd   = open_socket(address.any.sa_family);
    socklen_t size = address.size();
    return !connect(fd.get(), &address.any, size) && !getsockname(fd.get(), &address.any, &size);
}

// Without a default route, as on two machines with one cable. SIOCGIFCONF tells IPv4 addresses only.
static bool ask_interfaces(Address &address)
{
    Fd     fd = open_socket(AF_INET);
    ifreq  found[16];
    ifconf all = {sizeof found, {reinterpret_cast<char *>(found)}};
    if (control_device(fd.get(), SIOCGIFCONF, &all) < 0) return false;
    for (ifreq &each : Span<ifreq>(found).first(size_t(all.ifc_len) / sizeof *found)) {
        address.any = each.ifr_addr;
        control_device(fd.get(), SIOCGIFFLAGS, &each);
        if ((each.ifr_flags & (IFF_UP | IFF_LOOPBACK)) == IFF_UP) return true;
    }
    return false;
}

Address own_address(Family family, uint16_t port)
{
    Address address;
    // Nobody has these: TEST-NET-1 (RFC 5737) and the documentation prefix (RFC 3849).
    bool found = ask_route(address, family, "192.0.2.1") || ask_route(address, family, "2001:db8::1") ||
                 (family != AF_INET6 && ask_interfaces(address));
    if (!found) address = loopback_address(family == AF_INET6, port);
    address.set_port(port);
    return address;
}
