// A room and its members over datagrams: what each is sent of what the others do. How datagrams are repaired is
// in udp_server_test.cpp, what commands do in room_commands_test.cpp.
#include "wire/udp_hall.h"

#include "check.h"
#include "parcel_words.h"
#include "wire/validation.h"

namespace {
// Members are called by the letter of their address. What they are sent is written down: "b: LINE ...".
struct HallPlay {
    explicit HallPlay(bool unasked = false, uint32_t bucket = 10)
        : server(rules(unasked), members, lines), room(ring, places, {0x0123abcd, 20, bucket, kLongestSaid, true}),
          hall(server, room, ring, seats), host(room.host("host"))
    {
    }
    UdpServerRules rules(bool unasked) const
    {
        UdpServerRules rules;
        rules.secret     = &secret;
        rules.epoch      = 0x0123abcd;
        rules.history    = 20;
        rules.unasked    = unasked;
        rules.plain_line = without_clock;
        return rules;
    }
    Text hear(Text from, Bytes datagram, int64_t now)
    {
        came.clear();
        hall.heard(bytes_of(from), datagram, at(now));
        return send(now);
    }
    Text hear(Text from, const Parcel &parcel, int64_t now)
    {
        uint8_t memory[kLongestDatagram];
        return hear(from, Bytes(memory).first(put_parcel(memory, parcel)), now);
    }
    // After what the host has said, or by the time.
    Text turn(int64_t now)
    {
        came.clear();
        return send(now);
    }
    Text send(int64_t now)
    {
        for (Bytes to, datagram; hall.next(to, datagram, at(now));) {
            Parcel parcel;
            if (read_parcel(parcel, datagram) && parcel.type == ParcelType::alive) continue;
            if (!came.text().empty()) came.say("; ");
            came.say(text_of(to), ": ");
            if (read_parcel(parcel, datagram) && parcel.type == ParcelType::line) came.say(parcel.text());
            else if (!is_parcel(datagram)) came.say('\'', text_of(datagram), '\'');
            else if (parcel.type == ParcelType::ack) came.say("ACK ", parcel.number);
            else if (parcel.type == ParcelType::welcome) came.say("WELCOME"), token[size_t(to[0] - 'a')] = parcel.who;
            else say_parcel(came, datagram);
        }
        return came.text();
    }
    Text join(Text from, Text nick, int64_t now)
    {
        kept = AddressValidator(secret).cookie(bytes_of(from), {now});
        Parcel hello = {.type = ParcelType::hello, .nonce = ++counter, .counter = 1, .cookie = kept.bytes, .nick = nick};
        return hear(from, hello, now);
    }
    Text say(Text from, uint32_t number, Text line, int64_t now)
    {
        return hear(from, {.type = ParcelType::say, .who = token[size_t(from[0] - 'a')], .counter = ++counter,
                           .number = number, .rest = bytes_of(line)}, now);
    }
    Instant at(int64_t now) const { return {{now}, clock}; }

    Key            secret;
    UdpMember      members[4];
    Member         places[5] = {};
    uint16_t       seats[4];
    uint8_t        memory[8192], ring_memory[8192];
    Backlog::Entry entries[32];
    Backlog        lines{memory, entries};
    Ring           ring{Space(ring_memory)};
    UdpServer      server;
    Room           room;
    UdpHall        hall;
    size_t         host;
    Text           clock;
    AddressCookie  kept;
    uint64_t       token[4] = {};
    uint32_t       counter  = 1;
    Line           came;
};

bool is(Text came, Text expected)
{
    if (came == expected) return true;
    CHECK(Line().say("came: ", came).text(), false);
    return false;
}
}

#define WELCOME_TO(letter, guest) letter ": *** sixpack room 0123abcd: you are " guest "; /nick NAME changes that, /help tells more"

TEST("udp hall: who comes is welcomed, and announced under the nick it wished for")
{
    HallPlay play;
    CHECK("the first", is(play.join("a", "alice", 0), "a: WELCOME; " WELCOME_TO("a", "guest-1") "; a: *** you are alice"));
    CHECK("the second", is(play.join("b", "bob", 0), "b: WELCOME; " WELCOME_TO("b", "guest-2") "; a: *** bob has joined; b: *** you are bob"));
    CHECK("without a nick", is(play.join("c", "", 0), "c: WELCOME; " WELCOME_TO("c", "guest-3")));
    CHECK("it is announced later", is(play.turn(1000), "a: *** guest-3 has joined; b: *** guest-3 has joined"));
}

