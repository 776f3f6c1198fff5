// A name server that does what the first label of a name says, and is not to be trusted:
//
//     nameserver ADDRESS [mute]     "nameserver: listening on ADDRESS:53", then serves until killed; one
//                                   that is mute answers nothing at all
//
//     good        one address of each family
//     wrong-id wrong-name wrong-type wrong-class
//                 only answers to other queries
//     query       the query itself, instead of a response
//     stranger    answers from another port
//     silent      nothing
//     servfail refused nxdomain notimp formerr
//     garbage     random bytes behind a fitting question
//     loop        an alias of itself
//     circle      aliases that lead to each other
//     pointers    names made of pointers to themselves, forward and past the end
//     late6 late4 the addresses of that family come 300 ms late
//     only4 only6 nothing at all about the other family
//     huge        truncated; over TCP, a message of 65,535 bytes full of addresses
//     cut         truncated; over TCP, half an answer
//     drip        truncated; over TCP, a byte every 2 ms
//     hang        truncated; over TCP, nothing
//     short       truncated; over TCP, a length without a message
#include "system/socket.h"
#include "wire/dns.h"
#include "words/say.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>

static void print(Text text)
{
    Line line;
    line.say("nameserver: ", text, '\n');
    if (write(2, line.text().data, line.text().size) < 0) _exit(1);
}

static void check(bool done, Text what)
{
    if (done) return;
    print(what);
    _exit(1);
}

namespace {
// What was asked, and the response to it.
struct Message {
    uint8_t  bytes[65535];
    size_t   size;
    size_t   question;  // where the message goes on behind it
    Text     habit;
    uint16_t type;

    bool read(Bytes query);
    bool asks_for(char family) const { return family == (type == uint16_t(RecordType::aaaa) ? '6' : '4'); }
    void set_flags(uint16_t flags) { pack<"!H">(Space(bytes).after(2), flags); }
    void append(Bytes more);
    void add_record(RecordType type, Bytes data);
    void add_address();
    void add_circle();
    void add_pointers();
    bool write(bool tcp);
};
}

bool Message::read(Bytes query)
{
    copy(bytes, query);
    size     = query.size;
    question = kDnsHead;
    if (size < kDnsHead + 6) return false;
    habit = text_of(query.after(kDnsHead + 1).first(query[kDnsHead]));
    while (question < size && bytes[question]) question += 1u + bytes[question];
    if (question + 5 > size) return false;
    type = bytes[question + 2];
    question += 5;
    size = question;
    set_flags(0x8180);
    return true;
}

void Message::append(Bytes more)
{
    if (more.size > sizeof bytes - size) return;
    copy(Space(bytes).after(size), more);
    size += more.size;
}

void Message::add_record(RecordType kind, Bytes data)
{
    uint8_t head[12];
    pack<"!HHHIH">(head, uint16_t(0xc00c), uint16_t(kind), uint16_t(1), 60u, uint16_t(data.size));
    append(head);
    append(data);
    uint16_t count;
    if (unpack<"!H">(Bytes(bytes).after(6), count)) pack<"!H">(Space(bytes).after(6), uint16_t(count + 1));
}

