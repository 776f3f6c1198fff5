// TCP sockets. They stay blocking: loops poll first and move bytes with send_some and
// receive_some, which never wait.
#pragma once

#include "system/address.h"
#include "system/fd.h"

// Connects to the one of the first 8 `addresses` that answers first, racing them (RFC 8305): each
// gets a head start of 250 ms before the next joins in, so that a dead one never costs the whole
// patience. Fails with ETIMEDOUT, with what the address tried last had to say, or with kInterrupted.
Result<Fd> connect_tcp(Span<const Address> addresses, Deadline by, int stop = -1);

// A socket listening on `address`. An IPv6 wildcard takes IPv4 as well.
Result<Fd> listen_tcp(const Address &address);

// The connection waiting longest. With none there: an Fd that owns nothing.
Result<Fd> accept_tcp(const Fd &listener, Address &peer);

Address local_address(const Fd &socket);
Address peer_address(const Fd &socket);

// What was moved, without waiting; `ended` says that the peer has sent all it had.
struct Moved {
    size_t size  = 0;
    bool   ended = false;
};

Result<Moved> receive_some(const Fd &socket, Space to);
Result<Moved> send_some(const Fd &socket, Bytes from);

// Bytes handed to send() that the peer's kernel has not confirmed yet.
size_t unconfirmed(const Fd &socket);
