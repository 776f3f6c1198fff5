// For tests: those who are in a simulated room that a server keeps.
#pragma once

#include "network.h"
#include "wire/udp_client.h"
#include "wire/udp_server.h"
#include "words/ascii.h"
#include "words/say.h"

inline constexpr size_t   kClients = 6, kLines = 512;
inline constexpr uint32_t kServer = 0, kVictim = 0x00ff0001;

// An address is the number of a host and a port.
struct UdpPlace {
    uint8_t bytes[4];

    explicit UdpPlace(uint32_t address) { pack<"!I">(bytes, address); }
};
inline uint32_t number_of(Bytes place)
{
    uint32_t address;
    if (!unpack<"!I">(place, address)) __builtin_trap();
    return address;
}
inline bool same_host(Bytes a, Bytes b) { return a.first(2) == b.first(2); }

// Texts begin with two numbers.
struct UdpWords : Line {
    UdpWords(uint32_t who, uint32_t number, size_t padding)
    {
        say(Wide{who, 3, '0'}, Wide{number, 6, '0'});
        while (padding--) add('.');
    }
};
inline uint32_t digits_of(Text text, size_t from, size_t count)
{
    uint64_t number;
    if (!parse_decimal(number, Text(text.data + from, count))) __builtin_trap();
    return uint32_t(number);
}

struct UdpLine {
    Audience audience;
    uint32_t number;  // in the backlog
    uint8_t  author;
};

struct UdpPerson {
    UdpPerson(uint32_t index, Text nick) : machine(places, queue, nick), address((index + 1) << 16 | 1) {}

    HeldLine  places[6];
    uint8_t   queue[2048];
    UdpClient machine;
    uint32_t  address;
    int64_t   starts = 0, leaves = INT64_MAX, cut_from = INT64_MAX, cut_to = 0, talks = 0;
    bool      in = false, welcome = false, left = false, leaving = false;
    uint32_t  said = 0, heard_last = 0, shown_last = 0, first = 0;
    uint32_t  serials[16], serial_count = 0;
    unsigned  gone = 0;
    bool      undelivered[200] = {}, taken[200] = {}, shown[kLines] = {}, lost[kLines] = {};

    void plan(Luck &chance, bool cuts, int64_t talking, int64_t healed)
    {
        starts = chance.below(20000);
        talks  = starts + chance.below(20000);
        if (chance.percent(30)) leaves = starts + chance.below(uint32_t(talking));
        if (!cuts || chance.percent(50)) return;
        cut_from = chance.below(uint32_t(talking));
        cut_to   = smaller<int64_t>(cut_from + 1000 + chance.below(100000), healed);
    }
    bool is_cut(int64_t now) const { return cut_from <= now && now < cut_to; }
    bool had(uint32_t serial) const
    {
        for (uint32_t i = 0; i < serial_count; i++)
            if (serials[i] == serial) return true;
        return false;
    }
};

struct UdpAccount {
    uint32_t address = UINT32_MAX;
    uint64_t paid = 0, sent = 0;
    bool     proven = false;
};

class UdpAccounts {
public:
    UdpAccount &of(uint32_t address)
    {
        for (UdpAccount &account : accounts_)
            if (account.address == address || account.address == UINT32_MAX) {
                account.address = address;
                return account;
            }
        __builtin_trap();
    }

private:
    UdpAccount accounts_[512];
};

inline UdpServerRules rules_of(Luck &chance, Key &secret)
{
    UdpServerRules rules;
    for (uint8_t &byte : secret.bytes) byte = uint8_t(chance.below(256));
    rules.secret    = &secret;
    rules.epoch     = chance.below(UINT32_MAX);
    rules.history   = chance.below(4);
    rules.same_host = same_host;
    return rules;
}

inline UdpPerson *person_at(Span<UdpPerson> people, uint32_t address)
{
    for (UdpPerson &person : people)
        if (person.address == address) return &person;
    return nullptr;
}
inline UdpPerson *person_with(Span<UdpPerson> people, uint32_t serial)
{
    for (UdpPerson &person : people)
        if (person.had(serial)) return &person;
    return nullptr;
}
