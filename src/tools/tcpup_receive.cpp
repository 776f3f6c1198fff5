#include "face/tell.h"
#include "tools/tcpup.h"

#include "face/keys.h"
#include "system/keyfile.h"
#include "system/own_address.h"
#include "system/random.h"
#include "system/run.h"
#include "words/reason.h"

static constexpr unsigned kMostCommands = 8;

// Raw bytes prove nothing about who sends them, and --open says that nobody needs to.
static bool is_for_others() { return settings.open || !settings.raw; }

// IPv6 first for others: its wildcard takes IPv4 as well. On loopback each has its own.
static Span<Address> default_addresses(uint16_t port, Span<Address> to)
{
    size_t count   = 0;
    bool   others  = is_for_others();
    bool   order[] = {others, !others};
    for (bool v6 : order)
        if (settings.family != (v6 ? AF_INET : AF_INET6))
            to[count++] = others ? any_address(v6, port) : loopback_address(v6, port);
    return to.first(count);
}

static Result<Span<Address>> choose_addresses(Text operand, Span<Address> to)
{
    Endpoint endpoint = TRY(parse_endpoint(operand, settings.port));
    if (endpoint.host.empty()) return default_addresses(endpoint.port, to);
    Span<Address> chosen = TRY(resolve(endpoint, settings.family, connected_by(), to));
    for (const Address &address : chosen)
        if (!is_for_others() && !address.is_loopback())
            return complaint(Exit::usage, "whoever reaches it could upload: say --open to allow that");
    return chosen;
}

// The key that is given, or else a code.
static Error set_guard(Guard &guard, Line &on)
{
    if (settings.open || settings.raw) return {};
    const char *file = key_file(settings.key);
    on.clear();
    on.say(file ? file : "a code");
    guard.asks = file ? Guard::Asks::key : Guard::Asks::code;
    if (file) return read_key(guard.key, file);
    uint8_t bits[kCodeSize];
    TRY(fill_random(bits));
    write_code(guard.code, bits);
    wipe(bits);
    if (!key_of_code(guard.key, {guard.code, sizeof guard.code})) __builtin_trap();
    return {};
}

static Error make_rules(ServeRules &rules)
{
    if (settings.output) TRY(Sink::check_output(settings.output, settings.replace));
    else rules.store.directory = TRY(open_directory(settings.directory));
    if (!settings.output) TRY(check_writable(rules.store.directory));
    rules.store.output    = settings.output;
    rules.store.replace   = settings.replace;
    rules.store.recursive = settings.recursive;
    rules.store.resume    = !settings.restart;
    rules.store.raw       = settings.raw;
    rules.store.max_size  = settings.max_size;
    rules.patience        = settings.patience;
    rules.max_clients     = settings.max_clients;
    rules.once            = settings.once;
    return {};
}

// `on` is what the error is about.
static Error try_opening(Reception &reception, ServeRules &rules, Guard &guard, const char *operand, Line &on)
{
    static Network allowed[16];
    Address        memory[2];
    on.say(operand);
    Span<Address> addresses = TRY(choose_addresses(operand, memory));
    for (const char *network : settings.allowed) {
        on.clear();
        on.say(network);
        allowed[rules.allowed.size] = TRY(parse_network(network));
        rules.allowed               = {allowed, rules.allowed.size + 1};
    }
    TRY(set_guard(guard, on));
    rules.opening = upload_opening(guard.asks == Guard::Asks::nothing ? nullptr : &guard.key);
    on.clear();
    on.say(settings.output ? settings.output : settings.directory);
    TRY(make_rules(rules));
    on.clear();
    on.say(AddressText(addresses[0]));
    return reception.open(addresses, rules);
}

Exit open_reception(Reception &reception, ServeRules &rules, Guard &guard, Span<char *> operands)
{
    if (operands.size > 1) return tell_usage("a receiver takes one ADDR[:PORT]; -d names the directory");
    if (settings.key && settings.open) return tell_usage("--open lets in anyone: it goes without a key");
    if (settings.command && !*settings.command) return tell_usage("the command of --exec is empty");
    Line  on;
    Error error = try_opening(reception, rules, guard, operands.empty() ? "" : operands[0], on);
    return error ? tell_error(on.text(), error) : Exit::complete;
}

