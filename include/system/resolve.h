// Names become addresses: numeric ones, those of hosts(5), those that name servers know.
#pragma once

#include "system/address.h"
#include "words/clock.h"

// Which IP versions may be used: AF_UNSPEC, AF_INET or AF_INET6.
using Family = uint8_t;

// What is said of a name that does not exist, which is lasting; other failures may pass.
constexpr const char *kNoSuchName = "no such name";

// Fills the front of `to` with addresses of the endpoint's host, IPv6 and IPv4 in turn beginning
// with IPv6 (RFC 8305, section 4), and returns that part of it. Each family has half of `to`, and what
// does not fit is left out; no order within a family (RFC 6724), since whoever connects races them.
//
// An empty host means this machine, and so do localhost and all names below it, whatever others may
// say; no name below invalid exists (RFC 6761, section 6). A name in /etc/hosts is asked of no server.
// The servers are those of /etc/resolv.conf; they are waited for until `by` at the latest. Fails with
// Exit::network: the name does not exist, has no address of the family, or is not to be had from a
// server that is silent or refuses; or as fill_random() does, for a query has to be hard to guess; or
// with kInterrupted.
Result<Span<Address>> resolve(const Endpoint &endpoint, Family family, Deadline by, Span<Address> to, int stop = -1);

// The name this machine calls itself, as hostname(1) says it, in `to`; what does not fit is left out.
Text own_name(Span<char> to);
