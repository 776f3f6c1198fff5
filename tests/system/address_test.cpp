#include "system/address.h"

#include "check.h"

#include <net/if.h>

struct EndpointRow {
    const char *what;
    const char *text;
    const char *host;  // null: an error
    uint16_t    port;
};
static constexpr uint16_t    kDefault     = 8889;
static constexpr EndpointRow kEndpoints[] = {
    {"a name", "router", "router", kDefault},
    {"a name and a port", "router:8080", "router", 8080},
    {"an IPv4 address", "10.0.0.2", "10.0.0.2", kDefault},
    {"and a port", "10.0.0.2:80", "10.0.0.2", 80},
    {"a bare IPv6 address", "fe80::1", "fe80::1", kDefault},
    {"the shortest", "::", "::", kDefault},
    {"loopback", "::1", "::1", kDefault},
    {"with a scope", "fe80::1%eth0", "fe80::1%eth0", kDefault},
    {"brackets", "[fe80::1]", "fe80::1", kDefault},
    {"brackets protect colons", "[fe80::1]:7", "fe80::1", 7},
    {"and a scope", "[fe80::1%eth0]:7", "fe80::1%eth0", 7},
    {"brackets around anything", "[router]:7", "router", 7},
    {"around a single letter", "[x]:7", "x", 7},
    {"only a port", ":8080", "", 8080},
    {"nothing", "", "", kDefault},
    {"port 0", "router:0", "router", 0},
    {"the last port", "router:65535", "router", 65535},
    {"leading zeros", "router:00080", "router", 80},

    {"one port more", "router:65536", nullptr, 0},
    {"more than 32 bits", "router:4294967297", nullptr, 0},
    {"a letter behind", "router:1x", nullptr, 0},
    {"a letter before", "router:x1", nullptr, 0},
    {"no port", "router:", nullptr, 0},
    {"only a colon", ":", nullptr, 0},
    {"a sign", "router:+80", nullptr, 0},
    {"negative", "router:-1", nullptr, 0},
    {"a blank", "router: 80", nullptr, 0},
    {"a service nobody has heard of", "router:no-such-service", nullptr, 0},
    {"an unclosed bracket", "[fe80::1", nullptr, 0},
    {"nothing in it", "[]:80", nullptr, 0},
    {"only a bracket", "[", nullptr, 0},
    {"no colon behind brackets", "[::1]80", nullptr, 0},
    {"no port behind brackets", "[::1]:", nullptr, 0},
    {"a port out of range behind them", "[::1]:65536", nullptr, 0},
};
TEST("address: endpoints")
{
    for (const EndpointRow &row : kEndpoints) {
        Result<Endpoint> endpoint = parse_endpoint(row.text, kDefault);
        if (!row.host) CHECK(row.what, endpoint.error.exit() == Exit::usage && endpoint.error);
        else CHECK(row.what, !endpoint.error && endpoint.value.host == row.host && endpoint.value.port == row.port);
    }
}

TEST("address: nobody is at port 0")
{
    CHECK("written", parse_destination("router:0", kDefault).error.exit() == Exit::usage);
    CHECK("standing in", parse_destination("router", 0).error.exit() == Exit::usage);
    CHECK("another one", parse_destination("router:1", 0).value.port == 1);
    CHECK("what is none at all", parse_destination("[::1", kDefault).error.exit() == Exit::usage);
}

struct NumericRow {
    const char *what;
    const char *host;
    const char *text;  // null: not numeric
};
static constexpr NumericRow kNumeric[] = {
    {"IPv4", "10.0.0.2", "10.0.0.2:80"},
    {"its edges", "0.255.0.255", "0.255.0.255:80"},
    {"any", "::", "[::]:80"},
    {"loopback", "::1", "[::1]:80"},

    // RFC 5952, sections 2 and 4
    {"leading zeros go", "2001:0db8:0000:0000:0001:0000:0000:0001", "[2001:db8::1:0:0:1]:80"},
    {"lower case", "2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:AAAA", "[2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa]:80"},
    {"as short as can be", "2001:db8:0:0:0:0:2:1", "[2001:db8::2:1]:80"},
    {"one zero is not shortened", "2001:db8:0:1:1:1:1:1", "[2001:db8:0:1:1:1:1:1]:80"},
    {"the longest run is", "2001:0:0:1:0:0:0:1", "[2001:0:0:1::1]:80"},
    {"of two equals the first", "2001:db8:0:0:1:0:0:1", "[2001:db8::1:0:0:1]:80"},
    {"at the front", "0:0:1:2:3:4:5:6", "[::1:2:3:4:5:6]:80"},
    {"at the end", "1:2:3:4:5:6:0:0", "[1:2:3:4:5:6::]:80"},
    {"none at all", "1:2:3:4:5:6:7:8", "[1:2:3:4:5:6:7:8]:80"},
    {"zeros inside a group", "100:10:1:a0:b00:c000:d:e", "[100:10:1:a0:b00:c000:d:e]:80"},
    {"IPv4-mapped is IPv4", "::ffff:10.0.0.2", "10.0.0.2:80"},
    {"but not an old compatible one", "::10.0.0.2", "[::a00:2]:80"},

    {"a name", "localhost", nullptr},
    {"nothing", "", nullptr},
    {"three numbers", "10.0.0", nullptr},
    {"five", "10.0.0.0.1", nullptr},
    {"256", "10.0.0.256", nullptr},
    {"one number", "167772162", nullptr},
    {"hexadecimal", "0x0a.0.0.2", nullptr},
    {"two gaps", "1::2::3", nullptr},
    {"nine groups", "1:2:3:4:5:6:7:8:9", nullptr},
    {"seven", "1:2:3:4:5:6:7", nullptr},
    {"a group too long", "12345::", nullptr},
    {"brackets", "[::1]", nullptr},
    {"a port", "10.0.0.2:80", nullptr},
    {"a blank", "10.0.0.2 ", nullptr},
    {"a scope of IPv4", "10.0.0.2%lo", nullptr},
    {"an empty scope", "fe80::1%", nullptr},
    {"an interface that is not there", "fe80::1%nosuchinterface", nullptr},
    {"longer than any address", "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0001", nullptr},
};
TEST("address: numeric ones, and as RFC 5952 writes them")
{
    for (const NumericRow &row : kNumeric) {
        Address address;
        bool    numeric = parse_address(address, row.host, 80);
        CHECK(row.what, numeric == bool(row.text));
        if (numeric) CHECK(row.what, Text(AddressText(address)) == row.text);
    }
}

