// Where another machine would find this one.
#pragma once

#include "system/resolve.h"

// An address of this machine to tell to people, IPv4 first where both are allowed: the one that the
// default route starts from, else that of the first interface that is up, else loopback. A guess:
// behind NAT it is right for the same side only.
Address own_address(Family family, uint16_t port);
