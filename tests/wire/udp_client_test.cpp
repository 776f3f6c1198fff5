// One client, and what a server might say to it. Both together: udp_sim_test.cpp.
#include "wire/udp_client.h"

#include "check.h"
#include "parcel_words.h"
#include "trap.h"

namespace {
constexpr uint64_t kNonce = 7, kToken = 5;

struct Step {
    int64_t     at;     // ms
    const char *does;   // join, leave, hear, the text after "say ", or nothing
    Parcel      heard;
    const char *comes;  // one after the other
};

class Script {
public:
    void run(const char *name, Span<const Step> steps)
    {
        for (const Step &step : steps) {
            Line came;
            act(step);
            for (;;) {
                UdpClient::Action action = client_.next({step.at});
                if (action.kind == UdpClient::Action::Kind::wait) break;
                if (!came.text().empty()) came.say("; ");
                tell(came, action);
            }
            CHECK(Line().say(name, ", at ", step.at, ": ", came.text()).text(), came.text() == step.comes);
        }
    }

private:
    void act(const Step &step)
    {
        Text does = step.does;
        if (does == "join") client_.join(kNonce, {step.at});
        if (does == "finish") client_.finish();
        if (does == "leave") client_.leave({step.at});
        if (starts_with(does, "say ")) CHECK(does, client_.say({does.data + 4, does.size - 4}));
        if (!(does == "hear")) return;
        Parcel heard = step.heard;
        if (heard.type == ParcelType::retry) heard.cookie = bytes_of("a cookie for you");
        client_.heard(Bytes(memory_).first(put_parcel(memory_, heard)), {step.at});
    }
    static void tell(Writer &to, const UdpClient::Action &action)
    {
        using Kind = UdpClient::Action::Kind;
        switch (action.kind) {
        case Kind::wait: return;
        case Kind::send: say_parcel(to, action.bytes); return;
        case Kind::joined: to.say("joined"); return;
        case Kind::line: to.say("shows ", text_of(action.bytes)); return;
        case Kind::lost: to.say("lost ", action.range.first, '-', action.range.last); return;
        case Kind::undelivered: to.say("undelivered ", text_of(action.bytes)); return;
        case Kind::refused: to.say("refused: ", text_of(action.bytes)); return;
        case Kind::gone: to.say("gone"); return;
        case Kind::left: to.say("left"); return;
        }
    }

    HeldLine  places_[4];
    uint8_t   queue_[256], memory_[kLongestDatagram];
    UdpClient client_{places_, queue_, "bob"};
};

constexpr Parcel retry(uint64_t nonce) { return {.type = ParcelType::retry, .nonce = nonce}; }
constexpr Parcel welcome(uint64_t nonce, uint64_t token, uint32_t newest, uint32_t first, uint32_t epoch)
{
    return {.type = ParcelType::welcome, .who = token, .nonce = nonce, .number = newest, .oldest = first,
            .epoch = epoch};
}
Parcel line(uint32_t number, uint32_t before, Text text, uint64_t token = kToken)
{
    return {.type = ParcelType::line, .who = token, .number = number, .oldest = before, .rest = bytes_of(text)};
}
constexpr Parcel alive(uint32_t counter, uint32_t newest, uint32_t oldest)
{
    return {.type = ParcelType::alive, .who = kToken, .counter = counter, .number = newest, .oldest = oldest};
}
constexpr Parcel ack(uint32_t number) { return {.type = ParcelType::ack, .who = kToken, .number = number}; }
constexpr Parcel kGone = {.type = ParcelType::gone, .who = kToken};

#define HELLO(counter) "HELLO nonce=7 counter=" counter " nick=bob"
#define JOIN {0, "join", {}, HELLO("1")}, {1, "hear", welcome(kNonce, kToken, 4, 5, 3), "joined"}
}

TEST("udp client: a HELLO is said again until there is a WELCOME, with the cookie of a RETRY at once")
{
    Step steps[] = {
        {0, "join", {}, HELLO("1")},
        {999, "", {}, ""},
        {1000, "", {}, HELLO("2")},
        {1100, "hear", retry(8), ""},
        {1100, "hear", retry(kNonce), HELLO("3")},
        {1200, "hear", retry(kNonce), ""},
        {1300, "", {}, HELLO("4")},
        {2999, "", {}, ""},
        {3000, "", {}, HELLO("5")},
        {7000, "", {}, HELLO("6")},
        {15000, "", {}, HELLO("7")},
        {23000, "", {}, HELLO("8")},
        {23001, "hear", welcome(8, kToken, 4, 5, 3), ""},
        {23001, "hear", welcome(kNonce, kToken, 4, 0, 3), ""},
        {23001, "hear", welcome(kNonce, kToken, 4, 5, 3), "joined"},
        {23002, "hear", welcome(kNonce, kToken, 4, 5, 3), ""},
    };
    Script().run("hello", steps);
}

TEST("udp client: the lines of the room, in order and once")
{
    Step steps[] = {
        JOIN,
        {10, "hear", line(5, 4, "a"), "shows a"},
        {11, "hear", line(5, 4, "a"), ""},
        {12, "hear", line(9, 7, "c"), ""},
        {13, "hear", line(6, 5, "no", 6), ""},
        {14, "hear", line(6, 6, "no"), ""},
        {61, "", {}, ""},
        {62, "", {}, "WANT who=5 counter=2 6-7"},
        {161, "", {}, ""},
        {162, "", {}, "WANT who=5 counter=3 6-7"},
        {170, "hear", line(7, 5, "b"), "shows b; shows c"},
        {171, "hear", line(12, 9, ""), ""},
        {172, "hear", line(13, 12, "d"), "shows d"},
        {180, "hear", alive(0, 15, 1), ""},
        {230, "", {}, "WANT who=5 counter=4 14-15"},
        {240, "hear", alive(0, 20, 18), "lost 14-17"},
        {290, "", {}, "WANT who=5 counter=5 18-20"},
    };
    Script().run("lines", steps);
}

