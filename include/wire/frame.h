// Frames: how messages lie one after the other in a byte stream.
//
//     kind u8 | flags u8 = 0 | reserved u16 = 0 | length u32 | payload, `length` bytes
//
// Numbers are big-endian. Flags and the reserved field are refused unless zero, so that a later
// version may give them a meaning. A stream of frames does not care what carries it: TCP as it
// is, or the records of a sealed channel.
#pragma once

#include "words/buffer.h"
#include "words/pack.h"
#include "words/result.h"

constexpr size_t kFrameHead = packed_size<"!BBHI">;

// Writes a head to the front of `to`, which has room for kFrameHead bytes.
void put_frame_head(Space to, uint8_t kind, uint32_t length);

// Appends a whole frame to `out`; false, and nothing appended, when it does not fit.
bool put_frame(Buffer &out, uint8_t kind, Bytes payload);

// What a protocol allows of one kind of frame.
struct FrameRule {
    uint8_t  kind;
    uint32_t shortest;
    uint32_t longest;
    bool     streamed = false;  // handed on in pieces, as they arrive, instead of whole
};

struct FrameItem {
    uint8_t kind = 0;  // 0: nothing complete yet, more input is needed
    Bytes   bytes;     // the payload, or the next piece of it; valid until the next call
};

// Takes a stream apart. Frames that are not streamed are gathered in `memory`, which must hold
// the longest of them and lives as long as the reader.
class FrameReader {
public:
    FrameReader() = default;
    FrameReader(Space memory, Span<const FrameRule> rules) : payload_(memory), rules_(rules) {}

    // Consumes from the front of `input` up to the end of the next item. Fails with
    // Exit::protocol on a kind or length that no rule allows, before any of it is stored.
    Error next(Bytes &input, FrameItem &item);

    // True between two frames: where a stream may end without having been cut.
    bool between_frames() const { return !rule_ && !head_size_; }

private:
    Error read_head(Bytes &input);
    bool  gather(Bytes more);

    Buffer                payload_;
    Span<const FrameRule> rules_;
    const FrameRule      *rule_      = nullptr;  // of the frame under way; null while its head is
    uint32_t              left_      = 0;        // payload still to come
    uint8_t               head_size_ = 0;
    uint8_t               head_[kFrameHead];
};
