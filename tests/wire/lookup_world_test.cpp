// Thousands of small worlds, each grown from a number: up to three name servers, each with a nature of
// its own, behind a network that loses and delays. The clock is a variable.
#include "wire/lookup.h"

#include "check.h"
#include "message.h"

namespace {
// Marsaglia's xorshift32.
class Dice {
public:
    explicit Dice(uint32_t seed) : state_(seed * 2654435761u | 1) {}

    uint32_t below(uint32_t sides)
    {
        state_ ^= state_ << 13, state_ ^= state_ >> 17, state_ ^= state_ << 5;
        return state_ % sides;
    }

private:
    uint32_t state_;
};

enum class Nature : uint8_t {
    good,       // answers
    negative,   // knows the name, but no address
    nxdomain,   // does not know it
    refusing,   // SERVFAIL
    silent,     // gets everything and says nothing
    lost,       // is not there, and the kernel says so
    truncating, // answers over TCP
    cutting,    // would, but ends the connection in the middle
    hanging,    // or never says anything there
    kCount,
};

struct Parcel {
    int64_t at       = INT64_MAX;  // when it arrives; never: a place that is free
    uint8_t server   = 0;
    uint8_t question = 0;
    bool    tcp      = false;
    bool    lost     = false;  // instead of an answer
    bool    foreign  = false;
};

struct World {
    Dice        dice;
    LookupRules rules;
    Nature      natures[kMostServers];
    uint32_t    loss;     // of so many in a hundred datagrams
    uint32_t    delay;    // of an answer, half of the longest
    bool        spoofed;  // somebody sends answers to other questions
    int64_t     patience;

    explicit World(uint32_t seed) : dice(seed)
    {
        rules.servers  = uint8_t(1 + dice.below(kMostServers));
        rules.attempts = uint8_t(1 + dice.below(3));
        rules.timeout  = uint8_t(1 + dice.below(9));
        for (Nature &nature : natures) nature = Nature(dice.below(uint32_t(Nature::kCount)));
        loss     = dice.below(3) * 25;
        delay    = 1 + dice.below(400);
        spoofed  = !dice.below(3);
        patience = dice.below(4) ? 100000 : 1 + dice.below(9000);
    }
    bool any(Nature wanted) const
    {
        for (size_t i = 0; i < rules.servers; i++)
            if (natures[i] == wanted) return true;
        return false;
    }
    bool all(Nature wanted, Nature or_this) const
    {
        for (size_t i = 0; i < rules.servers; i++)
            if (natures[i] != wanted && natures[i] != or_this) return false;
        return true;
    }
};

// What a server may say is its number in each byte of an address; a spoofer says 0xee.
class Run {
public:
    Run(World &world, Lookup &lookup) : world_(world), lookup_(lookup) {}

    void run()
    {
        while (act()) {
            Parcel &parcel = earliest();
            int64_t  due    = lookup_.due().at.count;
            now_            = parcel.at < due ? parcel.at : due;
            if (parcel.at <= due) deliver(parcel);
            bool found = !lookup_.found(Lookup::kV6).empty() || !lookup_.found(Lookup::kV4).empty();
            if (found) found_at = smaller(found_at, now_);
        }
    }

