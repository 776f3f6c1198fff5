#include "wire/proxies.h"

#include "check.h"

namespace {
struct ProxyRow {
    const char *name;
    const char *list;
    const char *direct;   // each of these is reached without the proxy
    const char *proxied;  // and none of these
};
}
static constexpr ProxyRow kRows[] = {
    {"nothing", "", "", "a.b 127.0.0.1 ::1"},
    {"separators alone", " ,, \t", "", "a.b"},
    {"everything", "*", "a a.b 10.0.0.1 ::1", ""},
    {"everything, among others", "a.b, *", "c", ""},
    {"a host and all below it", "a.b", "a.b www.a.b x.y.a.b", "b xa.b a.bc a.b.c"},
    {"with a dot in front", ".a.b", "a.b www.a.b", "xa.b"},
    {"in any case of letters", "A.b", "a.B WWW.A.B", "c"},
    {"a star elsewhere is a letter", "*.b,a.*", "", "a.b"},
    {"a dot alone", ".", "", "a a.b"},
    {"a single label", "localhost", "localhost x.localhost", "localhost.x"},
    {"commas", "a,b,c", "a b c", "d"},
    {"blanks", "a b\tc", "a b c", "d"},
    {"commas and blanks", " a , b ,, c ", "a b c", "d"},

    {"a port", "a.b:8080", "a.b:8080 www.a.b:8080", "a.b a.b:80"},
    {"an empty one is any", "a.b:", "a.b a.b:8080", "a"},
    {"one that is none", "a.b:x", "", "a.b a.b:0"},
    {"one that is too large", "a.b:65616", "", "a.b:80"},
    {"one that is too large for 32 bits", "a.b:4294967376", "", "a.b:80"},

    {"an address", "10.0.0.7", "10.0.0.7", "10.0.0.70 110.0.0.7 10.0.0 x.10.0.0.7x"},
    {"and no end of one", "0.7", "", "10.0.0.7"},
    {"a network", "10.1.0.0/16", "10.1.0.0 10.1.255.255", "10.2.0.0 10.0.255.255 a.b"},
    {"not on a byte's edge", "192.168.4.0/22", "192.168.4.0 192.168.7.255", "192.168.3.255 192.168.8.0"},
    {"with other bits", "10.1.2.3/16", "10.1.9.9", "10.2.2.3"},
    {"of one address", "10.0.0.7/32", "10.0.0.7", "10.0.0.6"},
    {"of two", "10.0.0.7/31", "10.0.0.6 10.0.0.7", "10.0.0.8"},
    {"of all", "0.0.0.0/0", "0.0.0.0 255.255.255.255", "a ::1"},
    {"too many bits", "10.0.0.0/33", "", "10.0.0.0"},
    {"no bits", "10.0.0.0/", "", "10.0.0.0"},
    {"bits that are no number", "10.0.0.0/8x", "", "10.0.0.0"},
    {"of something else", "a.b/8", "", "a.b 10.0.0.1"},
    {"an address with a port", "10.0.0.7:80", "10.0.0.7:80", "10.0.0.7:81"},
    {"a network with a port", "10.0.0.0/8:80", "10.9.9.9:80", "10.9.9.9:81"},
    {"a byte too large", "10.0.0.256", "10.0.0.256", "10.0.0.0 10.0.1.0"},

    {"IPv6", "fd00::1", "fd00::1 FD00::1", "fd00::2 fd00::1:1"},
    {"in brackets", "[fd00::1]", "fd00::1", "fd00::2"},
    {"in brackets with a port", "[fd00::1]:80", "fd00::1/80", "fd00::1/81"},
    {"is compared as text", "fd00:0::1", "fd00:0::1", "fd00::1"},
    {"not as a domain", "1", "", "::1"},
    {"loopback by name, IPv4 and IPv6", "localhost,127.0.0.0/8,::1", "localhost 127.0.0.1 127.9.9.9 ::1", "a"},
};

// Hosts with blanks between them, each with its port behind a colon (IPv6: behind a slash), else 443.
static void check_hosts(const ProxyRow &row, Text hosts, bool direct)
{
    while (!hosts.empty()) {
        Text host = hosts.first(position(hosts, ' '));
        hosts     = hosts.after(smaller(host.size + 1, hosts.size));
        Line what;
        what.say(row.name, ": ", host);

        size_t   colon  = position(host, ':'), slash = position(host, '/');
        bool     is_v6  = colon < host.size && position(host.after(colon + 1), ':') < host.size - colon - 1;
        size_t   end    = is_v6 ? slash : colon;
        uint16_t port   = end < host.size ? 0 : 443;
        for (size_t i = end + 1; i < host.size; i++) port = uint16_t(port * 10 + (host[i] - '0'));
        CHECK(what.text(), goes_direct(row.list, host.first(end), port) == direct);
    }
}

TEST("proxies: who is reached without")
{
    for (const ProxyRow &row : kRows) {
        check_hosts(row, row.direct, true);
        check_hosts(row, row.proxied, false);
    }
}
