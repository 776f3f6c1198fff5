// URLs as they are typed and written. What one makes of another: url_reference_test.cpp.
#include "parsed.h"

static char url_memory[kLongestUrl];

static void check_typed(Span<const UrlRow> rows)
{
    for (const UrlRow &row : rows) {
        Line seen, name;
        Text text = shown(seen, parsed(row.text, url_memory));
        CHECK(name.say(row.what, ": ", text).text(), text == row.shown);
    }
}

static constexpr UrlRow kTyped[] = {
    {"all parts", "http://me:pw@host:8080/a/b?c=d#e", "me pw@http://host:8080/a/b?c=d#e"},
    {"only a host", "router", "http://router/"},
    {"a host and a path", "router/cgi", "http://router/cgi"},
    {"a host and a port", "router:8080/cgi", "http://router:8080/cgi"},
    {"a name that looks like a scheme", "localhost:8080", "http://localhost:8080/"},
    {"a user without a scheme", "me:pw@router", "me pw@http://router/"},
    {"no scheme, but slashes", "//router/cgi", "http://router/cgi"},
    {"a query without a path", "router?a/b", "http://router/?a/b"},
    {"a fragment without a path", "http://router#a?b/c", "http://router/#a?b/c"},
    {"https", "https://router/", "https://router/"},
    {"a scheme in any case", "hTTp://router/", "http://router/"},
    {"a host in any case, a path as it is", "HTTP://RouTer/RouTer", "http://router/RouTer"},
    {"the port of the scheme", "http://router:80/", "http://router/"},
    {"the port of the other scheme", "https://router:80/", "https://router:80/"},
    {"an empty port", "http://router:/", "http://router/"},
    {"a port with zeros in front", "http://router:00081/", "http://router:81/"},
    {"the last port", "router:65535", "http://router:65535/"},
    {"two slashes in a path", "router//a//b", "http://router//a//b"},
    {"an IPv4 address", "192.168.0.1:81/x", "http://192.168.0.1:81/x"},
    {"what names may have", "a-b_c.d.", "http://a-b_c.d./"},
    {"an empty query is one", "router/?", "http://router/?"},
    {"an empty fragment is one", "router/#", "http://router/#"},
};

static constexpr UrlRow kRefused[] = {
    {"nothing", "", "the URL has no host"},
    {"only a path", "/path", "the URL has no host"},
    {"only a scheme", "http://", "the URL has no host"},
    {"no slashes", "http:router", "the URL has no host"},
    {"one slash", "http:/router", "the URL has no host"},
    {"three slashes", "http:///router", "the URL has no host"},
    {"only a query", "http://?router", "the URL has no host"},
    {"only a port", "http://:80/", "the URL has no host"},
    {"only a user", "http://me@/", "the URL has no host"},
    {"another scheme", "ftp://router/", "the scheme is neither http nor https"},
    {"a file", "file:///etc/passwd", "the scheme is neither http nor https"},
    {"a scheme with http in it", "xhttp://router/", "the scheme is neither http nor https"},
    {"port 0", "router:0", "the port is not a number from 1 to 65535"},
    {"port 65536", "router:65536", "the port is not a number from 1 to 65535"},
    {"port 2^64 + 80", "router:18446744073709551696", "the port is not a number from 1 to 65535"},
    {"a port with a sign", "router:+80", "the port is not a number from 1 to 65535"},
    {"a port with letters", "router:80x", "the port is not a number from 1 to 65535"},
    {"two ports", "router:80:80", "the port is not a number from 1 to 65535"},
    {"a bare IPv6 address", "http://fe80::1/", "the port is not a number from 1 to 65535"},
    {"a blank in the host", "http://ro uter/", "the host has a character that no name has"},
    {"a blank in front", " http://router/", "the host has a character that no name has"},
    {"an escape in the host", "http://%72outer/", "the host has a character that no name has"},
    {"a backslash is no slash", "http://good\\.evil/", "the host has a character that no name has"},
    {"a host beyond ASCII", "http://b\u00fccher/", "the host is not ASCII: write its xn-- form"},
    {"CR LF, a header smuggled in", "http://router/ HTTP/1.1\r\nX: y", "the URL has a control character"},
    {"a tab", "http://router/a\tb", "the URL has a control character"},
    {"NUL", {"router/a\0b", 10}, "the URL has a control character"},
    {"DEL", "router/\x7f", "the URL has a control character"},
    {"LF in the fragment", "router/#\n", "the URL has a control character"},
    {"LF in the host", "rou\nter", "the URL has a control character"},
};

