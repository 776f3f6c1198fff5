#include "system/resolve.h"

#include "check.h"

#include "system/fd.h"

#include <unistd.h>

struct ResolveRow {
    const char *what;
    const char *host;
    Family      family;
    const char *outcome;  // the addresses with a blank behind each, or the error
};
static constexpr const char *kNoFit  = "the name has no address that fits";
static constexpr const char *kNoHost = "neither an address nor the name of a host";

// None of these asks a name server.
static constexpr ResolveRow kResolved[] = {
    {"a numeric address is itself", "10.0.0.2", AF_UNSPEC, "10.0.0.2:7 "},
    {"of IPv6 too", "fd00::1", AF_UNSPEC, "[fd00::1]:7 "},
    {"of the family that is wanted", "10.0.0.2", AF_INET, "10.0.0.2:7 "},
    {"or none", "10.0.0.2", AF_INET6, kNoFit},
    {"of the other one either", "fd00::1", AF_INET, kNoFit},
    {"nothing is this machine, IPv6 first", "", AF_UNSPEC, "[::1]:7 127.0.0.1:7 "},
    {"by IPv4 only", "", AF_INET, "127.0.0.1:7 "},
    {"by IPv6 only", "", AF_INET6, "[::1]:7 "},
    {"so is localhost", "localhost", AF_UNSPEC, "[::1]:7 127.0.0.1:7 "},
    {"in any case", "LocalHost", AF_UNSPEC, "[::1]:7 127.0.0.1:7 "},
    {"with a dot", "localhost.", AF_INET, "127.0.0.1:7 "},
    {"and all that is below it", "My.Test.LocalHost.", AF_INET6, "[::1]:7 "},
    {"nothing is below invalid", "localhost.invalid", AF_UNSPEC, "no such name"},
    {"nor that itself", "INVALID.", AF_UNSPEC, "no such name"},
    {"a broken address", "10.0.0.256", AF_UNSPEC, kNoHost},
    {"one cut short", "10.0.0.", AF_UNSPEC, kNoHost},
    {"an interface that is not there", "fe80::1%nosuchinterface", AF_UNSPEC, kNoHost},
    {"an empty label", "router..lan", AF_UNSPEC, kNoHost},
    {"a dot", ".", AF_UNSPEC, kNoHost},
};
TEST("resolve: what no name server has to know")
{
    for (const ResolveRow &row : kResolved) {
        Address               memory[4];
        Line                  said;
        Result<Span<Address>> addresses = resolve({row.host, 7}, row.family, {}, memory);
        for (const Address &address : addresses.value) said.say(AddressText(address), ' ');
        if (addresses.error) said.say(addresses.error.words);
        CHECK(row.what, said.text() == row.outcome);
        CHECK(row.what, addresses.error ? addresses.error.exit() == Exit::network : addresses.value.data == memory);
    }
}

TEST("resolve: no more than there is room for")
{
    Address memory[1];
    CHECK("one", resolve({"", 7}, AF_UNSPEC, {}, memory).value.size == 1);
    CHECK("none", resolve({"", 7}, AF_UNSPEC, {}, {}).error.exit() == Exit::network);
}

TEST("resolve: who has no time left asks nobody")
{
    Address memory[1];
    Error   error = resolve({"router.example", 7}, AF_UNSPEC, {now()}, memory).error;
    CHECK("silence", error && Text(error.words) == "the name server does not answer");
}

TEST("resolve: the name of this machine")
{
    char memory[256], small[2], other[256] = {};
    gethostname(other, sizeof other - 1);
    CHECK("as it calls itself", own_name(memory) == other);
    CHECK("cut where there is no room", own_name(small).size <= sizeof small);
}
