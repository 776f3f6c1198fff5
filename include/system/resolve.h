// Names become addresses. Numeric addresses and /etc/hosts (hosts(5)): no name server is asked.
#pragma once

#include "system/address.h"

// Which IP versions may be used: AF_UNSPEC, AF_INET or AF_INET6.
using Family = uint8_t;

// Fills the front of `to` with the addresses of the endpoint's host, IPv6 first, and returns that
// part of it. An empty host means this machine. Fails with Exit::network when there are none.
Result<Span<Address>> resolve(const Endpoint &endpoint, Family family, Span<Address> to);
