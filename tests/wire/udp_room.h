// For tests: a server, and in words what comes of what it hears.
#pragma once

#include "check.h"
#include "parcel_words.h"
#include "wire/udp_server.h"

// Addresses are a letter for the host and one for the port.
inline bool same_letter(Bytes a, Bytes b) { return a[0] == b[0]; }

struct UdpRoom {
    UdpRoom(uint32_t history = 0, bool unasked = false, size_t places = 3)
        : server(rules(history, unasked), Span<UdpMember>(members).first(places), lines)
    {
    }

    UdpServerRules rules(uint32_t history, bool unasked) const
    {
        UdpServerRules rules;
        rules.secret    = &secret;
        rules.epoch     = 3;
        rules.history   = history;
        rules.per_host  = 2;
        rules.unasked   = unasked;
        rules.same_host = same_letter;
        return rules;
    }
    // What the server does about it, one after the other. What is said is accepted and goes to the others.
    Text hear(const char *from, Bytes datagram, int64_t now)
    {
        came.clear();
        UdpServer::Event event = server.heard(bytes_of(from), datagram, {now});
        tell(event);
        if (event.kind == UdpServer::Event::Kind::said && !refuses) {
            server.accept(event);
            server.deliver({Audience::Kind::all_but, event.serial}, event.text);
        }
        return drain(now);
    }
    Text hear(const char *from, const Parcel &parcel, int64_t now = 0)
    {
        uint8_t memory[kLongestDatagram];
        return hear(from, Bytes(memory).first(put_parcel(memory, parcel)), now);
    }
    Text wait(int64_t now)
    {
        came.clear();
        return drain(now);
    }
    Text drain(int64_t now)
    {
        for (;;) {
            UdpServer::Action action = server.next({now});
            if (action.kind == UdpServer::Action::Kind::wait) return came.text();
            if (action.kind == UdpServer::Action::Kind::lost) {
                came.say("lost ", action.member, '/', action.serial);
                continue;
            }
            if (!came.text().empty()) came.say("; ");
            came.say("to ", text_of(action.to), ": ");
            say_parcel(came, action.bytes);
        }
    }
    void tell(const UdpServer::Event &event)
    {
        static constexpr const char *kNames[] = {"", "joined", "said", "left"};
        if (event.kind == UdpServer::Event::Kind::none) return;
        came.say(kNames[size_t(event.kind)], ' ', event.member, '/', event.serial);
        came.say(" '", event.text, event.again ? "' again" : "'");
    }

    uint64_t token(uint16_t member) const { return server.member(member).token; }
    Parcel   hello(uint64_t nonce, const char *address, uint32_t counter = 1)
    {
        Parcel parcel;
        kept           = AddressValidator(secret).cookie(bytes_of(address), {0});
        parcel.type    = ParcelType::hello;
        parcel.nonce   = nonce;
        parcel.cookie  = kept.bytes;
        parcel.counter = counter;
        parcel.nick    = "bob";
        return parcel;
    }
    Parcel from(uint16_t member, ParcelType type, uint32_t counter, uint32_t number = 0, Text text = {}) const
    {
        return {.type = type, .who = token(member), .counter = counter, .number = number, .rest = bytes_of(text)};
    }
    bool digits(const char *address, char (&to)[7]) const
    {
        AddressCookie cookie = AddressValidator(secret).cookie(bytes_of(address), {0});
        copy_text(to, Text(cookie.digits, kCookieDigits));
        return true;
    }

    Key            secret;
    UdpMember         members[3];
    uint8_t        memory[64];
    Backlog::Entry entries[16];
    Backlog        lines{memory, entries};
    UdpServer      server;
    AddressCookie  kept;
    Line           came;
    bool           refuses = false;
};

// "who=" and a token is left out of what came.
inline bool is(Text came, Text expected)
{
    Line plain;
    for (size_t i = 0; i < came.size; i++) {
        if (starts_with(came.after(i), " who=")) {
            i += 5;
            while (i < came.size && came[i] >= '0' && came[i] <= '9') i++;
        }
        if (i < came.size) plain.add(came[i]);
    }
    if (plain.text() == expected) return true;
    CHECK(Line().say("came: ", plain.text()).text(), false);
    return false;
}
