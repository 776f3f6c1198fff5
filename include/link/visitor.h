// One connection of an upload server, whichever protocol it speaks.
#pragma once

#include "link/receiver.h"
#include "system/watch.h"

struct ServeRules {
    OpeningRules        opening = upload_opening(nullptr);
    StoreRules          store;
    Span<const Network> allowed;  // empty: anyone
    Millis              patience    = seconds(300);
    uint32_t            max_clients = 64;
    bool                once        = false;  // one connection that speaks, and no other beside it
};

class Visitor {
public:
    // `rules` outlive the visitor.
    Visitor(const Address &peer, const ServeRules *rules, Millis time);

    // `memory` is what a channel borrows.
    Error begin(Fd link, Space memory);

    // What to poll for, and until when.
    int      fd() const { return channel_.link().get(); }
    short    events() const;
    Deadline deadline() const;
    Watch::Slot slot;

    // True when a turn is due without anything to poll for.
    bool has_work() const { return upload_.has_work(); }

    // One turn, after which upload() may have news. `ready`: there is something to read or room to
    // send. `input` is what is left of the bytes received last, in `scratch`; while it is not empty
    // the turn is not over. Fails when the connection is of no more use; over() says that it has
    // ended well.
    Error         turn(bool ready, Space scratch, Bytes &input, Millis time);
    const Upload &upload() const { return upload_.upload(); }
    bool          over() const { return over_; }

    // For a name that another connection is sending: hand it over, or not. See settle().
    bool blocks(const Visitor &other, Millis time) const;
    void give_way() { replaced_ = true, upload_.close(); }
    void retry(Millis time) { upload_.retry(time); }
    void refuse(Refusal code, const char *why) { upload_.refuse(code, why); }

    void close();

    const Address &peer() const { return peer_; }
    Text           name() const { return upload_.name(); }
    bool           under_way() const { return upload_.under_way() || replaced_; }
    bool           heard() const { return rules_->store.raw ? !name().empty() : channel_.is_proven(); }

    Error first_error;  // of its files

private:
    Error proceed(Bytes &input, Millis time);
    Error lose(Error error);

    const ServeRules *rules_;
    Address           peer_;
    Channel           channel_;
    UploadReceiver    upload_;
    Millis            came_at_;
    bool              ended_    = false;  // the sender has closed
    bool              over_     = false;
    bool              replaced_ = false;
};
