// Thousands of small rooms without a server, each grown from a number: up to six people, some of them with the
// same nick, some on two networks at once, behind a network that loses half of everything, doubles it and turns
// its order round, and falls in two for up to 100 s. Somebody sends again what he has recorded, before it all
// began too. Whatever happens, what everybody said comes through once and in order, or is told to be lost.
#include "wire/lan_room.h"

#include "check.h"
#include "network.h"
#include "words/ascii.h"

namespace {
constexpr size_t  kNodes = 6, kLines = 128;
constexpr int64_t kTalking = 120000, kHealed = 130000, kEnd = 300000;

LossyNetwork network;

struct Sight {  // of one node, by another
    bool     known = false, here = false, expects = false;
    uint32_t first = 1;  // line to be seen
    uint32_t last  = 0;  // shown
    bool     shown[kLines] = {}, lost[kLines] = {};
};

constexpr const char *kNicks[] = {"alice", "Alice", "bob", "alice-2", "carol", "ghost"};

LanRules rules_of(uint64_t id, bool keyed)
{
    LanRules rules;
    rules.id    = id;
    rules.proof = keyed;
    return rules;
}

struct Node {
    Node(Luck &chance, bool keyed, uint32_t index)
        : id(chance.wide()), starts(chance.below(20000)), two_nics(!chance.below(3)), half(!chance.below(2)),
          room(rules_of(id, keyed), peers, places, sent, kNicks[index], {starts})
    {
        talks = starts + chance.below(20000);
        if (chance.percent(30)) leaves = starts + chance.below(kTalking);
    }

    uint64_t       id;
    int64_t        starts, leaves = INT64_MAX, talks = 0;
    bool           two_nics, half;
    bool           on = false, leaving = false, done = false;
    uint32_t       said = 0;
    uint32_t       numbers[kLines];  // of the lines said, in the backlog
    Sight          sights[kNodes];
    Peer           peers[kNodes + 2];
    HeldLine       places[6];
    uint8_t        memory[4096];
    Backlog::Entry entries[64];
    Backlog        sent{memory, entries};
    LanRoom        room;
};

class World {
public:
    explicit World(uint32_t seed) : chance(seed), keyed(!chance.below(3))
    {
        loss    = chance.below(6) * 10;
        splits  = !chance.below(2);
        hostile = !chance.below(2);
        count   = 1 + chance.below(kNodes - 1);
        network.begin(&chance, loss, 1 + chance.below(60));
        split_from_ = chance.below(kTalking);
        split_to_   = smaller<int64_t>(split_from_ + 1000 + chance.below(100000), kHealed);
        if (keyed && hostile) record_earlier();
    }

