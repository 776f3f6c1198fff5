#include "wire/robots.h"

#include "wire/grammar.h"
#include "wire/percent.h"
#include "words/ascii.h"

// Takes an octet, which may be written %XX. Section 2.2.2 decodes unreserved characters and encodes
// all others on both sides: then two are the same exactly where they are the same decoded.
static uint8_t take_octet(Text &rest)
{
    char octet;
    take_escape(rest, octet);
    return uint8_t(octet);
}

// How specific a pattern is: its octets in normal form, where one outside ASCII is %XX.
static size_t octets(Text pattern)
{
    size_t count = 0;
    while (!pattern.empty()) count += take_octet(pattern) < 0x80 ? 1 : 3;
    return count;
}

// Whether the pattern is the beginning of the path. At a difference the last * takes one octet
// more; the stars before it need not, so that the work is at most one size times the other.
static bool matches(Text pattern, Text path)
{
    Text behind_star, retry;
    bool starred = false;
    while (!pattern.empty()) {
        if (pattern[0] == '*') {
            pattern = behind_star = pattern.after(1);
            retry   = path;
            starred = true;
            continue;
        }
        bool end = pattern == "$";
        if (path.empty()) return end;
        if (!end && take_octet(pattern) == take_octet(path)) continue;
        if (!starred) return false;
        take_octet(retry);
        path    = retry;
        pattern = behind_star;
    }
    return true;
}

Robots::Robots(Text token, Text path) : token_(token), path_(path)
{
    if (!starts_with(path, "/")) __builtin_trap();
}

void Robots::update(Bytes more)
{
    Bytes wanted = more.first(smaller(more.size, kMost - read_));
    read_ += wanted.size;
    for (char c : text_of(wanted)) {
        bool second = c == '\n' && after_cr_;
        after_cr_   = c == '\r';
        if (second) continue;
        if (c == '\n' || c == '\r') end_line();
        else if (size_ < kLongestLine) line_[size_++] = c;
        else cut_ = true;
    }
    // The line that the limit cuts might forbid more than was meant.
    if (wanted.size < more.size) size_ = 0;
}

void Robots::end_line()
{
    Text comment(line_, size_);
    Text line = take_before(comment, "#");
    bool cut  = cut_ && comment.empty();
    if (number_ == 1 && starts_with(line, "\xef\xbb\xbf")) line = line.after(3);

    line       = trimmed(line);
    Text value = line;
    Text key   = trimmed(take_until(value, ':'));
    value      = trimmed(value);
    if (same_ignoring_case(key, "user-agent")) agent(value);
    if (same_ignoring_case(key, "disallow")) rule(line, value, false);
    if (same_ignoring_case(key, "allow")) rule(line, cut ? Text() : value, true);
    number_++;
    size_ = 0;
    cut_  = false;
}

static bool is_token_letter(char c)
{
    return is_letter(c) || c == '-' || c == '_';
}

void Robots::agent(Text value)
{
    if (!in_agents_) group_ = Group::others;
    in_agents_ = true;

    size_t size = 0;
    while (size < value.size && is_token_letter(value[size])) size++;
    if (same_ignoring_case(value.first(size), token_)) {
        if (!named_) best_ = {};
        named_ = true;
        group_ = Group::ours;
    }
    bool star = starts_with(value, "*") && (value.size == 1 || is_blank(value[1]));
    if (star && group_ == Group::others) group_ = Group::all;
}

void Robots::rule(Text line, Text pattern, bool allows)
{
    in_agents_ = false;
    if (group_ == Group::others || (group_ == Group::all && named_)) return;
    if (pattern.empty() || !matches(pattern, path_)) return;

    size_t size = octets(pattern);
    if (size < best_.octets || (size == best_.octets && !allows)) return;
    best_.octets = size;
    best_.allows = allows;
    best_.line   = number_;
    best_.shown  = smaller(line.size, sizeof best_.text);
    memcpy(best_.text, line.data, best_.shown);
}

RobotsAnswer robots_answer(int status)
{
    if (status >= 200 && status < 300) return RobotsAnswer::read;
    return status >= 300 && status < 500 ? RobotsAnswer::allowed : RobotsAnswer::forbidden;
}
