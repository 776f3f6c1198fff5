#include "face/keys.h"
#include "face/manual.h"
#include "tools/tcpchat.h"

Settings settings;

static constexpr const char *kUsage[] = {
    "[OPTION]... HOST[:PORT]",
    "-l [OPTION]... [ADDR[:PORT]]",
    "--genkey [FILE]",
};

static constexpr Option kOptions[] = {
    flag('l', "listen", &settings.listen, "serve a room (default port 8888)"),
    text('n', "nick", "NICK", &settings.nick, "what the others call you"),
    key_option(&settings.key),
    genkey_option(&settings.genkey),
    flag(0, "time", &settings.time, "show when lines were said"),
    flag(0, "no-reconnect", &settings.stays, "end where the connection does"),
    text(0, "log", "FILE", &settings.log, "append what is shown to FILE"),
    number(0, "history", "LINES", &settings.history, 0, 10000, "told to newcomers (20)"),
    beside(number(0, "max-clients", "N", &settings.max_clients, 1, 10000, "in all (256)")),
    number(0, "per-address", "N", &settings.per_address, 1, 10000, "of one address (8)"),
    number(0, "lines", "N", &settings.bucket, 0, 10000, "of one at once, then 2 a second (10; 0: any)"),
    texts(0, "allow", "CIDR", &settings.allowed, "let in these addresses only; may be repeated"),
    flag('1', "once", &settings.once, "serve the first one, and end with it"),
    flag(0, "raw", &settings.raw, "pass on bytes as they are, without a room"),
    text('p', "port", "PORT", &settings.service, "the port where none is written"),
    seconds('T', "timeout", "SECONDS", &settings.patience, "give up connecting after that (30)"),
    beside(constant('4', "ipv4", &settings.family, uint8_t(AF_INET), "IPv4 only")),
    constant('6', "ipv6", &settings.family, uint8_t(AF_INET6), "IPv6 only"),
    beside(flag('q', "quiet", &settings.quiet, "say errors only")),
    flag('v', "verbose", &settings.verbose, "say who is turned away"),
};

extern const Program kProgram = {
    .name    = "tcpchat",
    .version = "0.1",
    .summary = "talk in a room that nobody can stall",
    .usage   = kUsage,
    .options = kOptions,
};

static constexpr Section kSections[] = {
    {"THE ROOM", R"(
Lines are UTF-8 of up to 1,000 bytes, ended by LF or CR LF: nc, telnet and ncat are as welcome as tcpchat
itself. Who has sent no newline yet is taken to have ended a line after half a second of silence. A line that is
too long is refused, not cut. What is not UTF-8, and control characters, become U+FFFD.

A newcomer is guest-N, or what -n says. Nicks have 1 to 24 characters, neither blanks nor < nor >, do not begin
with / * - [ or #, and are unique whatever the case of their ASCII letters. A line that begins with three stars
is the server's own; nobody else can write one.

 /nick NAME      be called so
 /msg NICK TEXT  say it to one alone
 /me TEXT        * alice TEXT
 /who            who is here
 /history [N]    what was said last
 /time           show from now on when things were said
 /help           these
 /quit [WORDS]   leave; so does a line that is just exit, or q

Ten lines at once are heard (--lines), and then two a second: who says more is paused, and told so.
)"},
    {"BYTES AS THEY ARE", R"(
With --raw there are no lines and no nicks. A server sends what one peer says to all others, and to standard output;
what it is given as standard input goes to all, once there is one. With -1 it is the two ends of one connection, as
a client's are: it has ended when both of them have, or at a terminal when the other one has.

The pace is that of the fastest reader: two peers lose nothing, and of more none waits for one that is slow. That
one is cut off (-v says so) when it would miss something. Half a connection can be closed: who has sent all is
still sent what the others say.
)"},
    {"NOBODY WAITS", R"(
What is said is kept once, in a ring of 64 KB. Who reads slowly is told how many lines went by, and holds up
nobody. Who has sent all it had is still sent what the others say, until it closes.

All memory is reserved at the start: 1.4 KB for a client, with a key 36 KB.
)"},
    {"EXAMPLES", R"(
Serve a room, and be in it:

 tcpchat -l -n alice

Join it; and from a machine that has no tcpchat:

 tcpchat -n bob 192.168.1.10
 nc 192.168.1.10 8888

Tell the room what a script has to say:

 uptime | tcpchat -n router 192.168.1.10

Take bytes from whoever has them; and let two meet who cannot reach each other:

 tcpchat -1 -l --raw > log
 tcpchat -l --raw
)"},
    {"SEE ALSO", "nc(1), tcpup(1), telnet(1)"},
};

extern const Manual kManual = {
    .date        = "2026-11-21",
    .description = R"(
With -l tcpchat serves a room, and who sits at its terminal is in it. Without, it joins one. At a terminal there
is a line to type in, which stays whole while others come in above it; in a pipe, lines of standard input are said,
and what others say goes to standard output: at the end of the input it leaves.

A connection that is lost is made again, after 1, 2, 4 and up to 30 seconds, under the same nick, and what was
said meanwhile is shown. What the room has not heard is said again. A room that has ended, or given its place to
another, cannot tell: then it may be heard twice. Exit code 0 of a pipe is the room's word that it has heard all of it.

Without a key the room is open to whoever can reach it, and nothing is encrypted; with -k only those who have the key
hear anything, and strangers take nobody's place.
)",
    .sections    = kSections,
};
