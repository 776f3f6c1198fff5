#include "wire/netrc.h"

#include "words/ascii.h"

enum Keyword : size_t { kMachine, kDefault, kLogin, kPassword, kAccount, kMacro, kKeywords };
static constexpr const char *kSpelled[kKeywords] = {"machine", "default", "login", "password", "account", "macdef"};

namespace {
class Search {
public:
    Search(Text file, Text host, Text user, Span<char> memory)
        : rest_(file), host_(host), user_(user), memory_(memory)
    {
    }

    Result<Credentials> run();

private:
    void skip_space();
    Text next();
    void read_word(size_t keyword);
    Text value();
    void skip_macro();

    bool found() const { return here_ && entry_.user.data && (user_.empty() || entry_.user == user_); }

    Text        rest_, host_, user_;
    Span<char>  memory_;
    Writer      kept_{memory_};  // the words of the entry
    Credentials entry_;
    bool        line_begins_ = true;
    bool        here_        = false;    // the entry is for this host
    const char *fault_       = nullptr;  // ends the file
};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void Search::skip_space()
{
    for (; !rest_.empty(); rest_ = rest_.after(1)) {
        if (line_begins_ && rest_[0] == '#') rest_ = rest_.after(position(rest_, '\n'));
        if (rest_.empty() || !is_space(rest_[0])) break;
        line_begins_ |= rest_[0] == '\n';
    }
    line_begins_ = false;
}

// One in quotes comes with them, so that it is no keyword; an empty one is the end.
Text Search::next()
{
    skip_space();
    size_t size = 0;
    if (starts_with(rest_, "\"")) {
        size = quoted_size(rest_);
        if (!size) fault_ = "a quotation does not end";
    } else {
        while (size < rest_.size && !is_space(rest_[size])) size++;
    }
    Text word = rest_.first(size);
    rest_     = fault_ ? Text() : Text(rest_.after(size));
    return word;
}

// The word that belongs to a keyword, without its quotes.
Text Search::value()
{
    Text   word  = next();
    size_t begin = kept_.text().size;
    if (word.empty() && !fault_) fault_ = "the last word lacks its value";
    if (starts_with(word, "\"")) add_unquoted(kept_, word.first(word.size - 1).after(1));
    else kept_.say(word);
    // A writer leaves out what does not fit.
    if (kept_.text().size == memory_.size && !fault_) fault_ = "a word is too long";
    return kept_.text().after(begin);
}

void Search::skip_macro()
{
    take_until(rest_, '\n');
    for (bool empty = false; !rest_.empty() && !empty;) {
        Text line = take_until(rest_, '\n');
        empty     = trimmed(line).empty() || line == "\r";
    }
    line_begins_ = true;
}

void Search::read_word(size_t keyword)
{
    if (keyword == kMachine || keyword == kDefault) {
        entry_ = {};
        kept_.clear();
        here_ = keyword == kDefault || same_ignoring_case(value(), host_);
    }
    if (keyword == kMacro) skip_macro();
    if (keyword == kLogin) entry_.user = value();
    if (keyword == kPassword) entry_.password = value();
    if (keyword == kAccount) value();
}

Result<Credentials> Search::run()
{
    for (;;) {
        Text   word    = next();
        size_t keyword = find_ignoring_case(kSpelled, word);
        if ((word.empty() || keyword <= kDefault) && found() && !fault_) return entry_;
        if (fault_) return complaint(Exit::file, fault_);
        if (word.empty()) return Credentials{};
        read_word(keyword);
    }
}

Result<Credentials> find_in_netrc(Text file, Text host, Text user, Span<char> memory)
{
    return Search(file, host, user, memory).run();
}
