#include "link/lobby.h"

void Lobby::turn_away(Comer &comer, Text why)
{
    comer.channel.close();
    rules_.notice(rules_.host, "turned away", comer.peer, why);
}

Lobby::Comer &Lobby::take_place()
{
    Comer *oldest = comers_;
    for (Comer &comer : comers_) {
        if (!comer.channel.link()) return comer;
        if (comer.number < oldest->number) oldest = &comer;
    }
    turn_away(*oldest, "*** others wait as well");
    return *oldest;
}

Error Lobby::let_in(Fd link, const Address &peer, Millis now)
{
    size_t lent  = memory_.size / kSlots;
    Comer &comer = take_place();
    comer.peer   = peer;
    comer.number = came_++;
    comer.until  = {now + kFirstWord};
    comer.slot   = {};
    if (!rules_.opening) return comer.channel.begin(move(link)), Error{};
    return comer.channel.begin(move(link), Role::responder, rules_.opening, memory_.after(size_t(&comer - comers_) * lent).first(lent));
}

void Lobby::prepare(Watch &watch, Deadline &until)
{
    for (Comer &comer : comers_) {
        comer.slot = {};
        if (!comer.channel.link()) continue;
        comer.slot = watch.add(comer.channel.link().get(), POLLIN);
        until      = until.or_sooner(comer.until);
    }
}

Channel *Lobby::turn(const Watch &watch, Millis now)
{
    for (Comer &comer : comers_) {
        if (!comer.channel.link()) continue;
        Error error = watch.ready(comer.slot) ? comer.channel.open_further() : Error{};
        if (!error && comer.channel.is_open()) return &comer.channel;
        if (error || comer.until.passed(now)) turn_away(comer, "*** it does not have the key");
    }
    return nullptr;
}
