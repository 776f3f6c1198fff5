#include "helpers/site/reply.h"

#include "helpers/site/conditions.h"
#include "helpers/site/login.h"
#include "wire/http_request.h"
#include "words/ascii.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>

// A client that has gone needs no answer.
static void send_all(const Fd &link, Bytes bytes)
{
    while (!bytes.empty()) {
        ssize_t sent = send(link.get(), bytes.data, bytes.size, MSG_NOSIGNAL);
        if (sent <= 0) _exit(0);
        bytes = bytes.after(size_t(sent));
    }
}

static void pause_for(uint64_t milliseconds)
{
    poll(nullptr, 0, int(milliseconds));
}

// Until the client ends the connection; false where nothing came.
static bool drain(const Fd &link)
{
    uint8_t dropped[1 << 14];
    bool    any = false;
    while (recv(link.get(), dropped, sizeof dropped, 0) > 0) any = true;
    return any;
}

bool finish(const Fd &link)
{
    shutdown(link.get(), SHUT_WR);
    return drain(link);
}

// What was sent before the reset has arrived: it would be thrown away otherwise.
[[noreturn]] static void reset(const Fd &link)
{
    linger now = {1, 0};
    while (unconfirmed(link)) pause_for(1);
    setsockopt(link.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    _exit(0);
}

[[noreturn]] static void stall(const Fd &link)
{
    drain(link);
    _exit(0);
}

namespace {
class SiteReply {
public:
    SiteReply(SiteRequest &request, const SiteScript &script, const SiteAnswer &answer, SiteMemory &memory)
        : request_(request), script_(script), answer_(answer), memory_(memory), link_(request.link())
    {
    }
    SiteReply(const SiteReply &) = delete;

    bool run();

private:
    void say_continue() const;
    void run_raw();
    [[noreturn]] void run_tunnel() const;
    void open_content();
    void choose_status();
    void send_head();
    void add_length(Writer &head);
    void add_own(Writer &head, Text name, Text value) const;
    void send_content();
    void send_piece(uint64_t offset, size_t size) const;
    bool has_content() const { return !(request_.method() == "HEAD") && !(status_ == "304 Not Modified"); }
    bool sends_length() const { return !answer_.header("Content-Length").data && !answer_.header("Transfer-Encoding").data; }
    bool closes() const;

    SiteRequest      &request_;
    const SiteScript &script_;
    const SiteAnswer &answer_;
    SiteMemory       &memory_;
    const Fd         &link_;
    Text              status_;
    bool              welcome_ = true;
    Text              text_;  // the content, where it is no file
    Fd                file_;
    uint64_t          size_  = 0;              // of all of it
    uint64_t          first_ = 0, count_ = 0;  // what is sent
    char              body_[1 << 16];
};
}

void SiteReply::say_continue() const
{
    bool expected = request_.headers().lists("Expect", "100-continue") && !request_.has_input();
    if (expected && !answer_.has("silent")) send_all(link_, bytes_of("HTTP/1.1 100 Continue\r\n\r\n"));
}

void SiteReply::run_raw()
{
    Text rest = answer_.lines;
    for (SiteLine line; SiteAnswer::next(rest, line);) {
        uint64_t times = 1, pause = 0;
        if (line.word == "pause" && parse_decimal(pause, line.rest)) pause_for(pause);
        if (line.word == "hold") stall(link_);
        if (line.word == "reset") reset(link_);
        if (line.word == "fill") parse_decimal(times, take_until(line.rest, ' '));
        bool   says = line.word == "raw" || line.word == "fill";
        Writer text{Span<char>(body_)};
        script_.add_unescaped(text, line.rest);
        while (says && times--) send_all(link_, bytes_of(text.text()));
    }
}

void SiteReply::run_tunnel() const
{
    uint8_t memory[1 << 14];
    send_all(link_, bytes_of("HTTP/1.1 200 Connection established\r\n\r\n"));
    for (ssize_t got; (got = recv(link_.get(), memory, sizeof memory, 0)) > 0;) send_all(link_, {memory, size_t(got)});
    _exit(0);
}

void SiteReply::open_content()
{
    char        name[4096];
    struct stat status;
    Text        path = answer_.find("file");
    Writer      body{Span<char>(body_)};
    script_.add_unescaped(body, answer_.find("body"));
    text_ = body.text();
    size_ = text_.size;
    if (!path.data) return;
    copy_text(name, path);
    file_ = Fd(open(name, O_RDONLY | O_CLOEXEC));
    size_ = file_ && !fstat(file_.get(), &status) ? uint64_t(status.st_size) : 0;
}

void SiteReply::choose_status()
{
    Text given = answer_.find("status");
    bool get   = request_.method() == "GET" || request_.method() == "HEAD";
    status_    = given.data ? given : "200 OK";
    count_     = size_;
    welcome_   = is_welcome(request_, answer_, memory_);
    if (!welcome_) {
        file_   = Fd();
        status_ = answer_.has("proxy") ? "407 Proxy Authentication Required" : "401 Unauthorized";
        text_   = "who are you?\n";
        size_ = count_ = text_.size;
        return;
    }
    if (given.data || !get) return;
    if (is_unchanged(request_, answer_)) {
        status_ = "304 Not Modified";
    } else if (request_.method() == "GET" && find_range(first_, count_, request_, answer_, size_)) {
        status_ = count_ ? "206 Partial Content" : "416 Range Not Satisfiable";
    }
}

bool SiteReply::closes() const
{
    return request_.closes() || answer_.has("close") || answer_.has("early") || answer_.has("unsized");
}

void SiteReply::add_own(Writer &head, Text name, Text value) const
{
    if (value.data && !answer_.header(name).data) head.say(name, ": ", value, "\r\n");
}

void SiteReply::add_length(Writer &head)
{
    Line range, length;
    if (status_ == "206 Partial Content") range.say("bytes ", first_, '-', first_ + count_ - 1, '/', size_);
    if (status_ == "416 Range Not Satisfiable") range.say("bytes */", size_);
    add_own(head, "Content-Range", range.text().empty() ? Text() : range.text());
    if (!sends_length() || status_ == "304 Not Modified" || answer_.has("unsized")) return;
    if (answer_.has("chunked")) head.add("Transfer-Encoding: chunked\r\n");
    else head.add(length.say("Content-Length: ", count_, "\r\n").text());
}

void SiteReply::send_head()
{
    static char memory[1 << 16];
    Writer      head{Span<char>(memory)};
    Text        rest = answer_.lines;
    head.say("HTTP/1.1 ", status_, "\r\n");
    add_length(head);
    if (!welcome_) add_challenge(head, answer_, memory_);
    else {
        add_own(head, "ETag", answer_.find("etag"));
        add_own(head, "Last-Modified", answer_.find("modified"));
    }
    for (SiteLine line; SiteAnswer::next(rest, line);)
        if (line.word == "header") {
            script_.add_unescaped(head, line.rest);
            head.add("\r\n");
        }
    if (closes()) head.add("Connection: close\r\n");
    head.add("\r\n");
    send_all(link_, bytes_of(head.text()));
}

void SiteReply::send_piece(uint64_t offset, size_t size) const
{
    uint8_t memory[1 << 16];
    uint8_t around[32];
    Buffer  chunk_head{Space(around)};
    bool    chunked = answer_.has("chunked");
    Bytes   piece   = {memory, size};
    if (!file_) piece = bytes_of(text_).after(size_t(offset)).first(size);
    else if (pread(file_.get(), memory, size, off_t(offset)) != ssize_t(size)) _exit(1);
    put_chunk_head(chunk_head, size);
    if (chunked) send_all(link_, chunk_head.bytes());
    send_all(link_, piece);
    if (chunked) send_all(link_, bytes_of(kChunkEnd));
}

static constexpr const char *kEnds[] = {"cut", "reset", "stall"};

void SiteReply::send_content()
{
    uint64_t drip  = answer_.number("drip", 0);
    uint64_t limit = count_;
    size_t   most  = drip ? 1 : answer_.has("chunked") ? 1000 : 1 << 16;
    for (const char *word : kEnds) limit = smaller(limit, answer_.number(word, limit));
    for (uint64_t sent = 0, size; sent < limit; sent += size) {
        size = smaller<uint64_t>(most, limit - sent);
        send_piece(first_ + sent, size_t(size));
        if (drip) pause_for(drip);
    }
    if (answer_.has("reset")) reset(link_);
    if (answer_.has("stall")) stall(link_);
    if (answer_.has("chunked") && limit == count_) send_all(link_, bytes_of("0\r\n\r\n"));
}

bool SiteReply::run()
{
    bool early = answer_.has("early");
    if (!early) say_continue();
    if (!early && !request_.read_content(answer_.find("save"))) return false;
    request_.log(answer_.find("log"));
    if (answer_.has("raw") || answer_.has("fill")) return run_raw(), false;
    pause_for(answer_.number("pause", 0));
    open_content();
    choose_status();
    if (answer_.has("tunnel") && welcome_) run_tunnel();
    send_head();
    if (has_content()) send_content();
    if (early) return request_.note(finish(link_) || request_.has_input() ? "sent content" : "sent no content"), false;
    return !closes() && !answer_.has("cut") && !answer_.has("drop") && (sends_length() || !has_content());
}

bool reply(SiteRequest &request, const SiteScript &script, SiteMemory &memory)
{
    return SiteReply(request, script, script.choose(memory, request.path(), request.method()), memory).run();
}