TEST("url: what a person types")
{
    check_typed(kTyped);
}

TEST("url: what is refused")
{
    check_typed(kRefused);
}

static constexpr UrlRow kEncoded[] = {
    {"blanks", "router/my file?my query#my part", "http://router/my%20file?my%20query#my%20part"},
    {"UTF-8", "router/\u00fc?\u20ac", "http://router/%C3%BC?%E2%82%AC"},
    {"what is not UTF-8 either", "router/\xff", "http://router/%FF"},
    {"what RFC 3986 has no place for", "router/\"<>\\^`{|}", "http://router/%22%3C%3E%5C%5E%60%7B%7C%7D"},
    {"what it has", "router/-._~!$&'()*+,;=:@", "http://router/-._~!$&'()*+,;=:@"},
    {"brackets, as browsers send them", "router/?a[]=1", "http://router/?a[]=1"},
    {"escapes stay as they are", "router/%7e%2F%0d%0a", "http://router/%7e%2F%0d%0a"},
    {"a percent sign that is none", "router/100%?5%x%4", "http://router/100%25?5%25x%254"},
};

TEST("url: what is percent-encoded")
{
    check_typed(kEncoded);
}

static constexpr UrlRow kUsers[] = {
    {"without a password", "http://me@host/", "me @http://host/"},
    {"with an empty one", "http://me:@host/", "me @http://host/"},
    {"only a password", "http://:pw@host/", " pw@http://host/"},
    {"an empty one is none", "http://@host/", "http://host/"},
    {"colons in the password", "http://me:a:b@host/", "me a:b@http://host/"},
    {"an @ in the password", "http://me:p@ss@host/", "me p@ss@http://host/"},
    {"an @ in the path", "http://host/a@b", "http://host/a@b"},
    {"an @ in the query", "http://host?a@b", "http://host/?a@b"},
    {"decoded", "http://m%65:p%40%3a%2f@host/", "me p@:/@http://host/"},
    {"a percent sign", "http://me:100%@host/", "me 100%@http://host/"},
    {"who is the host?", "http://good.com:80@evil.com/", "good.com 80@http://evil.com/"},
    {"control characters, decoded", "http://me:a%0d%0ab@host/", "the URL has a control character"},
    {"NUL, decoded", "http://me%00@host/", "the URL has a control character"},
};

TEST("url: user and password")
{
    check_typed(kUsers);
}

// IPv6 addresses: for the Host header, and whom to connect to.
struct UrlV6Row {
    const char *what, *text, *host, *connect;
};
static constexpr UrlV6Row kV6[] = {
    {"an address", "http://[::1]/", "[::1]", "::1"},
    {"with a port", "[2001:DB8::1]:8080/x", "[2001:db8::1]:8080", "2001:db8::1"},
    {"an IPv4 one in it", "http://[::ffff:1.2.3.4]/", "[::ffff:1.2.3.4]", "::ffff:1.2.3.4"},
    {"a zone, as RFC 6874 writes it", "http://[fe80::1%25eth0]/", "[fe80::1]", "fe80::1%eth0"},
    {"a zone, as people do", "http://[fe80::1%Eth0]:81/", "[fe80::1]:81", "fe80::1%Eth0"},
    {"a zone by number", "http://[fe80::1%2]/", "[fe80::1]", "fe80::1%2"},
    {"a zone of one digit, as RFC 6874 writes it", "http://[fe80::1%251]/", "[fe80::1]", "fe80::1%1"},
    {"by number 25", "http://[fe80::1%25]/", "[fe80::1]", "fe80::1%25"},
    {"an escape in a zone", "http://[fe80::1%25a%2eb]/", "[fe80::1]", "fe80::1%a.b"},
    {"no IPv6 is needed", "http://host:81/", "host:81", "host"},
};
static constexpr UrlRow kBadV6[] = {
    {"not closed", "http://[::1/", "the brackets hold no IPv6 address"},
    {"nothing", "http://[]/", "the brackets hold no IPv6 address"},
    {"a name", "http://[host]/", "the brackets hold no IPv6 address"},
    {"an IPv4 address", "http://[1.2.3.4]/", "the brackets hold no IPv6 address"},
    {"nine groups", "http://[1:2:3:4:5:6:7:8:9]/", "the brackets hold no IPv6 address"},
    {"two gaps", "http://[1::2::3]/", "the brackets hold no IPv6 address"},
    {"very long", "http://[0000:0000:0000:0000:0000:0000:0000:0000:0000:0000]/", "the brackets hold no IPv6 address"},
    {"an empty zone", "http://[fe80::1%]/", "the brackets hold no IPv6 address"},
    {"a zone with LF in it", "http://[fe80::1%25a%0a]/", "the URL has a control character"},
    {"something behind it", "http://[::1]x/", "the port is not a number from 1 to 65535"},
};

