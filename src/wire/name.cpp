#include "wire/name.h"

#include "words/utf8.h"

static const char *character_fault(Text component)
{
    while (!component.empty()) {
        Character next = first_character(component);
        if (!next.length) return "the name is not UTF-8";
        if (!is_showable(next.code)) return "the name has a control character";
        if (next.code == '\\') return "the name has a backslash";
        component = component.after(next.length);
    }
    return nullptr;
}

static const char *component_fault(Text component)
{
    if (component.empty()) return "the name is empty or has an empty part";
    if (component[0] == '.') return "the name begins with a dot";
    if (component[0] == '-') return "the name begins with a dash";
    if (component.size > kLongestName) return "the name is too long";
    return character_fault(component);
}

const char *name_fault(Text name, bool path_allowed)
{
    if (name.size > kLongestPath) return "the name is too long";
    if (starts_with(name, "/")) return "the name begins with a slash";
    for (;;) {
        size_t end = 0;
        while (end < name.size && name[end] != '/') end++;
        if (const char *fault = component_fault(name.first(end))) return fault;
        if (end == name.size) return nullptr;
        if (!path_allowed) return "the name has a directory";
        name = name.after(end + 1);
    }
}
