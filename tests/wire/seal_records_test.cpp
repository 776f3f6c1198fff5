// What carries the bytes of an open connection. Bytes and flipped bits of it: seal_test.cpp.
#include "wire/seal.h"

#include "check.h"
#include "secrets.h"
#include "trap.h"

static constexpr size_t kMost = 256 << 10;

static uint8_t said[kMost], on_the_way[kMost], received[kMost];

namespace {
// Both sides of a handshake that is done.
struct Agreed {
    NoiseHandshake initiator, responder;

    Agreed()
    {
        uint8_t message[kNoiseOverhead];
        initiator.begin(Role::initiator, {}, key_of(kPsk), key_of(kAlice));
        responder.begin(Role::responder, {}, key_of(kPsk), key_of(kBob));
        if (!initiator.write({}, message) || !responder.read(message, {})) __builtin_trap();
        if (!responder.write({}, message) || !initiator.read(message, {})) __builtin_trap();
    }
};

// Two ends of a sealed connection.
struct Ends {
    Records here, there;

    Ends()
    {
        Agreed agreed;
        here.open(agreed.initiator);
        there.open(agreed.responder);
    }
};
}

// Lets `records` hear a stream in pieces of at most `step` bytes, as one who receives into `received`
// behind what was left over: writes into `heard` what comes out.
static Error listen(Records &records, Bytes stream, size_t step, Buffer &heard)
{
    size_t left = 0;
    while (!stream.empty()) {
        Bytes piece = stream.first(smaller(step, stream.size));
        stream      = stream.after(piece.size);
        copy(Space(received).after(left), piece);
        Space input = Space(received).first(left + piece.size);
        for (Bytes plain;;) {
            TRY(records.next(input, plain));
            if (plain.empty()) break;
            if (plain.data < received || plain.end() > input.data) return complaint(Exit::other, "not opened in place");
            if (!heard.put(plain)) __builtin_trap();
        }
        left = input.size;
        if (left > kLongestLeftover) return complaint(Exit::other, "more is left over than promised");
        memmove(received, input.data, left);
    }
    return {};
}

static Bytes something_to_say()
{
    uint32_t seed = 1;
    for (uint8_t &byte : said) {
        seed = seed * 1103515245 + 12345;
        byte = uint8_t(seed >> 16);
    }
    return said;
}

struct RecordsRow {
    size_t plain, sealed;
};
static constexpr RecordsRow kAmounts[] = {
    {0, 0},
    {1, 1 + 34},
    {2, 2 + 34},
    {100, 100 + 34},
    {5000, 5000 + 34},
    {16383, 16383 + 34},
    {16384, 16384 + 34},
    {16385, 16385 + 2 * 34},
    {2 * 16384, 2 * (16384 + 34)},
    {200000, 200000 + 13 * 34},
};
static constexpr size_t kLargePieces[] = {1000, 16418, SIZE_MAX};
static constexpr size_t kSmallPieces[] = {1, 2, 17, 18, 19, SIZE_MAX};

TEST("records: what is said is heard, in as many records as it needs")
{
    static uint8_t heard_memory[kMost];
    for (const RecordsRow &row : kAmounts)
        for (size_t step : kLargePieces) {
            Ends   ends;
            Buffer sealed{Space(on_the_way)}, heard{Space(heard_memory)};
            Bytes  all = something_to_say().first(row.plain), more = all;
            Line   name;
            name.say(row.plain, " bytes in pieces of ", step);
            CHECK(name.text(), !ends.here.put(sealed, more) && more.empty() && sealed.bytes().size == row.sealed);
            CHECK(name.text(), !ends.here.finish(sealed) && sealed.bytes().size == row.sealed + 18);
            CHECK(name.text(), !listen(ends.there, sealed.bytes(), step, heard) && heard.bytes() == all);
            CHECK(name.text(), ends.there.finished() && !ends.there.ended());
        }
}

struct SpaceRow {
    size_t room, taken;
};
static constexpr SpaceRow kRooms[] = {
    {0, 0}, {34, 0}, {35, 1}, {36, 2}, {16418, 16384}, {16418 + 34, 16384}, {16418 + 35, 16385}, {65536, 65536 - 4 * 34},
};

TEST("records: as much is taken as there is room for")
{
    for (const SpaceRow &row : kRooms) {
        static uint8_t heard_memory[kMost];
        Ends           ends;
        Buffer         sealed(Space(on_the_way).first(row.room)), heard{Space(heard_memory)};
        Bytes          all = something_to_say(), more = all;
        Line           name;
        name.say(row.room, " bytes of room");
        CHECK(name.text(), !ends.here.put(sealed, more) && all.size - more.size == row.taken);
        CHECK(name.text(), !listen(ends.there, sealed.bytes(), SIZE_MAX, heard) && heard.bytes() == all.first(row.taken));
    }
    CHECK("the end traps without room", traps([] {
        Ends   ends;
        Buffer sealed(Space(on_the_way).first(kRecordHead - 1));
        if (ends.here.finish(sealed)) return;
    }));
}

