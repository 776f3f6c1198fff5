// One server, and what members and strangers might say to it. With clients: udp_sim_test.cpp; with people who use
// nc: udp_plain_test.cpp.
#include "trap.h"
#include "udp_room.h"

TEST("udp server: nobody is let in before he has returned his cookie")
{
    UdpRoom   room;
    Parcel blind = room.hello(7, "a1");
    blind.cookie = bytes_of("0123456789abcdef");
    CHECK("a RETRY", is(room.hear("a1", blind), "to a1: RETRY nonce=7"));
    CHECK("nobody is there", room.server.size() == 0 && room.server.due().at == Deadline::never().at);
    CHECK("somebody else's", is(room.hear("b1", room.hello(7, "a1")), "to b1: RETRY nonce=7"));
    CHECK("too old", is(room.hear("a1", room.hello(7, "a1"), 60000), "to a1: RETRY nonce=7"));
    CHECK("his own", is(room.hear("a1", room.hello(7, "a1")),
                        "joined 0/1 'bob'; to a1: WELCOME nonce=7 oldest=1 epoch=3"));
    CHECK("is there", room.server.size() == 1);
    CHECK("the same again", is(room.hear("a1", room.hello(7, "a1")), ""));
    CHECK("a later one", is(room.hear("a1", room.hello(7, "a1", 2)), "to a1: WELCOME nonce=7 oldest=1 epoch=3"));
    CHECK("another", is(room.hear("b1", room.hello(8, "b1")),
                        "joined 1/2 'bob'; to b1: WELCOME nonce=8 oldest=1 epoch=3"));
    CHECK("tokens differ", room.token(0) != room.token(1));
}

TEST("udp server: what one says goes to the others, and half a second later what there is")
{
    UdpRoom room;
    room.hear("a1", room.hello(7, "a1"));
    room.hear("b1", room.hello(8, "b1"));
    CHECK("said", is(room.hear("a1", room.from(0, ParcelType::say, 2, 1, "hi")),
                     "said 0/1 'hi'; to a1: ACK number=1; to b1: LINE number=1 'hi'"));
    CHECK("again", is(room.hear("a1", room.from(0, ParcelType::say, 3, 1, "hi")), "to a1: ACK number=1"));
    CHECK("replayed", is(room.hear("a1", room.from(0, ParcelType::say, 3, 2, "ho")), ""));
    CHECK("not yet", is(room.wait(499), ""));
    CHECK("then", is(room.wait(500), "to a1: ALIVE oldest=1; to b1: ALIVE number=1 oldest=1"));
    room.refuses = true;
    CHECK("not accepted", is(room.hear("b1", room.from(1, ParcelType::say, 2, 1, "ho")), "said 1/2 'ho'"));
    room.refuses = false;
    CHECK("later", is(room.hear("b1", room.from(1, ParcelType::say, 3, 1, "ho")),
                      "said 1/2 'ho'; to b1: ACK number=1; to a1: LINE number=2 'ho'"));
}

TEST("udp server: repairs, of what is for him and still there")
{
    UdpRoom   room;
    Parcel want = {.type = ParcelType::want};
    room.hear("a1", room.hello(7, "a1"));
    room.hear("b1", room.hello(8, "b1"));
    room.server.deliver({}, "one");
    room.server.deliver({Audience::Kind::only, 2}, "two");
    room.server.deliver({Audience::Kind::all_but, 2}, "three");
    CHECK("lines", is(room.wait(0),
                      "to a1: LINE number=1 'one'; to b1: LINE number=1 'one'; to b1: LINE number=2 oldest=1 'two'; "
                                    "to a1: LINE number=3 oldest=1 'three'"));
    RestWriter all, two;
    all.add(Range{1, 9});
    two.add(Range{2, 2}), two.add(Range{1, 1});
    want.who = room.token(0), want.rest = all.bytes(), want.counter = 2;
    CHECK("his", is(room.hear("a1", want, 50), "to a1: LINE number=1 'one'; to a1: LINE number=3 oldest=1 'three'"));
    want.counter = 3;
    CHECK("too soon", is(room.hear("a1", want, 89), ""));
    want.rest = two.bytes(), want.counter = 4;
    CHECK("not his", is(room.hear("a1", want, 90), "to a1: LINE number=2 oldest=1; to a1: LINE number=1 'one'"));
    for (int i = 0; i < 12; i++) room.server.deliver({}, "0123456789"), room.wait(90);
    want.rest = all.bytes(), want.counter = 5;
    CHECK("too old", is(room.hear("a1", want, 200), "to a1: ALIVE number=15 oldest=10"));
}

