#include "face/help.h"
#include "sample.h"

#include "check.h"

struct CommandRow {
    const char *name;
    const char *words;   // apart by one space
    const char *result;  // the settings that changed, a bar and the operands; or the error
};

static constexpr CommandRow kRows[] = {
    {"no words, nothing happens", "", "|"},
    {"operands keep their order", "a b c", "| a b c"},
    {"a flag", "-q", "quiet |"},
    {"a flag by its long name", "--quiet", "quiet |"},
    {"letters bundle", "-qv", "quiet verbose |"},
    {"a constant", "-6", "family=6 |"},
    {"the last of two counts", "-4 --ipv6", "family=6 |"},
    {"options and operands may be mixed", "a -q b -v c", "quiet verbose | a b c"},
    {"two dashes end the options", "-q -- -v --", "quiet | -v --"},
    {"one dash is an operand", "- -q", "quiet | -"},

    {"a letter's value is the next word", "-p 80 a", "port=80 | a"},
    {"or the rest of its own", "-p80 a", "port=80 | a"},
    {"at the end of a bundle too", "-qvp80", "quiet verbose port=80 |"},
    {"a name's value is the next word", "--port 80 a", "port=80 | a"},
    {"or behind the equals sign", "--port=80 a", "port=80 | a"},
    {"a value may look like an option", "-d -q", "directory=-q |"},
    {"a value may be two dashes", "-d -- -q", "quiet directory=-- |"},
    {"a value may be empty", "--directory=", "directory= |"},
    {"a value may hold an equals sign", "--directory=a=b", "directory=a=b |"},
    {"a list grows", "--allow a --allow=b", "allow=a allow=b |"},
    {"of sixteen",
     "--allow=1 --allow=2 --allow=3 --allow=4 --allow=5 --allow=6 --allow=7 --allow=8 --allow=9 "
     "--allow=10 --allow=11 --allow=12 --allow=13 --allow=14 --allow=15 --allow=16 --allow=17",
     "--allow 17: given too often"},

    {"whole seconds", "-T3", "patience=3000 |"},
    {"half a second", "-T 0.5", "patience=500 |"},
    {"the finest is a millisecond", "-T 1.2349", "patience=1234 |"},
    {"thirty years", "-T 1000000000", "patience=1000000000000 |"},
    {"more", "-T 1000000001", "--timeout 1000000001: too large"},
    {"far more", "-T 18446744073709551617", "--timeout 18446744073709551617: too large"},
    {"no time at all", "-T 0", "--timeout 0: too small"},
    {"too little time", "-T 0.0009", "--timeout 0.0009: too small"},
    {"no unit", "--timeout 1x", "--timeout 1x: not a number of seconds"},
    {"no digits behind the point", "-T 1.", "--timeout 1.: not a number of seconds"},
    {"none before it", "-T .5", "--timeout .5: not a number of seconds"},
    {"two points", "-T 1.2.3", "--timeout 1.2.3: not a number of seconds"},
    {"no sign", "-T -1", "--timeout -1: not a number of seconds"},
    {"no digits", "--timeout=", "--timeout: not a number of seconds"},

    {"bytes", "--max-size=0", "|"},
    {"thousands", "--max-size=2k", "max-size=2000 |"},
    {"either k", "--max-size=2K", "max-size=2000 |"},
    {"millions", "--max-size=2M", "max-size=2000000 |"},
    {"and on", "--max-size=2G", "max-size=2000000000 |"},
    {"and on", "--max-size=2T", "max-size=2000000000000 |"},
    {"binary thousands", "--max-size=2Ki", "max-size=2048 |"},
    {"binary millions", "--max-size=2Mi", "max-size=2097152 |"},
    {"and on", "--max-size=2Gi", "max-size=2147483648 |"},
    {"and on", "--max-size=2Ti", "max-size=2199023255552 |"},
    {"almost as many as 64 bits hold", "--max-size=18446744073709551614", "max-size=18446744073709551614 |"},
    {"one more", "--max-size=18446744073709551615", "--max-size 18446744073709551615: too large"},
    {"far more", "--max-size=1000000000000000000000", "--max-size 1000000000000000000000: too large"},
    {"too many thousands", "--max-size=16777216Ti", "--max-size 16777216Ti: too large"},
    {"an unknown unit", "--max-size=1m", "--max-size 1m: not an amount such as 500M or 4Gi"},
    {"a unit too long", "--max-size=1MiB", "--max-size 1MiB: not an amount such as 500M or 4Gi"},
    {"a unit without number", "--max-size=M", "--max-size M: not an amount such as 500M or 4Gi"},

    {"the largest number", "-p 65535", "port=65535 |"},
    {"a larger one", "-p 65536", "--port 65536: too large"},
    {"a far larger one", "-p 18446744073709551696", "--port 18446744073709551696: too large"},
    {"the smallest number", "-p 1", "port=1 |"},
    {"a smaller one", "-p 0", "--port 0: too small"},
    {"not a number", "-p http", "--port http: not a number"},
    {"more than a number", "-p 80x", "--port 80x: not a number"},

    {"an unknown name", "--fast", "option --fast: unknown"},
    {"its value is not shown", "--fast=1", "option --fast: unknown"},
    {"a name is not abbreviated", "--time 3", "option --time: unknown"},
    {"nor lengthened", "--timeouts 3", "option --timeouts: unknown"},
    {"a nameless name", "--=3", "option --: unknown"},
    {"an unknown letter", "-qx", "option letter x: unknown"},
    {"a flag with a value", "--quiet=1", "--quiet 1: takes no value"},
    {"a missing value", "--timeout", "--timeout: needs a value"},
    {"a letter's missing value", "-qT", "--timeout: needs a value"},

    {"help", "-h", "help |"},
    {"help comes before a later mistake", "--help --fast", "help | --fast"},
    {"but not before an earlier one", "--fast --help", "option --fast: unknown"},
    {"version", "--version a", "version | a"},
    {"help in a bundle", "-qh", "help quiet |"},
};

