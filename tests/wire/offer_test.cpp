// What may be said, and when. How the messages look in bytes: offer_bytes_test.cpp.
#include "wire/offer.h"

#include "check.h"
#include "conversation.h"

static uint8_t heard_by_receiver[kLongestOffer], heard_by_sender[1 + kLongestWords];

static constexpr size_t kSteps[] = {1, 2, 3, 7, 8, 60, SIZE_MAX};

static void add_words_of_peer(Writer &to, Text words)
{
    for (Saying word; next_word(words, word);)
        if (!word.is_ours() && !(word.name == "")) to.say(word.whole, ' ');
}

struct TalkRow {
    const char *what;
    const char *words;
};

template <class End> static void check_talk(const TalkRow &row, Space memory)
{
    Line said;
    add_words_of_peer(said, row.words);
    for (size_t step : kSteps) {
        Line  heard, name;
        End   end(memory);
        Error error = play(end, row.words, step, heard);
        CHECK(name.say(row.what, ", ", step, " bytes at a time").text(), !error && heard.text() == said.text());
    }
}

static constexpr TalkRow kReceived[] = {
    {"a file", "offer:5 ACCEPT:0 start:0 data:5 end:5 RECEIPT"},
    {"an empty one", "offer:0 ACCEPT:0 start:0 end:0 RECEIPT"},
    {"one of unknown size", "offer:? ACCEPT:0 start:0 data:5 end:5 RECEIPT"},
    {"one of unknown size, and empty", "offer:? ACCEPT:0 start:0 end:0 RECEIPT"},
    {"the longest data", "offer:262144 ACCEPT:0 start:0 data:262144 end:262144 RECEIPT"},
    {"one that goes on", "offer:5 ACCEPT:2 start:2 data:3 end:5 RECEIPT"},
    {"one that starts again", "offer:5 ACCEPT:2 start:0 data:5 end:5 RECEIPT"},
    {"one that was there already", "offer:5 ACCEPT:5 start:5 end:5 RECEIPT"},
    {"two", "offer:5 ACCEPT:0 start:0 data:5 end:5 RECEIPT offer:1 ACCEPT:0 start:0 data:1 end:1 RECEIPT"},
    {"a directory", "directory RECEIPT offer:0 REFUSE"},
    {"signs of life", "alive offer:5 alive ACCEPT:2 alive start:2 alive data:3 alive end:5 alive RECEIPT alive"},
    {"refused at the offer", "offer:5 REFUSE offer:5 REFUSE"},
    {"refused at the end", "offer:5 ACCEPT:0 start:0 data:5 end:5 REFUSE offer:5"},
    {"refused before the start, which the sender sees at once", "offer:5 ACCEPT:2 REFUSE abandon offer:5"},
    {"refused while sending, which it sees soon", "offer:5 ACCEPT:0 start:0 data:2 REFUSE data:1 abandon offer:5"},
    {"refused while sending, too late", "offer:5 ACCEPT:0 start:0 data:2 REFUSE data:3 end:5 offer:5"},
    {"refused before the start, too late", "offer:5 ACCEPT:2 REFUSE start:0 data:5 end:5 offer:5"},
    {"abandoned before the start", "offer:5 ACCEPT:2 abandon REFUSE offer:5"},
    {"abandoned while sending", "offer:5 ACCEPT:0 start:0 data:2 abandon REFUSE offer:5"},
    {"refused and abandoned at the same time", "offer:5 ACCEPT:0 start:0 data:2 REFUSE abandon offer:5"},
};
TEST("offer: what a receiver may hear")
{
    for (const TalkRow &row : kReceived) check_talk<ReceiverEnd>(row, heard_by_receiver);
}

