// A receiver that means well, facing senders that do not: what it answers, and what is on the disk then.
#include "pair.h"

#include "check.h"

// What a sender says, all of it without waiting for answers.
class Speech {
public:
    Speech &offer(const Offer &offer) { return must(put_offer(out_, offer)), *this; }
    Speech &start(uint64_t offset) { return must(put_number(out_, Verb::start, offset)), *this; }
    Speech &data(Text text)
    {
        hash_.update(bytes_of(text));
        size_ += text.size;
        return must(put_frame(out_, uint8_t(Verb::data), bytes_of(text))), *this;
    }
    Speech &end() { return must(put_prefix(out_, Verb::end, {size_, hash_.finish()})), *this; }
    Speech &abandon() { return must(put_words(out_, Verb::abandon, "enough")), *this; }
    Speech &upload(const Offer &offer, Text text) { return this->offer(offer).start(0).data(text).end(); }

    // From here on the digest will not be that of the data.
    Speech &lie() { return hash_.update(bytes_of("x")), *this; }

    Bytes bytes() const { return out_.bytes(); }

private:
    uint8_t  memory_[12000];
    Buffer   out_{Space(memory_)};
    Sha256   hash_;
    uint64_t size_ = 0;
};

static Offer offer_of(Text name, uint64_t size, uint16_t mode = 0644)
{
    Offer offer;
    offer.name = name;
    offer.size = size;
    offer.mode = mode;
    return offer;
}

static Offer stream_of(Text name)
{
    Offer offer;
    offer.flags = Offer::size_unknown;
    offer.name  = name;
    return offer;
}

static const char *name_of_answer(uint8_t kind)
{
    switch (Verb(kind)) {
    case Verb::accept: return "accept ";
    case Verb::refuse: return "refuse:";
    case Verb::receipt: return "receipt ";
    case Verb::progress: return "";  // comes when it likes
    default: return "? ";
    }
}

// The kinds of what the receiver answered, and the codes of its refusals; nothing when it has sent nothing.
static void add_answers(Writer &to, Bytes answers)
{
    while (!answers.empty()) {
        uint8_t  kind, flags;
        uint16_t reserved;
        uint32_t length;
        must(unpack<"!BBHI">(answers, kind, flags, reserved, length));
        to.add(name_of_answer(kind));
        if (Verb(kind) == Verb::refuse) to.say(answers[kFrameHead], ' ');
        answers = answers.after(kFrameHead + length);
    }
}

struct SpeechRow {
    const char *what;
    void (*say)(Speech &speech);
    const char *answers;
    Exit        exit;   // of the file, or of the connection where that ended badly
    const char *files;  // afterwards; a file "taken" was there before
};

static constexpr SpeechRow kSpeeches[] = {
    {"an honest one", [](Speech &to) { to.upload(offer_of("a", 3), "abc"); }, "accept receipt ", Exit::complete, "a taken"},
    {"a stream", [](Speech &to) { to.upload(stream_of("a"), "abc"); }, "accept receipt ", Exit::complete, "a taken"},

    {"a digest that is not its data's", [](Speech &to) { to.offer(offer_of("a", 3)).start(0).data("abc").lie().end(); },
     "accept refuse:6 ", Exit::verification, "taken"},
    {"a name that is taken", [](Speech &to) { to.offer(offer_of("taken", 3)); }, "refuse:2 ", Exit::file, "taken"},
    {"the directory above", [](Speech &to) { to.offer(offer_of("..", 3)); }, "refuse:1 ", Exit::refused, "taken"},
    {"a file in it", [](Speech &to) { to.offer(offer_of("../a", 3)); }, "refuse:1 ", Exit::refused, "taken"},
    {"an absolute path", [](Speech &to) { to.offer(offer_of("/tmp/a", 3)); }, "refuse:1 ", Exit::refused, "taken"},
    {"a path, where none is taken", [](Speech &to) { to.offer(offer_of("d/a", 3)); }, "refuse:1 ", Exit::refused, "taken"},
    {"a hidden file", [](Speech &to) { to.offer(offer_of(".a", 3)); }, "refuse:1 ", Exit::refused, "taken"},
    {"a part file", [](Speech &to) { to.offer(offer_of(".a.part-0", 3)); }, "refuse:1 ", Exit::refused, "taken"},
    {"an escape sequence", [](Speech &to) { to.offer(offer_of("\x1b[2J", 3)); }, "refuse:1 ", Exit::refused, "taken"},
    {"not UTF-8", [](Speech &to) { to.offer(offer_of("\xff", 3)); }, "refuse:1 ", Exit::refused, "taken"},
    {"larger than allowed", [](Speech &to) { to.offer(offer_of("a", 5001)); }, "refuse:4 ", Exit::refused, "taken"},
    {"a stream that becomes so",
     [](Speech &to) {
         to.offer(stream_of("a")).start(0);
         for (int i = 0; i < 501; i++) to.data("0123456789");
         to.end();
     },
     "accept refuse:0 ", Exit::refused, "taken"},

    {"set-user-id", [](Speech &to) { to.offer(offer_of("a", 3, 04755)); }, "", Exit::protocol, "taken"},
    {"no name", [](Speech &to) { to.offer(offer_of("", 3)); }, "", Exit::protocol, "taken"},
    {"data without an offer", [](Speech &to) { to.data("abc"); }, "", Exit::protocol, "taken"},
    {"more data than offered", [](Speech &to) { to.upload(offer_of("a", 2), "abc"); }, "", Exit::protocol, "taken"},
    {"less data than offered", [](Speech &to) { to.upload(offer_of("a", 4), "abc"); }, "", Exit::protocol, ".a.part-0 taken"},
    {"going on from what was never there", [](Speech &to) { to.offer(offer_of("a", 3)).start(1); }, "", Exit::protocol, "taken"},

    {"abandoned", [](Speech &to) { to.offer(offer_of("a", 3)).start(0).data("ab").abandon(); }, "accept refuse:0 ", Exit::refused,
     "taken"},
    {"abandoned before it began", [](Speech &to) { to.offer(offer_of("a", 3)).abandon(); }, "accept refuse:0 ", Exit::refused, "taken"},
    {"cut off in the data", [](Speech &to) { to.offer(offer_of("a", 3)).start(0).data("ab"); }, "accept ", Exit::network,
     ".a.part-0 taken"},
    {"cut off before any", [](Speech &to) { to.offer(offer_of("a", 3)).start(0); }, "accept ", Exit::network, "taken"},
    {"cut off before the end", [](Speech &to) { to.offer(offer_of("a", 3)).start(0).data("abc"); }, "accept ", Exit::network,
     ".a.part-0 taken"},
};

