#include "face/tell.h"
#include "tools/httpget.h"

#include "system/run.h"
#include <fcntl.h>

static constexpr size_t kSecrets = 2048;

static Credentials user_of(const Url &url)
{
    return url.user.empty() ? Credentials{} : Credentials{url.user, url.password};
}

Session::Session(Space for_exchange, Space for_jar, const Url &proxy, Text cnonce)
    : exchange(for_exchange, show_head), jar(for_jar), cnonce(cnonce), proxy(proxy),
      proxy_login(user_of(proxy), cnonce, true)
{
    if (settings.whole.count) whole = {now() + settings.whole};
    const char *direct = environment("no_proxy");
    no_proxy           = direct ? direct : environment("NO_PROXY");
}

Patience Session::patience() const
{
    Patience patience;
    patience.connecting = settings.connecting;
    patience.idle       = settings.idle;
    patience.whole      = whole;
    patience.least_rate = settings.least_rate;
    patience.stop       = stop.fd();
    return patience;
}

bool pause_until(Stop &stop, Millis time)
{
    pollfd memory[1];
    Watch  watch(memory);
    watch.add(stop.fd(), POLLIN);
    return !watch.wait({time}) && !watch.any_ready();
}

static Text method_of_settings()
{
    if (settings.method) return settings.method;
    if (settings.head) return "HEAD";
    return settings.data || settings.file ? "POST" : "GET";
}

Error Fetch::open(Text typed)
{
    method_ = method_of_settings();
    TRY(parse_url(url_, typed, urls_[current_]));
    if (robots_) return method_ = "GET", Error{};
    if (settings.cookies) TRY(session_.jar.given(settings.cookies, url_));
    payload_.text = bytes_of(Text(settings.data));
    if (!settings.file) return {};
    if (is_dash(settings.file)) source_ = Source::standard_input();
    else source_ = TRY(Source::open(AT_FDCWD, settings.file, true));
    payload_.source = &source_;
    return {};
}

Exit Fetch::run(Text typed)
{
    Error error = open(typed);
    if (error) return tell_error(error.exit() == Exit::file ? Text(settings.file) : typed, error);
    bool saves = !robots_ && !(method_ == "HEAD") && !(method_ == "CONNECT");
    if (saves) error = place_.choose(url_);
    if (error) return tell_error(place_.name().empty() ? typed : place_.name(), error);
    Next next = enter(Next::away);
    while (next != Next::done) next = stay();
    return exit_;
}

// Before url_ is asked for the first time.
Fetch::Next Fetch::enter(Next next)
{
    if (url_.secure) return fail(begin_line_of_url().say("https is not spoken yet"), Exit::refused);
    if (Error error = trail_.visit(method_, url_, state_)) return fail(error);
    bool asks = settings.robots && !robots_ && !(method_ == "CONNECT");
    return asks ? obey_robots(next) : next;
}

// As long as it is the same origin, the same login.
Fetch::Next Fetch::stay()
{
    char                memory[kSecrets];
    Result<Credentials> who = find_credentials(url_, first_, memory);
    if (who.error) return tell_error("netrc", who.error), end(who.error.exit());
    Login login(who.value, session_.cnonce, true);
    Next  next;
    login_ = &login;
    do next = attempt();
    while (next == Next::again || next == Next::on);
    return next;
}

Fetch::Next Fetch::attempt()
{
    place_.prepare();
    Error error = ask();
    return error ? fail(error) : judge();
}

Fetch::Next Fetch::end(Exit exit)
{
    exit_ = exit;
    return Next::done;
}
