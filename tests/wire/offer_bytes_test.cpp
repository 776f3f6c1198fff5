// How the messages of the upload protocol look, byte by byte. What may be said when: offer_test.cpp.
#include "wire/offer.h"

#include "check.h"
#include "conversation.h"

static uint8_t heard_by_receiver[kLongestOffer], heard_by_sender[1 + kLongestWords];

// Seven bytes, whose digest is 32 bytes of dd.
static Prefix sample_prefix()
{
    Prefix prefix = {7, {}};
    for (uint8_t &byte : prefix.digest.bytes) byte = 0xdd;
    return prefix;
}

static Offer sample_offer()
{
    Offer offer;
    offer.flags             = Offer::from_start;
    offer.mode              = 0755;
    offer.mtime_seconds     = -2;
    offer.mtime_nanoseconds = 3;
    offer.size              = 4;
    offer.name              = "a.bin";
    return offer;
}

struct BytesRow {
    const char *what;
    bool (*put)(Buffer &out);
    const char *digits;  // `*` is the digest, blanks are for the reader of this table
};

static constexpr BytesRow kMessages[] = {
    {"offer: type, flags, mode, mtime s and ns, size, name", [](Buffer &out) { return put_offer(out, sample_offer()); },
     "01 00 0000 0000001d  01 02 01ed fffffffffffffffe 00000003 0000000000000004 612e62696e"},
    {"start: offset", [](Buffer &out) { return put_number(out, Verb::start, 0x0102030405060708); },
     "02 00 0000 00000008  0102030405060708"},
    {"data: as it is", [](Buffer &out) { return put_frame(out, uint8_t(Verb::data), bytes_of("data")); },
     "03 00 0000 00000004  64617461"},
    {"end: size, digest", [](Buffer &out) { return put_prefix(out, Verb::end, sample_prefix()); },
     "04 00 0000 00000028  0000000000000007 *"},
    {"abandon: words", [](Buffer &out) { return put_words(out, Verb::abandon, "no"); }, "05 00 0000 00000002  6e6f"},
    {"alive: empty", [](Buffer &out) { return put_words(out, Verb::alive, ""); }, "06 00 0000 00000000"},
    {"accept: held, digest", [](Buffer &out) { return put_prefix(out, Verb::accept, sample_prefix()); },
     "10 00 0000 00000028  0000000000000007 *"},
    {"refuse: code, words", [](Buffer &out) { return put_refusal(out, Refusal::space, "full"); },
     "11 00 0000 00000005  04 66756c6c"},
    {"progress: bytes written so far", [](Buffer &out) { return put_number(out, Verb::progress, 7); },
     "12 00 0000 00000008  0000000000000007"},
    {"receipt: size, digest", [](Buffer &out) { return put_prefix(out, Verb::receipt, sample_prefix()); },
     "13 00 0000 00000028  0000000000000007 *"},
};

static void add_digits(Writer &to, Text digits)
{
    for (char c : digits)
        if (c == '*') to.say(Bytes(sample_prefix().digest.bytes));
        else if (c != ' ') to.add(c);
}

TEST("offer: the messages in bytes")
{
    for (const BytesRow &row : kMessages) {
        uint8_t memory[64];
        Buffer  out{Space(memory)};
        Line    expected, seen;
        add_digits(expected, row.digits);
        CHECK(row.what, row.put(out) && seen.say(out.bytes()).text() == expected.text());
    }
}

TEST("offer: a message without room for it is not put at all")
{
    for (const BytesRow &row : kMessages) {
        uint8_t memory[64];
        Buffer  all{Space(memory)};
        row.put(all);
        for (size_t size = 0; size < all.bytes().size; size++) {
            Buffer out(Space(memory).first(size));
            CHECK(row.what, !row.put(out) && out.bytes().empty());
        }
    }
}

// Lets an end hear what `words` and then `put` say; the last message.
template <class End> static Message heard_last(End &end, Text words, bool (*put)(Buffer &))
{
    static uint8_t memory[64];
    Buffer         out{Space(memory)};
    Line           ignored;
    Message        message;
    Bytes          input;
    if (play(end, words, SIZE_MAX, ignored) || !put(out)) return {};
    input = out.bytes();
    if (end.next(input, message) || !input.empty()) return {};
    return message;
}

TEST("offer: each field comes back")
{
    ReceiverEnd receiver(heard_by_receiver);
    SenderEnd   sender(heard_by_sender);
    Message     heard = heard_last(receiver, "", [](Buffer &out) { return put_offer(out, sample_offer()); });
    Offer       offer = heard.offer;
    CHECK("an offer", heard.kind == Verb::offer && offer.type == Offer::file && offer.flags == Offer::from_start);
    CHECK("its permissions and time", offer.mode == 0755 && offer.mtime_seconds == -2 && offer.mtime_nanoseconds == 3);
    CHECK("its size and name", offer.size == 4 && offer.name == "a.bin");

    heard = heard_last(receiver, "ACCEPT:3", [](Buffer &out) { return put_number(out, Verb::start, 3); });
    CHECK("a start", heard.kind == Verb::start && heard.offset == 3);
    heard = heard_last(receiver, "", [](Buffer &out) { return put_words(out, Verb::abandon, "\xff no"); });
    CHECK("words as they are", heard.kind == Verb::abandon && heard.words == "\xff no");

    heard = heard_last(sender, "OFFER:9", [](Buffer &out) { return put_prefix(out, Verb::accept, sample_prefix()); });
    CHECK("accept", heard.kind == Verb::accept && heard.prefix.size == 7);
    CHECK("its digest", heard.prefix.digest == sample_prefix().digest);
    heard = heard_last(sender, "", [](Buffer &out) { return put_number(out, Verb::progress, 8); });
    CHECK("progress", heard.kind == Verb::progress && heard.offset == 8);
    heard = heard_last(sender, "", [](Buffer &out) { return put_refusal(out, Refusal::digest, ""); });
    CHECK("a refusal without words", heard.refusal == Refusal::digest && heard.words.empty());
}

