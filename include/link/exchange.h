// HTTP exchanges with servers, one after the other, over a connection that is kept where both sides
// like: a request goes, the head of its response comes, and the content is taken in pieces or poured
// into a sink.
//
//     TRY(exchange.ask(request, url, route, payload, patience));
//     while (!(piece = TRY(exchange.content())).empty()) ...
//
// Blocking, but never longer than the patience. Whatever fails closes the connection.
#pragma once

#include "link/payload.h"
#include "link/splicer.h"
#include "link/stream.h"
#include "wire/http.h"

// How long is waited, and for what. Each limit fails with Exit::network and words of its own.
struct Patience {
    Millis   connecting = seconds(30);  // names included
    Millis   idle       = seconds(60);  // without a byte either way
    Deadline whole;                     // for everything
    uint64_t least_rate = 0;            // bytes a second that the other side must keep up, once it has begun to
    Millis   measured   = seconds(10);  // answer, over each such stretch of waiting for it
    int      stop       = -1;           // waiting fails with kInterrupted once this descriptor can be read
};

// Where the connection leads: to the server itself, or to a proxy.
struct Route {
    Text     host;  // for Endpoint
    uint16_t port   = 80;
    Family   family = AF_UNSPEC;
};

// Shown the head of each request as it is sent, its lines ended by CR LF, and of each response as it
// has come, interim ones included, its lines ended by LF. May hold secrets, and whatever servers say.
using HeadWitness = void (*)(Text head, bool received);

constexpr size_t kExchangeMemory = (256 << 10) + kResponseHead;

// Whether it does no harm to send it a second time (RFC 9110, section 9.2.2), and it can be.
bool is_repeatable(Text method, const Payload &payload);

class Exchange {
public:
    // `memory`: kExchangeMemory bytes, lent for its life.
    explicit Exchange(Space memory, HeadWitness witness = nullptr);
    Exchange(const Exchange &) = delete;

    // Sends a request and returns with the head of its final response. What it says about content is
    // taken from the payload. Who expects 100 (Continue) holds the content back for a second at the most. A
    // final response that comes before all content has gone ends the sending. The patience holds until the
    // next call, for the content as well. Fails as Stream::connect(), ResponseReader and PayloadReader do,
    // and with Exit::usage where the request does not fit the memory.
    //
    // Uses the connection at hand where that leads there and is quiet, the last response was taken to its
    // end, and the request is repeatable; where the server has closed it just then, the request goes out
    // again on another one.
    Error ask(Request request, const Url &url, const Route &route, const Payload &payload, const Patience &patience);

    const ResponseReader &response() const { return reader_; }

    // The next piece of the content, empty at its end: 256 KB at the most, and no more than `most`, which is
    // not 0. Valid until the next call.
    Result<Bytes> content(size_t most = SIZE_MAX);

    // Puts the next piece, no more than `most` bytes, into the sink, without copying it where that can be
    // done, and returns its size: 0 at the end. Also fails as Sink::write() does.
    Result<size_t> pour(Sink &sink, size_t most = SIZE_MAX);

    // Lets go of what is left of the response: where it is little and comes soon, it is read, so that
    // the connection serves again; else the connection is closed.
    void drop();
    void close();

    // Whom the connection leads to or was tried with; of no family where the name was not found.
    const Address &address() const { return stream_.address(); }

    // Some of the last request may have reached the server.
    bool sent() const { return sent_; }

    // After a 2xx to CONNECT: the connection, and what has come from behind the proxy already. It is the
    // caller's from then on, up to close().
    Stream &tunnel(Bytes &early) { return early = input_, stream_; }

private:
    bool           leads_to(const Route &route) const;
    Error          connect(const Route &route);
    Error          attempt(const Request &request, const Url &url, const Payload &payload);
    Error          send();
    Error          fill();
    Error          flush();
    Error          wait_to_send(Deadline by);
    Error          hear_why(Error unsent);
    Error          hear_answer();
    Error          hear();
    Error          take(Space to);
    Error          receive(size_t most);
    Error          end();
    Error          wait(bool sending, int source, Deadline by);
    Error          measure(Millis waited);
    Error          count(size_t moved);
    Result<Bytes>  next_piece(size_t most);
    Result<size_t> pour_some(Sink &sink, size_t most);
    Result<size_t> splice(Sink &sink, size_t most);
    void           finish();

    Stream         stream_;
    Splicer        splicer_;
    ResponseReader reader_;
    PayloadReader  payload_;
    Buffer         out_;    // of the request, not yet sent; in memory_, until the final head is there
    Space          memory_;
    Bytes          input_;  // received, not yet consumed; in memory_
    Span<char>     head_;
    HeadWitness    witness_;
    Patience       patience_;
    Millis         waited_;             // of the stretch that is measured
    uint64_t       moved_     = 0;      // in it
    bool           held_      = false;  // the content, until 100 comes
    bool           answered_  = false;  // the final head has come
    bool           sent_      = false;
    bool           lost_      = false;  // the connection
    bool           closes_    = false;  // the connection is of no use after this response
    bool           at_rest_   = false;  // between two exchanges
    bool           splices_   = true;   // as far as is known
    uint16_t       port_      = 0;      // where the connection leads
    uint8_t        host_size_ = 0;
    char           host_[255];
};