static void add_command(Writer &to, const Command &command)
{
    const SampleSettings &now = sample_settings;
    if (command.wish == Command::Wish::help) to.say("help ");
    if (command.wish == Command::Wish::version) to.say("version ");
    if (now.quiet) to.say("quiet ");
    if (now.verbose) to.say("verbose ");
    if (now.family) to.say("family=", now.family, ' ');
    if (now.port) to.say("port=", now.port, ' ');
    if (now.patience.count) to.say("patience=", now.patience.count, ' ');
    if (now.max_size) to.say("max-size=", now.max_size, ' ');
    if (now.directory) to.say("directory=", now.directory, ' ');
    for (const char *allowed : now.allowed) to.say("allow=", allowed, ' ');
    to.say('|');
    for (const char *operand : command.operands) to.say(' ', operand);
}

static void add_misuse(Writer &to, const Misuse &wrong)
{
    to.say(wrong.kind, wrong.option, wrong.value.empty() ? "" : " ", wrong.value, ": ", wrong.because);
}

// Splits `words` in place, as a shell would; returns how many there are.
static int split(char *words, Span<char *> argv)
{
    size_t count = 0;
    argv[count++] = const_cast<char *>("sample");
    for (char *word = strtok(words, " "); word; word = strtok(nullptr, " ")) argv[count++] = word;
    argv[count] = nullptr;
    return int(count);
}

static void parse(Writer &to, const char *line)
{
    char  words[512];
    char *argv[32];
    memcpy(words, line, strlen(line) + 1);
    sample_settings = {};

    Command command;
    int     argc  = split(words, argv);
    Misuse  wrong = parse_options(kSample, argc, argv, command);
    if (wrong) add_misuse(to, wrong);
    else add_command(to, command);
}

TEST("options: command lines")
{
    for (const CommandRow &row : kRows) {
        Line result;
        parse(result, row.words);
        CHECK(Line().say(row.name, ": ", result.text()).text(), result.text() == row.result);
    }
}

TEST("options: a process may have no words at all")
{
    char   *argv[] = {nullptr};
    Command command;
    Misuse  wrong = parse_options(kSample, 0, argv, command);
    CHECK("no operands", !wrong && command.operands.empty());
}

static constexpr const char *kHelp =
    "Usage: sample [OPTION]... FILE... HOST[:PORT]\n"
    "       sample -l [OPTION]...\n"
    "Send what was never there.\n"
    "\n"
    "  -4, --ipv4  IPv4 only                 -6, --ipv6  IPv6 only\n"
    "  -p, --port=PORT           the port (default 8889)\n"
    "  -d, --directory=DIR       where files go\n"
    "      --allow=CIDR          let in these only; may be given again\n"
    "      --max-size=BYTES      refuse larger files\n"
    "  -T, --timeout=SECONDS     give up after this much silence\n"
    "  -q, --quiet               say nothing but errors\n"
    "  -v, --verbose             say more\n"
    "  -h, --help  show this help            --version  show the version\n";

TEST("options: --help is the table")
{
    Line help;
    add_help(help, kSample);
    CHECK(help.text(), help.text() == kHelp);
}
