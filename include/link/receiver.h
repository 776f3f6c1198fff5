// The receiving end of an upload: the offer's protocol set on a socket and a sink. Never waits:
// the caller polls and hands in what has arrived.
//
// Receiving raw, everything up to the end of the stream is one file, and nothing is verified.
#pragma once

#include "link/channel.h"
#include "link/splicer.h"
#include "wire/offer.h"

// What a server takes, and where it puts it.
struct StoreRules {
    Fd          directory;
    const char *output    = nullptr;  // one upload, into this file or stream instead
    bool        replace   = false;
    bool        recursive = false;
    bool        resume    = true;
    bool        raw       = false;
    uint64_t    max_size  = UINT64_MAX;
};

// What has become of the file offered last, for whoever tells people.
struct Upload {
    enum class State : uint8_t {
        nothing,    // worth telling
        contested,  // the name is being sent already: answer with retry() or refuse()
        stored,
        refused,    // by us, or given up by the sender; `error` says why
    };

    State    state     = State::nothing;
    bool     directory = false;
    uint64_t size      = 0;
    uint64_t continued = 0;  // bytes that were there already
    Digest   digest{};
    Error    error;
};

class UploadReceiver {
public:
    // `rules` outlive the receiver.
    UploadReceiver(const StoreRules *rules, Millis time);
    void close();

    // Takes from the front of `input` until upload() has news, or all is used up. Fails when the
    // connection is of no more use.
    Error next(Bytes &input, Millis time);

    // Raw: moves what is there into the file; true at the end of the stream. A connection that
    // brings nothing leaves nothing: port scanners would litter the directory.
    Result<bool> pour(const Fd &link, Space scratch, Millis time);

    // Its state is the news since forget_news().
    const Upload &upload() const { return upload_; }
    void          forget_news() { upload_.state = Upload::State::nothing; }

    // The sender has closed: an Error unless nothing was under way.
    Error ended();

    // Hashing what an earlier attempt left, one piece at each call, through `scratch`.
    bool has_work() const { return hashing_; }
    void work(Space scratch, Millis time);

    // Answers to State::contested.
    void retry(Millis time);
    void refuse(Refusal code, const char *why);

    // Sends what waits to be sent, as far as the socket takes it.
    Error flush(Channel &channel);
    bool  wants_to_send() const { return !out_.bytes().empty(); }

    Text   name() const { return name_; }  // as the sender gave it; raw: as we do
    bool   active() const { return sink_.is_open(); }

    // A file has been begun, and neither stored nor refused.
    bool under_way() const { return active() || (rules_->raw && !name_.empty() && !stored_); }

    Millis alive_at() const { return alive_at_; }  // last sign of life worth counting

private:
    void  act(const Message &message, Millis time);
    void  decide(Millis time);
    Error open_sink();
    Error open_raw();
    Error prepare();
    void  accept();
    void  start(uint64_t offset);
    void  store(Bytes data, Millis time);
    void  finish(const Prefix &claimed);
    Error commit();
    void  give_up();
    void  fail(Error error);
    void  refuse(Refusal code, Error error);
    void  remember(const Offer &offer);
    void  report_progress(Millis time);
    bool  size_known() const { return !(offer_.flags & Offer::size_unknown); }

    const StoreRules *rules_;
    ReceiverEnd       machine_;
    Sink              sink_;
    Splicer           splicer_;
    Sha256            hash_;
    Buffer            out_;
    Offer             offer_;  // its name is name_
    Text              name_;   // in letters_, or our own
    Upload            upload_;
    Millis            alive_at_;
    Millis            told_at_;  // progress
    uint64_t          hashed_     = 0;
    uint64_t          counted_    = 0;  // bytes since alive_at_
    bool              hashing_    = false;
    bool              stored_     = false;  // a file, the last that rules_->output takes
    char              letters_[4000];
    uint8_t           heard_[kLongestOffer];
    uint8_t           unsent_[512];
};
