// What one URL makes of another. URLs alone: url_test.cpp.
#include "parsed.h"

static char base_memory[kLongestUrl], url_memory[kLongestUrl];

static void check_references(Text base, Span<const UrlRow> rows)
{
    for (const UrlRow &row : rows) {
        Result<Url> from = parsed(base, base_memory);
        Line        seen, name;
        Text        text = shown(seen, resolved(from.value, row.text, url_memory));
        CHECK(name.say(row.what, ' ', row.text, ": ", text).text(), !from.error && text == row.shown);
    }
}

// What RFC 3986 lists, in its order.
static constexpr UrlRow kNormal[] = {
    {"5.4.1", "g:h", "the scheme is neither http nor https"},
    {"5.4.1", "g", "http://a/b/c/g"},
    {"5.4.1", "./g", "http://a/b/c/g"},
    {"5.4.1", "g/", "http://a/b/c/g/"},
    {"5.4.1", "/g", "http://a/g"},
    {"5.4.1", "//g", "http://g/"},
    {"5.4.1", "?y", "http://a/b/c/d;p?y"},
    {"5.4.1", "g?y", "http://a/b/c/g?y"},
    {"5.4.1", "#s", "http://a/b/c/d;p?q#s"},
    {"5.4.1", "g#s", "http://a/b/c/g#s"},
    {"5.4.1", "g?y#s", "http://a/b/c/g?y#s"},
    {"5.4.1", ";x", "http://a/b/c/;x"},
    {"5.4.1", "g;x", "http://a/b/c/g;x"},
    {"5.4.1", "g;x?y#s", "http://a/b/c/g;x?y#s"},
    {"5.4.1", "", "http://a/b/c/d;p?q"},
    {"5.4.1", ".", "http://a/b/c/"},
    {"5.4.1", "./", "http://a/b/c/"},
    {"5.4.1", "..", "http://a/b/"},
    {"5.4.1", "../", "http://a/b/"},
    {"5.4.1", "../g", "http://a/b/g"},
    {"5.4.1", "../..", "http://a/"},
    {"5.4.1", "../../", "http://a/"},
    {"5.4.1", "../../g", "http://a/g"},
};
static constexpr UrlRow kAbnormal[] = {
    {"5.4.2", "../../../g", "http://a/g"},
    {"5.4.2", "../../../../g", "http://a/g"},
    {"5.4.2", "/./g", "http://a/g"},
    {"5.4.2", "/../g", "http://a/g"},
    {"5.4.2", "g.", "http://a/b/c/g."},
    {"5.4.2", ".g", "http://a/b/c/.g"},
    {"5.4.2", "g..", "http://a/b/c/g.."},
    {"5.4.2", "..g", "http://a/b/c/..g"},
    {"5.4.2", "./../g", "http://a/b/g"},
    {"5.4.2", "./g/.", "http://a/b/c/g/"},
    {"5.4.2", "g/./h", "http://a/b/c/g/h"},
    {"5.4.2", "g/../h", "http://a/b/c/h"},
    {"5.4.2", "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {"5.4.2", "g;x=1/../y", "http://a/b/c/y"},
    {"5.4.2", "g?y/./x", "http://a/b/c/g?y/./x"},
    {"5.4.2", "g?y/../x", "http://a/b/c/g?y/../x"},
    {"5.4.2", "g#s/./x", "http://a/b/c/g#s/./x"},
    {"5.4.2", "g#s/../x", "http://a/b/c/g#s/../x"},
    {"5.4.2, strictly", "http:g", "the URL has no host"},
};

TEST("url: references, as RFC 3986 lists them")
{
    check_references("http://a/b/c/d;p?q", kNormal);
    check_references("http://a/b/c/d;p?q", kAbnormal);
}

static constexpr UrlRow kRedirected[] = {
    {"the fragment is inherited", "/x", "me pw@https://a:81/x#f"},
    {"unless there is another", "/x#g", "me pw@https://a:81/x#g"},
    {"even an empty one", "/x#", "me pw@https://a:81/x#"},
    {"the same again", "", "me pw@https://a:81/b?q#f"},
    {"an empty query is another", "?", "me pw@https://a:81/b?#f"},
    {"another host: scheme stays, port and user go", "//c/x", "https://c/x#f"},
    {"another URL altogether", "HTTP://C", "http://c/#f"},
    {"a colon behind a slash begins no scheme", "/x:y", "me pw@https://a:81/x:y#f"},
    {"nor one in a query", "?x:y", "me pw@https://a:81/b?x:y#f"},
    {"blanks and UTF-8 are encoded", "/my \u00fc", "me pw@https://a:81/my%20%C3%BC#f"},
    {"an escaped dot is not a dot", "/x/%2e%2e/y", "me pw@https://a:81/x/%2e%2e/y#f"},
    {"a file", "file:///etc/hostname", "the scheme is neither http nor https"},
    {"a script", "javascript:alert(1)", "the scheme is neither http nor https"},
    {"an underscore is in no scheme", "a_b:c", "me pw@https://a:81/a_b:c#f"},
    {"a number and a colon", "1:x", "me pw@https://a:81/1:x#f"},
    {"no host", "http:///x", "the URL has no host"},
    {"CR LF", "/x\r\nSet-Cookie: y", "the URL has a control character"},
};

TEST("url: where a redirect leads")
{
    check_references("https://me:pw@a:81/b?q#f", kRedirected);
}

TEST("url: a reference keeps its zone")
{
    Result<Url> base = parsed("[fe80::1%eth0]:81/a", base_memory);
    Result<Url> next = resolved(base.value, "b", url_memory);
    memset(base_memory, 'x', sizeof base_memory);
    CHECK("in its own memory", next.value.connect_host() == "fe80::1%eth0" && next.value.port == 81);
}

struct UrlOriginRow {
    const char *what, *a, *b;
    bool        same;
};
static constexpr UrlOriginRow kOrigins[] = {
    {"another path, query, user", "http://a/x?y", "http://me@a/z", true},
    {"the port of the scheme, written and not", "https://a:443/", "https://a/", true},
    {"another case", "http://A/", "http://a/", true},
    {"another host", "http://a/", "http://b/", false},
    {"a part of the host", "http://a.b/", "http://b/", false},
    {"another port", "http://a/", "http://a:81/", false},
    {"another scheme on one port", "http://a:443/", "https://a:443/", false},
    {"another zone", "http://[fe80::1%1]/", "http://[fe80::1%2]/", false},
};

TEST("url: origins")
{
    for (const UrlOriginRow &row : kOrigins) {
        Result<Url> a = parsed(row.a, base_memory), b = parsed(row.b, url_memory);
        CHECK(row.what, !a.error && !b.error && same_origin(a.value, b.value) == row.same);
    }
}
