#include "system/datagram.h"

#include <sys/socket.h>
#include <sys/time.h>

// For what an interface takes no longer than this: a datagram that waits longer is worth less than the next.
static constexpr timeval kPatience = {0, 50000};

static void set(const Fd &socket, int level, int option, int value)
{
    setsockopt(socket.get(), level, option, &value, sizeof value);
}

static Result<Fd> open_udp(const Address &address)
{
    Fd fd(socket(address.any.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!fd) return failure("open a socket for", Exit::network);
    setsockopt(fd.get(), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    return fd;
}

Result<Fd> bind_udp(const Address &address)
{
    Fd fd = TRY(open_udp(address));
    if (address.is_v6()) set(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
    if (address.is_v6()) set(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
    else set(fd, IPPROTO_IP, IP_PKTINFO, 1);
    if (bind(fd.get(), &address.any, address.size()) < 0) return failure("listen on", Exit::network);
    return fd;
}

Result<Fd> connect_udp(const Address &address)
{
    Fd fd = TRY(open_udp(address));
    if (connect(fd.get(), &address.any, address.size()) < 0) return failure("connect to", Exit::network);
    return fd;
}

// Of ours: what a datagram was sent to, or is to be sent from.
static void note_local(Path &path, cmsghdr *note)
{
    const uint8_t *data = CMSG_DATA(note);
    if (note->cmsg_level == IPPROTO_IPV6 && note->cmsg_type == IPV6_PKTINFO)
        memcpy(path.local, data + offsetof(in6_pktinfo, ipi6_addr), sizeof(in6_addr));
    if (note->cmsg_level == IPPROTO_IP && note->cmsg_type == IP_PKTINFO)
        memcpy(path.local, data + offsetof(in_pktinfo, ipi_spec_dst), sizeof(in_addr));
}

bool receive_datagram(const Fd &socket, Space to, Bytes &datagram, Path &path)
{
    alignas(cmsghdr) char notes[128];
    path         = {};
    iovec   span = {to.data, to.size};
    msghdr  all  = {};
    all.msg_name = &path.peer, all.msg_namelen = sizeof path.peer;
    all.msg_iov = &span, all.msg_iovlen = 1;
    all.msg_control = notes, all.msg_controllen = sizeof notes;
    ssize_t got = recvmsg(socket.get(), &all, MSG_DONTWAIT);
    if (got < 0) return false;
    if (cmsghdr *note = CMSG_FIRSTHDR(&all)) note_local(path, note);
    datagram = Bytes(to).first(size_t(got));
    return true;
}

namespace {
// What is said of a datagram beside its bytes: the address it leaves from, and the interface.
struct Note {
    alignas(cmsghdr) char memory[CMSG_SPACE(sizeof(in6_pktinfo))] = {};

    template <class Info> void put(msghdr &all, int level, int type, const Info &info)
    {
        all.msg_control    = memory;
        all.msg_controllen = CMSG_SPACE(sizeof info);
        cmsghdr *note      = CMSG_FIRSTHDR(&all);
        note->cmsg_level   = level;
        note->cmsg_type    = type;
        note->cmsg_len     = CMSG_LEN(sizeof info);
        memcpy(CMSG_DATA(note), &info, sizeof info);
    }
};
}

static void send_to(const Fd &socket, const Address &to, const uint8_t *from, unsigned interface, Bytes datagram)
{
    Note    note;
    Address peer = to;
    iovec   span = {const_cast<uint8_t *>(datagram.data), datagram.size};
    msghdr  all  = {};
    all.msg_name = &peer, all.msg_namelen = peer.size();
    all.msg_iov = &span, all.msg_iovlen = 1;
    if (peer.is_v6()) {
        in6_pktinfo info = {};
        memcpy(&info.ipi6_addr, from, sizeof info.ipi6_addr);
        info.ipi6_ifindex = interface;
        note.put(all, IPPROTO_IPV6, IPV6_PKTINFO, info);
    } else {
        in_pktinfo info = {};
        memcpy(&info.ipi_spec_dst, from, sizeof info.ipi_spec_dst);
        info.ipi_ifindex = int(interface);
        note.put(all, IPPROTO_IP, IP_PKTINFO, info);
    }
    (void)sendmsg(socket.get(), &all, MSG_NOSIGNAL);
}

void send_datagram(const Fd &socket, const Path &path, Bytes datagram)
{
    send_to(socket, path.peer, path.local, 0, datagram);
}

static constexpr uint8_t kAnyOfOurs[16] = {};

Error Multicast::open()
{
    Address local = group_;
    socket_       = TRY(open_udp(group_));
    set(socket_, SOL_SOCKET, SO_REUSEADDR, 1);
    if (group_.is_v6()) set(socket_, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    // Bound to the group an IPv4 socket hears nothing else; an IPv6 one would hear one interface only, and has
    // to look what a datagram was sent to.
    if (group_.is_v6()) set(socket_, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
    if (group_.is_v6()) local = any_address(true, group_.port());
    return bind(socket_.get(), &local.any, local.size()) < 0 ? failure("listen on", Exit::network) : Error{};
}

size_t Multicast::join(Span<const Interface> interfaces)
{
    count_ = 0;
    for (const Interface &each : interfaces)
        if (count_ < kMost && join(each.index)) joined_[count_++] = each.index;
    return count_;
}

// Where we are in already it is EADDRINUSE.
bool Multicast::join(unsigned interface)
{
    int done;
    if (group_.is_v6()) {
        ipv6_mreq wish = {group_.v6.sin6_addr, interface};
        done           = setsockopt(socket_.get(), IPPROTO_IPV6, IPV6_JOIN_GROUP, &wish, sizeof wish);
    } else {
        ip_mreqn wish = {group_.v4.sin_addr, {}, int(interface)};
        done          = setsockopt(socket_.get(), IPPROTO_IP, IP_ADD_MEMBERSHIP, &wish, sizeof wish);
    }
    return !done || errno == EADDRINUSE;
}

void Multicast::send(Bytes datagram)
{
    for (size_t i = 0; i < count_; i++) send_to(socket_, group_, kAnyOfOurs, joined_[i], datagram);
}

bool Multicast::receive(Space to, Bytes &datagram) const
{
    Path path;
    if (!receive_datagram(socket_, to, datagram, path)) return false;
    if (group_.is_v6() && !same(path.local, group_.v6.sin6_addr.s6_addr, sizeof path.local)) datagram = {};
    return true;
}
