// The sending end: the offer's protocol set on a socket and a source.
//
//     sender.offer(offer, &source);
//     while (sender.busy()) TRY(sender.step(stop.fd()));
//
// Returns to the caller whenever there may be something to show, so it calls nobody back.
//
// Sending raw is plain bytes until the end of the stream, for peers that are no tcpup: nc, socat, a
// script. A stream that ends looks the same whether it is whole or cut, so nothing is verified then.
#pragma once

#include "link/channel.h"
#include "system/source.h"
#include "system/watch.h"
#include "wire/offer.h"
#include "words/pace.h"

struct SendRules {
    Millis   patience = seconds(300);  // for a peer that says and takes nothing
    uint64_t rate     = 0;             // bytes a second at the most; 0: no limit
    bool     raw      = false;
};

constexpr size_t kSenderMemory = kFrameHead + kLongestData + kSealedPiece;

class UploadSender {
public:
    // `memory` holds kSenderMemory bytes. It and the channel, which is open, outlive the sender.
    UploadSender(Channel &channel, Space memory, const SendRules &rules);

    // Offers a file, whose bytes come from `source`, or a directory, without one. Both live until
    // the sender is no longer busy.
    void offer(const Offer &offer, Source *source);

    // Sends the bytes of `source`, raw, and ends the stream.
    void pour(Source *source);

    bool busy() const { return stage_ != Stage::idle; }

    // Waits for something to do, does it, and says why when it failed. A refusal and trouble with
    // the source leave the connection fit for the next offer; see broken(). Also returns when
    // `stop` is readable.
    Error step(int stop);

    // True when nothing more can be sent here.
    bool broken() const { return broken_; }

    // Bytes the receiver has written; raw, that its kernel has.
    uint64_t      confirmed() const;
    uint64_t      continued() const { return start_; }      // bytes that were there already
    uint64_t      size() const { return at_; }              // bytes of the source that are on their way
    const Digest &digest() const { return digest_; }        // of the file sent last
    Text          refusal() const { return {words_, words_size_}; }  // the receiver's own words

private:
    enum class Stage : uint8_t {
        idle,
        answer,     // offered; the receiver decides, and hashes what it holds
        prefix,     // we hash as much as the receiver holds
        body,       // data under way
        verdict,    // all sent; the receiver compares, syncs and names
        giving_up,  // finishing the frame begun, then abandon
        leaving,    // raw: all sent; the peer may still object
    };

    Error work();
    Error hash_prefix();
    Error fill();
    Error fill_with_end();
    Error send_file();
    Error leave();
    void  linger();
    Error hear(Bytes input);
    Error act(const Message &message);
    Error accepted(const Prefix &held);
    Error refused(const Message &message);
    Error receipt(const Prefix &stored);
    Error abandon();
    Error flush();
    Error receive();
    Error lost(Error error);
    Error wait(int stop);
    bool  must_wait(Millis time) const;
    bool  awaits_source() const;
    bool  sends_file() const { return raw_ && !copies_ && source_->is_file(); }
    void  begin(Source *source);
    void  start_at(uint64_t offset);
    void  give_up(const Error &why);
    void  say_alive();

    // When the next data may be sent at the rate allowed.
    Millis due() const;

    Channel  &channel_;
    Buffer    out_;
    Space     in_;
    Pace      pace_;
    Millis    patience_;
    Source   *source_ = nullptr;
    int       stop_   = -1;
    Error     why_;  // of giving up, until the receiver knows
    uint64_t  start_     = 0;
    uint64_t  at_        = 0;
    uint64_t  confirmed_ = 0;
    Millis    paced_from_;
    Millis    moved_at_;  // when bytes last went or came
    Millis    spoke_at_;
    Stage     stage_      = Stage::idle;
    bool      raw_        = false;
    bool      copies_     = false;  // raw: sendfile() does not work here
    bool      ended_      = false;  // raw: the peer has nothing more to say
    bool      broken_     = false;
    bool      blocked_    = false;  // the socket took less than was there
    bool      readable_   = false;  // the source may be read without waiting
    bool      stopped_    = false;  // somebody wants to stop
    uint8_t   words_size_ = 0;
    SenderEnd machine_;
    Sha256    hash_;
    Digest    digest_{};
    Prefix    held_;
    char      words_[kLongestWords];
    uint8_t   heard_[1 + kLongestWords];
};
