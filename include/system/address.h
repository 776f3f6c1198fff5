// Endpoints as people write them and as the kernel takes them.
#pragma once

#include "words/result.h"

#include <netinet/in.h>

// HOST, HOST:PORT, [V6], [V6]:PORT or a bare V6, each with an optional %scope, taken apart.
struct Endpoint {
    Text     host;  // without brackets; empty where only ":PORT" was given
    uint16_t port = 0;
};

// Fails with Exit::usage. `port` stands in where none is written.
Result<Endpoint> parse_endpoint(Text text, uint16_t port);

// The same for where to send to: nobody can be at port 0.
Result<Endpoint> parse_destination(Text text, uint16_t port);

// Decimal, 0 to 65535, or the name of a service in services(5). Fails with Exit::usage.
Result<uint16_t> parse_port(Text text);

// A numeric IPv4 or IPv6 address with a port.
struct Address {
    union {
        sockaddr     any;
        sockaddr_in  v4;
        sockaddr_in6 v6;
    };

    constexpr Address() : v6() {}

    bool      is_v6() const { return any.sa_family == AF_INET6; }
    socklen_t size() const { return is_v6() ? sizeof v6 : sizeof v4; }
    uint16_t  port() const;
    void      set_port(uint16_t port);

    // The bytes of the IP address: 4 or 16. An IPv4-mapped IPv6 address counts as IPv4.
    Bytes ip() const;
    bool  is_loopback() const;
    bool  is_wildcard() const;
};

// False unless `host` is a numeric address; a scope is an interface's name or number.
bool parse_address(Address &to, Text host, uint16_t port);

Address any_address(bool v6, uint16_t port);
Address loopback_address(bool v6, uint16_t port);

// "10.0.0.2:8889" or "[fe80::1%eth0]:8889" (RFC 5952), in memory of its own.
class AddressText {
public:
    explicit AddressText(const Address &address);
    operator Text() const { return {letters_, size_}; }

private:
    char   letters_[72];
    size_t size_;
};

// A range of addresses, "10.0.0.0/8" or "fd00::/8" or one address.
struct Network {
    Address address;
    uint8_t bits = 0;

    bool holds(const Address &other) const;
};

// Whether one of them holds it; no networks at all hold everything.
bool is_allowed(Span<const Network> networks, const Address &address);

// Fails with Exit::usage.
Result<Network> parse_network(Text text);
