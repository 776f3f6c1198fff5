// Those who have come where one is to be served: it is the first who has the key, and nobody else keeps it out by
// being slow to show that he has none. Where there is no key, it is who comes first.
//
//     lobby.prepare(watch, until);                      // and the door
//     TRY(watch.wait(until));
//     TRY(lobby.let_in(move(link), peer, now()));       // who was accepted
//     if (Channel *one = lobby.turn(watch, now())) ...
#pragma once

#include "link/chat_server.h"

class Lobby {
public:
    static constexpr size_t kSlots = kComers;

    // `memory`, a kSlots-th for each, and the rules outlive the lobby.
    Lobby(const ChatRules &rules, Space memory) : rules_(rules), memory_(memory) {}
    Lobby(const Lobby &) = delete;

    // Where all places are taken, who has waited longest is turned away. Fails when the kernel has no random bytes.
    Error let_in(Fd link, const Address &peer, Millis now);

    void prepare(Watch &watch, Deadline &until);

    // The one, which stays in the lobby's memory; null while there is none. Who has not shown the key in ten seconds,
    // or has another one, is turned away.
    Channel *turn(const Watch &watch, Millis now);

private:
    struct Comer {
        Channel     channel;
        Address     peer;
        uint64_t    number;  // in the order of their coming
        Deadline    until;
        Watch::Slot slot;
    };

    Comer &take_place();
    void   turn_away(Comer &comer, Text why);

    const ChatRules &rules_;
    Space            memory_;
    Comer            comers_[kSlots];
    uint64_t         came_ = 0;
};
