// The content of a request on its way out: counted where its length is known, in chunks where it is not.
#pragma once

#include "system/source.h"
#include "wire/http_request.h"

// What is sent: a text, a file, standard input, or with neither data nor a source nothing at all.
struct Payload {
    Bytes   text   = {};
    Source *source = nullptr;

    // False for what is gone once it was read.
    bool repeats() const { return !source || source->is_file(); }

    // Tells the request how it will come.
    void describe(Request &request) const;
};

class PayloadReader {
public:
    // From its beginning.
    Error begin(const Payload &payload);

    // What next() has given is all there was.
    bool ended() const { return ended_; }

    // What to wait for before next(), or -1.
    int awaited() const { return ended_ || repeats_ ? -1 : payload_.source->fd(); }

    // Appends the next piece to `out`, which has room for kLeastPayloadRoom and grows by what there is, up to
    // all its room. Fails with Exit::file; a file that was changed meanwhile before its last byte is given.
    Error next(Buffer &out);

private:
    Error next_of_text(Buffer &out);
    Error next_of_file(Buffer &out);
    Error next_of_stream(Buffer &out);

    Payload  payload_;
    uint64_t left_    = 0;
    bool     repeats_ = true;
    bool     ended_   = true;
};

constexpr size_t kLeastPayloadRoom = 4096;
