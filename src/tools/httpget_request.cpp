// What is asked, of whom, and on whose behalf.
#include "tools/httpget.h"

#include "system/run.h"
#include "wire/proxies.h"

static constexpr uint64_t kWorthAsking = 1 << 20;  // bytes of content: may they come?

static char cookies[kJarMemory], target[kLongestUrl + 16], answer[kLongestAnswer], proxy_answer[kLongestAnswer];

bool is_given(Text name)
{
    Header header;
    for (const char *line : settings.headers)
        if (parse_header(line, header) && same_ignoring_case(header.name, name)) return true;
    return false;
}

bool Fetch::is_direct() const
{
    return session_.proxy.host.empty() || goes_direct(session_.no_proxy, url_.host, url_.port);
}

Route Fetch::route() const
{
    const Url &to = is_direct() ? url_ : session_.proxy;
    return {to.connect_host(), to.port, settings.family};
}

Target Fetch::target_form() const
{
    if (method_ == "CONNECT") return Target::authority;
    if (method_ == "OPTIONS" && url_.path == "/*") return Target::asterisk;
    return is_direct() ? Target::origin : Target::absolute;
}

Request Fetch::request(Span<Text> headers) const
{
    Request request;
    for (size_t i = 0; i < settings.headers.count; i++) headers[i] = settings.headers.items[i];
    request.method          = method_;
    request.form            = target_form();
    request.agent           = settings.agent;
    request.headers         = {headers.data, settings.headers.count};
    request.new_origin      = !first_;
    request.expects         = payload_.source && !(source_.is_file() && source_.size() < kWorthAsking);
    request.content_dropped = content_dropped_;
    return request;
}

// Only a GET has parts, and is worth it only when something is new.
void Fetch::add_conditions(Writer &range, Writer &since) const
{
    if (!(method_ == "GET")) return;
    if (place_.offset()) range.say("bytes=", place_.offset(), '-');
    if (place_.end()) range.say(place_.end() - 1);
    if (!place_.offset() && place_.newer_than() != INT64_MIN) add_date(since, place_.newer_than());
}

Error Fetch::ask()
{
    char    range_letters[64], since_letters[32];
    Text    headers[sizeof settings.headers.items / sizeof *settings.headers.items];
    Writer  range{Span<char>(range_letters)}, since{Span<char>(since_letters)}, written{Span<char>(target)};
    Request request = this->request(headers);
    add_conditions(range, since);
    add_target(written, url_, request.form);

    Text who = TRY(login_->answer(answer, method_, written.text())), proxy_who;
    if (!is_direct()) proxy_who = TRY(session_.proxy_login.answer(proxy_answer, method_, written.text()));
    bool posts = method_ == "POST" && (payload_.source || payload_.text.data);
    const Header more[] = {
        {"Accept-Encoding", settings.compressed && !robots_ ? "gzip, deflate" : "identity"},
        {"Range", range.text()},
        {"If-Range", range.text().empty() ? Text() : place_.validator()},
        {"If-Modified-Since", since.text()},
        {"Content-Type", posts ? "application/x-www-form-urlencoded" : ""},
        {"Cookie", session_.jar.field(cookies, url_, time(nullptr))},
        {"Authorization", who},
        {"Proxy-Authorization", proxy_who},
    };
    request.more = more;
    return session_.exchange.ask(request, url_, route(), payload_, session_.patience());
}
