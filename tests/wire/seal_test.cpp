// How connections open. What carries their bytes then: seal_records_test.cpp.
#include "wire/seal.h"

#include "check.h"
#include "party.h"

static constexpr char kOther[] = "0000000000000000000000000000000000000000000000000000000000000001";

// From Python: the Noise framework's definitions in twenty lines upon hashlib, hmac and the
// `cryptography` package. The initiator says "hello", "!" and the end, the responder "hi" and the end;
// message 0 comes from somebody who has the key, but gives a public key of small order.
#define PLAIN     "36707570 01 00 0000"
#define SEALED    "36707570 01 01 0000"
#define MESSAGE_1 "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a 5dbb6c13ffbc73f05ca86de5b394f8ff"
#define MESSAGE_2 "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f 8a20d84b03e515936eac98a942e4541d"
#define MESSAGE_0 "0000000000000000000000000000000000000000000000000000000000000000 cc794060ea9e432d8658fbc4cfca05a2"
#define HELLO     "9af4 126203593e44620cfe3efa7123a19148 4a9c373b23 d7c695a19f42aa3b8ce9617ab5d8800d"
#define MARK      "931750dc18f521d9707a1e006adb6f856d7f 1e4da419221e1c3dfa66ffbef7ccf3daf3"
#define END_1     "aab769cebb96f7f21b3b571011f7dcb5d1d0"
#define HI        "1309a0d570358055531195ab81c9d0ec2a3c c7650a05453c87369ff3b8c791e16f7f8b74"
#define END_2     "c82718d671deb52eb3a1317260dd18d079e3"

struct MeetingRow {
    const char *name;
    const char *keys[2];
    const char *ends[2];
};
static constexpr MeetingRow kMeetings[] = {
    {"neither has a key", {nullptr, nullptr}, {"open", "open"}},
    {"both have it", {kPsk, kPsk}, {"open", "open"}},
    {"only the initiator has one", {kPsk, nullptr},
     {"5: the peer has no key", "5: the peer wants a key"}},
    {"only the responder has one", {nullptr, kPsk},
     {"... 6: the peer may want a key or a code", "6: the peer has no key"}},
    {"they differ", {kPsk, kOther},
     {"... 5: the peer has not shown that it has the key", "... 5: the peer has not shown that it has the key"}},
};
static constexpr size_t kSteps[] = {1, 2, 7, 8, 9, 55, SIZE_MAX};

TEST("seal: whom a side meets decides")
{
    for (const MeetingRow &row : kMeetings)
        for (size_t step : kSteps) {
            Rules ours(row.keys[0]), theirs(row.keys[1]);
            Party a(Role::initiator, ours), b(Role::responder, theirs);
            Line  told_a, told_b;
            b.hear(a.said(), step);
            a.hear(b.said(), step);
            a.tell(told_a);
            b.tell(told_b);
            CHECK(Line().say(row.name, ": ", told_a.text()).text(), told_a.text() == row.ends[0]);
            CHECK(Line().say(row.name, ": ", told_b.text()).text(), told_b.text() == row.ends[1]);
        }
}