// Lets a server on the current directory hear it all, then the end of the stream.
static Exit hear(const Speech &speech, uint64_t max_size, Writer &answers)
{
    static uint8_t memory[4096];
    Pair           link;
    Server         server(move(link.far), Fd(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
    Error          error;
    server.rules.max_size = max_size;
    must(send_some(link.near, speech.bytes()).value.size == speech.bytes().size);
    must(!shutdown(link.near.get(), SHUT_WR));
    while (!error && !server.over) error = server.turn();
    add_answers(answers, Bytes(memory).first(receive_some(link.near, memory).value.size));
    server.receiver.close();
    return error ? error.exit() : server.last.error ? server.last.error.exit() : Exit::complete;
}

TEST("receiver: whatever the sender does, nothing wrong gets a name")
{
    for (const SpeechRow &row : kSpeeches) {
        Scratch scratch;
        Speech  speech;
        Line    answers, name;
        put_file("taken", "mine");
        row.say(speech);
        Exit exit = hear(speech, 5000, answers);
        CHECK(name.say(row.what, ": ", answers.text(), uint8_t(exit)).text(), answers.text() == row.answers && exit == row.exit);
        CHECK(row.what, names_in(".") == row.files && content_of("taken") == "mine");
        if (row.exit == Exit::complete) CHECK(row.what, content_of("a") == "abc");
    }
}

TEST("receiver: larger than any disk")
{
    Scratch scratch;
    Speech  speech;
    Line    answers;
    speech.offer(offer_of("a", INT64_MAX));
    CHECK("refused before it begins", hear(speech, UINT64_MAX, answers) == Exit::file && answers.text() == "refuse:4 ");
    CHECK("nothing is left", names_in(".") == "");
}

TEST("receiver: what breaks off goes on with the next connection")
{
    Scratch scratch;
    Line    answers;
    for (size_t cut = 0; cut < 3; cut++) {
        Speech speech;
        speech.offer(offer_of("a", 3));
        if (cut) speech.start(0).data(Text("abc").first(cut));
        CHECK("lost", hear(speech, UINT64_MAX, answers) == Exit::network);
        CHECK("kept, unless it is nothing", content_of(".a.part-0") == (cut ? Text("abc").first(cut) : Text("(none)")));
        if (cut) must(!unlink(".a.part-0"));
    }
    put_file(".a.part-0", "ab");
    Pair   link;
    Server server(move(link.far), scratch.directory());
    Speech speech;
    speech.offer(offer_of("a", 3));
    must(send_some(link.near, speech.bytes()).value.size > 0 && !server.turn());
    CHECK("hashing what is there", server.receiver.has_work() && !server.turn() && !server.receiver.has_work());
    uint8_t memory[256];
    Bytes   said = Bytes(memory).first(receive_some(link.near, memory).value.size).after(kFrameHead);
    Sha256  hash;
    hash.update(bytes_of("ab"));
    Digest digest = hash.finish();
    CHECK("held and its digest", said.size == 40 && said[7] == 2 && said.after(8) == Bytes(digest.bytes));
}

TEST("receiver: a stream of answers nobody reads ends the connection")
{
    Scratch scratch;
    Pair    link;
    Server  server(move(link.far), scratch.directory());
    Error   error;
    int     small = 1;
    setsockopt(link.near.get(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    for (int i = 0; i < 100000 && !error; i++) {
        uint8_t memory[64];
        Buffer  offer{Space(memory)};
        must(put_offer(offer, offer_of("..", 1)));
        if (send_some(link.near, offer.bytes()).error) break;
        error = server.turn();
    }
    CHECK("as a broken protocol", error.exit() == Exit::protocol);
}

TEST("receiver: one upload into a file of its own")
{
    Scratch scratch;
    Pair    link;
    Server  server(move(link.far), Fd());
    Speech  speech;
    server.rules.output = "out";
    speech.upload(offer_of("first", 1), "x").offer(offer_of("more", 1));
    must(send_some(link.near, speech.bytes()).value.size > 0);
    CHECK("taken", !server.turn());
    CHECK("under our name", names_in(".") == "out" && content_of("out") == "x");
    CHECK("and no second one", server.last.state == Upload::State::refused && server.files == 2);
}
