// What the tests of wire/auth.h share: one who logs in, and what he says.
#pragma once

#include "wire/auth.h"

inline constexpr Credentials kMufasa = {"Mufasa", "Circle of Life"};
inline constexpr Text        kCnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

// A response's fields, one a line, and what is sent then: the answer to them, or why there is none.
inline Text sent(Span<char> memory, Login &login, Text fields)
{
    while (!fields.empty()) login.challenged(take_until(fields, '\n'));
    if (Error error = login.once_more()) return error.words;
    Result<Text> answer = login.answer(memory, "GET", "/dir/index.html");
    return answer.error ? Text(answer.error.words) : answer.value;
}

#define BASIC  "Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl"
#define DIGEST "Digest username=\"Mufasa\", realm=\"r\", nonce=\"n\", uri=\"/dir/index.html\", response="
#define MD5    DIGEST "\"0bab5c24c08a1ef94a6cc3d446ce558a\""
#define SHA256 DIGEST "\"2125cf07537fc169e1c5b88e3cd014875261e80916f685dc966036f3d787c4b0\", algorithm=SHA-256"

#define MALFORMED "the challenge is malformed"
#define UNKNOWN   "authentication of an unknown kind is asked for"
