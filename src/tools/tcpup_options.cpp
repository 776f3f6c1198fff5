#include "face/manual.h"
#include "tools/tcpup.h"

Settings settings;

static constexpr const char *kUsage[] = {
    "[OPTION]... FILE... HOST[:PORT]",
    "-l [OPTION]... [ADDR[:PORT]]",
};

static constexpr Option kOptions[] = {
    flag('l', "listen", &settings.listen, "receive (default port 8889)"),
    text('d', "directory", "DIR", &settings.directory, "put received files here (default: .)"),
    text('o', "output", "FILE", &settings.output, "receive one upload into FILE, - or a device"),
    text('x', "exec", "CMD", &settings.command, "run CMD (no shell) after each upload"),
    flag('1', "once", &settings.once, "exit after one connection, with its result"),
    flag('f', "force", &settings.replace, "replace files that exist"),
    flag(0, "open", &settings.open, "let anyone who can reach the port upload"),
    texts(0, "allow", "CIDR", &settings.allowed, "let in these addresses only; may be repeated"),
    number(0, "max-clients", "N", &settings.max_clients, 1, 4096, "at most N connections (64)"),
    amount(0, "max-size", "BYTES", &settings.max_size, "refuse files larger than this"),
    flag('r', "recursive", &settings.recursive, "send directories, or let them be sent"),
    text('n', "name", "NAME", &settings.name, "name FILE has at the receiver"),
    flag(0, "no-resume", &settings.restart, "do not continue an interrupted upload"),
    flag(0, "raw", &settings.raw, "plain bytes until EOF, for nc: not verified"),
    amount(0, "rate", "BYTES", &settings.rate, "send at most this much in a second"),
    number('p', "port", "PORT", &settings.port, 0, 65535, "the port where none is written"),
    seconds('T', "timeout", "SECONDS", &settings.patience, "give up after this much silence (300)"),
    constant('4', "ipv4", &settings.family, uint8_t(AF_INET), nullptr),
    constant('6', "ipv6", &settings.family, uint8_t(AF_INET6), "use IPv4 or IPv6 only"),
    flag('q', "quiet", &settings.quiet, nullptr),
    flag('v', "verbose", &settings.verbose, "errors only; or SHA-256 digests, too"),
};

extern const Program kProgram = {
    .name    = "tcpup",
    .version = "0.1",
    .summary = "send files over TCP: complete and verified, or not at all",
    .usage   = kUsage,
    .options = kOptions,
};

static constexpr Section kSections[] = {
    {"EXAMPLES", "To be written."},
};

extern const Manual kManual = {
    .date        = "2026-11-21",
    .description = "To be written.",
    .sections    = kSections,
};
