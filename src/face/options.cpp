#include "face/options.h"

#include "words/ascii.h"

static constexpr uint64_t kMostSeconds = 1'000'000'000;  // a deadline from it cannot overflow

// Takes the digits off the front of `text`; UINT64_MAX stands for all that is larger. False when
// there are none.
static bool take_number(Text &text, uint64_t &number)
{
    size_t digits = 0;
    for (number = 0; digits < text.size && is_digit(text[digits]); digits++) {
        bool overflow = __builtin_mul_overflow(number, 10, &number);
        overflow |= __builtin_add_overflow(number, uint64_t(text[digits] - '0'), &number);
        if (overflow) number = UINT64_MAX;
    }
    text = text.after(digits);
    return digits;
}

// This and the next three store a value and return null, or what is wrong with it.
static const char *set_number(const Option &option, Text value)
{
    uint64_t number;
    if (!take_number(value, number) || !value.empty()) return "not a number";
    if (number < option.least) return "too small";
    if (number > option.most) return "too large";
    *static_cast<uint32_t *>(option.target) = uint32_t(number);
    return nullptr;
}

// Thousandths from the digits behind the point; what is finer is dropped. False for other letters.
static bool take_thousandths(Text digits, uint64_t &thousandths)
{
    thousandths    = 0;
    uint64_t worth = 100;
    for (char c : digits) {
        if (!is_digit(c)) return false;
        thousandths += worth * uint64_t(c - '0');
        worth /= 10;
    }
    return !digits.empty();
}

static const char *set_seconds(const Option &option, Text value)
{
    uint64_t whole, thousandths = 0;
    bool     valid = take_number(value, whole);
    if (!value.empty()) valid &= value[0] == '.' && take_thousandths(value.after(1), thousandths);
    if (!valid) return "not a number of seconds";
    if (whole > kMostSeconds) return "too large";
    if (!(whole + thousandths)) return "too small";
    *static_cast<Millis *>(option.target) = {int64_t(whole * 1000 + thousandths)};
    return nullptr;
}

// What a suffix multiplies by; 0 when there is no such suffix.
static uint64_t unit(Text suffix)
{
    uint64_t step = 1000, worth = 1;
    if (suffix.empty()) return worth;
    if (suffix.size == 2 && suffix[1] == 'i') step = 1024;
    else if (suffix.size > 1) return 0;
    for (char letter : Text("kMGT")) {
        worth *= step;
        bool either_case = letter == 'k' && suffix[0] == 'K';
        if (suffix[0] == letter || either_case) return worth;
    }
    return 0;
}

static const char *set_amount(const Option &option, Text value)
{
    uint64_t number;
    bool     valid = take_number(value, number);
    uint64_t worth = unit(value);
    if (!valid || !worth) return "not an amount such as 500M or 4Gi";
    bool overflow = __builtin_mul_overflow(number, worth, &number);
    if (overflow || number == UINT64_MAX) return "too large";
    *static_cast<uint64_t *>(option.target) = number;
    return nullptr;
}

static const char *add_text(const Option &option, const char *value)
{
    TextList &list = *static_cast<TextList *>(option.target);
    if (list.count == sizeof list.items / sizeof *list.items) return "given too often";
    list.items[list.count++] = value;
    return nullptr;
}

struct CommandLine {
    Span<const Option> options;
    Span<char *>       unread;
    Command            command;
    Misuse             wrong;  // ends the reading

    char         *next();
    void          read(char *word);
    void          read_long(char *word);
    void          read_letters(char *word);
    const Option *find(char letter, Text name) const;
    void          take(const Option &option, const char *attached);
    const char   *set(const Option &option, const char *value);
};

char *CommandLine::next()
{
    char *word = unread[0];
    unread     = unread.after(1);
    return word;
}

static const Option *find_in(Span<const Option> options, char letter, Text name)
{
    for (const Option &option : options)
        if (letter ? option.letter == letter : name == option.name) return &option;
    return nullptr;
}

const Option *CommandLine::find(char letter, Text name) const
{
    const Option *own = find_in(options, letter, name);
    return own ? own : find_in(kCommonOptions, letter, name);
}

const char *CommandLine::set(const Option &option, const char *value)
{
    Text text = value;
    switch (option.kind) {
    case OptionKind::flag: *static_cast<bool *>(option.target) = true; break;
    case OptionKind::constant: *static_cast<uint8_t *>(option.target) = uint8_t(option.most); break;
    case OptionKind::text: *static_cast<const char **>(option.target) = value; break;
    case OptionKind::texts: return add_text(option, value);
    case OptionKind::number: return set_number(option, text);
    case OptionKind::seconds: return set_seconds(option, text);
    case OptionKind::amount: return set_amount(option, text);
    case OptionKind::help: command.wish = Command::Wish::help; break;
    case OptionKind::version: command.wish = Command::Wish::version; break;
    }
    return nullptr;
}

void CommandLine::take(const Option &option, const char *attached)
{
    bool takes = option.takes_value();
    if (takes && !attached && !unread.empty()) attached = next();

    const char *because = takes ? "needs a value" : "takes no value";
    if (takes == bool(attached)) because = set(option, attached);
    if (because) wrong = {"--", option.name, attached, because};
}

void CommandLine::read_long(char *word)
{
    Text          text(word);
    size_t        end    = position(text, '=');
    const Option *option = find(0, text.first(end).after(2));
    if (option) take(*option, end < text.size ? word + end + 1 : nullptr);
    else wrong = {"option", nullptr, text.first(end), "unknown"};
}

void CommandLine::read_letters(char *word)
{
    for (char *letter = word + 1; *letter && !wrong; letter++) {
        const Option *option = find(*letter, {});
        if (!option) wrong = {"option letter", nullptr, {letter, 1}, "unknown"};
        else if (option->takes_value()) return take(*option, letter[1] ? letter + 1 : nullptr);
        else take(*option, nullptr);
    }
}

void CommandLine::read(char *word)
{
    if (word[0] == '-' && word[1] == '-') read_long(word);
    else if (word[0] == '-' && word[1]) read_letters(word);
    else command.operands.data[command.operands.size++] = word;
}

Misuse parse_options(const Program &program, int argc, char **argv, Command &command)
{
    Span<char *> words(argv, size_t(argc));
    if (!words.empty()) words = words.after(1);

    CommandLine line = {program.options, words, {Command::Wish::run, words.first(0)}, {}};
    while (!line.unread.empty() && !line.wrong && line.command.wish == Command::Wish::run) {
        char *word = line.next();
        if (Text(word) == "--") break;
        line.read(word);
    }
    command = line.command;
    while (!line.unread.empty()) command.operands.data[command.operands.size++] = line.next();
    return line.wrong;
}
