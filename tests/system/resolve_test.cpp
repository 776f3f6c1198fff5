#include "system/resolve.h"

#include "check.h"

struct ResolveRow {
    const char *what;
    const char *host;
    Family      family;
    const char *addresses;  // all of them with a blank behind each, or "" for an error
};
static constexpr ResolveRow kHosts[] = {
    {"a numeric address is itself", "10.0.0.2", AF_UNSPEC, "10.0.0.2:7 "},
    {"of IPv6 too", "fd00::1", AF_UNSPEC, "[fd00::1]:7 "},
    {"of the family that is wanted", "10.0.0.2", AF_INET, "10.0.0.2:7 "},
    {"or none", "10.0.0.2", AF_INET6, ""},
    {"of the other one either", "fd00::1", AF_INET, ""},
    {"nothing is this machine, IPv6 first", "", AF_UNSPEC, "[::1]:7 127.0.0.1:7 "},
    {"by IPv4 only", "", AF_INET, "127.0.0.1:7 "},
    {"by IPv6 only", "", AF_INET6, "[::1]:7 "},
    {"a name nobody has", "no-such-name.invalid", AF_UNSPEC, ""},
    {"a broken address is a name nobody has", "10.0.0.256", AF_UNSPEC, ""},
    {"a prefix of a name is another name", "localhos", AF_UNSPEC, ""},
};
TEST("resolve: hosts")
{
    for (const ResolveRow &row : kHosts) {
        Address               memory[4];
        Line                  found;
        Result<Span<Address>> addresses = resolve({row.host, 7}, row.family, memory);
        for (const Address &address : addresses.value) found.say(AddressText(address), ' ');
        CHECK(row.what, found.text() == row.addresses);
        CHECK(row.what, addresses.error ? addresses.error.exit() == Exit::network : addresses.value.data == memory);
    }
}

// Whatever /etc/hosts says: it may add addresses and names to these.
TEST("resolve: localhost is this machine, in any case")
{
    static constexpr const char *kSpellings[] = {"localhost", "LOCALHOST", "LocalHost"};
    for (const char *name : kSpellings) {
        Address               memory[16];
        Result<Span<Address>> addresses = resolve({name, 7}, AF_INET, memory);
        CHECK(name, !addresses.error && addresses.value.size >= 1);
        for (const Address &address : addresses.value)
            CHECK(name, address.is_loopback() && address.port() == 7 && !address.is_v6());
    }
}

TEST("resolve: no more than there is room for")
{
    Address               memory[1];
    Result<Span<Address>> addresses = resolve({"", 7}, AF_UNSPEC, memory);
    CHECK("one", addresses.value.size == 1);
}
