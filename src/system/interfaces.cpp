#include "system/interfaces.h"

#include "system/lines.h"

#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static bool look_up(const Fd &fd, Text name, Interface &to)
{
    ifreq each = {};
    if (name.size >= sizeof each.ifr_name) return false;
    memcpy(each.ifr_name, name.data, name.size);
    if (control_device(fd.get(), SIOCGIFFLAGS, &each) < 0) return false;
    if (!(each.ifr_flags & IFF_UP) || !(each.ifr_flags & (IFF_MULTICAST | IFF_LOOPBACK))) return false;
    if (control_device(fd.get(), SIOCGIFINDEX, &each) < 0) return false;
    to = {unsigned(each.ifr_ifindex)};
    return true;
}

// SIOCGIFCONF knows those with an IPv4 address alone; proc(5) lists all, each in front of a colon.
Span<Interface> interfaces(Span<Interface> to)
{
    Fd     fd(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!fd) fd = Fd(socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    Lines  lines("/proc/net/dev");
    Text   line;
    size_t count = 0;
    while (count < to.size && lines.next(line)) {
        size_t colon = position(line, ':');
        if (colon == line.size) continue;
        Text name = line.first(colon);
        if (look_up(fd, next_word(name), to[count])) count++;
    }
    return to.first(count);
}
