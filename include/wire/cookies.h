// Cookies (RFC 6265) of one run: those the user gives, and those that servers set on the way.
//
// Every cookie goes back to the host that set it and to no other. Whether "example.com" may set one for
// all its hosts and "co.uk" may not takes a list of 200 KB (publicsuffix.org): a Domain attribute that
// covers the host is taken as if it were not there, and one that does not refuses the cookie.
#pragma once

#include "wire/url.h"

constexpr size_t kLongestCookie = 4096;  // bytes in its name and value

class Jar {
public:
    // `memory` lives as long as the jar. A cookie takes 24 bytes of it, its name, value, host and path.
    explicit Jar(Space memory) : memory_(memory) {}

    // "a=1; b=2" as the user wrote it: for all paths, but for the origin (scheme, host and port) of `to`
    // alone. Fails with Exit::usage.
    Error given(Text list, const Url &to);

    // A Set-Cookie of the response to a request to `from`, at `now` in seconds since 1970. A malformed
    // one is nothing (section 5.2). False when a cookie is lost because there is no room for it.
    bool set(Text field, const Url &from, int64_t now);

    // The value of a request's Cookie field, empty where there is nothing to send. Cookies of longer paths
    // come first, and then older ones (section 5.4). `memory` smaller than the jar's traps.
    Text field(Span<char> memory, const Url &to, int64_t now) const;

private:
    struct Cookie;

    Cookie at(size_t place) const;
    bool   put(Cookie &cookie, const Url &from, int64_t now);
    void   move(size_t from, size_t to);

    Space  memory_;
    size_t size_ = 0;  // of it in use
};
