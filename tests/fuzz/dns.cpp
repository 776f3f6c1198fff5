// DNS responses out of any bytes: in one piece, or as datagrams and connections of a lookup.
//
// The first byte chooses the type that is asked for and how the rest is cut; a response as it should be
// is "a.test", id 0x1234.
#include "wire/lookup.h"

#include "fuzz/fuzz.h"

static DomainName test_name()
{
    DomainName name;
    must(name.add("a.test"));
    return name;
}

static void check_response(Bytes message, RecordType type)
{
    DomainName  name   = test_name();
    DnsQuery    query  = {0x1234, type, name.bytes()};
    size_t      wanted = type == RecordType::a ? 4 : 16;
    uint8_t     memory[64];
    Buffer      found{Space(memory)};
    DnsResponse response = read_response(message, query, found);
    must(found.bytes().size % wanted == 0);
    if (response == DnsResponse::found) must(!found.bytes().empty());
    else must(found.bytes().empty() || response == DnsResponse::truncated);

    found.clear();
    DnsResponse front = read_response(message.first(message.size / 2), query, found);
    if (response == DnsResponse::foreign) must(front == DnsResponse::foreign);
}

// Every piece is a datagram for one server, or the next bytes of a connection.
static void check_lookup(Bytes pieces, uint8_t seed)
{
    Lookup lookup(test_name(), {2, 2, 5, 1}, {{20000}});
    Cuts   cuts(seed);
    Millis now  = {0};
    size_t left = 100 + pieces.size;
    lookup.ask(Lookup::kV6, 0x1234);
    lookup.ask(Lookup::kV4, 0x1234);
    for (;;) {
        Lookup::Action action = lookup.next(now);
        must(left-- && action.server < 2 && action.question < 2);
        if (action.kind == Lookup::Action::Kind::done) break;
        if (action.kind != Lookup::Action::Kind::wait) continue;
        if (pieces.empty()) {
            now = lookup.due().at;
            continue;
        }
        uint8_t whose = pieces[0];
        Bytes   piece = cuts.take(pieces);
        if (whose & 1) lookup.heard(whose >> 1 & 1, piece);
        else lookup.heard_over_tcp(whose >> 1 & 1, piece);
        if (whose >= 0xf8) lookup.lost_over_tcp(whose >> 1 & 1);
    }
    must(now <= Millis{5000});
    bool found = !lookup.found(Lookup::kV6).empty() || !lookup.found(Lookup::kV4).empty();
    must(found == (lookup.result() == LookupResult::found));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    Bytes rest = Bytes(data, size).after(1);
    check_response(rest, data[0] & 1 ? RecordType::a : RecordType::aaaa);
    check_lookup(rest, data[0]);
    return 0;
}