void Message::add_address()
{
    static const uint8_t v4[] = {192, 0, 2, 1};
    static const uint8_t v6[] = {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    if (asks_for('6')) add_record(RecordType::aaaa, v6);
    else add_record(RecordType::a, v4);
}

void Message::add_circle()
{
    size_t name = kDnsHead;
    for (int i = 0; size < 480; i++) {
        const uint8_t target[] = {1, uint8_t('a' + i % 20), 0xc0, kDnsHead};
        size_t        at       = size;
        add_record(RecordType::cname, target);
        pack<"!H">(Space(bytes).after(at), uint16_t(0xc000 | name));
        name = size - sizeof target;
    }
}

void Message::add_pointers()
{
    for (int i = 0; i < 12; i++) {
        size_t at = size;
        add_address();
        size_t target = i % 3 == 0 ? at : i % 3 == 1 ? at + 2 : 0x3fff;
        pack<"!H">(Space(bytes).after(at), uint16_t(0xc000 | target));
    }
}

struct Code {
    Text     habit;
    uint16_t flags;
};
static constexpr Code kCodes[] = {
    {"formerr", 0x8181}, {"servfail", 0x8182}, {"nxdomain", 0x8183},
    {"notimp", 0x8184},  {"refused", 0x8185},  {"query", 0x0100},
};

static bool is_for_tcp(Text habit)
{
    return habit == "huge" || habit == "cut" || habit == "drip" || habit == "hang" || habit == "short";
}

// False when nothing is to be said.
bool Message::write(bool tcp)
{
    if (habit == "silent" || habit == (asks_for('6') ? "only4" : "only6")) return false;
    if (is_for_tcp(habit) && !tcp) return set_flags(0x8380), true;
    for (const Code &row : kCodes)
        if (row.habit == habit) return set_flags(row.flags), true;
    if (habit == "wrong-id") bytes[1] ^= 1;
    if (habit == "wrong-name") bytes[kDnsHead + 1] ^= 1;
    if (habit == "wrong-type") bytes[question - 3] ^= 0x1d;
    if (habit == "wrong-class") bytes[question - 1] ^= 2;
    if (habit == "circle") return add_circle(), true;
    if (habit == "pointers") return add_pointers(), true;
    if (habit == "loop") {
        const uint8_t itself[] = {0xc0, kDnsHead};
        return add_record(RecordType::cname, itself), true;
    }
    if (habit == "garbage") {
        bytes[6] = 0xff;
        while (size < 500) bytes[size++] = uint8_t(rand());
        return true;
    }
    if (habit == "huge")
        while (sizeof bytes - size > 28) add_address();
    else add_address();
    return true;
}

static Message message;

static void serve_datagram(const Fd &socket)
{
    uint8_t   memory[512];
    Address   peer;
    socklen_t length = sizeof peer;
    ssize_t   got    = recvfrom(socket.get(), memory, sizeof memory, 0, &peer.any, &length);
    if (got <= 0 || !message.read(Bytes(memory).first(size_t(got))) || !message.write(false)) return;
    bool late = message.habit == (message.asks_for('6') ? "late6" : "late4");
    Fd   other(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    int  from = message.habit == "stranger" ? other.get() : socket.get();
    // In a process of its own, so that nobody else waits.
    if (late && fork()) return;
    if (late) poll(nullptr, 0, 300);
    sendto(from, message.bytes, message.size, 0, &peer.any, peer.size());
    if (late) _exit(0);
}

static void send_slowly(const Fd &link, Bytes bytes)
{
    for (; !bytes.empty(); bytes = bytes.after(1)) {
        send(link.get(), bytes.data, 1, MSG_NOSIGNAL);
        poll(nullptr, 0, 2);
    }
}

[[noreturn]] static void serve_connection(const Fd &link)
{
    uint8_t memory[2 + 512], length[2];
    ssize_t got = recv(link.get(), memory, sizeof memory, 0);
    if (got <= 2 || !message.read(Bytes(memory).first(size_t(got)).after(2)) || !message.write(true)) _exit(0);
    pack<"!H">(length, uint16_t(message.size));
    Bytes answer = Bytes(message.bytes).first(message.size);
    // Until the other end gives up.
    if (message.habit == "hang") recv(link.get(), memory, sizeof memory, 0);
    else if (message.habit == "drip") send_slowly(link, length), send_slowly(link, answer);
    else {
        if (message.habit == "cut") answer = answer.first(answer.size / 2);
        if (message.habit == "short") answer = {};
        send(link.get(), length, sizeof length, MSG_NOSIGNAL | MSG_MORE);
        while (!answer.empty()) {
            ssize_t sent = send(link.get(), answer.data, answer.size, MSG_NOSIGNAL);
            if (sent <= 0) break;
            answer = answer.after(size_t(sent));
        }
    }
    _exit(0);
}

int main(int argc, char **argv)
{
    Address address;
    check(argc > 1 && parse_address(address, argv[1], 53), "no address");
    Result<Fd> listener = listen_tcp(address);
    check(!listener.error, "cannot listen");
    address = local_address(listener.value);
    Fd socket(::socket(address.any.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    check(!bind(socket.get(), &address.any, address.size()), "cannot bind");
    signal(SIGCHLD, SIG_IGN);
    Line line;
    print(line.say("listening on ", AddressText(address)).text());
    if (argc > 2) pause();

    for (;;) {
        pollfd slots[] = {{socket.get(), POLLIN, 0}, {listener.value.get(), POLLIN, 0}};
        if (poll(slots, 2, -1) < 0) return 1;
        if (slots[0].revents) serve_datagram(socket);
        if (!slots[1].revents) continue;
        Address    peer;
        Result<Fd> link = accept_tcp(listener.value, peer);
        if (link.value && !fork()) serve_connection(link.value);
    }
}
