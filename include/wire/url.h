// URLs for http and https (RFC 3986), as people type them and as servers refer to them.
//
//     TRY(parse_url(url, "me:secret@router/status?all#top", memory));
//     TRY(resolve_reference(next, url, location, other_memory));
//
// What comes out is fit to be sent: no control character gets in, blanks, bytes from 0x80 on and
// all else that RFC 3986 has no place for are percent-encoded, the host is checked, and the path
// begins with a slash and has no dot segments.
#pragma once

#include "words/result.h"
#include "words/say.h"

// Bytes to lend the functions below: a URL that fills them is too long. RFC 9110, section 4.1,
// recommends that everybody takes as many.
constexpr size_t kLongestUrl = 8000;

struct Url {
    bool     secure = false;  // https
    uint16_t port   = 0;      // 80 or 443 where none was written
    Text     user, password;  // percent-decoded; for authentication, never for a Host header
    Text     host;            // in lower case; an IPv6 address without brackets
    Text     zone;            // of an IPv6 address, from its % on (RFC 6874); lies behind the host
    Text     path;            // from its first slash on
    Text     query;           // from the question mark on; empty where there is none
    Text     fragment;        // from the number sign on; empty where there is none

    bool is_v6() const { return position(host, ':') < host.size; }
    bool has_own_port() const { return port != (secure ? 443 : 80); }

    // Whom to connect to. The zone means something on this machine alone.
    Text connect_host() const { return {host.data, host.size + zone.size}; }
};

// As a person types it: without a scheme http:// is meant. The texts lie in `memory`, up to
// kLongestUrl bytes of it. Fails with Exit::usage.
Error parse_url(Url &to, Text text, Span<char> memory);

// What `reference` means in a document at `base` (RFC 3986, section 5.2), such as the Location of
// a redirect: without a fragment of its own it takes over the base's (RFC 9110, section 10.2.2),
// and without an authority the base's user. Neither `to` nor `memory` are the base's. Fails as above.
Error resolve_reference(Url &to, const Url &base, Text reference, Span<char> memory);

// Scheme, host and port alike (RFC 6454): what one may be told in confidence, so may the other.
bool same_origin(const Url &a, const Url &b);

// Whether `host` is this domain or lies below it, in any case; a dot in front of the domain does not matter.
bool covers(Text domain, Text host);

// Forms of the request-target (RFC 9112, section 3.2).
enum class Target : uint8_t {
    origin,     // /path?query, to the server itself
    absolute,   // http://host/path?query, to a proxy; also what to show a person
    authority,  // host:port, for CONNECT
    asterisk,   // *, for OPTIONS of the server as a whole
};

// Neither user nor fragment is ever written.
void add_target(Writer &to, const Url &url, Target form);

// The text of a Host header: the port only where it is not the scheme's own.
void add_host(Writer &to, const Url &url);

// The name to save it under: the last component of the path, decoded where that makes a name (see
// wire/name.h), as it is in the URL where it does not, `index.html` where it is empty. Fails with
// Exit::usage where neither is a name. The decoded one lies in `memory`, the others in the URL's.
Result<Text> file_name(const Url &url, Span<char> memory);
