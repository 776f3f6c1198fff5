// Which hosts are reached without the proxy: no_proxy, an environment variable that no standard
// describes, as curl reads it.
//
//     example.com        this host and all below it, with or without a dot in front
//     example.com:8080   only this port of them
//     10.0.0.7           this address, 10.0.0.0/8 this network of IPv4
//     fd00::1            this address, as it is written: IPv6 is compared as text; [fd00::1]:80 with a port
//     *                  everything
#pragma once

#include "words/span.h"

// `list` has entries with commas or blanks between them. `host` is a name or an address, without
// brackets. The case of letters does not matter.
bool goes_direct(Text list, Text host, uint16_t port);
