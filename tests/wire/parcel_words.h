// For tests: a parcel in words, "SAY who=1 counter=2 number=1 'hi'". Fields that are zero are left out.
#pragma once

#include "wire/parcel.h"
#include "words/say.h"

inline void say_number(Writer &to, const char *name, uint64_t number)
{
    if (number) to.say(' ', name, '=', number);
}

inline void say_parcel(Writer &to, Bytes datagram)
{
    static constexpr const char *kNames[] = {"",     "HELLO", "RETRY", "WELCOME", "REFUSED", "SAY",
                                             "ACK",  "LINE",  "WANT",  "PING",    "ALIVE",   "BYE",
                                             "GONE", "TALK",  "ANNOUNCE", "SEEK", "LEAVE"};
    Parcel parcel;
    if (!read_parcel(parcel, datagram)) {
        to.say("PLAIN '", text_of(datagram), "'");
        return;
    }
    to.say(kNames[size_t(parcel.type)]);
    say_number(to, "who", parcel.who);
    say_number(to, "nonce", parcel.nonce);
    say_number(to, "counter", parcel.counter);
    say_number(to, "number", parcel.number);
    say_number(to, "oldest", parcel.oldest);
    say_number(to, "epoch", parcel.epoch);
    say_number(to, "age", parcel.age);
    if (parcel.nick.size) to.say(" nick=", parcel.nick);
    bool ranges = parcel.type == ParcelType::want || parcel.type == ParcelType::seek;
    for (size_t i = 0; ranges && i < parcel.ranges(); i++)
        to.say(' ', parcel.range(i).first, '-', parcel.range(i).last);
    uint64_t id;
    bool     ids = parcel.type == ParcelType::announce;
    for (Bytes rest = parcel.rest; ids && unpack<"!Q">(rest, id); rest = rest.after(8)) to.say(" to=", id);
    if (parcel.rest.size && !ranges && !ids) to.say(" '", parcel.text(), "'");
}
