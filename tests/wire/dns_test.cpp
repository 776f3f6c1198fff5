// How names and queries look. What comes back: dns_response_test.cpp.
#include "wire/dns.h"

#include "check.h"
#include "message.h"

struct DomainRow {
    const char *what;
    const char *dotted;
    const char *labels;  // null: refused
};
static constexpr DomainRow kNames[] = {
    {"labels behind their lengths", "www.example.com", "'www.example.com'00"},
    {"one label", "router", "'router'00"},
    {"a dot at the end changes nothing", "router.lan.", "'router.lan'00"},
    {"letters keep their case", "RouteR", "'RouteR'00"},
    {"a to z, digits, hyphens, underscores", "az-AZ._tcp.09", "'az-AZ._tcp.09'00"},
    {"the longest label", "a23456789b123456789c123456789d123456789e123456789f123456789g123",
     "'a23456789b123456789c123456789d123456789e123456789f123456789g123'00"},
    {"nothing is the root", "", "00"},

    {"one letter more", "a23456789b123456789c123456789d123456789e123456789f123456789g1234", nullptr},
    {"the root by its dot", ".", nullptr},
    {"an empty label", "a..b", nullptr},
    {"in front", ".a", nullptr},
    {"at the end", "a..", nullptr},
    {"a blank", "a b", nullptr},
    {"an address with a scope", "fe80::1%eth0", nullptr},
    {"a control character", "a\x1b", nullptr},
    {"what is not ASCII", "r\xc3\xb6uter", nullptr},
    {"a slash", "a/b", nullptr},
};
TEST("dns: names")
{
    for (const DomainRow &row : kNames) {
        uint8_t    memory[256];
        DomainName name;
        bool       valid = name.add(row.dotted);
        CHECK(row.what, valid == bool(row.labels));
        if (valid) CHECK(row.what, name.bytes() == message_of(row.labels, memory));
    }
}

TEST("dns: a name has 255 bytes at the most")
{
    DomainName name;
    for (int i = 0; i < 3; i++)
        CHECK("64 each", name.add("a23456789b123456789c123456789d123456789e123456789f123456789g123"));
    DomainName longer = name;
    CHECK("63 leave no place for the empty label",
          !longer.add("a23456789b123456789c123456789d123456789e123456789f123456789012"));
    CHECK("62", name.add("a23456789b123456789c123456789d123456789e123456789f1234567890a"));
    CHECK("254 and the empty label", name.bytes().size == 255 && name.bytes()[254] == 0);
    CHECK("nothing more", !name.add("a") && name.bytes().size == 255 && name.bytes()[254] == 0);
}

struct HostNameRow {
    const char *dotted;
    bool        host;
};
static constexpr HostNameRow kHosts[] = {
    {"router", true},  {"3com", true},    {"1.example", true}, {"router.1a", true}, {"10.0.0.256", false},
    {"10.0.0", false}, {"1", false},      {"1.", false},       {"a.1", false},      {"", false},
};
TEST("dns: hosts have no number at the end")
{
    for (const HostNameRow &row : kHosts) {
        DomainName name;
        CHECK(row.dotted, name.add(row.dotted) && name.is_host() == row.host);
    }
}

TEST("dns: names are the same in either case")
{
    CHECK("ASCII letters", same_name("WWW.AzZa-1.com", "www.aZzA-1.COM"));
    CHECK("another letter", !same_name("a", "b"));
    CHECK("a longer one", !same_name("a", "aa"));
    CHECK("32 apart, but no letters", !same_name("@", "`") && !same_name("[", "{"));
}

TEST("dns: a query")
{
    DomainName name;
    uint8_t    to[kLongestQuery], expected[64];
    CHECK("name", name.add("www.example"));
    size_t size = put_query(to, {0x1234, RecordType::aaaa, name.bytes()});
    CHECK("behind its length", Bytes(to).first(size) ==
        message_of("001d  1234 0100 0001 0000 0000 0000  'www.example'00 001c 0001", expected));
    put_query(to, {0x1234, RecordType::a, name.bytes()});
    CHECK("for IPv4", to[size - 3] == 1);
}