static const char *who_may_upload(const Guard &guard)
{
    bool some = settings.allowed.count;
    switch (guard.asks) {
    case Guard::Asks::key: return some ? "whoever has the key and is named by --allow" : "whoever has the key";
    case Guard::Asks::code: return some ? "whoever knows the code and is named by --allow" : "whoever knows the code";
    case Guard::Asks::nothing: break;
    }
    return some ? "whoever --allow names" : "anyone who can reach it";
}

// What to type at the other machine.
static void tell_code(const Reception &reception, const Guard &guard)
{
    Address at = reception.addresses()[0];
    if (at.is_wildcard()) at = own_address(settings.family, at.port());
    tell("to send, type there: tcpup FILE... ", AddressText(at));
    tell("the code is ", Text(guard.code, sizeof guard.code));
}

void announce(const Reception &reception, const Guard &guard)
{
    Writer     &line   = begin_line();
    const char *before = "listening on ";
    bool        local  = guard.asks == Guard::Asks::nothing;
    for (const Address &address : reception.addresses()) {
        line.say(before, AddressText(address));
        before = " and ";
        local &= address.is_loopback();
    }
    if (local) line.say(", for this machine only (--open lets others in)");
    else line.say("; ", who_may_upload(guard), " may upload to ",
                  Shown{settings.output ? settings.output : settings.directory});
    if (settings.raw) line.say("; raw bytes, not verified");
    end_line();
    if (guard.asks == Guard::Asks::code) tell_code(reception, guard);
}

static void report_stored(const Event &event)
{
    const Upload &upload = *event.upload;
    if (upload.directory) return;
    Writer &line = begin_line();
    line.say("received ", Shown{event.name}, ": ", Amount{upload.size}, " from ", AddressText(event.peer));
    if (upload.continued) line.say(" (", Amount{upload.continued}, " were there already)");
    line.say(settings.raw ? ", not verified" : ", verified");
    if (!settings.quiet) end_line();
    if (!settings.verbose || settings.raw) return;

    // The data itself may be on its way to standard output: then the digest must not follow it.
    Line digest;
    digest.say(Bytes(upload.digest.bytes), "  ", Shown{event.name}, '\n');
    bool mixed = settings.output && is_dash(settings.output);
    if (mixed || write_out(digest.text())) write_soon(digest.text(), {200});
}

// Somebody who has another key, or none, or who wants one where there is none. But those who are
// going to be asked for a code come without it first.
static bool is_attempt(Error error, Guard::Asks asks)
{
    return error.exit() == Exit::verification || (error.exit() == Exit::access && asks != Guard::Asks::code);
}

void report(const Event &event, const Guard &guard)
{
    AddressText peer(event.peer);
    Error       error = event.upload ? event.upload->error : event.error;
    bool        named = !event.name.empty();
    switch (event.type) {
    case Event::Type::upload:
        if (!error) return report_stored(event);
        return tell("refused ", Shown{event.name}, " from ", peer, ": ", reason(error));
    case Event::Type::ended:
        if (named) return tell("lost ", Shown{event.name}, " from ", peer, ": ", reason(error));
        if (error && !event.heard && (settings.verbose || is_attempt(error, guard.asks)))
            tell("closed ", peer, ": ", reason(error));
        return;
    case Event::Type::turned_away: return tell("turned away ", peer, ": ", reason(error));
    case Event::Type::child:
    case Event::Type::stopped: return;
    }
}

Exit run_command(const Event &event)
{
    const Upload &upload = *event.upload;
    if (!settings.command || upload.state != Upload::State::stored || upload.directory) return Exit::complete;
    char   memory[16384];  // the longest name, twice, and the longest path before it
    Writer variables{Span<char>(memory)};
    Bytes  digest = settings.raw ? Bytes() : Bytes(upload.digest.bytes);
    variables.say("TCPUP_NAME=", event.name, '\0', "TCPUP_PATH=");
    if (settings.output) variables.say(settings.output);
    else variables.say(settings.directory, '/', event.name);
    variables.say('\0', "TCPUP_SIZE=", upload.size, '\0', "TCPUP_SHA256=", digest, '\0');
    variables.say("TCPUP_PEER=", AddressText(event.peer), '\0');

    Exit  earlier = reap_commands(kMostCommands - 1);
    Error error   = run_program(settings.command, variables.text());
    return error ? tell_error(settings.command, error) : earlier;
}

Exit reap_commands(unsigned most)
{
    Exit outcome = Exit::complete;
    while (int status = reap_program(programs_running() > most))
        if (status > 0) {
            outcome = Exit::other;
            tell(settings.command, ": ended with exit code ", status);
        }
    return outcome;
}
