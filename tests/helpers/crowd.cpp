// A crowd in a chat room, to measure the room by:
//
//     crowd PORT CLIENTS SERVER [irc] [stalled]     ->  one|median|p99|lines a second|processor
//                                                       many|median|p99|lines a second|processor
//
// The clients take turns in saying something: one at a time, then up to kMany at once. When all others have
// it, those behind them go on. A line has taken as long as it is until the last client has it: microseconds.
// `processor` is what the process SERVER has used for a thousand lines at one client each, in microseconds.
//
// "irc" speaks to an IRC server. "stalled": the last client never reads, and before anything is measured more
// is said than the kernel would keep for it. Ends with 1 where a line does not come for kPatience, or comes twice, or
// to who said it, and where a client is thrown out.
#include "system/socket.h"
#include "words/ascii.h"
#include "words/carve.h"
#include "words/say.h"

#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

static constexpr size_t  kMost = 10000, kMany = 100;
static constexpr size_t  kFewestLines = 100, kMostLines = 20000;
static constexpr int64_t kLongEnough = 500000;  // microseconds
static constexpr Millis  kPatience = seconds(5);

// Listeners of some servers have a short queue, and who does not fit there is not heard for seconds.
static constexpr size_t kAtTheDoor = 5;

// Longer than a room may take to greet: that is no part of what is measured.
static constexpr Millis kSettled = {1200};

// For the stalled: several megabytes, no more of them at once than any server must keep for the others.
static constexpr size_t kStuffing = 4000, kAtOnce = 40, kStuffingSize = 900;

// In nothing but what is said here; behind it stand the number of the line and a blank.
static constexpr char kMark = '^';

namespace {
struct Client {
    Fd       link;
    uint32_t number  = 0;  // behind the mark that is being read
    bool     marked  = false;
    bool     greeted = false;
    bool     heard[kMany];  // of this wave
};

struct Spoken {
    int64_t at;
    size_t  missing;  // clients that do not have it
};

class Crowd {
public:
    Crowd(Span<Client> clients, bool irc, bool stalled) : clients_(clients), irc_(irc), stalled_(stalled) {}

    void join(uint16_t port);
    void wave(size_t count, size_t padding = 0);

    // What each line of the waves since has taken.
    void          measure() { measured_ = 0; }
    Span<int64_t> times() { return Span<int64_t>(times_).first(measured_); }
    size_t        readers() const { return clients_.size - stalled_; }

private:
    void connect(uint16_t port, size_t index);
    void say(size_t client, size_t line, size_t padding);
    bool hear(Millis patience);
    void take(Client &client, Bytes bytes);
    void take_line(Client &client);

    Span<Client> clients_;
    bool         irc_, stalled_;
    Fd           poll_{epoll_create1(EPOLL_CLOEXEC)};
    Spoken       wave_[kMany];
    uint32_t     first_   = 0;  // line of the wave
    size_t       in_wave_ = 0, unheard_ = 0;
    size_t       speaker_ = 0, greeted_ = 0;
    size_t       measured_ = 0;
    int64_t      times_[kMostLines + kMany];
};
}

static void must(bool fine, Text what)
{
    if (fine) return;
    Line line;
    line.say("crowd: ", what, '\n');
    if (write(2, line.text().data, line.text().size) > 0) {}
    _exit(1);
}

static int64_t microseconds(clockid_t clock = CLOCK_MONOTONIC)
{
    timespec time;
    must(!clock_gettime(clock, &time), "there is no such server");
    return int64_t(time.tv_sec) * 1000000 + time.tv_nsec / 1000;
}