    void run(Text name)
    {
        name_ = name;
        while (now < kEnd) {
            step();
            if (now >= kHealed) network.heal();
            if (now < kEnd - 60000) quiet_ = sent_;
        }
        quiet_ = sent_ - quiet_;
        check_end();
    }

private:
    // What somebody with the key said yesterday, when all of this was not yet there.
    void record_earlier()
    {
        Node    ghost(chance, keyed, kNodes - 1);
        LanRoom &room = ghost.room;
        int64_t from  = ghost.starts;
        for (int64_t then = from; then < from + 60000; then += 50) {
            if ((then - from) % 10000 == 0) room.say("boo");
            if (then == from + 50000) room.leave({then});
            for (;;) {
                LanRoom::Action action = room.next({then});
                if (action.kind != LanRoom::Action::Kind::send) break;
                record(earlier_, UINT32_MAX, action.bytes);
            }
        }
    }
    const Flight &record(Recorder &recorder, uint32_t from, Bytes parcel)
    {
        uint8_t memory[kLongestDatagram];
        copy(memory, parcel);
        size_t size = keyed ? sealer.seal(memory, parcel.size) : parcel.size;
        return recorder.keep(from, 0, Bytes(memory).first(size));
    }
    bool connected(uint32_t a, uint32_t b) const
    {
        bool split = splits && split_from_ <= now && now < split_to_;
        return !split || nodes[a].half == nodes[b].half;
    }
    // Everybody hears it by each network that both are on, its sender too.
    void post(uint32_t from, Bytes parcel)
    {
        sent_++;
        const Flight &flight = record(records_, from, parcel);
        for (uint32_t to = 0; to < count; to++) {
            bool twice = nodes[from].two_nics && nodes[to].two_nics;
            for (int copies = twice ? 2 : 1; copies && connected(from, to); copies--)
                network.post(from, to, flight.bytes(), now);
        }
    }
    void step()
    {
        int64_t next = network.next();
        for (uint32_t i = 0; i < count; i++) {
            Node &node = nodes[i];
            if (!node.on && !node.done) next = smaller(next, node.starts);
            if (!node.on) continue;
            next = smaller(next, node.room.due().at.count);
            if (!node.leaving) next = smaller(next, smaller(node.leaves, node.talks));
        }
        if (hostile) next = smaller(next, attack_at_);
        now = larger(now, smaller(next, kEnd));
        if (now >= kEnd) return;
        if (network.next() <= now) arrive(network.take());
        for (uint32_t i = 0; i < count; i++) live(i);
        if (hostile && attack_at_ <= now) attack();
    }
    void arrive(const Flight &flight)
    {
        Node &node = nodes[flight.to];
        if (!node.on) return;
        uint8_t memory[kLongestDatagram];
        Space   datagram = Space(memory).first(flight.size);
        copy(datagram, flight.bytes());
        node.room.heard(keyed ? opener.open(datagram) : Bytes(datagram), {now});
        drain(flight.to);
    }
    void live(uint32_t index)
    {
        Node &node = nodes[index];
        if (!node.done && node.starts <= now) node.on = true;
        if (!node.on) return;
        if (!node.leaving && node.talks <= now) talk(node);
        if (!node.leaving && node.leaves <= now) {
            node.leaving = true;
            node.room.leave({now});
        }
        drain(index);
    }
    void talk(Node &node)
    {
        node.talks = now + (chance.percent(30) ? 5 : chance.below(10000));
        if (now >= kTalking || node.said + 1 >= kLines) node.talks = INT64_MAX;
        if (chance.percent(5)) {
            char letters[2] = {char('a' + chance.below(26)), char('a' + chance.below(26))};
            node.room.rename({letters, 2});
        }
        Line line;
        line.say(Wide{node.said + 1, 6, '0'});
        for (uint32_t padding = chance.below(200); padding; padding--) line.add('.');
        if (node.room.say(line.text())) node.numbers[++node.said] = node.sent.newest();
    }
    uint32_t index_of(const Peer *peer)
    {
        for (uint32_t i = 0; i < count; i++)
            if (nodes[i].id == peer->id) return i;
        CHECK(name_, "nobody who is not there" == nullptr);
        return 0;
    }
    void drain(uint32_t index)
    {
        using Kind = LanRoom::Action::Kind;
        Node &node = nodes[index];
        while (node.on) {
            LanRoom::Action action = node.room.next({now});
            if (action.kind == Kind::wait) return;
            if (action.kind == Kind::send) post(index, action.bytes);
            if (action.kind == Kind::done) end(node);
            if (action.peer) see(node, node.sights[index_of(action.peer)], nodes[index_of(action.peer)], action);
        }
    }
    static void end(Node &node)
    {
        node.done = true;
        node.on   = false;
    }
    void see(const Node &node, Sight &sight, const Node &other, const LanRoom::Action &action)
    {
        using Kind = LanRoom::Action::Kind;
        switch (action.kind) {
        case Kind::joined:
            CHECK(name_, !sight.here);
            if (!sight.known && other.starts < node.starts) sight.first = other.said + 1;
            sight.known = sight.here = true;
            return;
        case Kind::line: {
            uint64_t number = 0;
            CHECK(name_, sight.here && parse_decimal(number, text_of(action.bytes.first(6))));
            CHECK(name_, number > sight.last && number <= other.said && !sight.lost[number]);
            sight.last          = uint32_t(number);
            sight.shown[number] = true;
            return;
        }
        case Kind::lost:
            for (uint32_t line = 1; line <= other.said; line++)
                if (action.range.holds(other.numbers[line])) {
                    CHECK(name_, sight.here && !sight.shown[line]);
                    sight.lost[line] = true;
                }
            if (loss <= 10 && !splits && !other.leaving) CHECK(name_, false);
            return;
        case Kind::left:
        case Kind::timed_out:
            CHECK(name_, sight.here && (action.kind == Kind::timed_out || other.leaving));
            sight.here = false;
            return;
        case Kind::renamed:
            CHECK(name_, sight.here && !(text_of(action.bytes) == action.peer->nick()));
            return;
        case Kind::wait:
        case Kind::send:
        case Kind::named:
        case Kind::done: return;
        }
    }
    void attack()
    {
        attack_at_ = now < kHealed ? now + 1 + chance.below(300) : INT64_MAX;
        Flight again = (chance.percent(30) ? earlier_ : records_).any(chance);
        if (again.size && chance.percent(20)) again.memory[chance.below(keyed ? again.size : 5)] ^= 1;
        if (again.size) network.post(again.from, chance.below(count), again.bytes(), now);
    }

    void check_end()
    {
        uint32_t on = 0;
        for (uint32_t i = 0; i < count; i++) on += nodes[i].on;
        for (uint32_t i = 0; i < count; i++)
            for (uint32_t other = 0; other < count; other++)
                if (nodes[i].on && i != other) check_pair(nodes[i], nodes[i].sights[other], nodes[other]);
        // Four ANNOUNCEs of each are the most in a minute.
        CHECK(name_, quiet_ <= on * 4);
    }
    void check_pair(const Node &node, const Sight &sight, const Node &other)
    {
        CHECK(name_, sight.here == other.on);
        if (!other.on) return;
        for (uint32_t line = sight.first; line <= other.said; line++)
            CHECK(name_, sight.shown[line] || sight.lost[line]);
        CHECK(name_, !same_ignoring_case(node.room.nick(), other.room.nick()));
        for (const Peer &peer : node.room.peers())
            if (peer.is_here() && peer.id == other.id) CHECK(name_, peer.nick() == other.room.nick());
    }

public:
    Luck   chance;
    bool     keyed = false;
    Key      shared;
    ParcelSealer sealer{shared, bytes_of("one for them all")};
    ParcelOpener opener{shared};
    Node     nodes[kNodes] = {{chance, keyed, 0}, {chance, keyed, 1}, {chance, keyed, 2},
                              {chance, keyed, 3}, {chance, keyed, 4}, {chance, keyed, 5}};
    uint32_t loss = 0, count = 0;
    bool     splits = false, hostile = false;
    int64_t  now = 0;

private:
    Text     name_;
    int64_t  split_from_ = 0, split_to_ = 0, attack_at_ = 1;
    unsigned sent_ = 0, quiet_ = 0;
    Recorder records_, earlier_;
};
}

TEST("lan sim: worlds by the thousand")
{
    for (uint32_t seed = 1; seed <= worlds(2000); seed++) {
        Line line;
        line.say("seed ", seed);
        World world(seed);
        world.run(line.text());
    }
}
