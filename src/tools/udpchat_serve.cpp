#include "face/tell.h"
#include "link/udp_chat_server.h"
#include "tools/udpchat.h"

static void fill_in(UdpChatRules &rules, const Start &start)
{
    rules.key         = start.shared();
    rules.secret      = &start.secret;
    rules.sender      = start.sender;
    rules.max_clients = settings.max_clients;
    rules.per_address = settings.per_address;
    rules.epoch       = start.epoch;
    rules.history     = settings.history;
    rules.bucket      = settings.bucket;
    rules.unasked     = settings.open_plain;
}

static Error run(UdpChatServer &server, Host &host)
{
    for (;;) {
        pollfd   memory[UdpChatServer::kSlots + Host::kSlots];
        Watch    watch(memory);
        Deadline until;
        host.prepare(watch);
        server.prepare(watch, until);
        TRY(watch.wait(until));

        char    letters[kLongestClock];
        Instant at = {now(), clock_of(letters)};
        host.turn(watch, at);
        server.turn(watch, at);
        host.show();
        if (!host.has_left()) continue;
        server.close(at);
        return {};
    }
}

Exit serve(Span<char *> operands)
{
    if (operands.size > 1) return tell_usage("a room takes one ADDR[:PORT]");
    Line         on;
    Start        start;
    Guestlist    guests;
    UdpChatRules rules;
    Address      memory[2];
    if (Error error = guests.parse(settings.allowed, on)) return tell_error(on.text(), error);
    on.clear();
    if (Error error = start.prepare(on)) return tell_error(on.text(), error);
    fill_in(rules, start);
    rules.allowed = guests.all();

    const char           *operand   = operands.empty() ? "" : operands[0];
    Result<Span<Address>> addresses = addresses_of_room(operand, port_or(8888), settings.family, {now() + settings.patience}, memory);
    if (addresses.error) return tell_error(operand, addresses.error);
    UdpChatServer server(rules);
    Error         error = server.open(addresses.value);
    if (error) return tell_error(AddressText(addresses.value[0]), error);
    if (!settings.quiet) announce(server.addresses(), start.keyed);
    if (settings.verbose) tell("memory: ", Amount{server.memory()});

    Host host({settings.nick ? settings.nick : "server", settings.time, settings.log});
    error = host.open(server.room(), server.ring());
    if (!error) error = run(server, host);
    return host.close(error);
}
