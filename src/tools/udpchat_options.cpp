#include "face/keys.h"
#include "face/manual.h"
#include "tools/udpchat.h"

Settings settings;

static constexpr const char *kUsage[] = {
    "[OPTION]... [HOST[:PORT]]",
    "-l [OPTION]... [ADDR[:PORT]]",
    "--genkey [FILE]",
};

static constexpr Option kOptions[] = {
    flag('l', "listen", &settings.listen, "serve a room (default port 8888)"),
    text('n', "nick", "NICK", &settings.nick, "what the others call you"),
    key_option(&settings.key),
    genkey_option(&settings.genkey),
    flag(0, "plain", &settings.plain, "send each line as it is, to nc -u and the like"),
    flag(0, "open-plain", &settings.open_plain, "plain peers are heard without being asked back"),
    flag(0, "time", &settings.time, "show when lines were said"),
    flag(0, "no-reconnect", &settings.stays, "end where the server does"),
    text(0, "log", "FILE", &settings.log, "append what is shown to FILE"),
    number(0, "history", "LINES", &settings.history, 0, 1000, "told to newcomers (20)"),
    beside(number(0, "max-clients", "N", &settings.max_clients, 1, 10000, "in all (256)")),
    number(0, "per-address", "N", &settings.per_address, 1, 10000, "of one address (8)"),
    number(0, "lines", "N", &settings.bucket, 0, 10000, "of one at once, then 2 a second (10; 0: any)"),
    texts(0, "allow", "CIDR", &settings.allowed, "let in these addresses only; may be repeated"),
    text('p', "port", "PORT", &settings.service, "the port where none is written"),
    seconds('T', "timeout", "SECONDS", &settings.patience, "give up finding the server after that (30)"),
    beside(constant('4', "ipv4", &settings.family, uint8_t(AF_INET), "IPv4 only")),
    constant('6', "ipv6", &settings.family, uint8_t(AF_INET6), "IPv6 only"),
    beside(flag('q', "quiet", &settings.quiet, "say errors only")),
    flag('v', "verbose", &settings.verbose, "say more"),
};

extern const Program kProgram = {
    .name    = "udpchat",
    .version = "0.1",
    .summary = "talk in a room over datagrams, with a server or without",
    .usage   = kUsage,
    .options = kOptions,
};

static constexpr Section kSections[] = {
    {"THE ROOM", R"(
Lines are UTF-8 of up to 850 bytes. What is not UTF-8, and control characters, become U+FFFD. Nicks have 1 to
24 characters, neither blanks nor < nor >, do not begin with / * - [ or #, and are unique whatever the case of
their ASCII letters. A line that begins with three stars is the room's own; nobody else can write one.

 /nick NAME      be called so
 /msg NICK TEXT  say it to one alone
 /me TEXT        * alice TEXT
 /who            who is here
 /history [N]    what was said last
 /time           show from now on when things were said
 /help           these
 /quit [WORDS]   leave; so does a line that is just exit, or q
)"},
    {"WITH A SERVER", R"(
What is said is confirmed by the server, or said again after 2 to 3 seconds and twice that, up to five times; one
that was not confirmed after all is shown again as not delivered. What the room says is numbered, and what is
missing is asked for. Who is silent for more than a minute has timed out; another address behind a NAT goes
unnoticed. Ten lines at once are heard (--lines), and then two a second.

A datagram that is no parcel of udpchat is a line as it is, from nc -u or a program. Who sends one is first told
a number to say, so that nobody is sent a room's lines who has not asked; with --open-plain, for closed
networks, that is left out. Such peers have guest-N for a name until they say /nick, and get lines as they are,
never repeated.
)"},
    {"WITHOUT A SERVER", R"(
Without HOST the room is that of all networks this machine is on: everybody there who does the same is in it, by
multicast to 239.255.56.56 and ff02::8000:5656, port 8891, which no router passes on. What was lost is asked for
and sent again, as long as it is among the last 64 lines of who said it. /msg is shown to one alone, but goes to
all. Of two with the same nick one becomes NICK-2.
)"},
    {"KEYS", R"(
With -k all is sealed, and only those who have the key say or hear anything; plain peers are not heard then.
Without it a room is open to whoever can reach it, and nothing is encrypted.
)"},
    {"MEMORY", R"(
All is reserved at the start: for a server 150 KB and 0.3 KB for each client, for others up to 250 KB. No datagram is
longer than 1,024 bytes.
)"},
    {"EXAMPLES", R"(
Talk on this network, with nothing to set up:

 udpchat -n alice

Serve a room, and be in it; join it; and from a machine that has no udpchat:

 udpchat -l -n alice
 udpchat -n bob 192.168.1.10
 nc -u 192.168.1.10 8888
)"},
    {"SEE ALSO", "nc(1), tcpchat(1)"},
};

extern const Manual kManual = {
    .date        = "2026-11-21",
    .description = R"(
With -l udpchat serves a room, and who sits at its terminal is in it. With HOST it joins one. With neither it is in
the room of this network, which needs no server. At a terminal there is a line to type in, which stays whole while
others come in above it; in a pipe, lines of standard input are said, and what others say goes to standard output: at
the end of the input it leaves, when all is confirmed.
)",
    .sections    = kSections,
};