static constexpr TalkRow kSent[] = {
    {"a file", "OFFER:5 accept:0 END receipt:5"},
    {"of unknown size", "OFFER:? accept:0 progress:9 END receipt:5"},
    {"with progress", "OFFER:5 accept:2 progress:2 progress:4 progress:4 progress:5 END receipt:5"},
    {"progress behind the end", "OFFER:5 accept:0 progress:1 END progress:5 receipt:5"},
    {"all of it is there", "OFFER:5 accept:5 END receipt:5"},
    {"a directory", "DIRECTORY receipt:0 DIRECTORY refuse"},
    {"signs of life", "alive OFFER:5 alive accept:0 alive END alive receipt:5 alive"},
    {"refused at the offer", "OFFER:5 refuse OFFER:5 accept:0"},
    {"refused while sending", "OFFER:5 accept:0 progress:2 refuse ABANDON OFFER:5 accept:0"},
    {"refused when all is sent", "OFFER:5 accept:0 END refuse OFFER:5 accept:0"},
    {"refused after abandoning", "OFFER:5 accept:0 ABANDON refuse OFFER:5 accept:0"},
    {"progress begins anew with every file", "OFFER:5 accept:0 progress:5 END receipt:5 OFFER:5 accept:0 progress:1"},
};
TEST("offer: what a sender may hear")
{
    for (const TalkRow &row : kSent) check_talk<SenderEnd>(row, heard_by_sender);
}

// Where a conversation stands, and which words may come next: all others break the protocol.
struct TurnRow {
    const char *what;
    const char *words;
    const char *next;
    bool        may_end = false;
};

static constexpr char kSenderWords[] =
    "offer:5 offer:? directory start:0 start:1 start:2 start:5 data:1 data:3 data:4 data:5 data:6 "
    "end:0 end:2 end:4 end:5 end:6 abandon alive accept:0 refuse progress:0 receipt:5";
static constexpr char kAnother[]  = "offer:5 offer:? directory alive";
static constexpr char kSkipped[] = "start:0 start:1 start:2 start:5 data:1 data:3 data:4 data:5 data:6 "
                                   "end:0 end:2 end:4 end:5 end:6 abandon alive";

static constexpr TurnRow kReceiving[] = {
    {"nothing is offered", "", kAnother, true},
    {"an offer waits for our answer", "offer:5", "alive"},
    {"nothing was held", "offer:5 ACCEPT:0", "start:0 abandon alive"},
    {"two bytes were", "offer:5 ACCEPT:2", "start:0 start:2 abandon alive"},
    {"all of it was", "offer:5 ACCEPT:5", "start:0 start:5 abandon alive"},
    {"started from the beginning", "offer:5 ACCEPT:2 start:0", "data:1 data:3 data:4 data:5 abandon alive"},
    {"started behind two bytes", "offer:5 ACCEPT:2 start:2", "data:1 data:3 abandon alive"},
    {"one byte is missing", "offer:5 ACCEPT:2 start:0 data:4", "data:1 abandon alive"},
    {"nothing is missing", "offer:5 ACCEPT:2 start:2 data:3", "end:5 abandon alive"},
    {"an empty file", "offer:0 ACCEPT:0 start:0", "end:0 abandon alive"},
    {"of unknown size", "offer:? ACCEPT:0 start:0 data:4",
     "data:1 data:3 data:4 data:5 data:6 end:4 abandon alive"},
    {"the end awaits our verdict", "offer:5 ACCEPT:5 start:5 end:5", "alive"},
    {"abandoned before the start", "offer:5 ACCEPT:5 abandon", "alive"},
    {"abandoned", "offer:5 ACCEPT:5 start:5 abandon", "alive"},
    {"a directory waits", "directory", "alive"},
    {"refused at the offer", "offer:5 REFUSE", kAnother, true},
    {"refused before the start", "offer:5 ACCEPT:2 REFUSE", kSkipped},
    {"refused while sending", "offer:5 ACCEPT:0 start:0 data:2 REFUSE", kSkipped},
    {"which does not count any more", "offer:5 ACCEPT:0 start:0 REFUSE data:6", kSkipped},
    {"refused, and the sender has ended", "offer:5 ACCEPT:0 start:0 REFUSE end:0", kAnother, true},
    {"refused, and it has abandoned", "offer:5 ACCEPT:0 start:0 REFUSE abandon", kAnother, true},
    {"abandoned, and refused", "offer:5 ACCEPT:0 start:0 abandon REFUSE", kAnother, true},
    {"refused at the end", "offer:0 ACCEPT:0 start:0 end:0 REFUSE", kAnother, true},
    {"stored", "offer:0 ACCEPT:0 start:0 end:0 RECEIPT", kAnother, true},
    {"a directory is made", "directory RECEIPT", kAnother, true},
};

