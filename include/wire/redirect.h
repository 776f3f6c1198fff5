// Which redirects are followed (RFC 9110, section 15.4), and how far.
#pragma once

#include "wire/url.h"

constexpr size_t kMostRedirects = 10;

// What a redirect of this status makes of a request of this method. 303 asks for GET, or HEAD; 301
// and 302 turn POST into GET, as browsers always did; 307 and 308 leave everything as it was.
struct Redirection {
    bool followed      = false;  // not with 300, 304, 305 and 306, and never for CONNECT
    bool keeps_content = false;
    Text method;
};
Redirection redirection(Text method, uint16_t status);

// What the way from one URL to the next crosses.
enum class Crossing : uint8_t {
    nothing,    // the same origin
    origin,     // another one: nothing confidential goes there
    upgrade,    // another one, from http to https
    downgrade,  // another one, from https to http, where everybody can read along
};
Crossing crossing(const Url &from, const Url &to);

// The requests made on the way to one resource.
class Trail {
public:
    // Fails with Exit::refused after kMostRedirects more than the first, or where the same request
    // was made before. `state` is a number that differs when something else makes another answer
    // possible, such as a cookie. Requests are compared by hash.
    Error visit(Text method, const Url &url, uint32_t state);

private:
    uint32_t visited_[kMostRedirects + 1];
    size_t   count_ = 0;
};
