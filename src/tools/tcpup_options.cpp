#include "face/keys.h"
#include "face/manual.h"
#include "tools/tcpup.h"

Settings settings;

static constexpr const char *kUsage[] = {
    "[OPTION]... FILE... HOST[:PORT]",
    "-l [OPTION]... [ADDR[:PORT]]",
    "--genkey [FILE]",
};

static constexpr Option kOptions[] = {
    flag('l', "listen", &settings.listen, "receive (default port 8889)"),
    text('d', "directory", "DIR", &settings.directory, "put received files here (default: .)"),
    text('o', "output", "FILE", &settings.output, "receive one upload into FILE, - or a device"),
    text('x', "exec", "CMD", &settings.command, "run CMD (no shell) after each upload"),
    flag('1', "once", &settings.once, "exit after one connection, with its result"),
    flag('f', "force", &settings.replace, "replace files that exist"),
    key_option(&settings.key),
    genkey_option(&settings.genkey),
    flag(0, "open", &settings.open, "let anyone who can reach the port upload"),
    texts(0, "allow", "CIDR", &settings.allowed, "let in these addresses only; may be repeated"),
    beside(number(0, "max-clients", "N", &settings.max_clients, 1, 4096, "at a time (64)")),
    amount(0, "max-size", "BYTES", &settings.max_size, "refuse larger files"),
    flag('r', "recursive", &settings.recursive, "send directories, or let them be sent"),
    text('n', "name", "NAME", &settings.name, "name FILE has at the receiver"),
    beside(flag(0, "no-resume", &settings.restart, "start over")),
    amount(0, "rate", "BYTES", &settings.rate, "a second at the most"),
    flag(0, "raw", &settings.raw, "plain bytes until EOF, for nc: not verified"),
    text('p', "port", "PORT", &settings.service, "the port where none is written"),
    seconds('T', "timeout", "SECONDS", &settings.patience, "give up after this much silence (300)"),
    beside(constant('4', "ipv4", &settings.family, uint8_t(AF_INET), "IPv4 only")),
    constant('6', "ipv6", &settings.family, uint8_t(AF_INET6), "IPv6 only"),
    beside(flag('q', "quiet", &settings.quiet, "say errors only")),
    flag('v', "verbose", &settings.verbose, "say SHA-256 digests, too"),
};

extern const Program kProgram = {
    .name    = "tcpup",
    .version = "0.1",
    .summary = "send files over TCP: complete and verified, or not at all",
    .usage   = kUsage,
    .options = kOptions,
};

