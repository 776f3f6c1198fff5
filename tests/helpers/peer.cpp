// A peer that does what a test tells it to, step by step, and nothing else:
//
//     peer listen STEP...             serves one connection; "peer: listening on 127.0.0.1:PORT"
//     peer connect PORT STEP...       connects to this machine
//
//     send TEXT       the text, where \xNN stands for a byte
//     greet           opens an upload, plain; the one that connects takes the answer, too
//     offer NAME N    a file of N bytes, mode 0644
//     accept          as a receiver that holds nothing
//     start N         as a sender, at byte N
//     data N          N bytes of data, all of them 'a', in frames
//     end             what was sent, and its digest
//     lie             the same with another digest
//     receipt         as a receiver that has stored nothing
//     refuse TEXT     as a receiver, with these words
//     trickle MS TEXT a byte of the text every MS milliseconds, until the peer closes
//     repeat N        the steps behind this one, N times
//     crowd N         N more connections, held open
//     hear            until something comes
//     take N          until N bytes have come
//     until TEXT      prints the lines that come, up to one with the text in it; "" is the end
//     hold            until the peer closes; what comes is thrown away
//     deaf            until the peer closes; nothing is read
//     tight           receive buffers as small as can be; before anything else
//     half            closes the sending direction
//     reset           closes with a reset
//     say TEXT        prints a line, for who waits for it
//
// Ends with 0, or 1 and a line where a step could not be done.
#include "system/socket.h"
#include "wire/offer.h"
#include "words/say.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void print(Text text)
{
    Line line;
    line.say("peer: ", text, '\n');
    if (write(2, line.text().data, line.text().size) < 0) _exit(1);
}

[[noreturn]] static void fail(Text what, int code)
{
    Line line;
    line.say(what, ": error ", code);
    print(line.text());
    _exit(1);
}

static void check(Text what, Error error)
{
    if (error) fail(what, error.code());
}

static uint64_t number(Text digits)
{
    uint64_t value = 0;
    for (char c : digits) value = value * 10 + uint64_t(c - '0');
    return value;
}

static uint8_t hex_digit(char c) { return uint8_t(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10); }

// Replaces \xNN in place; shorter than what was there.
static Text unescape(char *text)
{
    char *to = text;
    for (const char *from = text; *from;) {
        bool escape = from[0] == '\\' && from[1] == 'x' && from[2] && from[3];
        *to++ = escape ? char(hex_digit(from[2]) << 4 | hex_digit(from[3])) : *from;
        from += escape ? 4 : 1;
    }
    return {text, size_t(to - text)};
}

namespace {
// The words of the command line, and the connection they speak of.
struct Script {
    Span<char *> words;
    Fd           link;
    uint16_t     port  = 0;
    bool         tight = false, connected = false;
    Sha256       hash;
    uint64_t     sent = 0;

    char *next();
    void  listen();
    void  connect();
    void  send(Bytes bytes);
    void  send(Text text) { send(bytes_of(text)); }
    void  flush(const Buffer &message) { send(message.bytes()); }
    void  data(uint64_t size);
    void  trickle(int pause, Text text);
    void  repeat(uint64_t count);
    void  wait_for(bool end);
    void  take(uint64_t size);
    void  until(Text text);
    void  greet();
    void  wait_deaf();
    void  crowd(uint64_t count);
    bool  make_message(Text step, Buffer &to);
    void  step(Text name);
    void  run();
};
}

char *Script::next()
{
    if (words.empty()) fail("a word is missing", 0);
    char *word = words[0];
    words      = words.after(1);
    return word;
}

