#include "wire/proxies.h"

#include "wire/grammar.h"
#include "wire/url.h"

// IPv4 in dotted decimal, from the front of `rest`.
static bool take_address(Text &rest, uint32_t &address)
{
    for (int i = 0; i < 4; i++) {
        int byte = i && !take_letter(rest, '.') ? -1 : take_number(rest, 255);
        if (byte < 0 || byte > 255) return false;
        address = address << 8 | uint32_t(byte);
    }
    return true;
}

static bool in_network(uint32_t address, Text network)
{
    uint32_t other;
    if (!take_address(network, other)) return false;
    int bits = take_letter(network, '/') ? take_number(network, 32) : 32;
    return network.empty() && bits >= 0 && bits <= 32 && !(bits && (address ^ other) >> (32 - bits));
}

// Takes a port and the brackets of an address off the entry; false where the port is another one.
static bool is_for_port(Text &entry, uint16_t port)
{
    Text rest      = entry;
    bool bracketed = take_letter(rest, '[');
    Text host      = take_until(rest, bracketed ? ']' : ':');
    bool bare_v6   = !bracketed && position(rest, ':') < rest.size;
    if (bare_v6) return true;
    entry = host;
    if (bracketed) take_letter(rest, ':');
    return rest.empty() || (take_number(rest, UINT16_MAX) == port && rest.empty());
}

static bool is_meant(Text entry, Text host, uint16_t port)
{
    if (entry == "*") return true;
    if (!is_for_port(entry, port)) return false;
    Text     rest = host;
    uint32_t address;
    if (take_address(rest, address) && rest.empty()) return in_network(address, entry);
    return covers(entry, host);
}

bool goes_direct(Text list, Text host, uint16_t port)
{
    while (!list.empty()) {
        if (is_meant(take_before(list, ", \t"), host, port)) return true;
        list = list.after(!list.empty());
    }
    return false;
}
