#include "wire/redirect.h"

#include "parsed.h"

static char from_memory[kLongestUrl], to_memory[kLongestUrl];

struct RedirectRow {
    uint16_t    status;
    const char *method;
    const char *next;  // null: not followed
    bool        keeps_content;
};
static constexpr RedirectRow kRedirects[] = {
    {301, "GET", "GET", true}, {301, "POST", "GET", false}, {301, "PUT", "PUT", true},
    {301, "HEAD", "HEAD", true}, {302, "GET", "GET", true}, {302, "POST", "GET", false},
    {302, "PATCH", "PATCH", true}, {302, "post", "post", true}, {303, "GET", "GET", false},
    {303, "POST", "GET", false}, {303, "PUT", "GET", false}, {303, "HEAD", "HEAD", false},
    {307, "GET", "GET", true}, {307, "POST", "POST", true}, {307, "PUT", "PUT", true},
    {307, "DELETE", "DELETE", true}, {308, "GET", "GET", true}, {308, "POST", "POST", true},
    {308, "HEAD", "HEAD", true}, {300, "GET", nullptr, false}, {304, "GET", nullptr, false},
    {305, "GET", nullptr, false}, {306, "GET", nullptr, false}, {200, "GET", nullptr, false},
    {201, "POST", nullptr, false}, {404, "GET", nullptr, false}, {301, "CONNECT", nullptr, false},
    {303, "CONNECT", nullptr, false}, {307, "CONNECT", nullptr, false},
};

TEST("redirect: what becomes of a request")
{
    for (const RedirectRow &row : kRedirects) {
        Redirection next = redirection(row.method, row.status);
        bool        same = next.method == row.next && next.keeps_content == row.keeps_content;
        CHECK(Line().say(row.status, ' ', row.method).text(), next.followed == (row.next != nullptr) && same);
    }
}

struct CrossingRow {
    const char *from, *to;
    Crossing    crossing;
};
static constexpr CrossingRow kCrossings[] = {
    {"http://a/", "http://A:80/x", Crossing::nothing},
    {"http://a/", "http://b/", Crossing::origin},
    {"http://a/", "http://a:81/", Crossing::origin},
    {"https://a/", "https://a:444/", Crossing::origin},
    {"http://a/", "https://a/", Crossing::upgrade},
    {"http://a:443/", "https://b:443/", Crossing::upgrade},
    {"https://a/", "http://a/", Crossing::downgrade},
};

TEST("redirect: what is crossed")
{
    for (const CrossingRow &row : kCrossings) {
        Result<Url> from = parsed(row.from, from_memory), to = parsed(row.to, to_memory);
        CHECK(Line().say(row.from, ' ', row.to).text(), crossing(from.value, to.value) == row.crossing);
    }
}

static Error visit(Trail &trail, Text method, Text text, uint32_t state)
{
    Result<Url> url = parsed(text, from_memory);
    return url.error ? url.error : trail.visit(method, url.value, state);
}

struct VisitRow {
    const char *what, *method, *url;
    uint32_t    state;
    bool        again;
};
static constexpr VisitRow kVisits[] = {
    {"the first", "POST", "http://a/b?c", 0, false},
    {"another method", "GET", "http://a/b?c", 0, false},
    {"a cookie", "GET", "http://a/b?c", 1, false},
    {"another query", "GET", "http://a/b", 0, false},
    {"the same letters, split elsewhere", "GET", "http://ab/?c", 0, false},
    {"another scheme", "GET", "https://a:80/b", 0, false},
    {"another port", "GET", "http://a:81/b", 0, false},
    {"a fragment makes no difference", "GET", "http://a/b#d", 0, true},
    {"nor a case of the host", "GET", "http://A:80/b?c", 1, true},
    {"nor a user", "POST", "http://me@a/b?c", 0, true},
};

TEST("redirect: in circles")
{
    Trail trail;
    for (const VisitRow &row : kVisits) {
        Error error = visit(trail, row.method, row.url, row.state);
        bool  found = error.exit() == Exit::refused && Text(error.words) == "the redirects go round in circles";
        CHECK(row.what, row.again ? found : !error);
    }
}

TEST("redirect: too many")
{
    Trail trail;
    for (uint32_t i = 0; i <= kMostRedirects; i++) CHECK(Line().say(i).text(), !visit(trail, "GET", "a", i));
    Error error = visit(trail, "GET", "b", 0);
    CHECK("one more", error.exit() == Exit::refused && Text(error.words) == "there are too many redirects");
}
