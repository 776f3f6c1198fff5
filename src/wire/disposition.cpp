#include "wire/disposition.h"

#include "wire/grammar.h"
#include "wire/name.h"
#include "wire/percent.h"
#include "words/ascii.h"

// Other backslashes stay, for a name with one is refused, and many a server sends "C:\new" and means no escape.
static void add_name(Writer &to, Text value)
{
    for (size_t i = 0; i < value.size; i++)
        if (value[i] != '\\' || i + 1 == value.size || value[i + 1] != '"') to.add(value[i]);
}

// UTF-8'language'text, where %XX stands for a byte; false where it is something else.
static bool add_extended(Writer &to, Text value)
{
    if (!same_ignoring_case(take_until(value, '\''), "UTF-8") || position(value, '\'') == value.size) return false;
    take_until(value, '\'');
    for (char byte; !value.empty(); to.add(byte))
        if (!take_escape(value, byte) && byte == '%') return false;
    return true;
}

enum NameForm : size_t { kPlain, kExtended, kNames };
static constexpr const char *kSpelled[kNames] = {"filename", "filename*"};

// Leaves null what there is none of.
static bool read_names(Text (&names)[kNames], Text rest)
{
    if (take_token(rest).empty()) return false;
    for (skip_blanks(rest); !rest.empty(); skip_blanks(rest)) {
        Parameter parameter;
        if (!take_letter(rest, ';')) return false;
        skip_blanks(rest);
        if (rest.empty() || rest[0] == ';') continue;
        if (!take_parameter(rest, parameter)) return false;
        size_t name = find_ignoring_case(kSpelled, parameter.name);
        if (name == kNames) continue;
        if (names[name].data) return false;
        names[name] = parameter.value;
    }
    return true;
}

Result<Text> proposed_name(Text field, Span<char> memory)
{
    Text        names[kNames];
    Writer      name(memory);
    const char *fault = nullptr;
    if (memory.size < field.size) __builtin_trap();
    if (!read_names(names, field)) fault = "the Content-Disposition is malformed";
    else if (!names[kExtended].data || !add_extended(name, names[kExtended])) {
        name.clear();
        if (!names[kPlain].data) return Text();
        add_name(name, names[kPlain]);
    }
    if (!fault) fault = name_fault(name.text(), false);
    if (fault) return complaint(Exit::protocol, fault);
    return name.text();
}
