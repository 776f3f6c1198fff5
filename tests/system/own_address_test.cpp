#include "system/own_address.h"

#include "check.h"
#include "namespace.h"

#include <stdlib.h>
#include <sys/wait.h>

static bool is(const Address &address, Text expected) { return AddressText(address) == expected; }

TEST("own address: has the port, and is one of ours")
{
    Address any = own_address(AF_UNSPEC, 8889), v4 = own_address(AF_INET, 1), v6 = own_address(AF_INET6, 65535);
    CHECK("the port", any.port() == 8889 && v4.port() == 1 && v6.port() == 65535);
    CHECK("IPv4 first", !any.is_v6() || is(v4, "127.0.0.1:1"));
    CHECK("the family asked for", !v4.is_v6() && v6.is_v6());
    Address bound[] = {v4, v6};
    for (Address &each : bound) {
        int fd = socket(each.any.sa_family, SOCK_STREAM, 0);
        each.set_port(0);
        if (fd >= 0) CHECK("an address can be listened on", !bind(fd, &each.any, each.size()));
        close(fd);
    }
}

// A network that grows from row to row.
struct PlaceRow {
    const char *what;
    const char *change;  // a shell's
    Family      family;
    const char *found;
};
static constexpr PlaceRow kPlaces[] = {
    {"no network at all", "true", AF_UNSPEC, "127.0.0.1:7"},
    {"nor any of IPv6", "true", AF_INET6, "[::1]:7"},
    {"loopback does not count", "ip link set lo up", AF_UNSPEC, "127.0.0.1:7"},
    {"nor does an interface that is down", "ip link add d0 type bridge && ip addr add 10.1.1.1/24 dev d0",
     AF_UNSPEC, "127.0.0.1:7"},
    {"one that is up", "ip link add d1 type bridge && ip link set d1 up && ip addr add 10.2.2.2/24 dev d1",
     AF_UNSPEC, "10.2.2.2:7"},
    {"not for IPv6", "true", AF_INET6, "[::1]:7"},
    {"the default route goes before",
     "ip link add d2 type bridge && ip link set d2 up && ip addr add 10.3.3.3/24 dev d2 && ip route add default dev d2",
     AF_UNSPEC, "10.3.3.3:7"},
    {"and for IPv6", "ip addr add 2001:db8:1::5/64 dev d2 nodad && ip -6 route add default dev d2",
     AF_INET6, "[2001:db8:1::5]:7"},
    {"IPv4 first", "true", AF_UNSPEC, "10.3.3.3:7"},
    {"IPv6 where there is nothing else", "ip -4 route flush all; ip link set d1 down",
     AF_UNSPEC, "[2001:db8:1::5]:7"},
};

// The child says which row was wrong, or how it ended.
enum : int { kFine = 100, kImpossible };

static int walk_places()
{
    if (!enter_namespaces(CLONE_NEWNET) || system("ip link >/dev/null 2>&1")) return kImpossible;
    for (const PlaceRow &row : kPlaces) {
        if (system(row.change)) return kImpossible;
        if (!is(own_address(row.family, 7), row.found)) return int(&row - kPlaces);
    }
    return kFine;
}

TEST("own address: by routes and interfaces")
{
    pid_t child = fork();
    if (!child) _exit(walk_places());
    int status = 0;
    waitpid(child, &status, 0);
    int outcome = WIFEXITED(status) ? WEXITSTATUS(status) : kFine + 9;
    if (outcome == kImpossible) return skip_test("no network namespace to set up");
    CHECK(outcome < kFine ? kPlaces[outcome].what : "no crash", outcome == kFine);
}
