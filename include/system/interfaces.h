// The networks this machine has.
#pragma once

#include "words/span.h"

struct Interface {
    unsigned index;
};

// Those that are up and can multicast, and loopback, in `to`; what does not fit is left out. They come and go:
// to be asked again.
Span<Interface> interfaces(Span<Interface> to);