struct PeerRow {
    Role        role;
    const char *key;
    const char *name;
    const char *heard;  // digits, as is what is said (by the initiator, behind its first words)
    const char *end;
    const char *said = "";
};
static constexpr PeerRow kPeers[] = {
    {Role::initiator, nullptr, "nothing", "", "... 6: the peer may want a key or a code"},
    {Role::initiator, nullptr, "one byte", "36", "... 4: connection lost"},
    {Role::initiator, nullptr, "plain but for a byte", "36707570 01 00 00", "... 4: connection lost"},
    {Role::initiator, nullptr, "plain", PLAIN, "open"},
    {Role::initiator, nullptr, "sealed", SEALED, "6: the peer may want a key or a code"},
    {Role::initiator, nullptr, "HTTP", "48545450", "7: the peer does not speak this"},
    {Role::initiator, nullptr, "version 2", "36707570 02 00 0000", "7: the peer speaks another version of the protocol"},

    {Role::initiator, kPsk, "nothing", "", "... 5: the peer has not shown that it has the key"},
    {Role::initiator, kPsk, "plain", PLAIN, "5: the peer has no key"},
    {Role::initiator, kPsk, "sealed, no message", SEALED, "... 5: the peer has not shown that it has the key"},
    {Role::initiator, kPsk, "message 2", SEALED MESSAGE_2, "open"},
    {Role::initiator, kPsk, "message 1", SEALED MESSAGE_1, "5: the peer has not shown that it has the key"},
    {Role::initiator, kPsk, "HTTP", "48545450", "5: the peer has not shown that it has the key"},
    {Role::initiator, kPsk, "version 2", "36707570 02 01 0000", "5: the peer has not shown that it has the key"},

    {Role::responder, nullptr, "nothing", "", "... 4: connection lost"},
    {Role::responder, nullptr, "plain but for a byte", "36707570 01 00 00", "... 4: connection lost"},
    {Role::responder, nullptr, "plain", PLAIN, "open", PLAIN},
    {Role::responder, nullptr, "sealed, no message", SEALED, "... 4: connection lost"},
    {Role::responder, nullptr, "message 1", SEALED MESSAGE_1, "5: the peer wants a key", PLAIN},
    {Role::responder, nullptr, "any message", SEALED MESSAGE_2, "5: the peer wants a key", PLAIN},
    {Role::responder, nullptr, "HTTP", "474554", "7: the peer does not speak this"},
    {Role::responder, nullptr, "the last of four", "36707571", "7: the peer does not speak this"},
    {Role::responder, nullptr, "version 0", "36707570 00 00 0000", "7: the peer speaks another version of the protocol"},
    {Role::responder, nullptr, "version 2", "36707570 02 00 0000", "7: the peer speaks another version of the protocol"},
    {Role::responder, nullptr, "seal 2", "36707570 01 02 0000", "7: the peer speaks a later version of the protocol"},
    {Role::responder, nullptr, "a reserved bit", "36707570 01 00 0100", "7: the peer speaks a later version of the protocol"},

    {Role::responder, kPsk, "nothing", "", "... 4: connection lost"},
    {Role::responder, kPsk, "plain", PLAIN, "6: the peer has no key"},
    {Role::responder, kPsk, "sealed, no message", SEALED, "... 4: connection lost"},
    {Role::responder, kPsk, "message 1", SEALED MESSAGE_1, "open", SEALED MESSAGE_2},
    {Role::responder, kPsk, "message 2", SEALED MESSAGE_2, "... 5: the peer has not shown that it has the key"},
    {Role::responder, kPsk, "message 0", SEALED MESSAGE_0, "... 5: the peer has not shown that it has the key"},
    {Role::responder, kPsk, "HTTP", "474554", "... 7: the peer does not speak this"},
    {Role::responder, kPsk, "the last of four", "36707571", "... 7: the peer does not speak this"},
    {Role::responder, kPsk, "version 2", "36707570 02 01 0000", "... 7: the peer speaks another version of the protocol"},
    {Role::responder, kPsk, "seal 2", "36707570 01 02 0000", "... 7: the peer speaks a later version of the protocol"},
    {Role::responder, kPsk, "a reserved bit", "36707570 01 01 0001", "... 7: the peer speaks a later version of the protocol"},
    {Role::responder, kPsk, "silent for ever", "474554" SEALED MESSAGE_1, "... 7: the peer does not speak this"},
    {Role::responder, kPsk, "even for who has the key", SEALED MESSAGE_2 SEALED MESSAGE_1,
     "... 5: the peer has not shown that it has the key"},
};

TEST("seal: what a side says to anybody, however the bytes come")
{
    for (const PeerRow &row : kPeers)
        for (size_t step : kSteps) {
            Rules  rules(row.key);
            Party  side(row.role, rules);
            Digits heard(row.heard), said(row.said);
            Line   end, name;
            size_t before = side.said().size;
            side.hear(heard.bytes(), step);
            side.tell(end);
            CHECK(name.say(row.name, ": ", end.text()).text(), end.text() == row.end);
            CHECK(row.name, side.said().after(before) == said.bytes());
            CHECK("nothing is kept for later", side.error() || !side.left());
        }
}

TEST("seal: in bytes, and records that come with the opening")
{
    Digits to_responder(SEALED MESSAGE_1 HELLO MARK END_1), to_initiator(SEALED MESSAGE_2 HI END_2);
    for (size_t cut = 0; cut <= to_responder.bytes().size; cut++) {
        Rules  rules(kPsk);
        Party  a(Role::initiator, rules), b(Role::responder, rules);
        size_t back = smaller(cut, to_initiator.bytes().size);
        Line   name;
        name.say("cut at ", cut);
        b.hear(to_responder.bytes().first(cut));
        b.hear(to_responder.bytes().after(cut));
        a.hear(to_initiator.bytes().first(back));
        a.hear(to_initiator.bytes().after(back));
        CHECK(name.text(), b.heard() == "hello!" && b.finished() && !b.error());
        CHECK(name.text(), a.heard() == "hi" && a.finished() && !a.error());

        a.say("hello"), a.say("!"), a.finish();
        b.say("hi"), b.finish();
        CHECK("what the initiator says", a.said() == to_responder.bytes());
        CHECK("what the responder says", b.said() == to_initiator.bytes());
    }
}

