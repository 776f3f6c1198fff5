// What name servers say. How names and queries look: dns_test.cpp.
#include "wire/dns.h"

#include "check.h"
#include "message.h"

// All rows answer the query for addresses of "a.test" with the id 1234.
struct ResponseRow {
    const char *what;
    RecordType  type;
    const char *message;
    DnsResponse response;
    const char *found;  // digits
};
static constexpr RecordType  kA = RecordType::a, kAaaa = RecordType::aaaa;
static constexpr ResponseRow kResponses[] = {
    {"id, flags, counts; question; record: name, type, class, TTL, length, data", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  'a.test'00 0001 0001 00000e10 0004 0a000001",
     DnsResponse::found, "0a000001"},
    {"a pointer to the name in the question", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0001 0001 00000e10 0004 0a000001",
     DnsResponse::found, "0a000001"},
    {"IPv6", kAaaa,
     "1234 8180 0001 0001 0000 0000  'a.test'00 001c 0001  c00c 001c 0001 00000e10 0010"
     "20010db8000000000000000000000001",
     DnsResponse::found, "20010db8000000000000000000000001"},
    {"two", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001"
     "c00c 0001 0001 00000e10 0004 0a000001  c00c 0001 0001 00000e10 0004 0a000002",
     DnsResponse::found, "0a0000010a000002"},
    {"no more than there is room for", kA,
     "1234 8180 0001 0003 0000 0000  'a.test'00 0001 0001  c00c 0001 0001 00000e10 0004 0a000001"
     "c00c 0001 0001 00000e10 0004 0a000002  c00c 0001 0001 00000e10 0004 0a000003",
     DnsResponse::found, "0a0000010a000002"},
    {"case does not matter in names", kA,
     "1234 8180 0001 0001 0000 0000  'A.tEST'00 0001 0001  'a.TEST'00 0001 0001 00000e10 0004 0a000001",
     DnsResponse::found, "0a000001"},
    {"authoritative, without recursion", kA,
     "1234 8400 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0001 0001 00000e10 0004 0a000001",
     DnsResponse::found, "0a000001"},

    {"an alias", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001"
     "c00c 0005 0001 00000e10 0004 'b'c00e  'b'c00e 0001 0001 00000e10 0004 0a000002",
     DnsResponse::found, "0a000002"},
    {"pointers to pointers", kA,
     "1234 8180 0001 0003 0000 0000  'a.test'00 0001 0001  c00c 0005 0001 00000e10 0004 'b'c00e"
     "c024 0005 0001 00000e10 0002 c00e  c034 0001 0001 00000e10 0004 0a000002",
     DnsResponse::found, "0a000002"},
    {"aliases in another order", kA,
     "1234 8180 0001 0003 0000 0000  'a.test'00 0001 0001  'c'00 0001 0001 00000e10 0004 0a000003"
     "'b'00 0005 0001 00000e10 0003 'c'00  c00c 0005 0001 00000e10 0003 'b'00",
     DnsResponse::found, "0a000003"},
    {"an alias of a name without addresses", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0005 0001 00000e10 0003 'b'00",
     DnsResponse::none, ""},
    {"an alias of itself", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0005 0001 00000e10 0002 c00c",
     DnsResponse::none, ""},
    {"two aliases in a circle", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001  c00c 0005 0001 00000e10 0003 'b'00"
     "'b'00 0005 0001 00000e10 0002 c00c",
     DnsResponse::none, ""},

    {"the addresses of another name", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001"
     "'b.test'00 0001 0001 00000e10 0004 0a000001  c00c 0001 0001 00000e10 0004 0a000002",
     DnsResponse::found, "0a000002"},
    {"of one that begins the same", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  'a'00 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"of one below it", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  'a.test.b'00 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"an address of the other type", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 001c 0001 00000e10 0010"
     "20010db8000000000000000000000001",
     DnsResponse::none, ""},
    {"of another class", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0001 0003 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"too short for an address", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0001 0001 00000e10 0003 0a0000",
     DnsResponse::none, ""},
    {"too long", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0001 0001 00000e10 0005 0a00000100",
     DnsResponse::none, ""},
    {"additional records do not count", kA,
     "1234 8180 0001 0000 0000 0001  'a.test'00 0001 0001  c00c 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},

    {"no address", kA, "1234 8180 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::none, ""},
    {"says who should know", kA, "1234 8500 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::none, ""},
    {"a referral: neither knows nor asks", kA, "1234 8100 0001 0000 0000 0000  'a.test'00 0001 0001",
     DnsResponse::failed, ""},
    {"NXDOMAIN", kA, "1234 8183 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::no_such_name, ""},
    {"FORMERR", kA, "1234 8181 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::failed, ""},
    {"SERVFAIL", kA, "1234 8182 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::failed, ""},
    {"NOTIMP", kA, "1234 8184 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::failed, ""},
    {"REFUSED", kA, "1234 8185 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::failed, ""},
    {"truncated", kA, "1234 8380 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::truncated, ""},
    {"truncated behind an address", kA,
     "1234 8380 0001 0002 0000 0000  'a.test'00 0001 0001  c00c 0001 0001 00000e10 0004 0a000001 c00c 0001",
     DnsResponse::truncated, "0a000001"},

    {"another id", kA, "1235 8183 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::foreign, ""},
    {"the id in another byte order", kA, "3412 8183 0001 0000 0000 0000  'a.test'00 0001 0001",
     DnsResponse::foreign, ""},
    {"a query", kA, "1234 0103 0001 0000 0000 0000  'a.test'00 0001 0001", DnsResponse::foreign, ""},
    {"to another kind of query", kA, "1234 9183 0001 0000 0000 0000  'a.test'00 0001 0001",
     DnsResponse::foreign, ""},
    {"no question", kA, "1234 8183 0000 0000 0000 0000", DnsResponse::foreign, ""},
    {"two questions", kA, "1234 8183 0002 0000 0000 0000  'a.test'00 0001 0001 'b.test'00 0001 0001",
     DnsResponse::foreign, ""},
    {"another name", kA, "1234 8183 0001 0000 0000 0000  'b.test'00 0001 0001", DnsResponse::foreign, ""},
    {"another type", kA, "1234 8183 0001 0000 0000 0000  'a.test'00 001c 0001", DnsResponse::foreign, ""},
    {"another class", kA, "1234 8183 0001 0000 0000 0000  'a.test'00 0001 0003", DnsResponse::foreign, ""},
    {"labels cut in another way", kA, "1234 8183 0001 0000 0000 0000  06612e74657374 00 0001 0001",
     DnsResponse::foreign, ""},
    {"nothing", kA, "", DnsResponse::foreign, ""},
    {"cut in the head", kA, "1234 8183 0001 0000 0000 00", DnsResponse::foreign, ""},
    {"cut behind it", kA, "1234 8183 0001 0000 0000 0000", DnsResponse::foreign, ""},
    {"cut in the question", kA, "1234 8183 0001 0000 0000 0000  'a.test'00 0001 00", DnsResponse::foreign, ""},

    {"cut before the address", kA, "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001", DnsResponse::failed, ""},
    {"cut in it", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0001 0001 00000e10 0004 0a0000",
     DnsResponse::failed, ""},
    {"cut in its length", kA, "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c00c 0001 0001 00000e10 00",
     DnsResponse::failed, ""},
    {"cut behind the first", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001"
     "c00c 0001 0001 00000e10 0004 0a000001  c00c 0001 0001 0000",
     DnsResponse::found, "0a000001"},
    {"a record that runs past the end", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001"
     "c00c 0010 0001 00000e10 ffff 00  c00c 0001 0001 00000e10 0004 0a000001",
     DnsResponse::failed, ""},
    {"a pointer to itself", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c018 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"a pointer forward", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  c01a 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"past the end", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  ffff 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"back to the labels before it", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  'a'c018 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"an alias without an end", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001  'b'00 0001 0001 00000e10 0004 0a000001"
     "c00c 0005 0001 00000e10 0002 'b'",
     DnsResponse::none, ""},
    {"an alias of nothing, at the end", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001  00 0001 0001 00000e10 0004 0a000001"
     "c00c 0005 0001 00000e10 0000",
     DnsResponse::none, ""},
    {"a name that points to itself is not the same as itself", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001  c00c 0005 0001 00000e10 0004 'b'c024"
     "c024 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"nor is one with a label of 64 bytes", kA,
     "1234 8180 0001 0002 0000 0000  'a.test'00 0001 0001  c00c 0005 0001 00000e10 0042 40"
     "6162636465666768616263646566676861626364656667686162636465666768"
     "6162636465666768616263646566676861626364656667686162636465666768"
     "00  c024 0001 0001 00000e10 0004 0a000001",
     DnsResponse::none, ""},
    {"a length of 64", kA,
     "1234 8180 0001 0001 0000 0000  'a.test'00 0001 0001  4000 0001 0001 00000e10 0004 0a000001",
     DnsResponse::failed, ""},
};

TEST("dns: responses")
{
    DomainName name;
    CHECK("name", name.add("a.test"));
    for (const ResponseRow &row : kResponses) {
        uint8_t     message[512], addresses[4 * 2 + 2 * 4];
        Buffer      found{Space(addresses).first(row.type == kA ? 10 : 16)};
        DnsQuery    query    = {0x1234, row.type, name.bytes()};
        DnsResponse response = read_response(message_of(row.message, message), query, found);
        CHECK(row.what, response == row.response);
        CHECK(row.what, Line().say(found.bytes()).text() == row.found);
    }
}

// From n0 = a.test on, each is an alias of the next.
static void put_chain(Buffer &to, int aliases)
{
    for (int i = 0; i < aliases; i++) {
        uint8_t       memory[32];
        char          letters[] = {char('a' + i), char('b' + i)};
        const uint8_t label[]   = {1, uint8_t(letters[0])};
        if (i && !to.put(label)) __builtin_trap();
        Bytes rest = message_of(i ? "c00e 0005 0001 00000e10 0004" : "c00c 0005 0001 00000e10 0004", memory);
        const uint8_t next[] = {1, uint8_t(letters[1]), 0xc0, 0x0e};
        if (!to.put(rest) || !to.put(next)) __builtin_trap();
    }
}

TEST("dns: aliases are followed 16 times")
{
    DomainName name;
    CHECK("name", name.add("a.test"));
    for (int aliases = 15; aliases <= 17; aliases++) {
        uint8_t memory[1024], words[64], addresses[4];
        Buffer  message{Space(memory)}, found{Space(addresses)};
        Bytes   head = message_of("1234 8180 0001 0012 0000 0000  'a.test'00 0001 0001", words);
        CHECK("head", message.put(head));
        put_chain(message, aliases);
        const uint8_t last[] = {1, uint8_t('a' + aliases)};
        CHECK("last", message.put(last) && message.put(message_of("c00e 0001 0001 00000e10 0004 0a000001", words)));
        memory[7]            = uint8_t(aliases + 1);
        DnsResponse response = read_response(message.bytes(), {0x1234, kA, name.bytes()}, found);
        CHECK(Line().say(aliases).text(), response == (aliases <= 16 ? DnsResponse::found : DnsResponse::none));
    }
}

TEST("dns: what was found before is replaced by what answers, and by nothing else")
{
    DomainName name;
    uint8_t    message[128], addresses[8];
    Buffer     found{Space(addresses)};
    CHECK("name", name.add("a.test") && found.put(bytes_of("old!")));
    DnsQuery query = {0x1234, kA, name.bytes()};
    Bytes    other = message_of("9999 8180 0001 0001 0000 0000  'a.test'00 0001 0001"
                                "c00c 0001 0001 00000e10 0004 0a000001", message);
    CHECK("another's", read_response(other, query, found) == DnsResponse::foreign);
    CHECK("another's", text_of(found.bytes()) == "old!");
    message[0] = 0x12, message[1] = 0x34;
    CHECK("its own", read_response(other, query, found) == DnsResponse::found);
    CHECK("its own", found.bytes() == other.after(other.size - 4));
}

// Labels of 63 bytes, and 255 in all.
TEST("dns: the longest name in a response")
{
    static const char *const kLabel = "a23456789b123456789c123456789d123456789e123456789f123456789g123";
    DomainName               name;
    CHECK("name", name.add(kLabel) && name.add(kLabel) && name.add(kLabel) && name.add(Text(kLabel).first(61)));
    static constexpr bool kBoth[] = {false, true};
    for (bool longer : kBoth) {
        uint8_t  memory[512], words[64], addresses[4];
        Buffer   message{Space(memory)}, found{Space(addresses)};
        DnsQuery query = {0x1234, kA, name.bytes()};
        CHECK("head", message.put(message_of("1234 8180 0001 0002 0000 0000", words)) && message.put(name.bytes()));
        CHECK("an alias one label longer, or an address", message.put(message_of(longer ?
            "0001 0001  c00c 0005 0001 00000e10 0004 'b'c00c  'b'c00c 0001 0001 00000e10 0004 0a000001" :
            "0001 0001  c00c 0010 0001 00000e10 0000  c00c 0001 0001 00000e10 0004 0a000001", words)));
        DnsResponse wanted = longer ? DnsResponse::none : DnsResponse::found;
        CHECK("no name is longer", read_response(message.bytes(), query, found) == wanted);
    }
}

// Records by the thousand, of which the front is there.
TEST("dns: the front of a long response is enough")
{
    static uint8_t memory[2048];
    DomainName     name;
    uint8_t        words[64], addresses[32];
    Buffer         message{Space(memory)}, found{Space(addresses)};
    CHECK("name", name.add("a.test"));
    CHECK("head", message.put(message_of("1234 8180 0001 0fff 0000 0000  'a.test'00 0001 0001", words)));
    Bytes record = message_of("c00c 0001 0001 00000e10 0004 0a000001", words);
    while (message.put(record)) continue;
    CHECK("found", read_response(message.bytes(), {0x1234, kA, name.bytes()}, found) == DnsResponse::found);
    CHECK("as many as fit", found.bytes().size == 32);
}