void Crowd::connect(uint16_t port, size_t index)
{
    Client &client  = clients_[index];
    Address address = loopback_address(false, port);
    int     small = 2048, soon = 1;
    client.link = Fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    must(client.link.get() >= 0, "no descriptors left");
    if (index >= readers()) setsockopt(client.link.get(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    setsockopt(client.link.get(), IPPROTO_TCP, TCP_NODELAY, &soon, sizeof soon);
    must(!::connect(client.link.get(), &address.any, address.size()), "cannot connect");
    Line line;
    line.say("NICK n", index, "\r\nUSER n 0 * :n\r\nJOIN #bench\r\n");
    if (irc_) must(!send_some(client.link, bytes_of(line.text())).error, "cannot join");
}

void Crowd::join(uint16_t port)
{
    for (size_t i = 0; i < readers(); i++) {
        connect(port, i);
        epoll_event event = {.events = EPOLLIN, .data = {.u32 = uint32_t(i)}};
        epoll_ctl(poll_.get(), EPOLL_CTL_ADD, clients_[i].link.get(), &event);
        while (i + 1 - greeted_ >= kAtTheDoor) must(hear(kPatience), "nobody is greeted");
    }
    if (stalled_) connect(port, readers());
    while (hear(kSettled)) {}
    must(greeted_ == readers(), "not all are let in");
}

void Crowd::say(size_t client, size_t line, size_t padding)
{
    Line text;
    if (irc_) text.say("PRIVMSG #bench :");
    text.say("what a fine day it is ", kMark, first_ + line, ' ');
    while (text.text().size < padding) text.say('.');
    text.say(irc_ ? "\r\n" : "\n");
    clients_[client].heard[line] = true;
    wave_[line] = {microseconds(), readers() - 1};
    Result<Moved> sent = send_some(clients_[client].link, bytes_of(text.text()));
    must(!sent.error && sent.value.size == text.text().size, "cannot say it");
}

// Until all others have it.
void Crowd::wave(size_t count, size_t padding)
{
    for (Client &client : clients_) memset(client.heard, 0, count);
    first_ += uint32_t(in_wave_);
    in_wave_ = unheard_ = count;
    for (size_t i = 0; i < count; i++) {
        say(speaker_, i, padding);
        speaker_ = (speaker_ + 1) % readers();
    }
    while (unheard_) must(hear(kPatience), "a line does not come for 5 s");
}

// False where nothing comes for so long.
bool Crowd::hear(Millis patience)
{
    epoll_event events[256];
    uint8_t     memory[65536];
    int         count = epoll_wait(poll_.get(), events, 256, int(patience.count));
    for (int i = 0; i < count; i++) {
        Client       &client = clients_[events[i].data.u32];
        Result<Moved> got    = receive_some(client.link, memory);
        must(!got.error && !got.value.ended, "a client was thrown out");
        greeted_ += !client.greeted;
        client.greeted = true;
        take(client, Bytes(memory).first(got.value.size));
    }
    return count > 0;
}

void Crowd::take(Client &client, Bytes bytes)
{
    for (char c : text_of(bytes)) {
        if (c == kMark) client.number = 0;
        else if (client.marked && is_digit(c)) client.number = client.number * 10 + uint32_t(c - '0');
        else if (client.marked) take_line(client);
        client.marked = c == kMark || (client.marked && is_digit(c));
    }
}

void Crowd::take_line(Client &client)
{
    size_t line = client.number - first_;
    must(line < in_wave_, "a line of another time");
    must(!client.heard[line], "a line comes twice, or is its own");
    client.heard[line] = true;
    if (--wave_[line].missing) return;
    unheard_--;
    times_[measured_++] = microseconds() - wave_[line].at;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *static_cast<const int64_t *>(a), y = *static_cast<const int64_t *>(b);
    return x < y ? -1 : x > y;
}

// Of `at_once` speakers: lines enough for a hundredth of them to be seen, and for a second.
static void report(Crowd &crowd, Text name, size_t at_once, clockid_t server)
{
    crowd.measure();
    int64_t begun = microseconds(), used = microseconds(server), took = 0;
    for (size_t lines = 0; lines < kFewestLines || (lines < kMostLines && took < kLongEnough); lines += at_once) {
        crowd.wave(at_once);
        took = microseconds() - begun;
    }
    used                = microseconds(server) - used;
    Span<int64_t> times = crowd.times();
    qsort(times.data, times.size, sizeof *times.data, compare);

    int64_t count = int64_t(times.size), heard = count * int64_t(crowd.readers() - 1);
    Line    line;
    line.say(name, '|', times[times.size / 2], '|', times[times.size * 99 / 100], '|', count * 1000000 / took, '|',
             used * 1000 / heard, '\n');
    must(write(1, line.text().data, line.text().size) > 0, "cannot write");
}

int main(int argc, char **argv)
{
    must(argc > 3, "PORT CLIENTS SERVER [irc] [stalled]");
    size_t size = size_t(atoi(argv[2]));
    bool   irc = false, stalled = false;
    for (int i = 4; i < argc; i++) irc |= Text(argv[i]) == "irc", stalled |= Text(argv[i]) == "stalled";
    must(size > 2 && size <= kMost, "3 to 10000 clients");
    clockid_t server;
    must(!clock_getcpuclockid(atoi(argv[3]), &server), "there is no such server");
    rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    Result<Space> memory = reserve(size * sizeof(Client));
    must(!memory.error, "no memory");
    Span<Client> clients(carve<Client>(memory.value, size), size);
    for (Client &client : clients) new (&client) Client;
    Crowd crowd(clients, irc, stalled);
    crowd.join(uint16_t(atoi(argv[1])));
    for (size_t said = 0; stalled && said < kStuffing; said += kAtOnce) crowd.wave(kAtOnce, kStuffingSize);
    report(crowd, "one", 1, server);
    report(crowd, "many", smaller(kMany, crowd.readers()), server);
    return 0;
}