TEST("offer: words are cut at their longest")
{
    static uint8_t memory[2 * (kFrameHead + 1 + kLongestWords)];
    char           letters[kLongestWords + 1];
    Buffer         out{Space(memory)};
    memset(letters, 'a', sizeof letters);
    CHECK("a refusal", put_refusal(out, Refusal::other, Text(letters, sizeof letters)));
    CHECK("with its code", out.bytes().size == kFrameHead + 1 + kLongestWords);
    out.clear();
    CHECK("others", put_words(out, Verb::abandon, Text(letters, sizeof letters)));
    CHECK("without", out.bytes().size == kFrameHead + kLongestWords);
}

struct LengthsRow {
    const char *what;
    uint8_t     kind;
    uint32_t    shortest, longest;
};
static constexpr LengthsRow kSenderLengths[] = {
    {"offer", 1, 25, 24 + 4000}, {"start", 2, 8, 8},      {"data", 3, 1, 262144},
    {"end", 4, 40, 40},          {"abandon", 5, 0, 200},  {"alive", 6, 0, 0},
};
static constexpr LengthsRow kReceiverLengths[] = {
    {"accept", 16, 40, 40}, {"refuse", 17, 1, 201}, {"progress", 18, 8, 8}, {"receipt", 19, 40, 40}, {"alive", 6, 0, 0},
};

static constexpr uint32_t kSomeLengths[] = {0, 1, 8, 25, 40};

// Whether the head of such a frame is taken, before any of its payload has come.
template <class End> static bool takes_head(Space memory, uint8_t kind, uint32_t length)
{
    End     end(memory);
    uint8_t said[kFrameHead];
    Buffer  out{Space(said)};
    Message message;
    put_frame_head(out.space(), kind, length);
    out.filled(kFrameHead);
    Bytes input = out.bytes();
    Error error = end.next(input, message);
    return !error || Text(error.words) == "the sender said something out of turn" ||
           Text(error.words) == "the receiver said something out of turn";
}

template <class End> static void check_lengths(Space memory, Span<const LengthsRow> rows)
{
    for (const LengthsRow &row : rows) {
        const uint32_t lengths[] = {0, row.shortest - 1, row.shortest, row.longest, row.longest + 1, 1 << 30, UINT32_MAX};
        for (uint32_t length : lengths) {
            Line name;
            bool fine = length >= row.shortest && length <= row.longest;
            CHECK(name.say(row.what, " of ", length).text(), takes_head<End>(memory, row.kind, length) == fine);
        }
    }
    for (unsigned kind = 0; kind < 256; kind++) {
        bool known = false;
        for (const LengthsRow &row : rows) known |= row.kind == kind;
        for (uint32_t length : kSomeLengths)
            if (!known) CHECK(Line().say("kind ", kind).text(), !takes_head<End>(memory, uint8_t(kind), length));
    }
}

TEST("offer: a length is checked before anything is stored")
{
    check_lengths<ReceiverEnd>(heard_by_receiver, kSenderLengths);
    check_lengths<SenderEnd>(heard_by_sender, kReceiverLengths);
}

struct OfferRow {
    const char *what;
    uint8_t     type, flags;
    uint16_t    mode;
    uint32_t    nanoseconds;
    uint64_t    size;
    bool        fine;
};
static constexpr OfferRow kOffers[] = {
    {"a file", 1, 0, 0644, 0, 5, true},
    {"all permissions", 1, 0, 0777, 0, 5, true},
    {"none", 1, 0, 0, 0, 5, true},
    {"both flags", 1, 3, 0644, 0, 0, true},
    {"the last nanosecond", 1, 0, 0644, 999999999, 5, true},
    {"the largest", 1, 0, 0644, 0, INT64_MAX, true},
    {"a directory", 2, 0, 0755, 0, 0, true},
    {"an unknown type", 0, 0, 0644, 0, 5, false},
    {"the next type", 3, 0, 0644, 0, 5, false},
    {"the next flag", 1, 4, 0644, 0, 5, false},
    {"the highest flag", 1, 128, 0644, 0, 5, false},
    {"sticky", 1, 0, 01644, 0, 5, false},
    {"set-group-id", 1, 0, 02755, 0, 5, false},
    {"set-user-id", 1, 0, 04755, 0, 5, false},
    {"the type of a device", 1, 0, 060644, 0, 5, false},
    {"a whole second of nanoseconds", 1, 0, 0644, 1000000000, 5, false},
    {"more than an off_t", 1, 0, 0644, 0, uint64_t(INT64_MAX) + 1, false},
    {"the most that can be written", 1, 0, 0644, 0, UINT64_MAX, false},
    {"a directory with a size", 2, 0, 0755, 0, 1, false},
    {"a directory with a flag", 2, 2, 0755, 0, 0, false},
};
TEST("offer: what an offer may hold")
{
    for (const OfferRow &row : kOffers) {
        uint8_t     memory[128];
        Buffer      out{Space(memory)};
        Line        ignored;
        ReceiverEnd end(heard_by_receiver);
            put_offer(out, {row.type, row.flags, row.mode, 0, row.nanoseconds, row.size, "name"});
        Error error = listen(end, out.bytes(), SIZE_MAX, ignored);
        CHECK(row.what, row.fine ? !error : error.exit() == Exit::protocol);
    }
}
