#include "wire/url.h"

#include "wire/grammar.h"
#include "wire/percent.h"
#include "words/ascii.h"

#include <arpa/inet.h>

static constexpr const char *kControl = "the URL has a control character";

static Error wrong(const char *why)
{
    return complaint(Exit::usage, why);
}

namespace {
// RFC 3986, appendix B. Scheme, query and fragment keep their delimiters, for an empty one is not
// the same as none.
struct Parts {
    Text scheme;
    bool has_authority = false;
    Text authority;
    Text path;
    Text query;
    Text fragment;
};
}

// How long "scheme:" is at the front of a reference; 0 where there is none.
static size_t scheme_size(Text text)
{
    size_t at = 0;
    for (; at < text.size && text[at] != ':'; at++) {
        bool later = is_digit(text[at]) || position("+-.", text[at]) < 3;
        if (!is_letter(text[at]) && !(at && later)) return 0;
    }
    return at && at < text.size ? at + 1 : 0;
}

static bool is_http(Text scheme)
{
    return same_ignoring_case(scheme, "http:") || same_ignoring_case(scheme, "https:");
}

// In what a person types, the host comes first where no scheme does, or only what looks like one:
// "router:8080".
static void split(Parts &parts, Text rest, bool typed)
{
    size_t scheme  = scheme_size(rest);
    bool   slashes = starts_with(rest.after(scheme), "//");
    if (slashes || !typed || is_http(rest.first(scheme))) {
        parts.scheme = rest.first(scheme);
        rest         = rest.after(scheme + (slashes ? 2 : 0));
    }
    parts.has_authority = slashes || (typed && parts.scheme.empty());
    if (parts.has_authority) parts.authority = take_before(rest, "/?#");
    parts.path     = take_before(rest, "?#");
    parts.query    = take_before(rest, "#");
    parts.fragment = rest;
}

// What has been added since `to` was that long.
static Text added(const Writer &to, size_t begin)
{
    return to.text().after(begin);
}

static Text add_lowered(Writer &to, Text part)
{
    size_t begin = to.text().size;
    for (char c : part) to.add(lowered(c));
    return added(to, begin);
}

// Takes dot segments out of a path that begins with a slash (RFC 3986, section 5.2.4), in place.
static Text without_dots(Span<char> path)
{
    size_t size = 0;
    for (size_t at = 0, end; at < path.size; at = end) {
        for (end = at + 1; end < path.size && path[end] != '/';) end++;
        Text segment = Text(path.first(end).after(at));
        bool up      = segment == "/..";
        if (up)
            while (size && path[--size] != '/') {}
        if (!up && segment != "/.") {
            memmove(path.data + size, segment.data, segment.size);
            size += segment.size;
        } else if (end == path.size) path[size++] = '/';
    }
    return Text(path.first(size));
}

static void read_user(Url &url, Writer &to, Text rest)
{
    url.user     = add_decoded(to, take_before(rest, ":"));
    url.password = add_decoded(to, rest.after(!rest.empty()));
}

static Error read_port(Url &url, Text port)
{
    url.port = url.secure ? 443 : 80;
    if (port.empty() || port == ":") return {};
    uint64_t number;
    bool     valid = port[0] == ':' && parse_decimal(number, port.after(1)) && number && number <= UINT16_MAX;
    if (!valid) return wrong("the port is not a number from 1 to 65535");
    url.port = uint16_t(number);
    return {};
}

static bool is_ipv6(Text address)
{
    char    copied[INET6_ADDRSTRLEN] = {};
    in6_addr parsed;
    if (address.size >= sizeof copied) return false;
    copy({reinterpret_cast<uint8_t *>(copied), sizeof copied}, bytes_of(address));
    return inet_pton(AF_INET6, copied, &parsed) == 1;
}

