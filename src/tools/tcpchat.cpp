#include "face/keys.h"
#include "face/start.h"
#include "face/tell.h"
#include "tools/tcpchat.h"

#include "wire/nick.h"

OpeningRules chat_opening(const Key *key)
{
    return {"6ch1", "that is no sealed room", key};
}

static Exit run(Span<char *> operands)
{
    if (settings.genkey) return generate_key(operands);
    Result<uint16_t> port = parse_port(settings.service);
    if (port.error) return tell("--port ", Shown{settings.service}, ": ", port.error.words), tell_where_to_read();
    settings.port = port.value;
    if (settings.raw && settings.log) return tell_usage("--raw has no lines for a --log: it is written to standard output");
    if (settings.nick)
        if (const char *fault = nick_fault(settings.nick)) return tell_usage(fault);
    if (settings.listen) return serve(operands);
    if (operands.size != 1 || !*operands[0]) return tell_usage("say whose room it is: HOST[:PORT]");
    return join(operands[0]);
}

int main(int argc, char **argv) { return start(kProgram, argc, argv, run); }