static constexpr Section kSections[] = {
    {"RECEIVING", R"(
A file arrives as .NAME.part-N beside its name to be, and only its owner may read it there. When its
digest is that of the sender it is written to the disk, named, and the directory is written to the
disk as well. A file that exists is never replaced without -f; with it, readers find the old file or
the new one. Modification time and permission bits are kept, but for the umask, and set-user-ID and
set-group-ID never.

Refused are names that are empty, begin with a dot or a dash, or hold a control character, a backslash
or what is not UTF-8, and without -r all that name a directory. Symbolic links below DIR are not followed.

With -o, one upload goes into FILE. A device, a pipe and - (standard output) get the bytes as they
come: whether they were all, and the right ones, is known from the exit status alone.

With -1, the first connection that speaks, and has the key or code, is the last one, and its result the
exit status.

A file larger than --max-size, or than what is free on the disk, is refused before it is sent. There
may be 64 connections at a time (--max-clients), 8 of them from one address. A connection ends when it
has not introduced itself in 10 seconds, and when it is silent for 300 seconds (-T). Fewer than 4 KiB
of data in that time count as silence. Of those that have not shown yet that they have the key, or know
the code, there may be 30, and 5 from one address.
)"},
    {"RESUMING", R"(
When a connection breaks, the part file stays. Give the same command again: the receiver says how much
it holds and the digest of that, and the sender goes on from there, or from the start when its file
begins in another way. --no-resume at either end always starts over. Standard input cannot be resumed.

Nothing is kept of a file whose digest was wrong, which the disk had no room for, or which changed while
it was being sent. A part file that nobody comes back for has to be removed by hand.

A name that another connection is sending is refused, unless that one comes from the same address and
has been silent for 5 seconds: then it is taken for what a lost connection left behind.
)"},
    {"COMMANDS", R"(
With -x, each file that was stored is followed by a run of CMD. It is split at blanks; there is no
shell and no quoting. Standard input is /dev/null. The server goes on beside it, with at most 8 commands
at a time: it waits with the ninth. A command that fails is reported. The environment has these variables
more:

 TCPUP_NAME     the name, as the sender gave it
 TCPUP_PATH     where the file is
 TCPUP_SIZE     its size in bytes
 TCPUP_SHA256   its digest, 64 hexadecimal digits; empty with --raw
 TCPUP_PEER     the sender's address and port

Whoever may send chooses the name: quote the variables in scripts.
)"},
    {"RAW", R"(
With --raw, the connection carries the bytes of one file and nothing else, so that nc, socat or a few
lines of Python can be the other end. A stream that was cut looks like one that has ended, therefore
nothing is verified, and the messages say so. A sender ends with 0 when the other machine has confirmed
every byte; its program may have lost them nevertheless. A receiver calls what comes upload-1, upload-2
and so on, unless -o names it.
)"},
    {"KEYS AND CODES", R"(
A receiver without -k, --open and --raw makes a code for this run alone and shows it, with the command for
the other machine. The sender asks for it: 16 letters and one more that catches typing errors, in either
case, with or without dashes. They hold 80 random bits, so that nobody can guess them.

With -k at both ends, nobody is asked. The file holds what --genkey writes, a line of 44 characters that can
be read aloud, or 32 bytes, or a code. Group and others must have no permission for it. A key is never taken
from the command line, where others could see it; SIXPACK_KEY may name the file, and - is standard input.
--genkey makes a new file of mode 0600, or shows the key where no FILE is given.

 tcpup --genkey home.key
 scp -p home.key router:                           # or read it aloud
 tcpup -l -k home.key -d inbox                     # there
 tcpup -k home.key photo.jpg router                # here

A sender with a key or code refuses a receiver that has not shown that it has the same, with exit status 5.
A receiver with one is silent to everybody else, and ends such a connection after 10 seconds. A sender
without one, at no terminal, ends with 6. But it takes a receiver with --open as it is, and says so: who
wants to be sure gives -k.
)"},
    {"SECURITY", R"(
With a key or code, what is sent is encrypted and authenticated: names, sizes and content, in both directions.
The protocol is Noise_NNpsk0_25519_ChaChaPoly_SHA256 (noiseprotocol.org, revision 34). Each connection has
keys of its own, which die with it: who learns the key later cannot read what was recorded before. Every
changed or missing byte is noticed. Seen from outside are the addresses, when something is sent, and how
much in all. Whoever has the key may be either end; there are no names of persons.

--open lets in whoever can reach the port, and neither encrypts nor authenticates: say it on networks where
that is right, and name the senders with --allow where they are known. The digests find errors then; they do
not stop somebody who can change what is on the wire. The same holds for --raw, which without --open listens
on the loopback addresses alone.

Whoever is let in can fill the disk up to --max-size with every file, and learns which names exist. He
cannot leave DIR, cannot replace anything without -f, and cannot read files. What a peer writes is shown
with control characters escaped.
)"},
    {"MEMORY", R"(
All memory is reserved at the start: 256 KiB at either end for what is under way, and at the receiver
about 10 KB for every connection that --max-clients allows, or 27 KB where there is a key or code, which is
not touched before there is one. A sender takes 98 KB more, touched where there is a key or code.
)"},
    {"FILES", R"(
 .NAME.part-N      a file that is on its way, or was; N is 0 to 7

 /etc/hosts        names of hosts, looked up first
 /etc/resolv.conf  which name servers know the others, and in which domains: see resolv.conf(5). Of the
                   options, ndots, timeout and attempts count. All servers are asked at once.
 /etc/services     names of ports
)"},
    {"EXAMPLES", R"(
Receive into the directory inbox, from whoever knows the code that is shown:

 tcpup -l -d inbox

The same without a code, from anybody in the home network:

 tcpup -l -d inbox --open --allow 192.168.1.0/24

Send two files there, then a directory, to a receiver that was started with -r:

 tcpup kernel.img rootfs.img 192.168.1.10
 tcpup -r photos 192.168.1.10

Write a firmware to flash where there is no room to store it. What tcpup ends with says whether it was
all of it, and mtd whether that was written. On the router, and then on the PC:

 tcpup -l --open -o - | mtd write - firmware
 tcpup firmware.bin 192.168.1.1

Send what another program writes:

 tar -c project | tcpup -n project.tar - 192.168.1.10

Receive from nc, which cannot verify anything:

 tcpup -l --raw --open -o dump.bin
)"},
    {"SEE ALSO", "nc(1), rsync(1), sha256sum(1), ssh(1)"},
};

extern const Manual kManual = {
    .date        = "2026-11-21",
    .description = R"(
tcpup sends files to a tcpup that was started with -l. Both compute the SHA-256 of a file while it passes.
The receiver compares the two, writes the file to the disk, gives it its name, and only then acknowledges:
when the sender ends with 0, the file is there, the whole of it.

All FILEs go over one connection, and one that fails does not keep back the others; the exit status is
that of the first failure. A FILE of - is standard input, which needs --name. Directories need -r at both
ends; symbolic links and special files in them are reported and not sent. A file that changes while it is
being sent is an error.

HOST is an address or a name, ADDR likewise one of this machine. A port stands behind a colon, after an IPv6
address in brackets: [fe80::1%eth0]:9000. It is a number or the name of a service, and 8889 where none is
given. A receiver with port 0 takes any free one, and says which. Looking up the name, connecting and
agreeing on keys are given up after 30 seconds together, or sooner with -T.

Messages go to standard error, one line for each file. -v adds the digests on standard output, in the
format of sha256sum(1). On a terminal a bar shows how much the receiver has confirmed.
)",
    .sections    = kSections,
};
