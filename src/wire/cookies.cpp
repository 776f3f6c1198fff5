#include "wire/cookies.h"

#include "wire/http_header.h"
#include "words/ascii.h"

static constexpr int64_t kForEver      = INT64_MAX;
static constexpr int64_t kLongAgo      = INT64_MIN;
static constexpr int     kLongestAge   = 400 * 86400;  // RFC 6265bis, section 5.5
static constexpr size_t  kLongestPlace = 4096;         // host and path
static constexpr size_t  kLongestValue = 1024;         // of an attribute (section 5.6)

enum Part : size_t { kName, kValue, kHost, kPath, kParts };

// In the jar these numbers, and behind them the letters of the parts.
namespace {
struct alignas(8) Head {
    int64_t  expires       = kForEver;
    uint16_t sizes[kParts] = {};
    uint16_t port          = 0;  // of a given one
    bool     secure        = false;
    bool     given         = false;
};
}

struct Jar::Cookie {
    Head   head;
    Text   parts[kParts];
    size_t size = sizeof(Head);  // in the jar

    bool read_pair(Text pair);
    bool replaces(const Cookie &other) const;
    bool goes_to(const Url &to, int64_t now) const;
};

bool Jar::Cookie::read_pair(Text pair)
{
    bool has_value = position(pair, '=') < pair.size;
    parts[kName]   = trimmed(take_until(pair, '='));
    parts[kValue]  = trimmed(pair);
    return has_value && parts[kName].size && parts[kName].size + parts[kValue].size <= kLongestCookie;
}

bool Jar::Cookie::replaces(const Cookie &other) const
{
    return parts[kName] == other.parts[kName] && parts[kPath] == other.parts[kPath] &&
           parts[kHost] == other.parts[kHost];
}

// Section 5.1.4. The path of a cookie begins with a slash.
static bool path_covers(Text path, Text requested)
{
    if (!starts_with(requested, path)) return false;
    return path.size == requested.size || path[path.size - 1] == '/' || requested[path.size] == '/';
}

bool Jar::Cookie::goes_to(const Url &to, int64_t now) const
{
    if (parts[kHost] != to.host || !path_covers(parts[kPath], to.path) || head.expires <= now) return false;
    return head.given ? head.port == to.port && head.secure == to.secure : to.secure || !head.secure;
}

Jar::Cookie Jar::at(size_t place) const
{
    Cookie cookie;
    memcpy(&cookie.head, memory_.after(place).data, sizeof cookie.head);
    for (size_t i = 0; i < kParts; i++) {
        Bytes letters   = memory_.after(place + cookie.size).first(cookie.head.sizes[i]);
        cookie.parts[i] = text_of(letters);
        cookie.size += letters.size;
    }
    return cookie;
}

// In the place of the one it replaces, or behind the others of a path as long. False where there is no room.
bool Jar::put(Cookie &cookie, const Url &from, int64_t now)
{
    size_t place = 0;
    while (place < size_) {
        Cookie old = at(place);
        if (old.parts[kPath].size < cookie.parts[kPath].size) break;
        if (cookie.replaces(old)) {
            // Who can write to an open connection must not put his own in the place of a secure one.
            if (old.head.secure && !from.secure && !cookie.head.given) return true;
            move(place + old.size, place);
            break;
        }
        place += old.size;
    }
    if (cookie.head.expires <= now) return true;
    for (size_t i = 0; i < kParts; i++) {
        cookie.head.sizes[i] = uint16_t(cookie.parts[i].size);
        cookie.size += cookie.parts[i].size;
    }
    if (cookie.parts[kHost].size + cookie.parts[kPath].size > kLongestPlace) return false;
    if (cookie.size > memory_.size - size_) return false;
    move(place, place + cookie.size);
    Space rest = memory_.after(place);
    memcpy(rest.data, &cookie.head, sizeof cookie.head);
    rest = rest.after(sizeof cookie.head);
    for (const Text &part : cookie.parts) rest = copy(rest, bytes_of(part));
    return true;
}