// Records of a stream, by their numbers: "one ", "two ", "three " and the end; r is one of the other
// direction, + the first half of what follows and nothing behind it.
struct OrderRow {
    const char *name, *order, *heard, *end;
};
static constexpr char kChanged[] = "5: what came was changed on the way";
static constexpr OrderRow kOrders[] = {
    {"as sent", "123.", "one two three ", ""},
    {"replayed", "11", "one ", kChanged},
    {"swapped", "21", "", kChanged},
    {"dropped", "13", "one ", kChanged},
    {"the other direction's", "1r", "one ", kChanged},
    {"the end too early", "1.", "one ", kChanged},
    {"the end twice", "123..", "one two three ", kChanged},
    {"something behind the end", "123.1", "one two three ", kChanged},
    {"a byte behind the end", "123.+1", "one two three ", kChanged},
    {"cut before anything", "", "", "4: connection lost"},
    {"cut behind a record", "12", "one two ", "4: connection lost"},
    {"cut before the end", "123", "one two three ", "4: connection lost"},
    {"cut in a record", "1+2", "one ", "4: connection lost"},
    {"cut in the end", "123+.", "one two three ", "4: connection lost"},
};

namespace {
class Stream {
public:
    explicit Stream(Ends &ends)
    {
        Text words[] = {"one ", "two ", "three "};
        for (size_t i = 0; i < 3; i++) records_[i] = put(ends.here, words[i]);
        records_[3] = put(ends.there, "one ");
        records_[4] = begun_.space();
        if (ends.here.finish(begun_)) __builtin_trap();
        records_[4] = records_[4].first(kRecordHead);
    }
    Bytes operator[](char name) const { return records_[name == '.' ? 4 : name == 'r' ? 3 : name - '1']; }

private:
    Bytes put(Records &by, Text words)
    {
        size_t before = begun_.bytes().size;
        Bytes  more   = bytes_of(words);
        if (by.put(begun_, more)) __builtin_trap();
        return begun_.bytes().after(before);
    }

    uint8_t memory_[512];
    Buffer  begun_{Space(memory_)};
    Bytes   records_[5];
};
}

static void spell(Buffer &to, const Stream &stream, Text order)
{
    bool half = false;
    for (char name : order) {
        Bytes record = name == '+' ? Bytes() : stream[name];
        to.put(half ? record.first(record.size / 2) : record);
        half = name == '+';
    }
}

TEST("records: only the stream that was sent is heard, up to where it was changed")
{
    for (const OrderRow &row : kOrders)
        for (size_t step : kSmallPieces) {
            uint8_t heard_memory[64];
            Ends    ends;
            Stream  stream(ends);
            Buffer  arriving{Space(on_the_way)}, heard{Space(heard_memory)};
            Line    name, end;
            spell(arriving, stream, row.order);
            Error error = listen(ends.there, arriving.bytes(), step, heard);
            if (!error) error = ends.there.ended();
            if (error) end.say(unsigned(error.exit()), ": ", error.words);
            CHECK(name.say(row.name, ": ", end.text()).text(), end.text() == row.end);
            CHECK(name.text(), text_of(heard.bytes()) == row.heard);
        }
}

TEST("records: after a change the genuine ones are not heard either")
{
    uint8_t heard_memory[64];
    Ends    ends;
    Stream  stream(ends);
    Buffer  heard{Space(heard_memory)};
    CHECK("the second first", listen(ends.there, stream['2'], SIZE_MAX, heard).exit() == Exit::verification);
    CHECK("the first", listen(ends.there, stream['1'], SIZE_MAX, heard) && heard.bytes().empty());
}

struct RefusedLength {
    uint16_t length;
    bool     refused;
};
static constexpr RefusedLength kLengths[] = {{1, false}, {16384, false}, {16385, true}, {65535, true}};

TEST("records: a length over the longest is refused before its payload comes, even from who has the key")
{
    for (const RefusedLength &row : kLengths) {
        uint8_t     head[kRecordHead] = {uint8_t(row.length >> 8), uint8_t(row.length)};
        Agreed      agreed;
        NoiseCipher sending, receiving;
        Records     records;
        agreed.initiator.split(sending, receiving);
        records.open(agreed.responder);
        Space input(head);
        Bytes plain;
        CHECK("sealed", sending.encrypt(Bytes(head).first(2), head));
        Error error = records.next(input, plain);
        CHECK(Line().say(row.length).text(), row.refused ? error.exit() == Exit::protocol : !error);
        CHECK("nothing is opened behind it", !row.refused || !holds(records, kInitiatorsKey));
    }
}

TEST("records: nothing passes a connection that is not open, and nothing is put behind the end")
{
    uint8_t bytes[kRecordHead] = {};
    Records shut;
    Ends    ends;
    Space   input(bytes);
    Bytes   plain, more = bytes;
    Buffer  out{Space(on_the_way)};
    CHECK("in", shut.next(input, plain) && plain.empty());
    CHECK("out", shut.put(out, more) && shut.finish(out) && out.bytes().empty());
    CHECK("is no good end", shut.ended().exit() == Exit::network);
    more = bytes;
    CHECK("the end", !ends.here.finish(out) && ends.here.put(out, more) && out.bytes().size == kRecordHead);
}

TEST("records: keys are forgotten at each direction's end, and when all is gone")
{
    uint8_t memory[64];
    Ends    ends;
    Buffer  out{Space(memory)};
    Bytes   plain;
    CHECK("open", holds(ends.here, kInitiatorsKey) && holds(ends.here, kRespondersKey));
    CHECK("said the end", !ends.here.finish(out) && !holds(ends.here, kInitiatorsKey));
    CHECK("still hears", holds(ends.here, kRespondersKey));

    Space input = Space(memory).first(kRecordHead);
    CHECK("heard the end", !ends.there.next(input, plain) && !holds(ends.there, kInitiatorsKey));
    CHECK("may still speak", holds(ends.there, kRespondersKey));

    Grave<Records> left;
    left.object = ends.there;
    CHECK("before its end", holds(left, kRespondersKey));
    left.object.~Records();
    CHECK("behind it", !holds(left, kRespondersKey));
}
