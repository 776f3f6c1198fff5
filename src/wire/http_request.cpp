#include "wire/http_request.h"

#include "words/ascii.h"

const char *header_fault(Text line)
{
    Header header;
    if (!is_field_value(line)) return "a header has a control character";
    if (!parse_header(line, header)) return "a header is not of the form Name: value";
    bool framing = same_ignoring_case(header.name, "Content-Length") ||
                   same_ignoring_case(header.name, "Transfer-Encoding");
    return framing ? "the length of the content is not for a header of yours to tell" : nullptr;
}

static bool begins_with(Text name, Text prefix)
{
    return name.size >= prefix.size && same_ignoring_case(name.first(prefix.size), prefix);
}

static bool is_confidential(Text name)
{
    return same_ignoring_case(name, "Authorization") || same_ignoring_case(name, "Cookie") ||
           same_ignoring_case(name, "Host") || begins_with(name, "Proxy-");
}

namespace {
class Head {
public:
    Head(Span<char> memory, const Request &request) : to_(memory), request_(request), room_(memory.size) {}

    bool write(const Url &url);
    size_t size() const { return to_.text().size; }

private:
    bool next_given(size_t &at, Header &header) const;
    bool is_given(Text name) const;
    void add(Text name, Text value);
    void add_given();
    void add_length();

    Writer         to_;
    const Request &request_;
    size_t         room_;
};
}

// Passes over those that are not for this request.
bool Head::next_given(size_t &at, Header &header) const
{
    while (at < request_.headers.size) {
        bool valid = parse_header(request_.headers[at++], header);
        if (request_.new_origin && is_confidential(header.name)) continue;
        if (request_.content_dropped && begins_with(header.name, "Content-")) continue;
        if (valid) return true;
    }
    return false;
}

bool Head::is_given(Text name) const
{
    Header header;
    for (size_t at = 0; next_given(at, header);)
        if (same_ignoring_case(header.name, name)) return true;
    return false;
}

void Head::add(Text name, Text value)
{
    if (!value.empty() && !is_given(name)) to_.say(name, ": ", value, "\r\n");
}

void Head::add_given()
{
    Header header;
    for (size_t at = 0; next_given(at, header);)
        if (!header.value.empty()) to_.say(header.name, ": ", header.value, "\r\n");
}

// Methods that usually have content say so when there is none (RFC 9110, section 8.6).
void Head::add_length()
{
    Text method   = request_.method;
    bool expected = method == "POST" || method == "PUT" || method == "PATCH";
    if (request_.content == Content::chunked) to_.add("Transfer-Encoding: chunked\r\n");
    else if (request_.content == Content::counted || expected)
        to_.say("Content-Length: ", request_.content == Content::counted ? request_.length : 0, "\r\n");
}

// The Host of a CONNECT is its target, which always has a port (RFC 9112, section 3.2).
bool Head::write(const Url &url)
{
    bool tunnel = request_.form == Target::authority;
    to_.say(request_.method, ' ');
    add_target(to_, url, request_.form);
    to_.add(" HTTP/1.1\r\n");
    if (!is_given("Host")) {
        to_.add("Host: ");
        if (tunnel) add_target(to_, url, Target::authority);
        else add_host(to_, url);
        to_.add("\r\n");
    }
    add("User-Agent", request_.agent);
    add("Accept", "*/*");
    add("Connection", request_.closes ? "close" : "");
    add_length();
    add("Expect", request_.expects ? "100-continue" : "");
    for (const Header &header : request_.more) add(header.name, header.value);
    add_given();
    to_.add("\r\n");
    return size() < room_;
}

bool put_request(Buffer &out, const Request &request, const Url &url)
{
    Space space = out.space();
    Head  head({reinterpret_cast<char *>(space.data), space.size}, request);
    if (!head.write(url)) return false;
    out.filled(head.size());
    return true;
}

bool put_chunk_head(Buffer &out, size_t size)
{
    char   letters[18];
    size_t at     = sizeof letters;
    letters[--at] = '\n';
    letters[--at] = '\r';
    do letters[--at] = "0123456789abcdef"[size & 15];
    while (size >>= 4);
    return out.put(bytes_of({letters + at, sizeof letters - at}));
}
