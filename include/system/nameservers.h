// The name servers of this machine, and the sockets to ask them by.
#pragma once

#include "system/address.h"
#include "system/fd.h"
#include "wire/lookup.h"

// What resolv.conf(5) says.
struct NameServers {
    Address     addresses[kMostServers];
    LookupRules rules;    // how many addresses there are, too
    Text        domains;  // for a SearchList
    char        memory[256];

    // Reads nameserver, search, domain, and of the options ndots, timeout and attempts, within the
    // bounds of the manual page. Without a server in the file, the server is at 127.0.0.1.
    explicit NameServers(const char *path);
    NameServers(const NameServers &) = delete;
};

// Does what the lookup wants until it is done, or `stop` can be read. Each server gets a fresh socket,
// whose port the kernel picks and which takes datagrams from that server alone.
void look_up(Lookup &lookup, const NameServers &servers, int stop = -1);
