// For tests: URLs, or why they are none.
#pragma once

#include "check.h"
#include "wire/url.h"

inline Result<Url> parsed(Text text, Span<char> memory)
{
    Url url;
    TRY(parse_url(url, text, memory));
    return url;
}

inline Result<Url> resolved(const Url &base, Text reference, Span<char> memory)
{
    Url url;
    TRY(resolve_reference(url, base, reference, memory));
    return url;
}

// As absolute-form, with a fragment, and "user password@" in front where there is one; or the error.
inline Text shown(Writer &to, const Result<Url> &read)
{
    const Url &url = read.value;
    if (read.error) return read.error.exit() == Exit::usage ? read.error.words : "another exit code";
    if (!url.user.empty() || !url.password.empty()) to.say(url.user, ' ', url.password, '@');
    add_target(to, url, Target::absolute);
    return to.say(url.fragment).text();
}

struct UrlRow {
    const char *what;
    Text        text;
    Text        shown;
};