// What lies behind `from` comes to lie behind `to`.
void Jar::move(size_t from, size_t to)
{
    memmove(memory_.after(to).data, memory_.after(from).data, size_ - from);
    size_ = size_ - from + to;
}

Error Jar::given(Text list, const Url &to)
{
    bool malformed = !is_field_value(list), lost = false;
    while (!list.empty() && !malformed) {
        Text   pair = trimmed(take_until(list, ';'));
        Cookie cookie;
        if (pair.empty()) continue;
        malformed           = !cookie.read_pair(pair);
        cookie.parts[kHost] = to.host;
        cookie.parts[kPath] = "/";
        cookie.head.port    = to.port;
        cookie.head.secure  = to.secure;
        cookie.head.given   = true;
        if (!malformed && !put(cookie, to, 0)) lost = true;
    }
    if (malformed) return complaint(Exit::usage, "cookies are NAME=VALUE; NAME=VALUE");
    return lost ? complaint(Exit::usage, "the cookies are too long") : Error{};
}

enum Attribute : size_t { kExpires, kMaxAge, kDomain, kPathBelow, kSecure, kAttributes };
static constexpr const char *kSpelled[kAttributes] = {"Expires", "Max-Age", "Domain", "Path", "Secure"};

// Of those given twice the last counts. What is unknown, as HttpOnly and SameSite are where there are no
// scripts, is ignored.
static void read_attributes(Text (&attributes)[kAttributes], Text rest)
{
    while (!rest.empty()) {
        Text   value = take_until(rest, ';');
        size_t name  = find_ignoring_case(kSpelled, trimmed(take_until(value, '=')));
        if (name < kAttributes && value.size <= kLongestValue) attributes[name] = trimmed(value);
    }
}

// Max-Age counts more than Expires (section 5.3); what is no number or no date is as if it were not there.
static int64_t expiry(const Text (&attributes)[kAttributes], int64_t now)
{
    Text    age      = attributes[kMaxAge];
    bool    negative = take_letter(age, '-');
    int     seconds  = take_number(age, kLongestAge);
    int64_t date;
    if (seconds >= 0 && age.empty()) return negative || !seconds ? kLongAgo : now + seconds;
    return parse_date(date, attributes[kExpires]) ? date : kForEver;
}

// What lies in the same directory has the cookie too (section 5.1.4).
static Text directory_of(Text path)
{
    size_t end = path.size;
    while (end && path[end - 1] != '/') end--;
    return end > 1 && path[0] == '/' ? Text(path.first(end - 1)) : Text("/");
}

bool Jar::set(Text field, const Url &from, int64_t now)
{
    Cookie cookie;
    Text   attributes[kAttributes];
    if (!is_field_value(field) || !cookie.read_pair(take_until(field, ';'))) return true;
    read_attributes(attributes, field);
    const Text &domain = attributes[kDomain], &path = attributes[kPathBelow];
    if (!domain.empty() && !covers(domain, from.host)) return true;
    // A secure cookie comes from a secure connection (RFC 6265bis, section 5.7).
    cookie.head.secure = attributes[kSecure].data;
    if (cookie.head.secure && !from.secure) return true;
    cookie.head.expires = expiry(attributes, now);
    cookie.parts[kHost] = from.host;
    cookie.parts[kPath] = starts_with(path, "/") ? path : directory_of(from.path);
    return put(cookie, from, now);
}

Text Jar::field(Span<char> memory, const Url &to, int64_t now) const
{
    if (memory.size < memory_.size) __builtin_trap();
    Writer line(memory);
    for (size_t place = 0; place < size_;) {
        Cookie cookie = at(place);
        place += cookie.size;
        if (!cookie.goes_to(to, now)) continue;
        if (!line.text().empty()) line.say("; ");
        line.say(cookie.parts[kName], '=', cookie.parts[kValue]);
    }
    return line.text();
}
