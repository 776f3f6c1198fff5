// Names of ports, from services(5).
#pragma once

#include "words/span.h"

constexpr const char *kServices = "/etc/services";

// The port of the service with this name or alias: "http" is 80. An empty protocol is any one; "tcp"
// and "udp" matter to the few names and ports that differ there. -1 where there is none.
int service_port(Text name, Text protocol, const char *path = kServices);

// The name of the service on this port, in `to`; what does not fit is left out. Empty where it has none.
Text service_name(uint16_t port, Text protocol, Span<char> to, const char *path = kServices);
