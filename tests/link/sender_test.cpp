// A sender that means well, facing receivers that do not.
#include "pair.h"

#include "../wire/conversation.h"
#include "check.h"

static uint8_t sender_memory[kSenderMemory];

// Answers an offer, and an end, with given words; where those are CLOSE it closes.
class Liar {
public:
    Liar(Fd link, Text on_offer, Text on_end)
        : link_(move(link)), end_(Space(memory_)), on_offer_(on_offer), on_end_(on_end)
    {
    }

    void turn()
    {
        static uint8_t scratch[1 << 16];
        Moved          got = link_ ? receive_some(link_, scratch).value : Moved();
        Message        message;
        for (Bytes input = Bytes(scratch).first(got.size); !end_.next(input, message) && message.kind != Verb{};) {
            if (message.kind == Verb::offer) say(on_offer_);
            if (message.kind == Verb::end) say(on_end_);
        }
    }

private:
    void say(Text words)
    {
        uint8_t memory[1024];
        Buffer  out{Space(memory)};
        for (Saying saying; next_word(words, saying);) {
            if (saying.name == "CLOSE") return send(out), link_.reset();
            if (saying.name == "NOISE") out.put(bytes_of("HTTP/1.1 400 Bad Request\r\n\r\n"));
            else must(put_word(out, saying));
            if (saying.name == "accept") end_.accepted(saying.number);
            if (saying.name == "refuse") end_.refused();
            if (saying.name == "receipt") end_.received();
        }
        send(out);
    }
    void send(Buffer &out)
    {
        if (!out.bytes().empty()) must(send_some(link_, out.bytes()).value.size == out.bytes().size);
    }

    Fd          link_;
    uint8_t     memory_[kLongestOffer];
    ReceiverEnd end_;
    Text        on_offer_, on_end_;
};

static Error carry(UploadSender &sender, Liar &liar)
{
    Error error;
    while (sender.busy() && !error) {
        error = sender.step(no_waiting());
        liar.turn();
    }
    return error;
}

struct LiarRow {
    const char *what;
    const char *on_offer, *on_end;  // see wire/conversation.h
    Exit        exit;
    bool        broken;
};
static constexpr LiarRow kLiars[] = {
    {"refuses at once", "refuse", "", Exit::refused, false},
    {"refuses what it has accepted", "accept:0 refuse", "", Exit::refused, false},
    {"accepts, reports and refuses", "accept:0 progress:1 refuse", "", Exit::refused, false},
    {"refuses at the end", "accept:0", "refuse", Exit::refused, false},
    {"has stored other bytes", "accept:0", "receipt:300000", Exit::verification, false},
    {"has stored less", "accept:0", "receipt:299999", Exit::verification, false},
    {"holds other bytes", "accept:4", "refuse", Exit::refused, false},

    {"closes at once", "CLOSE", "", Exit::network, true},
    {"closes after accepting", "accept:0 CLOSE", "", Exit::network, true},
    {"closes instead of a receipt", "accept:0", "CLOSE", Exit::network, true},

    {"says something else", "NOISE", "", Exit::protocol, true},
    {"says something else later", "accept:0 NOISE", "", Exit::protocol, true},
    {"gives a receipt for nothing", "receipt:0", "", Exit::protocol, true},
    {"gives a receipt before the end", "accept:0 receipt:300000", "", Exit::protocol, true},
    {"accepts twice", "accept:0 accept:0", "", Exit::protocol, true},
    {"holds more than was offered", "accept:300001", "", Exit::protocol, true},
    {"has written more than was offered", "accept:0 progress:300001", "", Exit::protocol, true},
    {"has written less than before", "accept:0 progress:2 progress:1", "", Exit::protocol, true},
    {"offers a file itself", "offer:5", "", Exit::protocol, true},
};
TEST("sender: whatever the receiver does has its exit code")
{
    Scratch scratch;
    put_noise("a", 300000);
    for (const LiarRow &row : kLiars) {
        Pair         link;
        Liar         liar(move(link.far), row.on_offer, row.on_end);
        Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
        Source       source = Source::open(AT_FDCWD, "a", true).value;
        sender.offer(offer_for(source, "a"), &source);
        Error error = carry(sender, liar);
        CHECK(Line().say(row.what, ": ", uint8_t(error.exit()), error.words).text(), error && error.exit() == row.exit);
        CHECK(row.what, sender.broken() == row.broken);
    }
}

TEST("sender: the receiver's words are kept")
{
    Scratch scratch;
    put_file("a", "x");
    Pair         link;
    Liar         liar(move(link.far), "refuse", "");
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
    Source       source = Source::open(AT_FDCWD, "a", true).value;
    CHECK("none at first", sender.refusal().empty());
    sender.offer(offer_for(source, "a"), &source);
    CHECK("refused", carry(sender, liar).exit() == Exit::refused && sender.refusal() == "no");
    sender.offer(offer_for(source, "a"), &source);
    CHECK("not for the next file", sender.refusal().empty());
}

TEST("sender: a refused digest is a failed verification")
{
    Scratch scratch;
    put_file("a", "x");
    Pair         link;
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {});
    Source       source = Source::open(AT_FDCWD, "a", true).value;
    uint8_t      memory[64];
    Buffer       out{Space(memory)};
    put_refusal(out, Refusal::digest, "");
    sender.offer(offer_for(source, "a"), &source);
    must(send_some(link.far, out.bytes()).value.size > 0);
    Error error;
    while (sender.busy() && !error) error = sender.step(no_waiting());
    CHECK("not just a refusal", error.exit() == Exit::verification);
}

TEST("sender: a receiver that says nothing costs as much patience as was given")
{
    Scratch scratch;
    int     quiet[2];
    put_file("a", "x");
    must(!pipe(quiet));
    Pair         link;
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {.patience = {50}});
    Source       source = Source::open(AT_FDCWD, "a", true).value;
    Millis       begin  = now();
    Error        error;
    sender.offer(offer_for(source, "a"), &source);
    while (sender.busy() && !error) error = sender.step(quiet[0]);
    CHECK("timed out", error.code() == ETIMEDOUT && error.exit() == Exit::network && sender.broken());
    CHECK("not before", begin + Millis{50} <= now());
    close(quiet[0]), close(quiet[1]);
}

TEST("sender: a rate is kept")
{
    Scratch scratch;
    put_noise("a", 5000);
    Pair         link;
    Server       server(move(link.far), scratch.directory());
    Plain        near(move(link.near));
    UploadSender sender(near, sender_memory, {.rate = 25000});
    Source       source = Source::open(AT_FDCWD, "a", true).value;
    Millis       begin  = now();
    sender.offer(offer_for(source, "b"), &source);
    CHECK("sent", !carry(sender, server) && same_content("a", "b"));
    // All but the last piece, an eighth of a second's worth, were waited for.
    CHECK("not faster", begin + Millis{120} <= now());
}
