#include "tools/udpchat.h"

#include "face/keys.h"
#include "face/start.h"
#include "face/tell.h"
#include "system/keyfile.h"
#include "system/random.h"

static uint16_t given_port;

uint16_t port_or(uint16_t usual) { return settings.service ? given_port : usual; }

Error Start::prepare(Line &on)
{
    const char *file = key_file(settings.key);
    on.say(file ? file : "the random source");
    if (file) TRY(read_key(key, file));
    keyed = file;
    TRY(fill_random(secret.bytes));
    TRY(fill_random(sender));
    TRY(fill_random({reinterpret_cast<uint8_t *>(&nonce), sizeof nonce}));
    return fill_random({reinterpret_cast<uint8_t *>(&epoch), sizeof epoch});
}

static Error read_port()
{
    if (settings.service) given_port = TRY(parse_port(settings.service));
    return {};
}

static Exit run(Span<char *> operands)
{
    if (settings.genkey) return generate_key(operands);
    if (Error error = read_port()) return tell("--port ", Shown{settings.service}, ": ", error.words), tell_where_to_read();
    if (settings.nick)
        if (const char *fault = nick_fault(settings.nick)) return tell_usage(fault);
    if (settings.listen && settings.plain) return tell_usage("--plain joins, and does not serve");
    if (settings.listen) return serve(operands);
    if (operands.size > 1) return tell_usage("a room has one HOST[:PORT]");
    if (operands.empty() && settings.plain) return tell_usage("say whom plain lines are for: HOST[:PORT]");
    if (operands.empty()) return join_lan();
    if (!*operands[0]) return tell_usage("say whose room it is: HOST[:PORT]");
    return settings.plain ? talk_plainly(operands[0]) : join(operands[0]);
}

int main(int argc, char **argv) { return start(kProgram, argc, argv, run); }