TEST("udp server: another address is answered, but gets the room's lines when it is proven")
{
    UdpRoom room;
    room.hear("a1", room.hello(7, "a1"));
    CHECK("a PING", is(room.hear("a1", room.from(0, ParcelType::ping, 2)), "to a1: ALIVE counter=2 oldest=1"));
    CHECK("from elsewhere", is(room.hear("a2", room.from(0, ParcelType::ping, 3)),
                               "to a2: RETRY nonce=7; to a2: ALIVE counter=3 oldest=1"));
    room.server.deliver({}, "one");
    CHECK("still there", is(room.wait(0), "to a1: LINE number=1 'one'"));
    Parcel hello = room.hello(7, "a2", 4);
    hello.who    = room.token(0);
    hello.epoch  = 3;
    CHECK("proven", is(room.hear("a2", hello), "to a2: WELCOME nonce=7 number=1 oldest=1 epoch=3"));
    room.server.deliver({}, "two");
    CHECK("here", is(room.wait(0), "to a2: LINE number=2 oldest=1 'two'"));
    CHECK("the old HELLO does not move him back", is(room.hear("a1", room.hello(7, "a1", 1)), ""));
}

TEST("udp server: leaving, and what is not leaving")
{
    UdpRoom room;
    room.hear("a1", room.hello(7, "a1"));
    Parcel bye = room.from(0, ParcelType::bye, 2), guess = bye;
    guess.who ^= 0x10000;
    CHECK("a token guessed", is(room.hear("a1", guess), "to a1: GONE"));
    bye.counter = 1;
    CHECK("a counter used", is(room.hear("a1", bye), ""));
    bye.counter = 2;
    CHECK("his", is(room.hear("a1", bye), "left 0/1 ''"));
    CHECK("once more", is(room.hear("a1", bye), "to a1: GONE"));
    CHECK("nobody is there", room.server.size() == 0);
    CHECK("his HELLO, recorded, does not bring him back", is(room.hear("a1", room.hello(7, "a1", 9)), ""));
    CHECK("but a new one does", is(room.hear("a1", room.hello(8, "a1")),
                                   "joined 1/2 'bob'; to a1: WELCOME nonce=8 oldest=1 epoch=3"));
    room.came.clear();
    room.server.remove(1);
    CHECK("not wanted any more", is(room.drain(0), "to a1: GONE"));
}

TEST("udp server: who is removed is told, though another one has just said something")
{
    UdpRoom room;
    room.hear("a1", room.hello(7, "a1"));
    room.hear("b1", room.hello(8, "b1"));
    uint8_t memory[kLongestDatagram];
    size_t  size = put_parcel(memory, room.from(0, ParcelType::ping, 2));
    room.server.heard(bytes_of("a1"), Bytes(memory).first(size), {0});
    CHECK("an answer is due", room.server.due().at == Millis{0});
    room.server.remove(1);
    room.came.clear();
    CHECK("one of the two", is(room.drain(0), "to b1: GONE"));
}

TEST("udp server: who is silent for three heartbeats is lost")
{
    UdpRoom room;
    room.hear("a1", room.hello(7, "a1"));
    room.hear("a1", room.from(0, ParcelType::ping, 2), 30000);
    CHECK("not yet", is(room.wait(94999), ""));
    CHECK("lost", is(room.wait(96000), "lost 0/1"));
    CHECK("a minute later there is nothing to wait for", is(room.wait(200000),
                                                            "") && room.server.due().at == Deadline::never().at);
}

