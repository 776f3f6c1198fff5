// What a site is asked, one request after the other on a connection.
#pragma once

#include "system/socket.h"
#include "wire/http_header.h"
#include "words/buffer.h"

class SiteRequest {
public:
    // `number` is the connection's, for the log.
    SiteRequest(const Fd &link, uint32_t number) : link_(link), number_(number) {}
    SiteRequest(const SiteRequest &) = delete;

    // False at the end of the connection, and where what comes is no HTTP, which is logged.
    bool read_head();

    // Content with a length or in chunks, written to `path` if not null; false where it is cut off or malformed.
    bool read_content(Text path);

    // The line of the log, with the headers whose names are in `names`.
    void log(Text names) const;

    // A line about what a client did behind that.
    void note(Text what) const;

    const Fd &link() const { return link_; }
    Text      method() const { return method_; }
    Text      target() const { return target_; }
    Text      path() const;  // without a proxy's http://HOST
    Headers   headers() const { return headers_; }
    bool      closes() const { return old_ || headers_.lists("Connection", "close"); }
    bool      has_input() const { return !input_.bytes().empty(); }

private:
    bool fill();
    bool take_line(Text &line);
    bool take(uint64_t count, const Fd &to);
    bool take_chunks(const Fd &to);

    const Fd &link_;
    uint32_t  number_;
    Text      method_, target_;
    Headers   headers_;
    bool      old_     = false;
    bool      counted_ = false;  // it has content
    uint64_t  size_    = 0;      // of the content
    char      head_[1 << 16];
    uint8_t   memory_[1 << 16];
    Buffer    input_{Space(memory_)};
};