TEST("address: a scope by its number or its name")
{
    Address  by_number, by_name;
    char     name[IF_NAMESIZE], expected[64];
    unsigned first = 1;
    if (!if_indextoname(first, name)) return skip_test("no interface here");
    Line host;
    host.say("fe80::1%", name);
    CHECK("both are the same", parse_address(by_number, "fe80::1%1", 7) && parse_address(by_name, host.text(), 7) &&
                                   by_number.v6.sin6_scope_id == first && by_name.v6.sin6_scope_id == first);
    CHECK("shown by name", Text(AddressText(by_number)) == Writer(expected).say("[fe80::1%", name, "]:7").text());
    CHECK("0 is none", !parse_address(by_number, "fe80::1%0", 7));
}

TEST("address: the longest text fits")
{
    Address address;
    CHECK("parsed", parse_address(address, "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", 65535));
    CHECK("shown", Text(AddressText(address)) == "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535");
}

TEST("address: loopback, any, ports")
{
    static constexpr bool kFamilies[] = {false, true};
    for (bool v6 : kFamilies) {
        Address loopback = loopback_address(v6, 1), any = any_address(v6, 2);
        CHECK("family", loopback.is_v6() == v6 && any.is_v6() == v6);
        CHECK("port", loopback.port() == 1 && any.port() == 2);
        CHECK("loopback", loopback.is_loopback() && !any.is_loopback());
        any.set_port(65535);
        CHECK("another port", any.port() == 65535);
    }
    Address address;
    CHECK("all of 127.0.0.0/8", parse_address(address, "127.255.0.1", 0) && address.is_loopback());
    CHECK("mapped too", parse_address(address, "::ffff:127.0.0.1", 0) && address.is_loopback());
    CHECK("not ::2", parse_address(address, "::2", 0) && !address.is_loopback());
}

struct NetworkRow {
    const char *what;
    const char *network;
    const char *address;
    bool        holds;
};
static constexpr NetworkRow kNetworks[] = {
    {"inside", "10.0.0.0/8", "10.255.1.2", true},
    {"outside", "10.0.0.0/8", "11.0.0.0", false},
    {"bits behind the prefix do not count", "10.9.9.9/8", "10.1.1.1", true},
    {"within a byte, inside", "192.168.4.0/22", "192.168.7.255", true},
    {"and outside", "192.168.4.0/22", "192.168.8.0", false},
    {"one address", "10.0.0.2", "10.0.0.2", true},
    {"and no other", "10.0.0.2", "10.0.0.3", false},
    {"one address, written out", "10.0.0.2/32", "10.0.0.3", false},
    {"everything", "0.0.0.0/0", "255.1.2.3", true},
    {"half of it", "128.0.0.0/1", "127.255.255.255", false},
    {"IPv6", "fd00::/8", "fdff::1", true},
    {"and outside", "fd00::/8", "fe00::1", false},
    {"at an odd bit", "2001:db8::/33", "2001:db8:8000::", false},
    {"one IPv6 address", "::1", "::1", true},
    {"no other", "::1/128", "::2", false},
    {"IPv4 is not in IPv6's everything", "::/0", "10.0.0.2", false},
    {"nor the other way round", "0.0.0.0/0", "::1", false},
    {"a client of IPv4 at an IPv6 socket", "10.0.0.0/8", "::ffff:10.1.2.3", true},
    {"and one outside", "10.0.0.0/8", "::ffff:11.1.2.3", false},
    {"a mapped network", "::ffff:10.0.0.0/8", "10.1.2.3", true},
};
TEST("address: networks")
{
    for (const NetworkRow &row : kNetworks) {
        Result<Network> network = parse_network(row.network);
        Address         address;
        CHECK(row.what, !network.error && parse_address(address, row.address, 0));
        CHECK(row.what, network.value.holds(address) == row.holds);
    }
}

static constexpr const char *kNoNetworks[] = {
    "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/8x", "10.0.0.0/-1", "10.0.0/8", "10.0.0.0/8/8", "::/129",
    "::ffff:10.0.0.0/104", "router", "router/8", "[::1]/128", "10.0.0.0 /8",
};
TEST("address: what is no network")
{
    for (const char *text : kNoNetworks) {
        Error error = parse_network(text).error;
        CHECK(text, error && error.exit() == Exit::usage);
    }
}
