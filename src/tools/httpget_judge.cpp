// What a response means.
#include "face/tell.h"
#include "tools/httpget.h"

enum Status : uint16_t {
    kNoContent      = 204,
    kResetContent   = 205,
    kNotModified    = 304,
    kUnauthorized   = 401,
    kProxyAsks      = 407,
    kTooSlow        = 408,
    kUnsatisfiable  = 416,
    kTooMany        = 429,
};

// Those that may go by on their own.
static bool is_passing(uint16_t status)
{
    bool server = status == 500 || (status >= 502 && status <= 504);
    return server || status == kTooSlow || status == kTooMany;
}

// "404 Not Found", without the version in front.
Text Fetch::status_words() const
{
    Text head = session_.exchange.response().head();
    return head.first(position(head, '\n')).after(Text("HTTP/1.1 ").size);
}

Fetch::Next Fetch::judge()
{
    const ResponseReader &response = session_.exchange.response();
    Headers               headers  = response.headers();
    uint16_t              status   = response.status();
    keep_cookies(headers);
    if (status == kUnauthorized) return authenticate(*login_, "WWW-Authenticate");
    login_->accepted();
    if (status == kProxyAsks && !is_direct()) return authenticate(session_.proxy_login, "Proxy-Authenticate");
    session_.proxy_login.accepted();

    Redirection how      = redirection(method_, status);
    Text        location = headers.find("Location");
    if (how.followed && location.data) return follow(location, how);
    if (status == kNotModified && place_.newer_than() != INT64_MIN) return keep_own("is not newer there");
    if (status == kUnsatisfiable && place_.offset()) return at_end();
    if (status / 100 == 2) return accept();
    return refuse();
}

// A login or a cookie makes another answer possible.
void Fetch::keep_cookies(Headers headers)
{
    for (Header header; headers.next(header);) {
        if (!same_ignoring_case(header.name, "Set-Cookie")) continue;
        session_.jar.set(header.value, url_, time(nullptr));
        state_++;
    }
}

Fetch::Next Fetch::authenticate(Login &login, Text field)
{
    Headers headers = session_.exchange.response().headers();
    for (Header header; headers.next(header);)
        if (same_ignoring_case(header.name, field)) login.challenged(header.value);
    Error error = login.once_more();
    if (!error && !payload_.repeats()) error = complaint(Exit::access, "the content cannot be sent a second time");
    if (error) return fail(begin_line_of_url().say(Shown{status_words()}, "; ", error.words), error.exit());
    state_++;
    session_.exchange.drop();
    return Next::again;
}

Fetch::Next Fetch::follow(Text location, const Redirection &how)
{
    Url   next;
    Error error = resolve_reference(next, url_, location, urls_[!current_]);
    if (error) {
        Writer &line = begin_line_of_url().say("redirected to ", Shown{location}, ": ", error.words);
        return fail(line, Exit::protocol);
    }
    if (next.secure) {
        Writer &line = begin_line_of_url().say("redirected to ");
        add_target(line, next, Target::absolute);
        return fail(line.say(", which is not spoken yet"), Exit::refused);
    }
    if (how.keeps_content && !payload_.repeats())
        return fail(begin_line_of_url().say("redirected, and the content cannot be sent a second time"), Exit::refused);
    session_.exchange.drop();

    bool same = crossing(url_, next) == Crossing::nothing;
    content_dropped_ |= !how.keeps_content;
    if (content_dropped_) payload_ = {};
    first_ &= same;
    method_  = how.method;
    url_     = next;
    current_ = !current_;
    return enter(same ? Next::on : Next::away);
}

Fetch::Next Fetch::refuse()
{
    const ResponseReader &response = session_.exchange.response();
    if (robots_ && robots_answer(response.status()) == RobotsAnswer::allowed) return say_nothing();
    if (settings.errors_too && !robots_) return save();
    Writer &line = begin_line_of_url().say(Shown{status_words()});
    tried_++;
    bool again = is_passing(response.status()) && may_repeat();
    return again ? try_again(line, Exit::refused, response.headers()) : fail(line, Exit::refused);
}

// What follows the last byte was asked for: there is none, or there was another content.
Fetch::Next Fetch::at_end()
{
    bool own = !place_.size();
    if (!place_.is_whole(session_.exchange.response())) return session_.exchange.drop(), Next::again;
    if (own) return keep_own("is complete already");
    session_.exchange.drop();
    return finish();
}

Fetch::Next Fetch::keep_own(Text how)
{
    session_.exchange.drop();
    if (Error error = place_.check_own()) return end(tell_error(place_.name(), error));
    place_.leave();
    if (!settings.quiet) tell(Shown{place_.name()}, ' ', how, settings.checksum ? ", sha256 verified" : "");
    return end(print_digest());
}

// A response to something other than GET need not become a file.
Fetch::Next Fetch::accept()
{
    const ResponseReader &response = session_.exchange.response();
    if (robots_) return read_rules();
    if (method_ == "HEAD") return print_head();
    if (method_ == "CONNECT") return tunnel();
    if (method_ == "GET" && place_.is_current(response)) return keep_own("is not newer there");
    uint16_t status = response.status();
    bool     none   = status == kNoContent || status == kResetContent;
    bool     empty  = none || !response.length();
    if (!settings.output && empty && (none || !(method_ == "GET"))) return say_status();
    return save();
}

Fetch::Next Fetch::say_status()
{
    begin_line_of_url().say(Shown{status_words()});
    if (!settings.quiet) end_line();
    return say_nothing();
}

Fetch::Next Fetch::say_nothing()
{
    session_.exchange.drop();
    place_.leave();
    return end(Exit::complete);
}
