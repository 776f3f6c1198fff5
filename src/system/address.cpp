#include "system/address.h"

#include "system/fd.h"
#include "system/services.h"
#include "words/say.h"
#include "words/scan.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

// Where the host ends in HOST, HOST:PORT or [V6]:PORT. Two colons without brackets: a bare V6.
static size_t host_end(Text text)
{
    if (!text.empty() && text[0] == '[') return smaller(position(text, ']') + 1, text.size);
    size_t colon = position(text, ':');
    bool   bare  = colon < text.size && position(text.after(colon + 1), ':') < text.size - colon - 1;
    return bare ? text.size : colon;
}

Result<Endpoint> parse_endpoint(Text text, uint16_t port)
{
    size_t end  = host_end(text);
    Text   host = text.first(end), rest = text.after(end);
    if (!host.empty() && host[0] == '[') {
        if (end < 3 || host[end - 1] != ']') return complaint(Exit::usage, "a bracket is not closed");
        host = host.after(1).first(end - 2);
    }
    // Without a colon, as in "[::1]80", it is no port either.
    if (!rest.empty()) port = TRY(parse_port(rest[0] == ':' ? rest.after(1) : Text()));
    return Endpoint{host, port};
}

Result<Endpoint> parse_destination(Text text, uint16_t port)
{
    Result<Endpoint> endpoint = parse_endpoint(text, port);
    if (!endpoint.error && !endpoint.value.port) endpoint.error = complaint(Exit::usage, "port 0 is for listening only");
    return endpoint;
}

Result<uint16_t> parse_port(Text text)
{
    int number = parse_number(text, 65535);
    if (number < 0) number = service_port(text, "");
    if (number < 0) return complaint(Exit::usage, "the port is neither a number up to 65535 nor in /etc/services");
    return uint16_t(number);
}

uint16_t Address::port() const { return ntohs(is_v6() ? v6.sin6_port : v4.sin_port); }

void Address::set_port(uint16_t port)
{
    if (is_v6()) v6.sin6_port = htons(port);
    else v4.sin_port = htons(port);
}

static const uint8_t kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

Bytes Address::ip() const
{
    if (!is_v6()) return {reinterpret_cast<const uint8_t *>(&v4.sin_addr), 4};
    Bytes whole(v6.sin6_addr.s6_addr);
    return whole.first(12) == Bytes(kMapped) ? whole.after(12) : whole;
}

bool Address::is_loopback() const
{
    Bytes bytes = ip();
    if (bytes.size == 4) return bytes[0] == 127;
    return bytes == loopback_address(true, 0).ip();
}

bool Address::is_wildcard() const { return ip() == any_address(is_v6(), 0).ip(); }

// Fills in the name or the index of a network interface; false where there is none (netdevice(7)).
static bool look_up(ifreq &interface, int what)
{
    Fd any(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    return !control_device(any.get(), what, &interface);
}

static uint32_t scope_number(Text scope)
{
    ifreq interface = {};
    int   number    = parse_number(scope, INT32_MAX / 10 - 1);
    if (number >= 0) return uint32_t(number);
    if (scope.size >= sizeof interface.ifr_name) return 0;
    copy_text(interface.ifr_name, scope);
    return look_up(interface, SIOCGIFINDEX) ? uint32_t(interface.ifr_ifindex) : 0;
}

bool parse_address(Address &to, Text host, uint16_t port)
{
    char   digits[INET6_ADDRSTRLEN];
    size_t percent = position(host, '%');
    if (percent >= sizeof digits) return false;
    copy_text(digits, host.first(percent));

    Address address;
    bool    scoped = percent < host.size;
    if (!scoped && inet_pton(AF_INET, digits, &address.v4.sin_addr) == 1) {
        address.v4.sin_family = AF_INET;
    } else if (inet_pton(AF_INET6, digits, &address.v6.sin6_addr) == 1) {
        address.v6.sin6_family   = AF_INET6;
        address.v6.sin6_scope_id = scoped ? scope_number(host.after(percent + 1)) : 0;
        if (scoped && !address.v6.sin6_scope_id) return false;
    } else return false;
    address.set_port(port);
    to = address;
    return true;
}

Address any_address(bool v6, uint16_t port)
{
    Address address;
    address.any.sa_family = v6 ? AF_INET6 : AF_INET;
    address.set_port(port);
    return address;
}

Address loopback_address(bool v6, uint16_t port)
{
    Address address = any_address(v6, port);
    if (v6) address.v6.sin6_addr.s6_addr[15] = 1;
    else address.v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static void add_v4(Writer &to, Bytes ip)
{
    to.say(ip[0], '.', ip[1], '.', ip[2], '.', ip[3]);
}

static uint16_t group(Bytes ip, size_t i) { return uint16_t(ip[2 * i] << 8 | ip[2 * i + 1]); }

static size_t zero_run(Bytes ip, size_t from)
{
    size_t end = from;
    while (end < 8 && !group(ip, end)) end++;
    return end - from;
}

static void add_group(Writer &to, uint16_t value)
{
    for (int shift = 12; shift >= 0; shift -= 4)
        if (value >> shift || !shift) to.add("0123456789abcdef"[value >> shift & 15]);
}

// RFC 5952: the longest run of two or more zero groups, the first of equals, becomes "::".
static void add_v6(Writer &to, Bytes ip)
{
    size_t gap = 8, gap_size = 1;
    for (size_t i = 0; i < 8; i++)
        if (zero_run(ip, i) > gap_size) {
            gap      = i;
            gap_size = zero_run(ip, i);
        }
    for (size_t i = 0; i < 8; i++) {
        if (i == gap) {
            to.add("::");
            i += gap_size - 1;
            continue;
        }
        if (i && i != gap + gap_size) to.add(':');
        add_group(to, group(ip, i));
    }
}

AddressText::AddressText(const Address &address)
{
    Writer to(letters_);
    Bytes  ip = address.ip();
    if (ip.size == 4) add_v4(to, ip);
    else {
        to.add('[');
        add_v6(to, ip);
        ifreq interface       = {};
        interface.ifr_ifindex = int(address.v6.sin6_scope_id);
        if (interface.ifr_ifindex && look_up(interface, SIOCGIFNAME)) to.say('%', interface.ifr_name);
        to.add(']');
    }
    to.say(':', address.port());
    size_ = to.text().size;
}

bool Network::holds(const Address &other) const
{
    Bytes ours = address.ip(), theirs = other.ip();
    if (ours.size != theirs.size) return false;
    for (size_t bit = 0; bit < bits; bit++)
        if ((ours[bit / 8] ^ theirs[bit / 8]) & 0x80 >> bit % 8) return false;
    return true;
}

bool is_allowed(Span<const Network> networks, const Address &address)
{
    bool allowed = networks.empty();
    for (const Network &network : networks) allowed |= network.holds(address);
    return allowed;
}

Result<Network> parse_network(Text text)
{
    size_t  slash = position(text, '/');
    Network network;
    if (!parse_address(network.address, text.first(slash), 0))
        return complaint(Exit::usage, "not a network such as 10.0.0.0/8");
    int most = int(network.address.ip().size) * 8;
    int bits = slash < text.size ? parse_number(text.after(slash + 1), most) : most;
    if (bits < 0) return complaint(Exit::usage, "the length of the prefix is not right");
    network.bits = uint8_t(bits);
    return network;
}