TEST("udp server: no more than there is place for, or than there may be from one host")
{
    UdpRoom room;
    room.hear("a1", room.hello(7, "a1"));
    room.hear("a2", room.hello(8, "a2"));
    CHECK("a third", is(room.hear("a3", room.hello(9, "a3")), "to a3: REFUSED nonce=9 'too many from your address'"));
    CHECK("of another", is(room.hear("b1", room.hello(10, "b1")),
                           "joined 2/3 'bob'; to b1: WELCOME nonce=10 oldest=1 epoch=3"));
    CHECK("a fourth", is(room.hear("c1", room.hello(11, "c1")), "to c1: REFUSED nonce=11 'the room is full'"));
    room.hear("b1", room.from(2, ParcelType::bye, 2));
    Parcel beyond = room.from(0, ParcelType::ping, 9);
    beyond.who |= 3;
    CHECK("a token of a place behind the last", is(room.hear("c1", beyond), "to c1: GONE"));
    CHECK("there is place", is(room.hear("c1", room.hello(11, "c1")),
                               "joined 2/4 'bob'; to c1: WELCOME nonce=11 oldest=1 epoch=3"));
}

TEST("udp server: a newcomer's room begins with the last lines, and his return with what he missed")
{
    UdpRoom room(2);
    room.hear("a1", room.hello(7, "a1"));
    room.server.deliver({}, "one"), room.server.deliver({}, "two");
    room.server.deliver({Audience::Kind::only, 1}, "hush"), room.server.deliver({}, "three");
    room.wait(0);
    CHECK("two lines that he may see", is(room.hear("b1", room.hello(8, "b1")),
                                          "joined 1/2 'bob'; to b1: WELCOME nonce=8 number=4 oldest=2 epoch=3"));
    Parcel other = room.hello(10, "d1");
    other.who    = 12345;
    other.epoch  = 4;
    CHECK("of another room's number nothing follows",
          is(room.hear("d1", other), "joined 2/3 'bob'; to d1: WELCOME nonce=10 number=4 oldest=2 epoch=3"));
    room.hear("d1", room.from(2, ParcelType::bye, 2));
    Parcel back = room.hello(9, "c1");
    back.who    = 12345;
    back.epoch  = 3;
    back.number = 1;
    CHECK("all there is", is(room.hear("c1", back),
                             "joined 2/4 'bob'; to c1: WELCOME nonce=9 number=4 oldest=1 epoch=3"));
}

static constexpr ParcelType kForOthers[] = {
    ParcelType::retry, ParcelType::welcome, ParcelType::ack,      ParcelType::line, ParcelType::alive,
    ParcelType::gone,  ParcelType::talk,    ParcelType::announce, ParcelType::seek, ParcelType::leave,
};

TEST("udp server: what is for others, or for nobody, is not answered")
{
    UdpRoom room;
    for (ParcelType type : kForOthers) {
        Parcel parcel = {.type = type, .nick = "x"};
        CHECK(Line().say(int(type)).text(), is(room.hear("a1", parcel), ""));
    }
    CHECK("cut", is(room.hear("a1", bytes_of("\xc6\x36\x50\x01\x09"), 0), ""));
}

TEST("udp server: a line waits until the ones before it have gone out")
{
    UdpRoom room;
    room.hear("a1", room.hello(7, "a1"));
    for (int i = 0; i < 6; i++) CHECK("place", room.server.deliver({}, "0123456789"));
    CHECK("none", !room.server.deliver({}, "0123456789"));
    room.wait(0);
    CHECK("now", room.server.deliver({}, "0123456789"));
    CHECK("who is not there cannot be removed", traps([] {
        UdpRoom empty;
        empty.server.remove(0);
    }));
}
