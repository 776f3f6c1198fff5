// HTTP/1.1 responses (RFC 9110, 9112), taken apart as they come. HTTP/1.0 is understood.
//
//     status-line  any number of header lines  empty line  content
//
// How long the content is (RFC 9112, section 6.3), the first that applies:
//
//     to HEAD; 204, 304                         none
//     2xx to CONNECT                            none: what follows is the tunnel
//     Transfer-Encoding: chunked                chunks, to the empty one and its trailers
//     Content-Length: N                         N bytes
//     neither                                   until the connection ends
//
// A response whose length two readers could see differently is an Error, and so is one that ends
// early: nothing less than the whole content is ever called whole.
#pragma once

#include "wire/http_header.h"
#include "words/result.h"

constexpr size_t   kLongestHeader     = 8192;  // bytes in a line, its end included
constexpr size_t   kMostHeaders       = 128;
constexpr size_t   kMostInterim       = 32;    // 1xx responses before the one that counts
constexpr uint16_t kLongestChunkLine  = 1024;  // its extensions included
constexpr uint16_t kLongestTrailers   = 8192;
constexpr size_t   kResponseHead      = 16384; // a good size for the memory below
constexpr uint64_t kLengthUnknown     = UINT64_MAX;

struct ResponseItem {
    enum Kind : uint8_t {
        none,     // more input is needed
        interim,  // the head of a 1xx response; another head follows
        head,     // the head of the response; its headers stay until the next response
        content,  // a piece of the content
        end,      // all is there; input that is left belongs to the next response, or the tunnel
    };
    Kind  kind = none;
    Bytes piece;  // of the content; a view of the input
};

class ResponseReader {
public:
    ResponseReader() = default;

    // The answer to a request of this method. `memory` holds the longest head that is taken, and
    // lives as long as the reader.
    ResponseReader(Span<char> memory, Text method);

    // Consumes from the front of `input` up to the end of the next item; at the end, and after it,
    // nothing. Fails with Exit::protocol.
    Error next(Bytes &input, ResponseItem &item);

    // So many bytes of content come next with nothing between them; kLengthUnknown where all do that come.
    // They need not pass through next(): those that are taken from the connection some other way, as
    // splice() does, are told to skip(), which traps if they are more.
    uint64_t contiguous() const { return has_content() ? left_ : 0; }
    void     skip(uint64_t count);

    // The peer has closed the connection: fails with Exit::network unless the content is whole, for
    // which next() says `end` then.
    Error closed();

    // Whether any of the answer has come: where none has, a connection that was kept for too long
    // may be to blame.
    bool begun() const { return stage_ != Stage::waiting || interims_; }

    // From here on after a head.
    uint16_t status() const { return status_; }
    Text     head() const { return {memory_.data, size_}; }  // its lines, each ended by '\n'
    Headers  headers() const { return Headers(head()); }

    // Of the content, also where HEAD leaves it out.
    uint64_t length() const { return length_; }

    // Whether the connection may be used again after `end`, if no input is left over.
    bool keeps_connection() const { return stage_ == Stage::whole && keeps_; }

private:
    enum class Stage : uint8_t {
        waiting,     // for the first byte of a head
        head,        // its lines
        counted,     // content: left_ bytes
        to_close,    // content: until the connection ends
        chunk_size,  // digits
        chunk_pad,   // blanks that some write behind them
        chunk_note,  // extensions
        chunk,       // content: left_ bytes
        chunk_end,   // CR LF behind them
        trailers,
        whole,
    };

    bool  has_content() const;
    void  take_content(Bytes &input, ResponseItem &item);
    Error take_byte(uint8_t byte, ResponseItem &item);
    Error take_letter(char letter, ResponseItem &item);
    Error store(char letter);
    Error end_line(ResponseItem &item);
    Error read_status(Text line);
    Error read_header(Text line);
    Error end_head(ResponseItem &item);
    Error end_interim(ResponseItem &item);
    Error choose_length();
    Error read_chunk_size(char letter);
    Error skip_chunk_line(char letter);
    Error skip_trailer(char letter);

    Span<char> memory_;
    size_t     size_     = 0;      // of the head so far
    size_t     line_     = 0;      // where its last line begins; a trailer's likewise
    uint64_t   length_   = kLengthUnknown;
    uint64_t   left_     = 0;
    uint16_t   status_   = 0;
    uint16_t   skipped_  = 0;      // bytes of this chunk line, or of the trailers
    uint8_t    headers_  = 0;
    uint8_t    interims_ = 0;
    Stage      stage_    = Stage::waiting;
    bool       to_head_  = false;
    bool       tunnels_  = false;  // to CONNECT
    bool       old_      = false;  // HTTP/1.0
    bool       keeps_    = false;
    bool       after_cr_ = false;
};
