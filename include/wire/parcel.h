// Parcels: the datagrams of udpchat. This page is the specification of their bytes; what they are for is
// told by udp_server.h, udp_client.h and lan_room.h.
//
//     parcel := c6 36 50 | version u8 = 1 | type u8 | the fields of its type
//
// Numbers are big-endian. A datagram that begins with other bytes is a plain line, for people with nc.
// Fields stand in one order, whatever the type: who, nonce, cookie, counter, number, oldest, epoch, age,
// nick, and at the end one that takes all that is left.
//
//     in a served room                                                 whole parcel, in bytes
//     1  HELLO     token u64 | nonce u64 | cookie [16] | counter u32 | number u32 | epoch u32 | nick
//     2  RETRY     nonce u64 | cookie [16]                                          29
//     3  WELCOME   token u64 | nonce u64 | number u32 | oldest u32 | epoch u32      33
//     4  REFUSED   nonce u64 | text
//     5  SAY       token u64 | counter u32 | number u32 | text
//     6  ACK       token u64 | number u32                                           17
//     7  LINE      token u64 | number u32 | oldest u32 | text (may be empty)
//     8  WANT      token u64 | counter u32 | ranges
//     9  PING      token u64 | counter u32 | number u32                             21
//     10 ALIVE     token u64 | counter u32 | number u32 | oldest u32                25
//     11 BYE       token u64 | counter u32                                          17
//     12 GONE      token u64                                                        13
//
//     in a room without a server
//     13 TALK      id u64 | counter u32 | number u32 | oldest u32 | age u32 | nick | text (may be empty)
//     14 ANNOUNCE  id u64 | counter u32 | number u32 | oldest u32 | age u32 | nick | ids
//     15 SEEK      id u64 | of u64 | counter u32 | ranges (may be none)
//     16 LEAVE     id u64 | counter u32 | number u32
//
//     nick   := length u8 (0..72; from 13 on 1..72) | UTF-8
//     ranges := { first u32 | last u32 } up to 8 times, where 0 < first <= last
//     ids    := { id u64 } up to 8 times
//
// Who has a key sends, and hears, nothing but sealed ones:
//
//     sealed := c6 36 50 | version u8 = 81 | sender [16] | counter u64 | sealed(type | fields) | tag [16]
//
// by ChaCha20-Poly1305 (RFC 8439), with the first 28 bytes as associated data, four zeros and the counter,
// little-endian, as nonce, and a key that is the sender's alone: HKDF-SHA-256 (RFC 5869) of the shared key,
// without salt, for "sixpack udpchat" and the 16 random bytes `sender`. A counter is never used twice.
#pragma once

#include "wire/nick.h"
#include "wire/validation.h"
#include "words/pack.h"

constexpr size_t kLongestDatagram = 1024;  // sealed or not: no path splits it into fragments
constexpr size_t kParcelHead      = 5;
constexpr size_t kLongestSaid     = 850;  // what a person says in one go
constexpr size_t kLongestTold     = 954;  // with what the room puts before it
constexpr size_t kMostRanges      = 8;
constexpr size_t kMostIds         = 8;

enum class ParcelType : uint8_t {
    hello = 1, retry, welcome, refused, say, ack, line, want, ping, alive, bye, gone,
    talk, announce, seek, leave,
};

// Numbers `first` to `last` of a stream of lines.
struct Range {
    uint32_t first = 1, last = 0;

    bool     empty() const { return first > last; }
    uint32_t count() const { return last + 1 - first; }
    bool     holds(uint32_t number) const { return first <= number && number <= last; }
};

// All fields there are; a type has some of them, and the others are not looked at.
struct Parcel {
    ParcelType type{};
    uint64_t who     = 0;  // a member's token, or the id of a sender without a server
    uint64_t nonce   = 0;  // or the id of whom is sought
    uint32_t counter = 0;  // of its sender's parcels: rises with each of them; of an ALIVE, the PING's, or 0
    uint32_t number  = 0;  // of a line: this one, or the newest; less than 2^32 - 1; of a PING, the last shown
    uint32_t oldest  = 0;  // of those that can still be had; of a LINE, the one before it
    uint32_t epoch   = 0;  // of the room: another one has other numbers
    uint32_t age     = 0;  // of the sender, in seconds
    Bytes    cookie  = {};  // kCookie bytes
    Text     nick    = {};
    Bytes    rest    = {};  // text, ranges or ids

    Text  text() const { return text_of(rest); }
    Range range(size_t index) const;
    size_t ranges() const { return rest.size / sizeof(Range); }
    bool  names(uint64_t id) const;  // among its ids
};

// Whether it means to be a parcel, sealed or not: else it is a plain line.
bool is_parcel(Bytes datagram);

// Writes a parcel to the front of `to` and returns its size; `to` has kLongestDatagram bytes. A field
// that is too long is a bug of ours and traps.
size_t put_parcel(Space to, const Parcel &parcel);

// False for all that is not exactly as above: cut, with bytes left over, of a type, version or length that
// is not allowed. Views `datagram`. Nicks and texts are any bytes.
[[nodiscard]] bool read_parcel(Parcel &parcel, Bytes datagram);

// Appends to the ranges or ids of a parcel under way, as put_parcel takes them.
class RestWriter {
public:
    bool  add(Range range);  // false when there are enough
    bool  add(uint64_t id);
    Bytes bytes() const { return Bytes(bytes_).first(size_); }
    void  clear() { size_ = 0; }

private:
    Space place() { return Space(bytes_).after(size_); }

    uint8_t bytes_[kMostRanges * sizeof(Range)];
    size_t  size_ = 0;
};

constexpr size_t kSender         = 16;
constexpr size_t kSealedHead     = 4 + kSender + 8;
constexpr size_t kSealedOverhead = kSealedHead - 4 + 16;

// Seals what one sender sends. A copy would use the same counters again: one of the two must not seal.
class ParcelSealer {
public:
    // `sender`: kSender random bytes, for this start of the program alone.
    ParcelSealer(const Key &shared, Bytes sender);

    // Seals the parcel in the first `size` bytes of `datagram`, in place, and returns the new size.
    size_t seal(Space datagram, size_t size);

private:
    Key      key_;
    uint64_t counter_ = 0;
    uint8_t  sender_[kSender];
};

// Opens what anybody who has the key has sealed. It remembers nobody: a parcel that is sent again comes
// out again, and is stopped by the ReplayWindow of whom it says it is from.
class ParcelOpener {
public:
    explicit ParcelOpener(const Key &shared);

    // In place: the parcel as it was before it was sealed is a part of `datagram` then. Empty for what is
    // not genuine.
    Bytes open(Space datagram) const;

private:
    Key extracted_;
};

// Which counters of a sender have come, the last 64 of them one by one, as IPsec does (RFC 4303,
// section 3.4.3): the network may change the order of datagrams, but nobody may send one again.
class ReplayWindow {
public:
    // False for one that was accepted before, or is too old to tell. Counters begin with 1.
    bool accept(uint32_t counter);

private:
    uint64_t bits_   = 1;  // the lowest for the newest one
    uint32_t newest_ = 0;
};