    int64_t  now_ = 0, found_at = INT64_MAX;
    unsigned sent = 0, opened = 0;

private:
    bool act()
    {
        for (;;) {
            Lookup::Action action = lookup_.next({now_});
            if (action.kind == Lookup::Action::Kind::done) return false;
            if (action.kind == Lookup::Action::Kind::wait) return true;
            if (action.kind == Lookup::Action::Kind::open) open(action);
            else send(action);
        }
    }
    void post(Parcel parcel)
    {
        parcel.at = now_ + 1 + world_.dice.below(2 * world_.delay);
        for (Parcel &place : parcels_)
            if (place.at == INT64_MAX) {
                place = parcel;
                return;
            }
        __builtin_trap();
    }
    void send(const Lookup::Action &action)
    {
        sent++;
        Nature nature = world_.natures[action.server];
        if (world_.spoofed) post({0, action.server, action.question, false, false, true});
        if (nature == Nature::silent || world_.dice.below(100) < world_.loss) return;
        post({0, action.server, action.question, false, nature == Nature::lost});
        if (!world_.dice.below(10)) post({0, action.server, action.question, false, nature == Nature::lost});
    }
    // The one before it is closed.
    void open(const Lookup::Action &action)
    {
        opened++;
        for (Parcel &parcel : parcels_)
            if (parcel.tcp && parcel.question == action.question) parcel.at = INT64_MAX;
        if (world_.natures[action.server] == Nature::hanging) return;
        post({0, action.server, action.question, true, world_.natures[action.server] == Nature::cutting});
    }
    Parcel &earliest()
    {
        Parcel *first = parcels_;
        for (Parcel &parcel : parcels_)
            if (parcel.at < first->at) first = &parcel;
        return *first;
    }
    void deliver(Parcel &parcel)
    {
        Parcel taken = parcel;
        parcel.at     = INT64_MAX;
        if (taken.tcp) return deliver_over_tcp(taken);
        if (taken.lost) return lookup_.lost(taken.server);
        Reply reply;
        answer(reply, taken);
        lookup_.heard(taken.server, reply.bytes());
    }
    void deliver_over_tcp(const Parcel &parcel)
    {
        Reply   reply;
        uint8_t length[kDnsLength];
        answer(reply, parcel);
        pack<"!H">(length, uint16_t(reply.bytes().size));
        lookup_.heard_over_tcp(parcel.question, length);
        Bytes half = reply.bytes().first(reply.bytes().size / 2);
        lookup_.heard_over_tcp(parcel.question, half);
        if (parcel.lost) return lookup_.lost_over_tcp(parcel.question);
        lookup_.heard_over_tcp(parcel.question, reply.bytes().after(half.size));
    }
    void answer(Reply &reply, const Parcel &parcel)
    {
        DnsQuery query     = lookup_.query(parcel.question);
        Nature   nature    = world_.natures[parcel.server];
        bool     truncated = !parcel.tcp && nature >= Nature::truncating;
        uint8_t  ip[16];
        if (parcel.foreign) query.id++;
        memset(ip, parcel.foreign ? 0xee : parcel.server, sizeof ip);

        uint16_t code = nature == Nature::nxdomain ? 3 : nature == Nature::refusing ? 2 : 0;
        reply.begin(query, uint16_t(truncated ? 0x8380 : kAnswer | code));
        bool found = nature == Nature::good || parcel.foreign || (nature >= Nature::truncating && parcel.tcp);
        if (found) reply.add(query.type, Bytes(ip).first(query.type == RecordType::a ? 4 : 16));
    }

    World  &world_;
    Lookup &lookup_;
    Parcel parcels_[128];
};
}

static void check_found(Text seed, const World &world, const Lookup &lookup)
{
    for (uint8_t question = 0; question < Lookup::kQuestions; question++)
        for (uint8_t byte : lookup.found(question)) {
            CHECK(seed, byte < world.rules.servers);
            Nature nature = world.natures[byte % kMostServers];
            CHECK(seed, nature == Nature::good || nature == Nature::truncating);
        }
}

static void check_end(Text seed, const World &world, const Lookup &lookup, const Run &run)
{
    LookupResult result = lookup.result();
    int64_t      most   = smaller<int64_t>(world.rules.timeout * 1000, world.patience);
    CHECK(seed, run.now_ <= most);
    CHECK(seed, run.sent <= 2u * world.rules.servers * world.rules.attempts);
    CHECK(seed, run.opened <= 2u * world.rules.servers);

    bool quick = !world.loss && 4 * int64_t(world.delay) < most / world.rules.attempts;
    bool known = world.any(Nature::good) || world.any(Nature::truncating);
    if (result == LookupResult::no_such_name) CHECK(seed, world.any(Nature::nxdomain));
    if (result == LookupResult::no_address) CHECK(seed, world.any(Nature::negative));
    if (result == LookupResult::refusal) CHECK(seed, world.any(Nature::refusing));
    if (result == LookupResult::found) CHECK(seed, known && run.now_ <= run.found_at + kResolutionDelay.count);
    // Servers that hang are left one after the other, an attempt for each.
    bool sure = world.any(Nature::good) || (world.any(Nature::truncating) && !world.any(Nature::hanging));
    if (quick && sure && !world.any(Nature::nxdomain) && !world.any(Nature::negative))
        CHECK(seed, result == LookupResult::found);
    bool silence = result == LookupResult::silence;
    if (world.all(Nature::silent, Nature::hanging)) CHECK(seed, silence && run.now_ + 3 > most);
    if (quick && world.all(Nature::lost, Nature::cutting)) CHECK(seed, silence && run.now_ < most);
    if (quick && world.all(Nature::refusing, Nature::lost)) CHECK(seed, run.now_ < most);
}

TEST("lookup: ten thousand worlds")
{
    DomainName name;
    CHECK("name", name.add("router.example"));
    for (uint32_t seed = 1; seed <= 10000; seed++) {
        World  world(seed);
        Lookup lookup(name, world.rules, {{world.patience}});
        lookup.ask(Lookup::kV6, uint16_t(world.dice.below(65536)));
        lookup.ask(Lookup::kV4, uint16_t(world.dice.below(65536)));
        Run run(world, lookup);
        run.run();
        Line line;
        line.say("seed ", seed);
        check_found(line.text(), world, lookup);
        check_end(line.text(), world, lookup, run);
    }
}
