// For tests: a web server on this machine that plays a part, act by act, in a process of its own.
#pragma once

#include "system/socket.h"
#include "words/say.h"

#include "../scratch.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

struct Act {
    enum Kind : uint8_t {
        nothing,
        hears,   // the head of a request; one more connection where there is none, or it has ended
        takes,   // so many bytes of content
        says,    // the text
        pours,   // so many bytes of noise()
        drips,   // the text, a byte every so many milliseconds
        pauses,  // so many milliseconds
        closes,
        resets,
    };
    Kind   kind = nothing;
    Text   text;
    size_t count = 0;
};

constexpr Act hears() { return {Act::hears, {}, 0}; }
constexpr Act takes(size_t count) { return {Act::takes, {}, count}; }
constexpr Act says(Text text) { return {Act::says, text, 0}; }
constexpr Act pours(size_t count) { return {Act::pours, {}, count}; }
constexpr Act drips(Text text, size_t millis) { return {Act::drips, text, millis}; }
constexpr Act pauses(size_t millis) { return {Act::pauses, {}, millis}; }
constexpr Act closes() { return {Act::closes, {}, 0}; }
constexpr Act resets() { return {Act::resets, {}, 0}; }

// Bytes that differ from place to place, the same in all processes.
inline Bytes noise(size_t size)
{
    static uint8_t memory[3 << 20];
    for (size_t i = memory[9] ? sizeof memory : 0; i < sizeof memory; i++) memory[i] = uint8_t(i * i >> 3 | 1);
    return Bytes(memory).first(size);
}

class ScriptedServer {
public:
    explicit ScriptedServer(Span<const Act> acts)
    {
        int ends[2];
        listener_ = Fd(listen_tcp(loopback_address(false, 0)).value.release());
        must(listener_ && !pipe2(ends, O_CLOEXEC));
        port_  = local_address(listener_).port();
        log_   = Fd(ends[1]);
        child_ = fork();
        must(child_ >= 0);
        if (!child_) play(acts);
        log_ = Fd(ends[0]);
    }
    ~ScriptedServer() { must(!kill(child_, SIGKILL) && waitpid(child_, nullptr, 0) == child_); }
    ScriptedServer(const ScriptedServer &) = delete;

    uint16_t port() const { return port_; }

    // What it has heard up to the end of its last connection, of each in parentheses: the method and the
    // target of requests, and their content.
    Text heard()
    {
        static char letters[4096];
        size_t      size = 0;
        ssize_t     got;
        listener_.reset();
        while ((got = read(log_.get(), letters + size, sizeof letters - size)) > 0) size += size_t(got);
        return {letters, size};
    }

private:
    void log(Text text) { must(write(log_.get(), text.data, text.size) == ssize_t(text.size)); }

    void wait(short events)
    {
        pollfd slot = {link_.get(), events, 0};
        must(poll(&slot, 1, 10000) == 1);
    }

    void welcome()
    {
        Address peer;
        pollfd  slot = {listener_.get(), POLLIN, 0};
        must(poll(&slot, 1, 10000) == 1);
        link_ = Fd(accept_tcp(listener_, peer).value.release());
        log("(");
    }

    void leave()
    {
        log(")");
        link_.reset();
    }

    // Up to `most` bytes; none at the end.
    size_t receive(Space to)
    {
        wait(POLLIN);
        Result<Moved> got = receive_some(link_, to);
        return got.error ? 0 : got.value.size;
    }

    void hear()
    {
        char   letters[4096];
        size_t size = 0;
        if (!link_) welcome();
        while (!ends_with(Text(letters, size), "\r\n\r\n")) {
            Space to(reinterpret_cast<uint8_t *>(letters) + size, 1);
            if (receive(to)) size++;
            else leave(), welcome(), size = 0;
        }
        Text head = Text(letters, size), line = head.first(position(head, '\r'));
        log(Line().say('[', line.first(line.size - Text(" HTTP/1.1").size), ']').text());
        letters[size - 1] = 0;
        if (strstr(letters, "Transfer-Encoding: chunked")) log("in chunks: ");
    }

    void take(size_t count)
    {
        static uint8_t memory[3 << 20];
        size_t         size = 0, got = 1;
        while (size < count && got) {
            got = receive(Space(memory).first(count).after(size));
            size += got;
        }
        Bytes all = Bytes(memory).first(size);
        if (size <= 100) log(text_of(all));
        else log(Line().say(size, " bytes", all == noise(size) ? " of noise" : "").text());
    }

    void say(Bytes words)
    {
        while (!words.empty()) {
            wait(POLLOUT);
            Result<Moved> sent = send_some(link_, words);
            if (sent.error) return;
            words = words.after(sent.value.size);
        }
    }

    void drip(Bytes words, size_t millis)
    {
        for (; !words.empty(); words = words.after(1)) {
            poll(nullptr, 0, int(millis));
            say(words.first(1));
        }
    }

    void reset()
    {
        linger at_once = {1, 0};
        setsockopt(link_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        leave();
    }

    void perform(const Act &act)
    {
        switch (act.kind) {
        case Act::nothing: break;
        case Act::hears: return hear();
        case Act::takes: return take(act.count);
        case Act::says: return say(bytes_of(act.text));
        case Act::pours: return say(noise(act.count));
        case Act::drips: return drip(bytes_of(act.text), act.count);
        case Act::pauses: poll(nullptr, 0, int(act.count)); break;
        case Act::closes: return leave();
        case Act::resets: return reset();
        }
    }

    // What comes after the last act is heard, too.
    [[noreturn]] void play(Span<const Act> acts)
    {
        alarm(30);
        for (const Act &act : acts) perform(act);
        uint8_t more[100];
        while (link_) {
            size_t got = receive(more);
            log(text_of(Bytes(more).first(got)));
            if (!got) leave();
        }
        _exit(0);
    }

    static bool ends_with(Text text, Text end)
    {
        return text.size >= end.size && text.after(text.size - end.size) == end;
    }

    Fd       listener_, link_, log_;
    uint16_t port_;
    pid_t    child_;
};