TEST("udp hall: what is said goes to all others, and what is answered to one")
{
    HallPlay play;
    play.join("a", "alice", 0);
    play.join("b", "bob", 0);
    CHECK("a line", is(play.say("a", 1, "hi", 0), "a: ACK 1; b: <alice> hi"));
    CHECK("again", is(play.say("a", 1, "hi", 0), "a: ACK 1"));
    CHECK("a command", is(play.say("b", 1, "/who", 0), "b: ACK 1; b: *** 3 here: alice, bob, host"));
    CHECK("to one alone", is(play.say("b", 2, "/msg alice psst", 0), "b: ACK 2; a: [private] <bob> psst"));
    play.room.said(play.host, "from here", play.at(0));
    CHECK("the host's", is(play.turn(0), "a: <host> from here; b: <host> from here"));
}

TEST("udp hall: who says too much is not confirmed while it pauses")
{
    HallPlay play(false, 3);
    play.join("a", "alice", 0);
    play.say("a", 1, "one", 0);
    CHECK("a word", is(play.say("a", 2, "two", 0), "a: ACK 2; a: *** slow down: 3 s"));
    CHECK("no more", is(play.say("a", 3, "three", 2999), ""));
    CHECK("until it is over", is(play.say("a", 3, "three", 3000), "a: ACK 3"));
}

TEST("udp hall: who quits is told what came before, and sent away")
{
    HallPlay play;
    play.join("a", "alice", 0);
    play.join("b", "bob", 0);
    Line gone;
    gone.say("b: ACK 1; a: *** bob has left: quit: bye; b: GONE who=", play.token[1]);
    CHECK("with words", is(play.say("b", 1, "/quit bye", 0), gone.text()));
    CHECK("and is another then", is(play.join("b", "bob", 1), "b: WELCOME; " WELCOME_TO("b", "guest-2") "; a: *** bob has joined; b: *** you are bob"));
    CHECK("by BYE", is(play.hear("b", {.type = ParcelType::bye, .who = play.token[1], .counter = 99}, 2), "a: *** bob has left: quit"));
}

TEST("udp hall: who is silent for too long has timed out")
{
    HallPlay play;
    play.join("a", "alice", 0);
    play.join("b", "bob", 0);
    for (int64_t now = 0; now <= 60000; now += 20000)
        play.hear("a", {.type = ParcelType::ping, .who = play.token[0], .counter = ++play.counter}, now);
    CHECK("the others know", is(play.turn(65000), "a: *** bob has left: timed out"));
}

TEST("udp hall: all are told that the room ends")
{
    HallPlay play;
    play.join("a", "alice", 0);
    play.hall.close(play.at(0));
    Line gone;
    gone.say("a: *** the server ends; a: GONE who=", play.token[0]);
    CHECK("and sent away", is(play.turn(0), gone.text()));
}

TEST("udp hall: plain peers")
{
    HallPlay play(true);
    play.join("a", "alice", 0);
    CHECK("are in the room with their first line", is(play.hear("p", bytes_of("hi\n"), 0),
          "p: '*** sixpack room 0123abcd: you are guest-2; /nick NAME changes that, /help tells more\n'; "
          "a: *** guest-2 has joined; a: <guest-2> hi"));
    play.clock = "12:34 ";
    CHECK("see no times", is(play.say("a", 1, "there", 0), "a: ACK 1; p: '<alice> there\n'"));
    play.hear("p", bytes_of("/time\n"), 0);
    CHECK("but for those who want to", is(play.say("a", 2, "now", 4000), "a: ACK 2; p: '12:34 <alice> now\n'"));
    CHECK("and quit", is(play.hear("p", bytes_of("exit"), 5000), "a: 12:34 *** guest-2 has left: quit"));
}

TEST("udp hall: /history is said again to who asks, and to nobody else")
{
    HallPlay play;
    play.join("a", "alice", 0);
    play.join("b", "bob", 0);
    play.say("a", 1, "one", 0);
    CHECK("the last", is(play.say("b", 1, "/history 2", 0), "b: ACK 1; b: *** bob has joined; b: <alice> one"));
}
