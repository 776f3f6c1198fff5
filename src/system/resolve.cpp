#include "system/resolve.h"

#include "system/lines.h"
#include "system/nameservers.h"
#include "system/random.h"
#include "system/watch.h"

namespace {
// Takes addresses in the order they are found in, each family into every second place.
class Found {
public:
    Found(Span<Address> to, Family family, uint16_t port) : to_(to), family_(family), port_(port)
    {
        for (Address &address : to_) address = {};
    }

    bool wants(int family) const { return family_ == AF_UNSPEC || family_ == family; }
    void add(const Address &address);
    bool add_numeric(Text host);
    void add_loopback();
    void add_all(Bytes ips, bool v6);

    // Without the places that are empty.
    Span<Address> all();

private:
    Span<Address> to_;
    Family        family_;
    uint16_t      port_;
    size_t        next_[2] = {0, 1};  // places for IPv6 and IPv4
};
}

void Found::add(const Address &address)
{
    size_t &place = next_[!address.is_v6()];
    if (!wants(address.any.sa_family) || place >= to_.size) return;
    to_[place] = address;
    place += 2;
}

Span<Address> Found::all()
{
    size_t count = 0;
    for (const Address &address : to_)
        if (address.any.sa_family != AF_UNSPEC) to_[count++] = address;
    return to_.first(count);
}

bool Found::add_numeric(Text host)
{
    Address address;
    bool    numeric = parse_address(address, host, port_);
    if (numeric) add(address);
    return numeric;
}

void Found::add_loopback()
{
    add(loopback_address(true, port_));
    add(loopback_address(false, port_));
}

void Found::add_all(Bytes ips, bool v6)
{
    Address address = any_address(v6, port_);
    Space   ip(reinterpret_cast<uint8_t *>(&address.v4.sin_addr), sizeof address.v4.sin_addr);
    if (v6) ip = address.v6.sin6_addr.s6_addr;
    for (; !ips.empty(); ips = ips.after(ip.size)) {
        copy(ip, ips.first(ip.size));
        add(address);
    }
}

// True when the file has the name, with whatever address.
static bool add_from_hosts(Found &found, Text host)
{
    Lines lines("/etc/hosts");
    Text  line;
    bool  known = false;
    while (lines.next(line)) {
        Text address = next_word(line);
        Text name    = next_word(line);
        while (!name.empty() && !same_name(name, host)) name = next_word(line);
        if (!name.empty()) known |= found.add_numeric(address);
    }
    return known;
}

static Error failed(const char *why) { return complaint(Exit::network, why); }

static Error failed(LookupResult result)
{
    switch (result) {
    case LookupResult::found: return {};
    case LookupResult::no_such_name: return failed(kNoSuchName);
    case LookupResult::no_address: return failed("the name has no address that fits");
    case LookupResult::silence: return failed("the name server does not answer");
    case LookupResult::refusal: return failed("the name server failed or refused to answer");
    }
    return {};
}

static LookupResult ask(Found &found, const DomainName &name, const NameServers &servers, Deadline by,
                        Span<const uint16_t> ids, int stop)
{
    Lookup lookup(name, servers.rules, by);
    for (size_t i = 0; i < Lookup::kQuestions; i++)
        if (found.wants(i == Lookup::kV6 ? AF_INET6 : AF_INET)) lookup.ask(i, ids[i]);
    look_up(lookup, servers, stop);
    for (size_t i = 0; i < Lookup::kQuestions; i++) found.add_all(lookup.found(i), i == Lookup::kV6);
    return lookup.result();
}

// For each name with fresh ids.
static Error search(Found &found, Text host, Deadline by, int stop)
{
    NameServers  servers("/etc/resolv.conf");
    SearchList   names(host, servers.domains, servers.rules.ndots);
    DomainName   name;
    LookupResult result = LookupResult::no_such_name;
    if (!names.next(name)) return failed("neither an address nor the name of a host");
    do {
        uint16_t ids[Lookup::kQuestions];
        TRY(fill_random({reinterpret_cast<uint8_t *>(ids), sizeof ids}));
        result = ask(found, name, servers, by, ids, stop);
        if (is_readable(stop)) return kInterrupted;
    } while (result == LookupResult::no_such_name && names.next(name));
    return failed(result);
}

// Whether a name is that one, or ends in it behind a dot.
static bool is_below(Text name, Text top)
{
    if (name.size < top.size || !same_name(name.after(name.size - top.size), top)) return false;
    return name.size == top.size || name[name.size - top.size - 1] == '.';
}

static Error find(Found &found, Text host, Deadline by, int stop)
{
    Text name = host;
    if (!name.empty() && name[name.size - 1] == '.') name = name.first(name.size - 1);
    if (found.add_numeric(host)) return {};
    if (host.empty() || is_below(name, "localhost")) return found.add_loopback(), Error{};
    if (add_from_hosts(found, name)) return {};
    if (is_below(name, "invalid")) return failed(LookupResult::no_such_name);
    return search(found, host, by, stop);
}

Result<Span<Address>> resolve(const Endpoint &endpoint, Family family, Deadline by, Span<Address> to, int stop)
{
    Found found(to, family, endpoint.port);
    TRY(find(found, endpoint.host, by, stop));
    Span<Address> all = found.all();
    if (all.empty()) return failed(LookupResult::no_address);
    return all;
}

Text own_name(Span<char> to)
{
    if (gethostname(to.data, to.size) < 0) return {};
    return Text(to.data, to.size).first(position(Text(to.data, to.size), '\0'));
}
