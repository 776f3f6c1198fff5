#include "face/keys.h"
#include "face/start.h"
#include "face/tell.h"
#include "tools/tcpup.h"

// Everything is looked at before anything is sent; then one connection carries it all, and a file
// that fails does not keep back the others.
static Exit send(Span<char *> operands)
{
    if (operands.size < 2) return tell_usage("say what to send, and to whom: FILE... HOST[:PORT]");
    Span<char *> files = operands.first(operands.size - 1);
    const char  *host  = operands[operands.size - 1];
    if (!*host) return tell_usage("the HOST is empty");
    if (settings.name && (files.size > 1 || !*settings.name))
        return tell_usage("--name is for a single FILE, and not empty");
    if (settings.raw && files.size > 1) return tell_usage("--raw sends a single FILE");

    for (const char *file : files)
        if (Exit fault = Shipment::check(file); fault != Exit::complete) return fault;

    Channel channel;
    Stop    stop;
    if (Exit fault = connect_to(host, channel); fault != Exit::complete) return fault;
    if (Error error = stop.listen()) return tell_error("signals", error);

    Shipment shipment(channel, stop);
    Exit     outcome = Exit::complete;
    for (const char *file : files)
        if (!shipment.broken()) outcome = first_of(outcome, shipment.send(file));
    if (!shipment.broken()) channel.finish();
    return outcome;
}

// Serves until a signal, or until the one connection that was asked for is over.
static Exit receive(Span<char *> operands)
{
    Guard      guard;
    ServeRules rules;
    Reception  reception;
    Stop       stop;
    if (Exit fault = open_reception(reception, rules, guard, operands); fault != Exit::complete) return fault;
    if (Error error = stop.listen()) return tell_error("signals", error);
    announce(reception, guard);

    Exit commands = Exit::complete;
    for (;;) {
        Event event;
        if (Error error = reception.next(stop, event)) return tell_error("the server", error);
        report(event, guard);
        if (event.type == Event::Type::upload) commands = first_of(commands, run_command(event));
        if (event.type == Event::Type::child) commands = first_of(commands, reap_commands(UINT32_MAX));
        if (event.type == Event::Type::stopped) return settings.once ? Exit::other : Exit::complete;
        if (event.type == Event::Type::ended && event.heard && settings.once)
            return first_of(event.error ? event.error.exit() : commands, reap_commands(0));
    }
}

static Exit run(Span<char *> operands)
{
    if (settings.genkey) return generate_key(operands);
    Result<uint16_t> port = parse_port(settings.service);
    if (port.error) {
        tell("--port ", Shown{settings.service}, ": ", port.error.words);
        return tell_where_to_read();
    }
    settings.port = port.value;
    if (settings.raw && settings.key) return tell_usage("--raw goes without a key");
    if (settings.output) settings.once = true;
    return settings.listen ? receive(operands) : send(operands);
}

int main(int argc, char **argv) { return start(kProgram, argc, argv, run); }
