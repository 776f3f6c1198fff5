#include "wire/broker.h"

#include "check.h"
#include "dice.h"
#include "trap.h"

namespace {
// A relay with a ring of 128 bytes. Peers are letters, and a comes first:
//
//     b+       comes
//     b-       goes
//     b>TEXT   says it
//     b<3      takes as many bytes of what there is for it now
//     b<       takes all
//     b?       may it be heard? "b" or "-" is written down, and "!" where it is too slow
//
// What they take is written down, in brackets.
class Relay {
public:
    Text play(Text script)
    {
        while (!script.empty()) {
            Text step_text = script.first(position(script, ' '));
            script         = script.after(smaller(step_text.size + 1, script.size));
            step(step_text[0], step_text[1], step_text.after(2));
        }
        return heard_.text();
    }

private:
    static constexpr size_t kParties = 5;

    void step(char letter, char what, Text rest)
    {
        size_t &peer = peers_[size_t(letter - 'a')];
        switch (what) {
        case '+': peer = broker_.join(); return;
        case '-': return broker_.left(peer);
        case '>': return broker_.said(peer, bytes_of(rest));
        case '<': return take(peer, rest.empty() ? SIZE_MAX : size_t(rest[0] - '0'));
        case '?': heard_.add(broker_.is_too_slow(peer) ? '!' : broker_.may_hear(peer) ? letter : '-'); return;
        }
        __builtin_trap();
    }
    void take(size_t peer, size_t most)
    {
        heard_.add('[');
        for (Bytes next; !(next = broker_.next(peer)).empty() && most; most -= next.size) {
            next = next.first(smaller(next.size, most));
            heard_.add(text_of(next));
            broker_.sent(peer, next.size);
        }
        heard_.add(']');
    }

    uint8_t memory_[128];
    Ring    ring_{Space(memory_)};
    BrokerPeer   parties_[kParties] = {};
    Broker  broker_{ring_, parties_};
    size_t  peers_[kParties] = {};
    Line    heard_;
};

struct RelayRow {
    const char *name;
    const char *script;
    const char *heard;
};
}

#define THIRTY "123456789-123456789-123456789-"
#define SIXTY  THIRTY THIRTY

static constexpr RelayRow kRelays[] = {
    {"one says, the other hears", "a+ b+ a>hi b<", "[hi]"},
    {"all others do", "a+ b+ c+ b>hi a< b< c<", "[hi][][hi]"},
    {"as it is, without a beginning or an end", "a+ b+ a>he a>llo b<", "[hello]"},
    {"in as many pieces as one takes", "a+ b+ a>hello b<2 b<1 b<", "[he][l][lo]"},
    {"one who comes hears what is said from then on", "a+ b+ a>one c+ a>two c< b<", "[two][onetwo]"},
    {"one who goes is not missed", "a+ b+ c+ a>one b- a>two c< b+ a>three b<", "[onetwo][three]"},
    {"more than an entry holds is several", "a+ b+ a>" SIXTY "1234 b<", "[" SIXTY "1234]"},
    {"across the end of the ring", "a+ b+ a>" SIXTY " b< a>" SIXTY " b<5 b<", "[" SIXTY "][12345][6789-123456789-123456789-" THIRTY "]"},

    {"nobody is heard alone", "a+ a? b+ a? b? b- a?", "-ab-"},
    {"nor before the other has taken all", "a+ b+ a>hello a? b<4 a? b<1 a? b< a?", "-[hell]-[o]-[]-"},
    {"nor before one has oneself, be it nothing but one's own", "a+ b+ a>hello b< b? a? a< a? b?", "[hello]--[]ab"},
    {"one of many is enough", "a+ b+ c+ d+ b>hello b< b? d< b? c? d?", "[]-[hello]b-d"},
    {"but not the first, which has its place here", "a+ b+ c+ b>hello b< a< b? c< b?", "[][hello]-[hello]b"},
    {"unless it is the only one", "a+ b+ b>hello b< b? a< b?", "[]-[hello]b"},
    {"it hears itself like any", "a+ b+ c+ a>hello a< a? b< a?", "[]-[hello]a"},
    {"a slow one that goes holds up nobody", "a+ b+ c+ b>hello b< a< b? c- b?", "[][hello]-b"},
    {"a place that is free is taken, but the first", "a+ b+ c+ a- d+ b>hello c< d< b< b?", "[hello][hello][]b"},

    {"whoever misses something is too slow", "a+ b+ c+ b>" SIXTY " a< b< c<5 c? b>" SIXTY " a< b< c? b? c<",
     "[" SIXTY "][][12345]-[" SIXTY "][]!-[]"},
    {"and stays so", "a+ b+ c+ b>" SIXTY " b>" SIXTY " a? c? c? c< c? c- c+ c?", "!!![]!-"},
    {"with what it says itself it misses nothing", "a+ b+ b>" SIXTY " a< b>" SIXTY " a< b>x a< b? a>y b<",
     "[" SIXTY "][" SIXTY "][x]-[y]"},
};