static void tighten(const Fd &socket)
{
    int size = 1;
    setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

void Script::listen()
{
    Result<Fd> listener = listen_tcp(loopback_address(false, 0));
    check("listen", listener.error);
    if (!words.empty() && Text(words[0]) == "tight") tighten(listener.value);
    port = local_address(listener.value).port();

    Line line;
    line.say("listening on ", AddressText(local_address(listener.value)));
    print(line.text());
    pollfd slot = {listener.value.get(), POLLIN, 0};
    poll(&slot, 1, -1);
    Address    peer;
    Result<Fd> accepted = accept_tcp(listener.value, peer);
    link = move(accepted.value);
    if (!link) fail("accept", errno);
}

void Script::connect()
{
    Address to = loopback_address(false, port);
    Result<Fd> made = connect_tcp({&to, 1}, Deadline{now() + seconds(10)});
    check("connect", made.error);
    link = move(made.value);
}

void Script::send(Bytes bytes)
{
    while (!bytes.empty()) {
        ssize_t sent_now = ::send(link.get(), bytes.data, bytes.size, MSG_NOSIGNAL);
        if (sent_now < 0) fail("send", errno);
        bytes = bytes.after(size_t(sent_now));
    }
}

void Script::data(uint64_t size)
{
    static uint8_t frame[kFrameHead + 4096];
    memset(frame, 'a', sizeof frame);
    for (uint64_t left = size; left;) {
        size_t piece = size_t(smaller<uint64_t>(left, sizeof frame - kFrameHead));
        put_frame_head(frame, uint8_t(Verb::data), uint32_t(piece));
        Bytes whole = Bytes(frame).first(kFrameHead + piece);
        send(whole);
        hash.update(whole.after(kFrameHead));
        left -= piece;
    }
    sent += size;
}

// True while the peer has not closed: everything that has come is thrown away.
static bool still_open(const Fd &link, int patience)
{
    uint8_t dropped[4096];
    pollfd  slot = {link.get(), POLLIN, 0};
    if (poll(&slot, 1, patience) <= 0) return true;
    return recv(link.get(), dropped, sizeof dropped, MSG_DONTWAIT) > 0;
}

void Script::trickle(int pause, Text text)
{
    while (still_open(link, pause))
        if (!text.empty() && ::send(link.get(), text.data, 1, MSG_NOSIGNAL) == 1) text = text.after(1);
}

void Script::repeat(uint64_t count)
{
    Span<char *> again = words;
    while (count--)
        for (words = again; !words.empty();) step(next());
}

void Script::wait_for(bool end)
{
    while (still_open(link, -1) && end) continue;
}

void Script::take(uint64_t size)
{
    uint8_t byte;
    while (size--)
        if (recv(link.get(), &byte, 1, 0) != 1) fail("take", errno);
}

static bool has(Text line, Text text)
{
    while (line.size > text.size && !starts_with(line, text)) line = line.after(1);
    return starts_with(line, text);
}

void Script::until(Text text)
{
    for (Line line;;) {
        char letter;
        if (recv(link.get(), &letter, 1, 0) != 1) {
            if (!text.empty()) fail("until", errno);
            return;
        }
        line.say(letter);
        if (letter != '\n') continue;
        if (write(1, line.text().data, line.text().size) < 0) _exit(1);
        if (!text.empty() && has(line.text(), text)) return;
        line.clear();
    }
}

void Script::greet()
{
    send(upload_opening(nullptr).opening);
    if (connected) take(kOpening);
}

void Script::wait_deaf()
{
    pollfd slot = {link.get(), POLLRDHUP, 0};
    poll(&slot, 1, -1);
}

void Script::crowd(uint64_t count)
{
    Fd first = move(link);
    while (count--) {
        connect();
        link.release();
    }
    link = move(first);
}

bool Script::make_message(Text step, Buffer &to)
{
    if (step == "accept") return put_prefix(to, Verb::accept, {});
    if (step == "receipt") return put_prefix(to, Verb::receipt, {});
    if (step == "refuse") return put_refusal(to, Refusal::other, unescape(next()));
    if (step == "start") return put_number(to, Verb::start, number(next()));
    if (step == "lie") return put_prefix(to, Verb::end, {sent, {}});
    if (step == "end") return put_prefix(to, Verb::end, {sent, hash.finish()});
    if (step != "offer") return false;
    Offer offer;
    offer.name = unescape(next());
    offer.size = number(next());
    return put_offer(to, offer);
}

void Script::step(Text name)
{
    uint8_t memory[kFrameHead + kLongestOffer];
    Buffer  message{Space(memory)};
    if (make_message(name, message)) return flush(message);
    if (name == "send") return send(unescape(next()));
    if (name == "greet") return greet();
    if (name == "data") return data(number(next()));
    if (name == "repeat") return repeat(number(next()));
    if (name == "crowd") return crowd(number(next()));
    if (name == "hear" || name == "hold") return wait_for(name == "hold");
    if (name == "take") return take(number(next()));
    if (name == "until") return until(unescape(next()));
    if (name == "deaf") return wait_deaf();
    if (name == "say") return print(next());
    if (name == "tight") return tighten(link);
    if (name == "trickle") {
        int pause = int(number(next()));
        trickle(pause, unescape(next()));
    } else if (name == "half") {
        shutdown(link.get(), SHUT_WR);
    } else if (name == "reset") {
        linger now = {1, 0};
        setsockopt(link.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        link.reset();
    } else {
        fail(name, 0);
    }
}

void Script::run()
{
    next();
    Text mode = next();
    connected = mode == "connect";
    if (connected) {
        port = uint16_t(number(next()));
        connect();
    } else listen();
    while (!words.empty()) step(next());
}

int main(int argc, char **argv)
{
    Script script;
    script.words = {argv, size_t(argc)};
    script.run();
}