// RFC 6874 writes the % of a zone as %25; people write it as everywhere else.
static Error read_v6(Url &url, Writer &to, Text host)
{
    size_t percent = position(host, '%');
    Text   zone    = host.after(percent);
    if (!is_ipv6(host.first(percent)) || zone.size == 1) return wrong("the brackets hold no IPv6 address");
    url.host     = add_lowered(to, host.first(percent));
    size_t begin = to.text().size;
    if (zone.size) to.add('%');
    bool encoded = starts_with(zone, "%25") && zone.size > 3;
    add_decoded(to, zone.after(encoded ? 3 : smaller<size_t>(zone.size, 1)));
    url.zone = added(to, begin);
    return {};
}

static Error read_name(Url &url, Writer &to, Text host)
{
    for (char c : host) {
        if (uint8_t(c) >= 0x80) return wrong("the host is not ASCII: write its xn-- form");
        if (!is_letter(c) && !is_digit(c) && position("-._", c) == 3)
            return wrong("the host has a character that no name has");
    }
    url.host = add_lowered(to, host);
    return {};
}

// What is in front of the last @ is the user, as in browsers: nobody encodes the @ of a password.
static Error read_authority(Url &url, Writer &to, Text authority)
{
    size_t at = authority.size;
    while (at && authority[at - 1] != '@') at--;
    if (at) read_user(url, to, authority.first(at - 1));

    Text rest      = authority.after(at);
    bool bracketed = starts_with(rest, "[");
    Text host      = take_before(rest, bracketed ? "]" : ":");
    if (bracketed && rest.empty()) return wrong("the brackets hold no IPv6 address");
    TRY(bracketed ? read_v6(url, to, host.after(1)) : read_name(url, to, host));
    return read_port(url, rest.after(bracketed));
}

static Text keep(Writer &to, Text part)
{
    size_t begin = to.text().size;
    to.add(part);
    return added(to, begin);
}

static void keep_authority(Url &url, Writer &to, const Url &base)
{
    url.port     = base.port;
    url.user     = keep(to, base.user);
    url.password = keep(to, base.password);
    url.host     = keep(to, base.host);
    url.zone     = keep(to, base.zone);
}

static Error read_scheme(Url &url, Text scheme)
{
    if (!is_http(scheme)) return wrong("the scheme is neither http nor https");
    url.secure = scheme.size == Text("https:").size;
    return {};
}

// Without its last component.
static Text directory_of(Text path)
{
    while (!path.empty() && path[path.size - 1] != '/') path.size--;
    return path.empty() ? Text("/") : path;
}

// RFC 3986, section 5.2.2. A typed URL has an empty base.
static Error join(Url &url, const Url &base, Parts &parts, Span<char> memory)
{
    Writer to(memory);
    bool   local = parts.scheme.empty() && !parts.has_authority;
    url          = {};
    url.secure   = base.secure;
    if (!parts.scheme.empty()) TRY(read_scheme(url, parts.scheme));
    if (local) keep_authority(url, to, base);
    else TRY(read_authority(url, to, parts.authority));
    if (url.host.empty()) return wrong("the URL has no host");
    if (has_control(to.text())) return wrong(kControl);

    bool same_path = local && parts.path.empty();
    if (same_path) parts.path = base.path;
    if (same_path && parts.query.empty()) parts.query = base.query;
    if (parts.fragment.empty()) parts.fragment = base.fragment;

    size_t begin = to.text().size;
    if (!starts_with(parts.path, "/")) to.add(directory_of(local ? base.path : Text()));
    add_encoded(to, parts.path);
    url.path     = without_dots(memory.first(to.text().size).after(begin));
    url.query    = add_encoded(to, parts.query);
    url.fragment = add_encoded(to, parts.fragment);
    return to.text().size == memory.size ? wrong("the URL is too long") : Error{};
}

static Error read_url(Url &to, const Url &base, Text text, bool typed, Span<char> memory)
{
    if (has_control(text)) return wrong(kControl);
    Parts parts;
    split(parts, text, typed);
    return join(to, base, parts, memory);
}

Error parse_url(Url &to, Text text, Span<char> memory)
{
    return read_url(to, {}, text, true, memory);
}

Error resolve_reference(Url &to, const Url &base, Text reference, Span<char> memory)
{
    return read_url(to, base, reference, false, memory);
}
