#include "face/tell.h"
#include "tools/tcpup.h"

#include "system/run.h"
#include "words/reason.h"

static constexpr unsigned kMostCommands = 8;

// IPv6 first where a server is open: its wildcard takes IPv4 as well. On loopback each has its own.
static Span<Address> default_addresses(uint16_t port, Span<Address> to)
{
    size_t count = 0;
    bool   v4 = settings.family != AF_INET6, v6 = settings.family != AF_INET;
    if (settings.open && v6) to[count++] = any_address(true, port);
    if (settings.open && v4) to[count++] = any_address(false, port);
    if (!settings.open && v4) to[count++] = loopback_address(false, port);
    if (!settings.open && v6) to[count++] = loopback_address(true, port);
    return to.first(count);
}

static Result<Span<Address>> choose_addresses(Text operand, Span<Address> to)
{
    Endpoint endpoint = TRY(parse_endpoint(operand, uint16_t(settings.port)));
    if (endpoint.host.empty()) return default_addresses(endpoint.port, to);
    Span<Address> chosen = TRY(resolve(endpoint, settings.family, to));
    for (const Address &address : chosen)
        if (!settings.open && !address.is_loopback())
            return complaint(Exit::usage, "whoever reaches it could upload: say --open to allow that");
    return chosen;
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
    rules.store.max_size  = settings.max_size;
    rules.patience        = settings.patience;
    rules.max_clients     = settings.max_clients;
    rules.raw             = settings.raw;
    rules.once            = settings.once;
    return {};
}

Exit open_reception(Reception &reception, ServeRules &rules, Span<char *> operands)
{
    static Network allowed[16];
    Address        memory[2];
    Text           operand = operands.empty() ? "" : operands[0];
    if (operands.size > 1) return tell_usage("a receiver takes one ADDR[:PORT]; -d names the directory");
    if (settings.command && !*settings.command) return tell_usage("the command of --exec is empty");

    Result<Span<Address>> addresses = choose_addresses(operand, memory);
    if (addresses.error) return tell_error(operand, addresses.error);
    for (size_t i = 0; i < settings.allowed.count; i++) {
        Result<Network> network = parse_network(settings.allowed.items[i]);
        if (network.error) return tell_error(settings.allowed.items[i], network.error);
        allowed[i] = network.value;
    }
    rules.allowed = {allowed, settings.allowed.count};
    Error error   = make_rules(rules);
    if (error) return tell_error(settings.output ? settings.output : settings.directory, error);
    error = reception.open(addresses.value, rules);
    return error ? tell_error(AddressText(addresses.value[0]), error) : Exit::complete;
}

void announce(const Reception &reception)
{
    Line line;
    for (const Address &address : reception.addresses())
        line.say(line.text().empty() ? "listening on " : " and ", AddressText(address));
    bool local = true;
    for (const Address &address : reception.addresses()) local &= address.is_loopback();
    if (local) line.say(", for this machine only (--open lets others in)");
    else line.say(settings.allowed.count ? "; whoever --allow names" : "; anyone who can reach it",
                  " may upload to ", Shown{settings.output ? settings.output : settings.directory});
    tell(line.text(), settings.raw ? "; raw bytes, not verified" : "");
}

static void report_stored(const Event &event)
{
    const Upload &upload = *event.upload;
    Line          line;
    if (upload.directory) return;
    line.say("received ", Shown{event.name}, ": ", Amount{upload.size}, " from ", AddressText(event.peer));
    if (upload.continued) line.say(" (", Amount{upload.continued}, " were there already)");
    if (!settings.quiet) tell(line.text(), settings.raw ? ", not verified" : ", verified");
    if (!settings.verbose || settings.raw) return;

    // The data itself may be on its way to standard output: then the digest must not follow it.
    Line digest;
    digest.say(Bytes(upload.digest.bytes), "  ", Shown{event.name}, '\n');
    bool mixed = settings.output && Text(settings.output) == "-";
    if (mixed || write_out(digest.text())) write_soon(digest.text(), {200});
}

void report(const Event &event)
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
        if (settings.verbose && error && !event.heard) tell("closed ", peer, ": ", reason(error));
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
    char   memory[12288] = {};
    Writer words(Span<char>(memory).first(sizeof memory - 1));

    const char *variables[5];
    size_t      count = 0;
    auto        add   = [&](auto... parts) {
        variables[count++] = memory + words.text().size;
        words.say(parts..., '\0');
    };
    add("TCPUP_NAME=", event.name);
    if (settings.output) add("TCPUP_PATH=", settings.output);
    else add("TCPUP_PATH=", settings.directory, '/', event.name);
    add("TCPUP_SIZE=", upload.size);
    add("TCPUP_SHA256=", settings.raw ? Bytes() : Bytes(upload.digest.bytes));
    add("TCPUP_PEER=", Text(AddressText(event.peer)));

    Exit  earlier = reap_commands(kMostCommands - 1);
    Error error   = run_program(settings.command, variables);
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
