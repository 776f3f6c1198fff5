// HTTP/1.1 requests (RFC 9110, 9112).
//
//     method target HTTP/1.1
//     Host, User-Agent, Accept, Connection, Content-Length or Transfer-Encoding, Expect, and what more
//     the program wants to say: of these what the user has not given
//     the user's own
//     empty line
#pragma once

#include "wire/http_header.h"
#include "wire/url.h"
#include "words/buffer.h"

// Why a header that a person gives, "Name: value", must not be sent, in words, or null when it may.
// Control characters would begin another header; what tells the length of the content is ours.
const char *header_fault(Text line);

enum class Content : uint8_t {
    none,
    counted,  // Content-Length
    chunked,  // length not known yet
};

struct Request {
    Text     method  = "GET";  // a token
    Target   form    = Target::origin;
    Text     agent   = {};     // User-Agent, for which is_field_value(); empty: none
    Content  content = Content::none;
    uint64_t length  = 0;      // where the content is counted
    bool     closes  = false;  // no other request follows on this connection
    bool     expects = false;  // waits for 100 Continue before the content

    // Headers of the user's, for which header_fault() is null. They stand in for those named above;
    // one without a value only keeps them away.
    Span<const Text> headers = {};

    // The program's own, such as Range, Cookie and Authorization: tokens and field values. One without a
    // value is left out, and one that the user gives replaces it.
    Span<const Header> more = {};

    // After a redirect, which the user's headers may not be meant for (RFC 9110, section 15.4):
    // Authorization, Cookie, Host and Proxy-* do not go to another origin, and Content-* not
    // with a request whose content was dropped.
    bool new_origin      = false;
    bool content_dropped = false;
};

// Appends the head of a request for `url`; false, and nothing appended, when it does not fit.
bool put_request(Buffer &out, const Request &request, const Url &url);

// Around each piece of chunked content; a piece of size 0, and nothing but it, ends the content.
bool           put_chunk_head(Buffer &out, size_t size);
constexpr Text kChunkEnd = "\r\n";