static constexpr char    kReceiverWords[] = "accept:0 accept:2 accept:5 accept:6 refuse progress:0 progress:2 progress:3 "
                                            "progress:5 progress:6 receipt:5 alive offer:5 start:0 data:1 end:5 abandon";
static constexpr TurnRow kSending[] = {
    {"an offer is out", "OFFER:5", "accept:0 accept:2 accept:5 refuse alive"},
    {"a directory is", "DIRECTORY", "receipt:5 refuse alive"},
    {"accepted", "OFFER:5 accept:0", "refuse progress:0 progress:2 progress:3 progress:5 alive"},
    {"progress never goes back", "OFFER:5 accept:0 progress:3", "refuse progress:3 progress:5 alive"},
    {"all is sent", "OFFER:5 accept:0 progress:3 END", "refuse progress:3 progress:5 receipt:5 alive"},
    {"of unknown size", "OFFER:? accept:0 progress:5", "refuse progress:5 progress:6 alive"},
};

// Between files, where progress would mean nothing.
static constexpr char    kAnswers[] = "accept:0 accept:5 refuse receipt:5 alive offer:5 start:0 data:1 end:5 abandon";
static constexpr TurnRow kResting[] = {
    {"nothing is offered", "", "alive"},
    {"refused at the offer", "OFFER:5 refuse", "alive"},
    {"refused while sending", "OFFER:5 accept:0 refuse", "alive"},
    {"refused, then abandoned", "OFFER:5 accept:0 refuse ABANDON", "alive"},
    {"abandoned, then refused", "OFFER:5 accept:0 ABANDON refuse", "alive"},
    {"refused at the end", "OFFER:5 accept:0 END refuse", "alive"},
    {"stored", "OFFER:5 accept:0 END receipt:5", "alive"},
    {"a directory is made", "DIRECTORY receipt:0", "alive"},
};

static bool has_word(Text list, Text wanted)
{
    for (Saying word; next_word(list, word);)
        if (word.whole == wanted) return true;
    return false;
}

template <class End> static void check_turn(const TurnRow &row, Text all_words, Space memory)
{
    Saying word;
    for (Text rest = all_words; next_word(rest, word);) {
        Line heard, name;
        End  end(memory);
        CHECK(row.what, !play(end, row.words, SIZE_MAX, heard));
        Error error = play(end, word.whole, SIZE_MAX, heard);
        bool  legal = has_word(row.next, word.whole);
        CHECK(name.say(row.what, ": ", word.whole).text(), legal ? !error : error.exit() == Exit::protocol);
    }
}

TEST("offer: what a receiver may hear next, and nothing else")
{
    for (const TurnRow &row : kReceiving) {
        Line        heard;
        ReceiverEnd end(heard_by_receiver);
        check_turn<ReceiverEnd>(row, kSenderWords, heard_by_receiver);
        CHECK(row.what, !play(end, row.words, 1, heard) && end.may_end() == row.may_end);
    }
}

TEST("offer: what a sender may hear next, and nothing else")
{
    for (const TurnRow &row : kSending) check_turn<SenderEnd>(row, kReceiverWords, heard_by_sender);
    for (const TurnRow &row : kResting) check_turn<SenderEnd>(row, kAnswers, heard_by_sender);
}

TEST("offer: a stream ends between files, not in a message")
{
    uint8_t     memory[64];
    Buffer      said{Space(memory)};
    Message     message;
    ReceiverEnd end(heard_by_receiver);
    put_words(said, Verb::alive, "");
    for (size_t size = 0; size < said.bytes().size; size++) {
        CHECK("cut", end.may_end() == !size);
        Bytes byte = said.bytes().after(size).first(1);
        CHECK("heard", !end.next(byte, message));
    }
    CHECK("behind it", end.may_end());
}
