// Where a server is to be reached: one or two sockets, and for connections a way out when descriptors are short.
#pragma once

#include "system/socket.h"
#include "system/watch.h"

class Door {
public:
    static constexpr size_t kListeners = 2;

    // `listen` opens a socket on an address: listen_tcp(), or bind_udp().
    explicit Door(Result<Fd> (*listen)(const Address &) = listen_tcp) : listen_(listen) {}

    // Listens on one or two `addresses`, of which one is enough: the other may belong to a family
    // this machine lacks, or be covered by the first. Where the first port is 0 the kernel picks
    // one that is free on both.
    Error open(Span<const Address> addresses);

    // What is listened on, with the ports that the kernel picked.
    Span<const Address> addresses() const { return {bound_, listeners_}; }

    // Adds the listeners to what is waited for. Where there have been no descriptors they are left alone
    // for a while, up to `until`.
    void watch(Watch &watch, Deadline &until);

    // Whether somebody waits at the listener `which` of addresses().
    bool ready(const Watch &watch, size_t which) const { return watch.ready(slot_[which]); }

    const Fd &socket(size_t which) const { return listener_[which]; }

    // Lets in who waits there longest; an Fd that owns nothing where nobody does. With every descriptor in
    // use the connection is taken and closed, and the error is_shortage(): left alone it would keep the
    // listener readable, and the loop spinning. So would one that there is no memory for, but that has to wait.
    Result<Fd> accept(size_t which, Address &peer);

private:
    Error listen_on(Span<const Address> addresses);
    Error listen_on(Address address);
    bool  may_do_without(int code, const Address &address) const;

    Result<Fd> (*listen_)(const Address &);
    Fd          listener_[kListeners];
    Address     bound_[kListeners];
    Watch::Slot slot_[kListeners];
    size_t      listeners_ = 0;
    Fd          spare_;       // given up to accept, and turn away
    Millis      deaf_until_;
};

// No descriptors, or no memory, were left for a connection, which is no reason to end those that there are.
bool is_shortage(Error error);
