#include "wire/http_header.h"

#include "words/ascii.h"

bool parse_header(Text line, Header &header)
{
    bool colon   = position(line, ':') < line.size;
    header.name  = take_until(line, ':');
    header.value = trimmed(line);
    return colon && is_token(header.name);
}

bool Headers::next(Header &header)
{
    while (!rest_.empty())
        if (parse_header(take_until(rest_, '\n'), header)) return true;
    return false;
}

Text Headers::find(Text name) const
{
    Headers rest = *this;
    for (Header header; rest.next(header);)
        if (same_ignoring_case(header.name, name)) return header.value;
    return {};
}

bool Headers::lists(Text name, Text element) const
{
    Headers rest = *this;
    for (Header header; rest.next(header);)
        if (same_ignoring_case(header.name, name) && has_element(header.value, element)) return true;
    return false;
}

bool parse_content_range(ContentRange &range, Text value)
{
    range       = {};
    bool bytes  = same_ignoring_case(take_until(value, ' '), "bytes");
    Text bounds = take_until(value, '/');
    bool sized  = parse_decimal(range.size, value);
    if (bytes && bounds == "*") return sized;
    if (!bytes || (!sized && value != "*")) return false;

    Text first      = take_until(bounds, '-');
    range.satisfied = parse_decimal(range.first, first) && parse_decimal(range.last, bounds);
    if (!sized) range.size = UINT64_MAX;
    return range.satisfied && range.first <= range.last && range.last < range.size;
}

bool parse_entity_tag(EntityTag &to, Text value)
{
    to.weak = starts_with(value, "W/");
    to.tag  = value.after(to.weak ? 2 : 0);
    if (to.tag.size < 2 || to.tag[0] != '"' || to.tag[to.tag.size - 1] != '"') return false;
    for (char c : to.tag.first(to.tag.size - 1).after(1))
        if (c == ' ' || c == '"' || is_control(c)) return false;
    return true;
}
