// A connection to a server. All of its bytes pass through here, so that TLS can take the place of plain
// TCP: nobody else polls the socket, or reads it but by splice().
#pragma once

#include "system/resolve.h"
#include "system/socket.h"
#include "system/watch.h"

class Stream {
public:
    // Resolves the name and connects; fails as those do (system/resolve.h, system/socket.h).
    Error connect(const Endpoint &to, Family family, Deadline by, int stop = -1);
    void  begin(Fd link) { link_ = move(link); }
    void  close() { link_.reset(); }
    bool  is_open() const { return bool(link_); }

    // Whom connect() has reached, or tried first; of no family where it did not come so far.
    const Address &address() const { return address_; }

    // Nothing has come on a connection that is at rest. An end, or words nobody asked for, make it useless.
    bool is_quiet() const { return link_ && !is_readable(link_.get()); }

    // Waits until something has come, or a slot of `watch` is ready, or, where `sending`, more can be sent;
    // false at the deadline. `watch` has room for one slot more.
    Result<bool> wait(Watch &watch, bool sending, Deadline by) const;

    // What can be moved without waiting.
    Result<Moved> receive(Space to) { return receive_some(link_, to); }
    Result<Moved> send(Bytes from) { return send_some(link_, from); }

    // Says that nothing more will be sent; what the other side has to say still comes.
    void finish();

    // The bytes of the socket are the stream's own, and may be spliced.
    bool      is_plain() const { return true; }
    const Fd &link() const { return link_; }

private:
    Fd      link_;
    Address address_;
};
