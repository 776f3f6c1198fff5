// For tests: DNS messages written as words.
//
//     "1234 8180 0001 0001 0000 0000  'www.example'00 0001 0001  c00c 0001 0001 0000003c 0004 0a000001"
//
// Hexadecimal digits stand for themselves. A name in quotes stands for its labels; how it ends, in an
// empty label or in a pointer, is left to the digits behind it.
#pragma once

#include "wire/dns.h"
#include "words/say.h"

inline Text take_labels(Buffer &to, Text words)
{
    while (words[0] != '\'') {
        size_t size = 0;
        while (words[size] != '.' && words[size] != '\'') size++;
        uint8_t length = uint8_t(size);
        if (!to.put({&length, 1}) || !to.put(bytes_of(words.first(size)))) __builtin_trap();
        words = words.after(size + (words[size] == '.'));
    }
    return words.after(1);
}

inline Bytes message_of(Text words, Space memory)
{
    Buffer to(memory);
    while (!words.empty()) {
        uint8_t byte;
        if (words[0] == ' ') words = words.after(1);
        else if (words[0] == '\'') words = take_labels(to, words.after(1));
        else if (from_hex({&byte, 1}, words.first(2)) && to.put({&byte, 1})) words = words.after(2);
        else __builtin_trap();
    }
    return to.bytes();
}

// A response to a query, put together record by record.
class Reply {
public:
    Reply() = default;
    Reply(const DnsQuery &query, uint16_t flags) { begin(query, flags); }
    Reply(const Reply &) = delete;

    void begin(const DnsQuery &query, uint16_t flags)
    {
        uint8_t copied[kLongestQuery];
        Bytes   asked = Bytes(copied).first(put_query(copied, query)).after(kDnsLength);
        message_.clear();
        if (!message_.put(asked)) __builtin_trap();
        pack<"!H">(Space(memory_).after(2), flags);
    }

    // A record of the name asked for.
    void add(RecordType type, Bytes data)
    {
        uint8_t head[12];
        pack<"!HHHIH">(head, uint16_t(0xc000 | kDnsHead), uint16_t(type), uint16_t(1), 60u, uint16_t(data.size));
        if (!message_.put(head) || !message_.put(data)) return;
        memory_[7]++;
    }
    Bytes bytes() const { return message_.bytes(); }

private:
    uint8_t memory_[4096];
    Buffer  message_{Space(memory_)};
};

constexpr uint16_t kAnswer = 0x8180;  // a response, recursion desired and available, no error
