// The upload protocol, version 1. This page is its specification.
//
// A connection carries files one after the other, from the side that sends to the side that
// receives. It opens as wire/seal.h says, with the magic "6pup"; the sender speaks first. Then
// frames go both ways (wire/frame.h; numbers big-endian, digests SHA-256), plain or sealed:
//
//     sender                                   receiver
//     offer     type u8, flags u8, mode u16,
//               mtime seconds i64, ns u32,
//               size u64, name                 accept    held u64, digest[32]   or refuse
//     start     offset u64                     alive     while it hashes what it holds
//     data      1..256 KiB, ...                progress  bytes written so far u64, ...
//     end       size u64, digest[32]           receipt   size u64, digest[32]   or refuse
//
// accept: the receiver holds `held` bytes of an earlier attempt, whose digest it gives (0: none).
// The sender compares that with its own first `held` bytes and starts at `held` or at 0; at 0 the
// receiver forgets what it held. receipt: the whole file is verified, on the disk and named; only
// now may the sender call it sent. refuse (code u8, words): no to this file, at any time before
// the receipt. Every offer is answered in the end by one receipt or one refuse, so that the two
// sides never disagree about which file is meant. abandon (words): the sender, having started,
// will send no end; a receiver that has not refused yet does so now. alive: empty, either way,
// when there is nothing else to say for a while. A directory is offered like a file of size 0 and
// answered by a receipt or refuse. A stream may end only between files.
#pragma once

#include "crypto/sha256.h"
#include "wire/frame.h"
#include "wire/seal.h"

constexpr uint32_t kLongestData  = 256 << 10;
constexpr size_t   kOfferHead    = packed_size<"!BBHqIQ">;
constexpr size_t   kLongestOffer = kOfferHead + 4000;
constexpr size_t   kLongestWords = 200;

// How connections open, with a key or (null) without.
OpeningRules upload_opening(const Key *key);

enum class Verb : uint8_t {
    offer    = 1,
    start    = 2,
    data     = 3,
    end      = 4,
    abandon  = 5,
    alive    = 6,
    accept   = 16,
    refuse   = 17,
    progress = 18,
    receipt  = 19,
};

// Why a receiver says no. The words beside the code are for people.
enum class Refusal : uint8_t {
    other     = 0,
    name      = 1,  // not a name it takes
    exists    = 2,  // and may not be replaced
    busy      = 3,  // somebody else is sending it, or too many are sending
    space     = 4,  // larger than allowed, or than what is free
    storage   = 5,  // its disk failed
    digest    = 6,  // what arrived is not what was sent
};

struct Offer {
    enum Type : uint8_t { file = 1, directory = 2 };
    enum Flag : uint8_t { size_unknown = 1, from_start = 2 };  // from_start: do not resume

    uint8_t  type  = file;
    uint8_t  flags = 0;
    uint16_t mode  = 0644;  // permission bits, 0777 at the most
    int64_t  mtime_seconds     = 0;
    uint32_t mtime_nanoseconds = 0;
    uint64_t size              = 0;
    Text     name;  // as sent: not yet checked (wire/name.h)
};

// The two ways a message can name a point in a file and what lies before it.
struct Prefix {
    uint64_t size = 0;
    Digest   digest{};
};

// What a peer said, taken apart. Bytes and texts are valid until the next message is read.
struct Message {
    Verb     kind{};      // 0: more input is needed
    Offer    offer{};     // offer
    uint64_t offset = 0;  // start, progress
    Prefix   prefix{};    // end, accept, receipt
    Bytes    data{};      // data: a piece of it
    Refusal  refusal{};   // refuse
    Text     words{};     // refuse, abandon
};

// Each appends one message to `out`; false when there is no room for it.
bool put_offer(Buffer &out, const Offer &offer);
bool put_number(Buffer &out, Verb kind, uint64_t number);       // start, progress
bool put_prefix(Buffer &out, Verb kind, const Prefix &prefix);  // end, accept, receipt
bool put_refusal(Buffer &out, Refusal code, Text words);
bool put_words(Buffer &out, Verb kind, Text words);             // abandon, alive

// The receiver's half: what the sender may say, and when. Every message out of turn, over its
// bounds or not adding up to what was offered is an Error with Exit::protocol.
class ReceiverEnd {
public:
    enum class Turn : uint8_t {
        idle,      // between files: an offer may come
        answer,    // ours: an offer waits for accept, refuse or receipt
        start,     // accepted; the sender compares what we hold
        body,      // data, then end
        verdict,   // ours: end or abandon waits for receipt or refuse
        skipping,  // refused while the sender was sending: its data is let pass until it notices
    };

    ReceiverEnd() = default;
    explicit ReceiverEnd(Space memory);  // kLongestOffer bytes, lent for the life of this object

    // Takes the next message from the front of `input`.
    Error next(Bytes &input, Message &message);

    // We have said so.
    void accepted(uint64_t held);
    void refused();
    void received() { turn_ = Turn::idle; }

    Turn turn() const { return turn_; }

    // True where the sender may close without anything being lost.
    bool may_end() const { return turn_ == Turn::idle && frames_.between_frames(); }

private:
    Error in_turn(const Message &message);
    Error count_data(size_t size);

    FrameReader frames_;
    uint64_t    size_ = 0;  // of the file under way; UINT64_MAX where it is unknown
    uint64_t    at_   = 0;  // bytes of it that have come, the held ones included
    uint64_t    held_ = 0;
    Turn        turn_ = Turn::idle;
};

// The sender's half: what the receiver may say, and when.
class SenderEnd {
public:
    enum class Turn : uint8_t {
        idle,     // nothing is asked
        answer,   // an offer is out: accept, refuse, and for a directory receipt
        body,     // ours: start and data; the receiver may report progress or refuse
        verdict,  // end or abandon is out: receipt or refuse
    };

    SenderEnd() = default;
    explicit SenderEnd(Space memory);  // 1 + kLongestWords bytes, lent as above

    // Takes the next message from the front of `input`.
    Error next(Bytes &input, Message &message);

    // We have said so.
    void offered(const Offer &offer);
    void ended() { turn_ = Turn::verdict; }
    void abandoned() { turn_ = turn_ == Turn::idle ? Turn::idle : Turn::verdict; }

    Turn turn() const { return turn_; }

private:
    Error in_turn(const Message &message);

    FrameReader frames_;
    uint64_t    size_      = 0;  // as offered; UINT64_MAX where it is unknown
    uint64_t    most_held_ = 0;  // an earlier attempt may have left; none where it must not count
    uint64_t    seen_      = 0;  // the progress told last: it never goes back
    bool        directory_ = false;
    Turn        turn_      = Turn::idle;
};