TEST("seal: what follows a plain opening is not of it")
{
    for (size_t step : kSteps) {
        Rules rules(nullptr);
        Party a(Role::initiator, rules), b(Role::responder, rules);
        a.hear(Digits(PLAIN "6869").bytes(), step);
        b.hear(Digits(PLAIN "686f").bytes(), step);
        CHECK("to the initiator", a.heard() == "hi");
        CHECK("to the responder", b.heard() == "ho");
    }
}

struct FlippedRow {
    const char *what;
    size_t      first, last;  // bits
    const char *end;
};
static constexpr FlippedRow kChangedFirst[] = {
    {"magic", 0, 31, "... 7: the peer does not speak this"},
    {"version", 32, 39, "... 7: the peer speaks another version of the protocol"},
    {"seal: plain", 40, 40, "6: the peer has no key"},
    {"seal", 41, 47, "... 7: the peer speaks a later version of the protocol"},
    {"reserved", 48, 63, "... 7: the peer speaks a later version of the protocol"},
    {"message 1", 64, 447, "... 5: the peer has not shown that it has the key"},
};
static constexpr FlippedRow kChangedSecond[] = {
    {"opening", 0, 39, "5: the peer has not shown that it has the key"},
    {"seal: plain", 40, 40, "5: the peer has no key"},
    {"opening", 41, 63, "5: the peer has not shown that it has the key"},
    {"message 2", 64, 447, "5: the peer has not shown that it has the key"},
    {"a record's length", 448, 463, "5: what came was changed on the way"},
    {"the length's tag", 464, 591, "5: what came was changed on the way"},
    {"a record's payload", 592, 607, "5: what came was changed on the way"},
    {"the payload's tag", 608, 735, "5: what came was changed on the way"},
    {"the end", 736, 879, "5: what came was changed on the way"},
};

static void check_changes(const Party &fresh, Text digits, Span<const FlippedRow> rows, size_t bits)
{
    for (const FlippedRow &row : rows)
        for (size_t bit = row.first; bit <= row.last && bit < bits; bit++) {
            uint8_t bytes[128];
            Digits  genuine(digits);
            Space   changed = Space(bytes).first(genuine.bytes().size);
            Party   side(fresh);
            Line    name, end;
            copy(changed, genuine.bytes());
            changed[bit / 8] ^= uint8_t(1 << bit % 8);
            side.hear(changed);
            side.tell(end);
            CHECK(name.say(row.what, ", bit ", bit, ": ", end.text()).text(), end.text() == row.end);
            CHECK(name.text(), side.heard() == (bit >= 736 ? "hi" : ""));
            CHECK(name.text(), side.said() == fresh.said());
        }
}

TEST("seal: any changed bit is noticed before anything is believed")
{
    Rules rules(kPsk);
    Party a(Role::initiator, rules), b(Role::responder, rules);
    check_changes(b, SEALED MESSAGE_1, kChangedFirst, 448);
    check_changes(a, SEALED MESSAGE_2 HI END_2, kChangedSecond, 880);
}

static Opening begun(Role role, const Rules &rules, Buffer &out)
{
    Opening opening;
    opening.begin(role, rules.get(), ephemeral_of(role), out);
    return opening;
}

static Error hears(Opening &opening, Text digits, Records &records)
{
    uint8_t memory[kLongestOpening], input[kLongestOpening];
    Digits  bytes(digits);
    Buffer  out{Space(memory)};
    Space   rest = Space(input).first(bytes.bytes().size);
    copy(rest, bytes.bytes());
    return opening.next(rest, out, records);
}

TEST("seal: an opening keeps no secret when it is open, or has failed, or is gone")
{
    Rules          rules(kPsk);
    uint8_t        memory[kLongestOpening];
    Buffer         out{Space(memory)};
    Records        records;
    Opening        opening = begun(Role::initiator, rules, out), failing = opening;
    Opening        silent = begun(Role::responder, rules, out), deaf = silent;
    Grave<Opening> left;
    left.object = opening;
    CHECK("before", holds(opening, kAlice) && holds(failing, kAlice) && holds(silent, kBob) && holds(deaf, kBob));

    CHECK("open", !hears(opening, SEALED MESSAGE_2, records) && opening.is_open() && holds(records, kInitiatorsKey));
    CHECK("keeps nothing", !holds(opening, kAlice) && !holds(opening, kChainingKey) && !holds(opening, kMessageKey));
    CHECK("failed", hears(failing, SEALED MESSAGE_1, records) && !holds(failing, kAlice));
    CHECK("silent", !hears(silent, SEALED MESSAGE_2, records) && !holds(silent, kBob));
    CHECK("silent at once", !hears(deaf, "474554", records) && !holds(deaf, kBob));

    CHECK("before its end", holds(left, kAlice));
    left.object.~Opening();
    CHECK("behind it", !holds(left, kAlice));
}