TEST("url: IPv6")
{
    for (const UrlV6Row &row : kV6) {
        Result<Url> url = parsed(row.text, url_memory);
        Line        host;
        add_host(host, url.value);
        CHECK(row.what, !url.error && host.text() == row.host && url.value.connect_host() == row.connect);
    }
    check_typed(kBadV6);
}

// "h/xxx", so many bytes of it, read into as much memory.
static bool fits(size_t size, size_t room, char filler)
{
    static char text[2 * kLongestUrl] = "h/";
    memset(text + 2, filler, sizeof text - 2);
    return !parsed(Text(text, size), Span<char>(url_memory).first(room)).error;
}

TEST("url: its length is bounded")
{
    CHECK("the longest", fits(kLongestUrl - 1, kLongestUrl, 'x'));
    CHECK("one byte more", !fits(kLongestUrl, kLongestUrl, 'x'));
    CHECK("much more", !fits(2 * kLongestUrl, kLongestUrl, 'x'));
    CHECK("the longest with blanks, which become three bytes", fits(2 + 332, 999, ' '));
    CHECK("one blank more", !fits(2 + 333, 1000, ' '));
    for (size_t room = 0; room < 5; room++) CHECK("no room at all", !fits(4, room, 'x'));
}

struct UrlTargetRow {
    const char *what, *text;
    Target      form;
    const char *target;
};
static constexpr UrlTargetRow kTargets[] = {
    {"to a server", "http://me:pw@h:81/a/./b?c#d", Target::origin, "/a/b?c"},
    {"of a host alone", "h", Target::origin, "/"},
    {"to a proxy", "http://me:pw@h:81/a?c#d", Target::absolute, "http://h:81/a?c"},
    {"https", "https://[::1]:443/", Target::absolute, "https://[::1]/"},
    {"no zone", "http://[fe80::1%eth0]/", Target::absolute, "http://[fe80::1]/"},
    {"CONNECT", "https://h/a?c", Target::authority, "h:443"},
    {"CONNECT to an IPv6 address", "[::1]:81", Target::authority, "[::1]:81"},
    {"OPTIONS of all", "h/a", Target::asterisk, "*"},
};

TEST("url: targets of a request")
{
    for (const UrlTargetRow &row : kTargets) {
        Result<Url> url = parsed(row.text, url_memory);
        Line        target;
        add_target(target, url.value, row.form);
        CHECK(row.what, !url.error && target.text() == row.target);
    }
}

static constexpr UrlRow kFiles[] = {
    {"the last component", "h/a/b.tar", "b.tar"},
    {"not the query", "h/b?c/d", "b"},
    {"not the fragment", "h/b#c/d", "b"},
    {"none", "h", "index.html"},
    {"none below a directory", "h/a/", "index.html"},
    {"decoded", "h/my%20file%C3%BC", "my file\u00fc"},
    {"typed as it is", "h/my file", "my file"},
    {"but not to a path", "h/a%2fb", "a%2fb"},
    {"nor upwards", "h/%2e%2e", "%2e%2e"},
    {"nor a hidden file", "h/%2eprofile", "%2eprofile"},
    {"nor an option", "h/%2drf", "%2drf"},
    {"nor control characters", "h/a%1b%5b2J", "a%1b%5b2J"},
    {"nor NUL", "h/a%00b", "a%00b"},
    {"nor what is not UTF-8", "h/caf%e9", "caf%e9"},
    {"a percent sign", "h/100%", "100%"},
    {"nor one cut short by its memory", "h/%61bcdefghijklmnopqrstuvwxyz0123456789",
     "%61bcdefghijklmnopqrstuvwxyz0123456789"},
    {"a hidden file", "h/.profile", "the name begins with a dot"},
    {"an option", "h/-rf", "the name begins with a dash"},
};

TEST("url: the name of its file")
{
    for (const UrlRow &row : kFiles) {
        char         memory[32];
        Result<Url>  url  = parsed(row.text, url_memory);
        Result<Text> name = file_name(url.value, memory);
        Text         seen = name.error ? Text(name.error.words) : name.value;
        CHECK(Line().say(row.what, ": ", seen).text(), !url.error && seen == row.shown);
    }
}