TEST("udp client: a SAY is confirmed before the next one")
{
    Step steps[] = {
        {0, "say early", {}, ""},
        {0, "join", {}, HELLO("1")},
        {1, "hear", welcome(kNonce, kToken, 4, 5, 3), "joined; SAY who=5 counter=2 number=1 'early'"},
        {2, "say late", {}, ""},
        {3, "hear", ack(2), ""},
        {3000, "", {}, "SAY who=5 counter=3 number=1 'early'"},
        {3001, "hear", ack(1), "SAY who=5 counter=4 number=2 'late'"},
        {3002, "hear", welcome(kNonce, 6, 4, 5, 3), "undelivered late"},
    };
    Script().run("say", steps);
}

TEST("udp client: a heartbeat every 20 s, again after 2 s without an answer; gone after a minute")
{
    Step steps[] = {
        JOIN,
        {20000, "", {}, ""},
        {20001, "", {}, "PING who=5 counter=2 number=4"},
        {20010, "hear", alive(0, 4, 1), ""},
        {22001, "", {}, "PING who=5 counter=3 number=4"},
        {22010, "hear", alive(2, 4, 1), ""},
        {24001, "", {}, "PING who=5 counter=4 number=4"},
        {24010, "hear", alive(4, 4, 1), ""},
        {44009, "", {}, ""},
        {44010, "", {}, "PING who=5 counter=5 number=4"},
        {84009, "", {}, "PING who=5 counter=6 number=4"},
        {84010, "", {}, "gone"},
        {90000, "", {}, ""},
    };
    Script().run("heartbeat", steps);
}

TEST("udp client: who comes back misses nothing, where the room is the same")
{
    Step same[] = {
        JOIN,
        {2, "hear", line(5, 4, "a"), "shows a"},
        {3, "hear", kGone, "gone"},
        {4, "join", {}, "HELLO who=5 nonce=7 counter=2 number=5 epoch=3 nick=bob"},
        {5, "hear", welcome(kNonce, 6, 8, 7, 3), "joined; lost 6-6"},
        {55, "", {}, "WANT who=6 counter=3 7-8"},
    };
    Step another[] = {
        JOIN,
        {2, "hear", line(5, 4, "a"), "shows a"},
        {2, "hear", line(8, 7, "of the old room"), ""},
        {3, "hear", kGone, "gone"},
        {4, "join", {}, "HELLO who=5 nonce=7 counter=2 number=5 epoch=3 nick=bob"},
        {5, "hear", welcome(kNonce, 6, 2, 2, 9), "joined; WANT who=6 counter=3 2-2"},
        {6, "hear", line(2, 1, "b", 6), "shows b"},
        {7, "hear", line(8, 2, "c", 6), "shows c"},
    };
    Script().run("the same room", same);
    Script().run("another room", another);
}

TEST("udp client: another address of ours is noticed by the server")
{
    Step steps[] = {
        JOIN,
        {1000, "hear", retry(kNonce), "HELLO who=5 nonce=7 counter=2 number=4 epoch=3 nick=bob"},
        {1001, "hear", welcome(kNonce, kToken, 4, 1, 3), ""},
    };
    Script().run("moved", steps);
}

TEST("udp client: refused, and leaving")
{
    Step refused[] = {
        {0, "join", {}, HELLO("1")},
        {1, "hear", {.type = ParcelType::refused, .nonce = 8, .rest = bytes_of("no")}, ""},
        {1, "hear", {.type = ParcelType::refused, .nonce = kNonce, .rest = bytes_of("no")}, "refused: no"},
        {9000, "", {}, ""},
    };
    Step leaves[] = {
        JOIN,
        {10, "leave", {}, "BYE who=5 counter=2"},
        {59, "hear", line(5, 4, "a"), ""},
        {60, "", {}, "BYE who=5 counter=3"},
        {110, "", {}, "BYE who=5 counter=4"},
        {160, "", {}, "left"},
    };
    Step stranger[] = {{0, "join", {}, HELLO("1")}, {1, "leave", {}, "left"}};
    Script().run("refused", refused);
    Script().run("leaves", leaves);
    Script().run("nobody knows him", stranger);
}

TEST("udp client: saying nothing, or too much, traps")
{
    static char text[kLongestSaid + 1];
    static constexpr size_t kSizes[] = {1, kLongestSaid};
    for (size_t size : kSizes) {
        uint8_t   queue[2048];
        UdpClient client({}, queue, {});
        CHECK("the longest", client.say({text, size}));
    }
    CHECK("nothing", traps([] { UdpClient({}, {}, {}).say({}); }));
    CHECK("too much", traps([] { UdpClient({}, {}, {}).say({text, sizeof text}); }));
}

TEST("udp client: finishing waits until all is confirmed, and what came of it is here")
{
    Step steps[] = {
        JOIN,
        {10, "say hi", {}, "SAY who=5 counter=2 number=1 'hi'"},
        {11, "finish", {}, ""},
        {20, "hear", ack(1), "PING who=5 counter=3 number=4"},
        {30, "hear", alive(3, 5, 1), ""},
        {80, "", {}, "WANT who=5 counter=4 5-5"},
        {90, "hear", line(5, 4, "an answer"), "shows an answer; BYE who=5 counter=5"},
        {140, "", {}, "BYE who=5 counter=6"},
        {190, "", {}, "BYE who=5 counter=7"},
        {240, "", {}, "left"},
    };
    Script().run("finish", steps);
}
