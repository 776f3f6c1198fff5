#include "wire/grammar.h"

#include "words/ascii.h"

static bool is_token_letter(char c)
{
    static constexpr Text kMarks = "!#$%&'*+-.^_`|~";
    return is_letter(c) || is_digit(c) || position(kMarks, c) < kMarks.size;
}

bool is_token(Text text)
{
    return take_token(text).size && text.empty();
}

bool is_field_value(Text text)
{
    for (char c : text)
        if (is_control(c) && c != '\t') return false;
    return true;
}

void skip_blanks(Text &rest)
{
    while (!rest.empty() && is_blank(rest[0])) rest = rest.after(1);
}

Text trimmed(Text text)
{
    skip_blanks(text);
    while (!text.empty() && is_blank(text[text.size - 1])) text.size--;
    return text;
}

Text without_cr(Text line)
{
    bool cr = !line.empty() && line[line.size - 1] == '\r';
    return line.first(line.size - cr);
}

static Text take(Text &rest, size_t size)
{
    Text taken = rest.first(size);
    rest       = rest.after(size);
    return taken;
}

bool take_letter(Text &rest, char wanted)
{
    bool there = !rest.empty() && rest[0] == wanted;
    if (there) take(rest, 1);
    return there;
}

bool take_front(Text &rest, Text front)
{
    bool there = starts_with(rest, front);
    if (there) take(rest, front.size);
    return there;
}

Text take_token(Text &rest)
{
    size_t size = 0;
    while (size < rest.size && is_token_letter(rest[size])) size++;
    return take(rest, size);
}

Text take_before(Text &rest, Text ends)
{
    size_t size = 0;
    while (size < rest.size && position(ends, rest[size]) == ends.size) size++;
    return take(rest, size);
}

Text take_until(Text &rest, char end)
{
    Text taken = take(rest, position(rest, end));
    take_letter(rest, end);
    return taken;
}

static bool has_digit(Text text)
{
    return !text.empty() && is_digit(text[0]);
}

int take_number(Text &rest, int most)
{
    int number = has_digit(rest) ? 0 : -1;
    while (has_digit(rest)) number = smaller(number * 10 + (take(rest, 1)[0] - '0'), most + 1);
    return number;
}

bool Elements::next(Text &element)
{
    if (ended_) return false;
    element = trimmed(take_before(rest_, ","));
    ended_  = !take_letter(rest_, ',');
    return true;
}

bool has_element(Text list, Text element)
{
    Elements elements(list);
    for (Text each; elements.next(each);)
        if (same_ignoring_case(each, element)) return true;
    return false;
}

size_t quoted_size(Text text)
{
    size_t size = 1;
    while (size < text.size && text[size] != '"') size += text[size] == '\\' ? 2 : 1;
    return size < text.size ? size + 1 : 0;
}

bool take_parameter(Text &rest, Parameter &to)
{
    to.name = take_token(rest);
    skip_blanks(rest);
    if (to.name.empty() || !take_letter(rest, '=')) return false;
    skip_blanks(rest);
    if (!starts_with(rest, "\"")) {
        to.value = take_token(rest);
        return !to.value.empty();
    }
    size_t size = quoted_size(rest);
    if (size) to.value = take(rest, size).first(size - 1).after(1);
    return size;
}

void add_unquoted(Writer &to, Text value)
{
    for (size_t i = 0; i < value.size; i++) {
        if (value[i] == '\\' && i + 1 < value.size) i++;
        to.add(value[i]);
    }
}

void add_quoted(Writer &to, Text text)
{
    to.add('"');
    for (char c : text) {
        if (c == '"' || c == '\\') to.add('\\');
        to.add(c);
    }
    to.add('"');
}