TEST("broker: who hears what, and who is heard")
{
    for (const RelayRow &row : kRelays) {
        Relay relay;
        Line  said;
        Text  heard = relay.play(row.script);
        CHECK(said.say(row.name, ": ", heard).text(), heard == row.heard);
    }
}

TEST("broker: as many as there are places")
{
    uint8_t memory[64];
    Ring    ring{Space(memory)};
    BrokerPeer   places[2] = {};
    Broker  broker(ring, places);
    CHECK("the first", broker.join() == 0);
    CHECK("another", broker.join() == 1);
    CHECK("and no more", broker.join() == Broker::kNobody);
    broker.left(0);
    CHECK("the first place is not given again", broker.join() == Broker::kNobody);
}

namespace {
// A stream whose bytes are known by their number.
uint8_t stream_byte(size_t author, uint64_t at) { return uint8_t(at * 7 + at / 251 + author * 101); }

struct Reader {
    bool     slow;
    uint64_t said;
    uint64_t heard[4];  // of each author
};
}

// Two speak at once whenever they may, and all read as fast as they like. What each hears of one author is
// the author's stream from its beginning, unless it is cut off.
TEST("broker: a thousand relays lose nothing, and cut off only whom another has overtaken")
{
    for (uint32_t seed = 1; seed <= 1000; seed++) {
        SeededDice dice(seed);
        uint8_t    memory[1024];
        Ring       ring{Space(memory).first(256u << dice.below(3))};
        BrokerPeer      places[5] = {};
        Broker     broker(ring, places);
        size_t     peers = 2 + dice.below(2);
        Reader     readers[4] = {};
        Line       name;
        name.say("seed ", seed);
        for (size_t i = 0; i < peers; i++) broker.join();
        for (int round = 0; round < 2000; round++) {
            size_t author = dice.below(uint32_t(peers)), who = dice.below(uint32_t(peers));
            if (!readers[author].slow && broker.may_hear(author)) {
                uint8_t piece[40];
                size_t  size = 1 + dice.below(sizeof piece);
                for (size_t i = 0; i < size; i++) piece[i] = stream_byte(author, readers[author].said++);
                broker.said(author, Bytes(piece).first(size));
            }
            Reader &reader = readers[who];
            reader.slow |= broker.is_too_slow(who);
            if (reader.slow || dice.below(8) < who) continue;
            for (Bytes next; !(next = broker.next(who)).empty();) {
                size_t size = 1 + dice.below(uint32_t(next.size));
                // With two peers whose bytes these are is plain.
                for (size_t i = 0; peers == 2 && i < size; i++)
                    CHECK(name.text(), next[i] == stream_byte(1 - who, reader.heard[1 - who]++));
                broker.sent(who, size);
                if (dice.below(2)) break;
            }
        }
        for (size_t i = 0; i < peers; i++) CHECK(name.text(), peers > 2 || !readers[i].slow);
        if (peers == 2) CHECK(name.text(), readers[0].said > 1000 && readers[1].said - readers[0].heard[1] <= 1024);
    }
}

TEST("broker: bugs of the caller trap")
{
    CHECK("more sent than there was", traps([] {
        uint8_t memory[128];
        Ring    ring{Space(memory)};
        BrokerPeer   places[2] = {};
        Broker  broker(ring, places);
        broker.join(), broker.join();
        broker.said(0, bytes_of("hi"));
        broker.sent(1, 3);
    }));
    CHECK("something sent where there was nothing", traps([] {
        uint8_t memory[128];
        Ring    ring{Space(memory)};
        BrokerPeer   places[2] = {};
        Broker  broker(ring, places);
        broker.sent(broker.join(), 1);
    }));
}
