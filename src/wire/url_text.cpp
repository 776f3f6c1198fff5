// What is written of a URL, and what it is compared and saved by.
#include "wire/url.h"

#include "wire/grammar.h"
#include "wire/name.h"
#include "wire/percent.h"
#include "words/ascii.h"

bool same_origin(const Url &a, const Url &b)
{
    return a.secure == b.secure && a.port == b.port && a.connect_host() == b.connect_host();
}

bool covers(Text domain, Text host)
{
    take_letter(domain, '.');
    if (domain.empty() || domain.size > host.size) return false;
    size_t before = host.size - domain.size;
    return same_ignoring_case(domain, host.after(before)) && (!before || host[before - 1] == '.');
}

static void add_authority(Writer &to, const Url &url, bool with_port)
{
    if (url.is_v6()) to.say('[', url.host, ']');
    else to.add(url.host);
    if (with_port) to.say(':', url.port);
}

void add_host(Writer &to, const Url &url)
{
    add_authority(to, url, url.has_own_port());
}

void add_target(Writer &to, const Url &url, Target form)
{
    switch (form) {
    case Target::asterisk: return to.add('*');
    case Target::authority: return add_authority(to, url, true);
    case Target::absolute:
        to.add(url.secure ? "https://" : "http://");
        add_host(to, url);
        break;
    case Target::origin: break;
    }
    to.say(url.path, url.query);
}

static Text last_component(Text path)
{
    for (size_t slash; (slash = position(path, '/')) < path.size;) path = path.after(slash + 1);
    return path;
}

Result<Text> file_name(const Url &url, Span<char> memory)
{
    Text last = last_component(url.path);
    if (last.empty()) return Text("index.html");

    Writer to(memory);
    Text   decoded = add_decoded(to, last);
    if (decoded.size < memory.size && !name_fault(decoded, false)) return decoded;
    const char *fault = name_fault(last, false);
    return fault ? Result<Text>(complaint(Exit::usage, fault)) : last;
}
