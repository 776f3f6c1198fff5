// How a connection of ours opens, and what then carries its bytes. This page is the specification.
//
//     opening := magic[4] | version u8 = 1 | seal u8 (0: plain, 1: Noise) | reserved u16 = 0
//
// Numbers are big-endian. The magic names what the connection is for ("6pup": uploads). The initiator
// speaks first; with seal 1 its opening is followed at once by the first message of a handshake
// (wire/noise.h) with an empty payload. The responder answers with its own opening of the same seal
// and, with seal 1, the second message. It never answers a stranger:
//
//     initiator                              responder
//     opening, seal 0                  ->
//                                      <-    opening, seal 0
//     bytes as they are                <->   bytes as they are
//
//     opening, seal 1, message 1 [48]  ->
//                                      <-    opening, seal 1, message 2 [48]
//     records                          <->   records
//
// The initiator's opening is the handshake's prologue, so that a changed one is noticed. The
// responder's is compared: with a key only one is right, to the bit, and there is nothing to bind.
//
//     record := sealed length u16 [2 + 16] | sealed payload, `length` (1..16384) bytes [length + 16]
//
// Each part takes the next nonce of its direction and no associated data. A length of 0 ends the
// stream and nothing follows it: who sees the connection end before knows that it was cut. Since
// lengths are sealed by themselves, they tell nobody anything, and a changed one is noticed at once
// instead of waited for.
#pragma once

#include "wire/noise.h"
#include "words/buffer.h"
#include "words/result.h"

constexpr size_t kOpening         = 8;
constexpr size_t kLongestOpening  = kOpening + kNoiseOverhead;
constexpr size_t kLongestPayload  = 16384;
constexpr size_t kRecordHead      = 2 + kTag;
constexpr size_t kRecordOverhead  = kRecordHead + kTag;
constexpr size_t kLongestLeftover = kLongestPayload + kTag - 1;  // of an unfinished record in the input

// The records of a sealed connection, both ways. Until it is opened nothing passes, in either direction,
// and after a record that is not genuine nothing comes in any more.
class Records {
public:
    void open(NoiseHandshake &done) { done.split(sending_, receiving_); }

    // Takes from the front of `more` what `out` has room for and appends it. A record of n bytes takes
    // n + kRecordOverhead, for as large an n as there is room: better wait for some.
    Error put(Buffer &out, Bytes &more);

    // Appends the end of the stream, behind which nothing may be put. `out` has room for kRecordHead.
    Error finish(Buffer &out);

    // Takes the next record from the front of `input`, opens it there, and gives its payload; or, when
    // `plain` comes back empty, leaves at most kLongestLeftover bytes that are to come again with more
    // behind them. Fails with Exit::verification on what is not genuine, or comes behind the end.
    Error next(Space &input, Bytes &plain);

    // The peer has ended its stream.
    bool finished() const { return finished_; }

    // What it means that the connection has ended here.
    Error ended() const;

private:
    Error put_record(Buffer &out, Bytes payload);
    Error read_head(Space &input);

    uint16_t    length_   = 0;  // of the payload that comes next; 0: its head comes first
    bool        finished_ = false;
    NoiseCipher sending_, receiving_;
};

// What all connections of one tool open with.
struct OpeningRules {
    // A null key means plain; `stranger` is what to say of a peer with another magic.
    OpeningRules(const char (&magic)[5], const char *stranger, const Key *key);

    uint8_t     opening[kOpening];
    const char *stranger;
    const Key  *key;
};

// One side of an opening. Whom it meets decides what comes of it:
//
//     initiator    with a key                            without
//     plain        verification: the peer has no key     open
//     sealed       open                                  access: it may want a key
//     silence      verification: not proven              access: it may want a key
//     garbage      verification: not proven              protocol
//
//     responder    with a key                            without
//     plain        access: the peer has no key           open
//     sealed       open                                  verification, having answered plain
//     not genuine  silent, then verification             verification, having answered plain
//     garbage      silent, then protocol                 protocol
//
// A silent side swallows everything and says nothing, until its caller's patience is over: so nobody
// learns how close to the key he was. A first message recorded and sent again does open a responder,
// but who sent it can neither read nor say anything: only a genuine record shows that the initiator
// is there.
class Opening {
public:
    // Appends the initiator's first words to `out`, which here and below has room for kLongestOpening
    // bytes. `rules` and the key in them outlive the opening. With a key, `ephemeral` is 32 random bytes
    // for this connection alone.
    void begin(Role role, const OpeningRules *rules, const Key &ephemeral, Buffer &out);

    // Takes the peer's bytes from the front of `input` and appends the responder's answer to `out`.
    // When the opening is complete the rest of `input` is not its own; where there is a key `records` are
    // open then. Where this fails the opening is of no more use, but what is in `out` is still to be sent.
    Error next(Space &input, Buffer &out, Records &records);

    bool is_open() const { return state_ == State::open; }
    bool heard() const { return size_; }

    // How many more of the peer's bytes are surely the opening's own.
    size_t missing() const { return (size_ < kOpening ? kOpening : kLongestOpening) - size_; }

    // What it means that the connection has ended, or the patience, before it was open.
    Error ended() const;

private:
    enum class State : uint8_t {
        hearing,  // more of the peer's bytes are needed
        open,
        silent,
    };

    const char *flaw() const;
    Error       doubt(Error why);
    Error       judge(Buffer &out, Records &records);
    bool        speak(Buffer &out);

    const OpeningRules *rules_ = nullptr;
    Role                role_  = Role::initiator;
    State               state_ = State::hearing;
    uint8_t             size_  = 0;
    uint8_t             heard_[kLongestOpening];
    Error               why_;  // silent
    NoiseHandshake      handshake_;
};
