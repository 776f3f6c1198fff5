// DNS messages (RFC 1035, section 4): the query for one name, and what a response says to it.
//
//     id u16 | flags u16 | questions u16 | answers u16 | authorities u16 | additionals u16
//     question := name | type u16 | class u16
//     record   := name | type u16 | class u16 | TTL u32 | length u16 | data, `length` bytes
//
// Numbers are big-endian. A name is labels, each of them behind its length of 1 to 63, up to an
// empty one: 255 bytes at the most. A length of 192 or more begins a pointer, whose lower 14 bits
// say where in the message the name goes on. Pointers that do not lead back are refused, so that
// no name is without end.
#pragma once

#include "words/buffer.h"
#include "words/pack.h"

constexpr size_t kDnsHead           = packed_size<"!HHHHHH">;
constexpr size_t kLongestDomainName = 255;
constexpr size_t kDnsLength         = packed_size<"!H">;
constexpr size_t kLongestQuery      = kDnsLength + kDnsHead + kLongestDomainName + packed_size<"!HH">;
constexpr size_t kLongestDatagram   = 512;  // RFC 1035, section 4.2.1; longer ones need EDNS

enum class RecordType : uint16_t { a = 1, cname = 5, aaaa = 28 };

// Whether two names are the same: ASCII letters count the same in either case (RFC 4343). The lengths
// of labels are no letters, so it holds for names as they stand in a message as well.
bool same_name(Bytes a, Bytes b);
inline bool same_name(Text a, Text b) { return same_name(bytes_of(a), bytes_of(b)); }

// A name as it stands in a message.
class DomainName {
public:
    // Appends the labels of "www.example.com"; a dot at the end changes nothing. False when it is
    // too long, a label is empty or too long, or has other characters than letters, digits, hyphen
    // and underscore (RFC 952, RFC 2782).
    bool add(Text dotted);

    // True for the name of a host: its last label is more than a number (RFC 1123, section 2.1).
    bool is_host() const { return top_is_word_; }

    // The empty label at the end included.
    Bytes bytes() const { return Bytes(bytes_).first(size_ + 1); }

private:
    bool add_label(Text label);

    size_t  size_                      = 0;
    bool    top_is_word_               = false;
    uint8_t bytes_[kLongestDomainName] = {};
};

struct DnsQuery {
    uint16_t   id = 0;
    RecordType type{};  // a or aaaa
    Bytes      name;    // of a DomainName
};

// Writes the query, with recursion desired, to the front of `to`, which has room for kLongestQuery
// bytes. The message stands behind its length of kDnsLength bytes, as it does on a connection
// (section 4.2.2) and not in a datagram. Returns the size of both.
size_t put_query(Space to, const DnsQuery &query);

enum class DnsResponse : uint8_t {
    foreign,       // not one to this query: another id, name, type or class, or no response at all
    truncated,     // there is more to it than fits a datagram: ask again over TCP
    found,         // addresses
    none,          // there is such a name, but it has no address of this type
    no_such_name,  // NXDOMAIN
    failed,        // SERVFAIL, REFUSED and the like, or a response that makes no sense
};

// Reads a response to `query`, or the front of one. Its addresses, of 4 or 16 bytes each, replace
// what is in `found`, as far as they fit; those of a truncated response do, too. Aliases (RFC 1034,
// section 3.6.2) are followed in whatever order they stand, at most 16 of them.
DnsResponse read_response(Bytes message, const DnsQuery &query, Buffer &found);
