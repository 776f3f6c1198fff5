// The server of uploads: listeners, connections, their limits and deadlines, in one poll loop.
//
//     for (;;) {
//         Event event;
//         TRY(reception.next(stop, event));
//         ...tell people, and leave when it is time...
//     }
#pragma once

#include "link/door.h"
#include "link/visitor.h"
#include "system/stop.h"

// What a connection has come to. Texts and pointers are valid until the next call of next().
struct Event {
    enum class Type : uint8_t {
        upload,       // a file was stored or refused
        ended,        // a connection is over; `error` is its first failure
        turned_away,  // a connection was not let in; `error` says why
        child,        // a program run beside this one has ended
        stopped,      // a signal asked the program to end
    };

    Type          type = Type::stopped;
    Address       peer;
    Text          name;              // as the sender gave it, checked or (when refused) not
    const Upload *upload = nullptr;  // of Type::upload
    Error        error;
    bool         heard = false;     // ended: it spoke the protocol, with the key where there is one
};

class Reception {
public:
    Reception() = default;
    ~Reception();

    // Listens as Door::open() does. Memory for all clients is reserved now and touched when they come.
    // `rules` outlive the reception.
    Error open(Span<const Address> addresses, const ServeRules &rules);

    Span<const Address> addresses() const { return door_.addresses(); }

    // Serves everybody until there is something to tell.
    Error next(Stop &stop, Event &event);

private:
    Error       wait(Stop &stop);
    Error       welcome(Event &event);
    const char *fault_of(const Address &peer) const;
    void        say_why(const Fd &link, const char *why);
    Error       seat(Fd link, const Address &peer);
    bool        attend(Event &event);
    bool        end(Error error, Event &event);
    void        settle();

    const ServeRules *rules_ = nullptr;

    Door            door_;
    Space           scratch_;   // for whatever arrives, of whoever's turn it is
    Bytes           input_;     // what is left of it
    Space           channels_;  // lent to each, `lent_` bytes
    size_t          lent_  = 0;
    Visitor        *rooms_ = nullptr;
    Span<Visitor *> visitors_;  // by place: in its room, or null
    Watch           watch_{{}};
    size_t          turn_ = 0;
    Visitor        *gone_ = nullptr;  // over; its name is still shown in the last event
};
