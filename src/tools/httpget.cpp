#include "face/start.h"
#include "face/tell.h"
#include "tools/httpget.h"
#include "tools/url_list.h"

#include "system/random.h"
#include "system/run.h"

#include <sys/stat.h>

static uint8_t exchange_memory[kExchangeMemory], jar_memory[kJarMemory];

static char proxy_letters[kLongestUrl], cnonce[32];

static const char *fault_of_settings()
{
    Digest digest;
    Text   proxy = settings.proxy;
    if (settings.method && !is_token(settings.method)) return "the METHOD is not one word";
    if (!is_field_value(settings.agent)) return "the user agent has a control character";
    if (settings.data && settings.file) return "the content is --post-data or --post-file, not both";
    if (settings.checksum && !parse_checksum(digest)) return "--checksum is sha256: and 64 hexadecimal digits";
    if (!(proxy == "on") && !(proxy == "off")) return "--proxy is on or off";
    if (settings.resume && settings.compressed) return "--continue goes without --compressed";
    if (settings.proposed && (settings.resume || settings.newer))
        return "--content-disposition goes without --continue and --timestamping";
    for (const char *line : settings.headers)
        if (const char *fault = header_fault(line)) return fault;
    return nullptr;
}

static bool is_stream(Text path) { return path == "-" || starts_with(path, "/dev/"); }

static const char *fault_of_operands(Span<char *> urls)
{
    bool several = settings.list || urls.size > 1;
    if (!settings.list && urls.empty()) return "say what to fetch: URL...";
    if (several && settings.checksum) return "--checksum is for a single URL";
    if (several && settings.output && !is_stream(settings.output)) return "--output-document is for a single URL";
    return nullptr;
}

// Everything is looked at before anything is sent.
static Error check(Text url)
{
    char memory[kLongestUrl];
    Url  parsed;
    return parse_url(parsed, url, memory);
}

static Error find_proxy(Url &proxy)
{
    const char *named = environment("http_proxy");
    if (Text(settings.proxy) == "off" || !named || !*named) return {};
    TRY(parse_url(proxy, named, proxy_letters));
    return proxy.secure ? complaint(Exit::usage, "https is not spoken yet") : Error{};
}

static Error make_cnonce()
{
    uint8_t random[sizeof cnonce / 2];
    TRY(fill_random(random));
    to_hex(cnonce, random);
    return {};
}

static Exit fetch_list(Session &session, Exit outcome)
{
    UrlList list;
    if (Error error = list.open(settings.list)) return first_of(outcome, tell_error(settings.list, error));
    while (!session.stop.asked()) {
        Result<Text> url = list.next();
        if (url.error) return first_of(outcome, tell_error(settings.list, url.error));
        if (url.value.empty()) break;
        outcome = first_of(outcome, Fetch(session).run(url.value));
    }
    return outcome;
}

static Exit run(Span<char *> urls)
{
    const char *fault = fault_of_settings();
    if (!fault) fault = fault_of_operands(urls);
    if (fault) return tell_usage(fault);
    for (const char *url : urls)
        if (Error error = check(url)) return tell_error(url, error);

    Url proxy;
    if (Error error = find_proxy(proxy)) return tell_error("http_proxy", error);
    if (Error error = make_cnonce()) return tell_error("the random source", error);

    if (settings.directory) mkdir(settings.directory, 0777);
    Session session(exchange_memory, jar_memory, proxy, {cnonce, sizeof cnonce});
    if (Error error = session.stop.listen()) return tell_error("signals", error);

    Exit outcome = Exit::complete;
    for (const char *url : urls)
        if (!session.stop.asked()) outcome = first_of(outcome, Fetch(session).run(url));
    return settings.list ? fetch_list(session, outcome) : outcome;
}

int main(int argc, char **argv) { return start(kProgram, argc, argv, run); }
