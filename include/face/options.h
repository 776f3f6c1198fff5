// What a tool understands at the prompt: one table that is the parser, --help and the manual page.
//
//     static constexpr Option kOptions[] = {
//         beside(constant('4', "ipv4", &settings.family, 4, "IPv4 only")),  // two in a row
//         constant('6', "ipv6", &settings.family, 6, "IPv6 only"),
//         flag('q', "quiet", &settings.quiet, "say nothing but errors"),
//         seconds('T', "timeout", "SECONDS", &settings.patience, "give up after this much silence"),
//         flag('s', "silent", &settings.quiet, nullptr),  // not shown: another spelling, told in prose
//     };
#pragma once

#include "words/clock.h"
#include "words/result.h"

enum class OptionKind : uint8_t {
    flag,      // sets a bool
    constant,  // stores a value of one byte
    text,      // const char *, of argv
    texts,     // TextList; may be given again
    number,    // uint32_t in decimal, between `least` and `most`
    seconds,   // Millis; "0.5" is half a second, nothing is too little
    amount,    // uint64_t; k, M, G, T are powers of 1000, Ki, Mi, Gi, Ti of 1024
    help,
    version,
};

struct Option {
    const char *name;      // "timeout"
    const char *argument;  // "SECONDS"; null: takes no value
    const char *help;      // null: is not shown
    void       *target;
    uint32_t    most;      // of a number; the value of a constant
    uint16_t    least;
    OptionKind  kind;
    char        letter;    // 0: none
    bool        beside;    // the next one stands in the same row of --help

    constexpr bool takes_value() const { return argument; }
};

// The values of an option that may be given again.
struct TextList {
    const char *items[16];
    size_t      count;

    const char *const *begin() const { return items; }
    const char *const *end() const { return items + count; }
};

// Of --help: where texts begin, where the second option of a row does, and where a row has to end.
inline constexpr size_t kHelpColumn = 28, kSecondColumn = 40, kHelpWidth = 79;

// Not constexpr, so that calling it is what the compiler complains about.
void option_does_not_fit_its_row();

constexpr Option make_option(OptionKind kind, char letter, const char *name, const char *argument,
                             void *target, const char *help, uint32_t least = 0, uint32_t most = 0)
{
    size_t row = Text("  -T, --=").size + Text(name).size + Text(argument).size;
    if (larger(row + 2, kHelpColumn) + Text(help).size > kHelpWidth) option_does_not_fit_its_row();
    return {name, argument, help, target, most, uint16_t(least), kind, letter, false};
}

// Short enough for the next one to stand beside it.
constexpr Option beside(Option option)
{
    size_t spelling = Text("  -T, --").size + Text(option.name).size + option.takes_value() + Text(option.argument).size;
    size_t row      = spelling + 2 + Text(option.help).size + 2;
    if (row > kSecondColumn) option_does_not_fit_its_row();
    option.beside = true;
    return option;
}

constexpr Option flag(char letter, const char *name, bool *target, const char *help)
{
    return make_option(OptionKind::flag, letter, name, nullptr, target, help);
}
template <class Small>
    requires(sizeof(Small) == 1)
constexpr Option constant(char letter, const char *name, Small *target, decltype(Small()) value,
                          const char *help)
{
    return make_option(OptionKind::constant, letter, name, nullptr, target, help, 0, uint32_t(value));
}
constexpr Option text(char letter, const char *name, const char *argument, const char **target,
                      const char *help)
{
    return make_option(OptionKind::text, letter, name, argument, target, help);
}
constexpr Option texts(char letter, const char *name, const char *argument, TextList *target,
                       const char *help)
{
    return make_option(OptionKind::texts, letter, name, argument, target, help);
}
constexpr Option number(char letter, const char *name, const char *argument, uint32_t *target,
                        uint16_t least, uint32_t most, const char *help)
{
    return make_option(OptionKind::number, letter, name, argument, target, help, least, most);
}
constexpr Option seconds(char letter, const char *name, const char *argument, Millis *target,
                         const char *help)
{
    return make_option(OptionKind::seconds, letter, name, argument, target, help);
}
constexpr Option amount(char letter, const char *name, const char *argument, uint64_t *target,
                        const char *help)
{
    return make_option(OptionKind::amount, letter, name, argument, target, help);
}

// Every tool has these; they need not be in its table.
inline constexpr Option kCommonOptions[] = {
    beside(make_option(OptionKind::help, 'h', "help", nullptr, nullptr, "show this help")),
    make_option(OptionKind::version, 0, "version", nullptr, nullptr, "show the version"),
};

struct Program {
    const char             *name;
    const char             *version;
    const char             *summary;  // "send files over TCP and verify them": no capital, no full stop
    Span<const char *const> usage;    // "[OPTION]... FILE... HOST[:PORT]": without the name
    Span<const Option>      options;
};

struct Command {
    enum class Wish : uint8_t { run, help, version };

    Wish         wish = Wish::run;
    Span<char *> operands;  // in argv, where the options were
};

// What is wrong with a command line: "--timeout 1x: not a number of seconds".
struct [[nodiscard]] Misuse {
    const char *kind    = nullptr;  // of word, "--" in front of a name that is known; null: nothing is wrong
    const char *option  = nullptr;  // that name
    Text        value{};
    const char *because = nullptr;

    constexpr explicit operator bool() const { return kind; }
};

// Stores what the options of `argv` say in their targets. Options and operands may be mixed, "--"
// ends the options and "-" is an operand. Long names are never abbreviated: a script must not
// break when an option is added. The texts of a misuse are those of argv and of the table. The first
// --help or --version ends the reading.
Misuse parse_options(const Program &program, int argc, char **argv, Command &command);
