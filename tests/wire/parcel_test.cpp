#include "wire/parcel.h"

#include "check.h"
#include "digits.h"
#include "trap.h"

static constexpr char kKeyDigits[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

// Fields as "name=value", in their order; what a type does not have is zero and is not shown.
static void describe(Writer &to, const Parcel &parcel)
{
    to.say(int(parcel.type));
    if (parcel.who) to.say(" who=", parcel.who);
    if (parcel.nonce) to.say(" nonce=", parcel.nonce);
    if (parcel.cookie.size) to.say(" cookie=", parcel.cookie);
    if (parcel.counter) to.say(" counter=", parcel.counter);
    if (parcel.number) to.say(" number=", parcel.number);
    if (parcel.oldest) to.say(" oldest=", parcel.oldest);
    if (parcel.epoch) to.say(" epoch=", parcel.epoch);
    if (parcel.age) to.say(" age=", parcel.age);
    if (parcel.nick.size) to.say(" nick=", parcel.nick);
    if (parcel.rest.size) to.say(" rest=", parcel.rest);
}

#define HEAD   "c63650 01 "
#define WHO    " 0000000000000a0b"
#define NONCE  " 0000000000000c0d"
#define COOKIE " 000102030405060708090a0b0c0d0e0f"

struct ParcelRow {
    const char *name;
    const char *digits;  // blanks are for the reader of this table
    const char *fields;
};
static constexpr ParcelRow kParcels[] = {
    {"HELLO: token, nonce, cookie, counter, number, epoch, nick",
     HEAD "01" WHO NONCE COOKIE "00000001 00000002 00000003 03 626f62",
     "1 who=2571 nonce=3085 cookie=000102030405060708090a0b0c0d0e0f counter=1 number=2 epoch=3 nick=bob"},
    {"HELLO without a nick", HEAD "01" WHO NONCE COOKIE "00000001 00000002 00000003 00",
     "1 who=2571 nonce=3085 cookie=000102030405060708090a0b0c0d0e0f counter=1 number=2 epoch=3"},
    {"RETRY: nonce, cookie", HEAD "02" NONCE COOKIE, "2 nonce=3085 cookie=000102030405060708090a0b0c0d0e0f"},
    {"WELCOME: token, nonce, newest, first, epoch", HEAD "03" WHO NONCE "00000009 00000007 00000003",
     "3 who=2571 nonce=3085 number=9 oldest=7 epoch=3"},
    {"REFUSED: nonce, why", HEAD "04" NONCE "6e6f", "4 nonce=3085 rest=6e6f"},
    {"SAY: token, counter, number, text", HEAD "05" WHO "00000004 00000001 6869",
     "5 who=2571 counter=4 number=1 rest=6869"},
    {"ACK: token, number", HEAD "06" WHO "00000001", "6 who=2571 number=1"},
    {"LINE: token, number, the one before it, text", HEAD "07" WHO "00000009 00000007 6869",
     "7 who=2571 number=9 oldest=7 rest=6869"},
    {"LINE that is not for us", HEAD "07" WHO "00000009 00000007", "7 who=2571 number=9 oldest=7"},
    {"WANT: token, counter, ranges", HEAD "08" WHO "00000005 00000001 00000001 00000003 00000006",
     "8 who=2571 counter=5 rest=00000001000000010000000300000006"},
    {"PING: token, counter, last shown", HEAD "09" WHO "00000006 00000009", "9 who=2571 counter=6 number=9"},
    {"ALIVE: token, the PING's counter, newest, oldest", HEAD "0a" WHO "00000006 00000009 00000002",
     "10 who=2571 counter=6 number=9 oldest=2"},
    {"BYE: token, counter", HEAD "0b" WHO "00000007", "11 who=2571 counter=7"},
    {"GONE: token", HEAD "0c" WHO, "12 who=2571"},
    {"TALK: id, counter, number, oldest, age, nick, text",
     HEAD "0d" WHO "00000001 00000002 00000001 0000000a 03 626f62 6869",
     "13 who=2571 counter=1 number=2 oldest=1 age=10 nick=bob rest=6869"},
    {"TALK that is a change of nick", HEAD "0d" WHO "00000001 00000002 00000001 0000000a 03 626f62",
     "13 who=2571 counter=1 number=2 oldest=1 age=10 nick=bob"},
    {"ANNOUNCE: id, counter, newest, oldest, age, nick, ids",
     HEAD "0e" WHO "00000001 00000002 00000001 0000000a 03 626f62" NONCE,
     "14 who=2571 counter=1 number=2 oldest=1 age=10 nick=bob rest=0000000000000c0d"},
    {"SEEK: id, of whom, counter, ranges", HEAD "0f" WHO NONCE "00000005 00000001 00000002",
     "15 who=2571 nonce=3085 counter=5 rest=0000000100000002"},
    {"SEEK for a proof", HEAD "0f" WHO NONCE "00000005", "15 who=2571 nonce=3085 counter=5"},
    {"LEAVE: id, counter, newest", HEAD "10" WHO "00000005 00000002", "16 who=2571 counter=5 number=2"},

    {"not even a magic", "c636", nullptr},
    {"another magic", "c63651 01 0c" WHO, nullptr},
    {"no type", "c63650 01", nullptr},
    {"version 0", "c63650 00 0c" WHO, nullptr},
    {"version 2", "c63650 02 0c" WHO, nullptr},
    {"sealed", "c63650 81 0c" WHO, nullptr},
    {"type 0", HEAD "00" WHO, nullptr},
    {"type 0 and nothing", HEAD "00", nullptr},
    {"type 17", HEAD "11" WHO, nullptr},
    {"type 17 and nothing", HEAD "11", nullptr},
    {"a byte too few", HEAD "0b" WHO "000000", nullptr},
    {"a byte too many", HEAD "0b" WHO "00000007 00", nullptr},
    {"a token alone, and a byte", HEAD "0c" WHO "00", nullptr},
    {"half a token", HEAD "0c 00000000", nullptr},
    {"half a cookie", HEAD "02" NONCE "0001020304050607", nullptr},
    {"a nick cut", HEAD "0d" WHO "00000001 00000002 00000001 0000000a 03 626f", nullptr},
    {"a nick missing", HEAD "0d" WHO "00000001 00000002 00000001 0000000a", nullptr},
    {"TALK of nobody", HEAD "0d" WHO "00000001 00000002 00000001 0000000a 00 6869", nullptr},
    {"SAY nothing", HEAD "05" WHO "00000004 00000001", nullptr},
    {"WANT nothing", HEAD "08" WHO "00000005", nullptr},
    {"half a range", HEAD "08" WHO "00000005 00000001", nullptr},
    {"a range with 0", HEAD "08" WHO "00000005 00000000 00000001", nullptr},
    {"a range backwards", HEAD "08" WHO "00000005 00000002 00000001", nullptr},
    {"nine ranges", HEAD "08" WHO "00000005"
     "0000000100000001 0000000200000002 0000000300000003 0000000400000004 0000000500000005"
     "0000000600000006 0000000700000007 0000000800000008 0000000900000009", nullptr},
    {"half an id", HEAD "0e" WHO "00000001 00000002 00000001 0000000a 03 626f62 00000001", nullptr},
    {"number 2^32 - 1, behind which there is none", HEAD "06" WHO "ffffffff", nullptr},
    {"oldest 2^32 - 1", HEAD "07" WHO "00000009 ffffffff", nullptr},
};

TEST("parcel: every layout, and nothing else")
{
    for (const ParcelRow &row : kParcels) {
        Digits digits(row.digits);
        Parcel parcel;
        Line   fields;
        bool   read = read_parcel(parcel, digits.bytes());
        if (read) describe(fields, parcel);
        CHECK(Line().say(row.name, ": ", fields.text()).text(), read == !!row.fields && fields.text() == row.fields);
        if (!read || !row.fields) continue;

        uint8_t written[kLongestDatagram];
        size_t  size = put_parcel(written, parcel);
        CHECK(row.name, Bytes(written).first(size) == digits.bytes());
    }
}

struct LongestRow {
    const char *name;
    const char *head;
    size_t      longest;  // of what follows
};
static constexpr LongestRow kLengths[] = {
    {"SAY", HEAD "05" WHO "00000004 00000001", kLongestSaid},
    {"TALK", HEAD "0d" WHO "00000001 00000002 00000001 0000000a 01 62", kLongestSaid},
    {"LINE", HEAD "07" WHO "00000009 00000007", kLongestTold},
};

TEST("parcel: the longest text, and a byte more")
{
    for (const LongestRow &row : kLengths) {
        uint8_t memory[kLongestDatagram];
        Digits  head(row.head);
        Parcel  parcel;
        memset(memory, 'x', sizeof memory);
        copy(memory, head.bytes());
        CHECK(row.name, read_parcel(parcel, Bytes(memory).first(head.bytes().size + row.longest)));
        CHECK(row.name, put_parcel(memory, parcel) + kSealedOverhead <= kLongestDatagram);
        CHECK(row.name, !read_parcel(parcel, Bytes(memory).first(head.bytes().size + row.longest + 1)));
    }
}

TEST("parcel: the longest nick, and a byte more")
{
    for (size_t size = kLongestNick; size <= kLongestNick + 1; size++) {
        uint8_t memory[kLongestDatagram];
        Digits  head(HEAD "0d" WHO "00000001 00000002 00000001 0000000a");
        Parcel  parcel;
        memset(memory, 'x', sizeof memory);
        copy(memory, head.bytes())[0] = uint8_t(size);
        CHECK("72", read_parcel(parcel, Bytes(memory).first(head.bytes().size + 1 + size)) == (size == kLongestNick));
    }
}

TEST("parcel: ranges and ids")
{
    RestWriter ranges, ids;
    Parcel     parcel;
    for (uint32_t i = 1; i <= kMostRanges; i++) CHECK("a place", ranges.add(Range{i, 2 * i}) && ids.add(i));
    CHECK("no more", !ranges.add(Range{9, 9}) && !ids.add(9));
    parcel.rest = ranges.bytes();
    CHECK("eight", parcel.ranges() == kMostRanges && parcel.range(7).first == 8 && parcel.range(7).last == 16);
    parcel.rest = ids.bytes();
    CHECK("names", parcel.names(1) && parcel.names(8) && !parcel.names(9));
    Range range = {3, 5};
    CHECK("range", range.count() == 3 && range.holds(3) && range.holds(5) && !range.holds(2) && !range.holds(6));
    CHECK("empty", Range().empty() && !range.empty());
}

static Key parcel_key(uint8_t changed = 0)
{
    Key key;
    copy(key.bytes, Digits(kKeyDigits).bytes());
    key.bytes[0] ^= changed;
    return key;
}

// From Python's `cryptography`: HKDF and ChaCha20Poly1305 as parcel.h has them.
#define SENDER "404142434445464748494a4b4c4d4e4f"
#define GONE   HEAD "0c 0102030405060708"
static constexpr const char *kSealedOnes[] = {
    "c6365081" SENDER "0000000000000001 e03da414d2c6a38074 ded61f1f9014fc9caf13e08abd9a1322",
    "c6365081" SENDER "0000000000000002 aa21264376cdde8268 5afe314c691354e368bd0a1ba2a0d4d6",
};

TEST("parcel: sealed, in bytes")
{
    Digits       sender(SENDER), gone(GONE);
    ParcelSealer sealer(parcel_key(), sender.bytes());
    ParcelOpener opener(parcel_key());
    for (const char *digits : kSealedOnes) {
        Digits  expected(digits);
        uint8_t memory[kLongestDatagram];
        copy(memory, gone.bytes());
        size_t size = sealer.seal(memory, gone.bytes().size);
        CHECK("sealed", Bytes(memory).first(size) == expected.bytes());
        CHECK("opened", opener.open(Space(memory).first(size)) == gone.bytes());
    }
}

TEST("parcel: a changed bit, a cut end or another key opens nothing")
{
    Digits       whole(kSealedOnes[0]);
    ParcelOpener opener(parcel_key()), stranger(parcel_key(1));
    uint8_t      memory[kLongestDatagram];
    for (size_t bit = 0; bit < whole.bytes().size * 8; bit++) {
        copy(memory, whole.bytes());
        memory[bit / 8] ^= uint8_t(1 << bit % 8);
        CHECK(Line().say("bit ", bit).text(), opener.open(Space(memory).first(whole.bytes().size)).empty());
    }
    for (size_t size = 0; size < whole.bytes().size; size++) {
        copy(memory, whole.bytes());
        CHECK(Line().say("cut to ", size).text(), opener.open(Space(memory).first(size)).empty());
    }
    copy(memory, whole.bytes());
    CHECK("another key", stranger.open(Space(memory).first(whole.bytes().size)).empty());
    CHECK("not sealed", opener.open(Space(memory).first(copy(memory, Digits(GONE).bytes()).data - memory)).empty());
}

struct WindowRow {
    uint32_t    counter;
    bool        accepted;
    const char *name;
};
static constexpr WindowRow kWindow[] = {
    {0, false, "there is no 0"},
    {1, true, "the first"},
    {1, false, "again"},
    {3, true, "one left out"},
    {2, true, "late"},
    {2, false, "late, again"},
    {70, true, "far ahead"},
    {3, false, "one that has been, too old to tell"},
    {6, false, "64 behind"},
    {7, true, "63 behind"},
    {7, false, "again"},
    {71, true, "the next"},
    {70, false, "the one before, again"},
    {1000, true, "so far ahead that all is new"},
    {999, true, "but not forbidden"},
    {UINT32_MAX, true, "the last there is"},
    {UINT32_MAX, false, "again"},
    {1001, false, "long ago"},
};

TEST("parcel: a replay window lets everything pass once")
{
    ReplayWindow window;
    for (const WindowRow &row : kWindow) CHECK(row.name, window.accept(row.counter) == row.accepted);
}

TEST("parcel: what does not fit traps")
{
    CHECK("text", traps([] {
        static uint8_t text[kLongestSaid + 1], memory[kLongestDatagram];
        Parcel         parcel;
        parcel.type = ParcelType::say;
        parcel.rest = text;
        put_parcel(memory, parcel);
    }));
}
