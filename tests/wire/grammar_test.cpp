#include "wire/grammar.h"

#include "check.h"

TEST("grammar: every byte, in a token and in a field")
{
    constexpr Text kMarks = "!#$%&'*+-.^_`|~";  // RFC 9110, section 5.6.2
    for (unsigned byte = 0; byte < 256; byte++) {
        char c      = char(byte);
        Text text   = {&c, 1}, rest = text;
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        for (char mark : kMarks) letter |= c == mark;
        Line name;
        name.say("byte ", byte);
        CHECK(name.text(), take_token(rest).size == letter && rest.size == !letter && is_token(text) == letter);
        CHECK(name.text(), is_field_value(text) == (byte == '\t' || (byte >= 0x20 && byte != 0x7f)));
    }
    CHECK("a token has a letter", !is_token(""));
    CHECK("and nothing else", is_token("Get1") && !is_token("Get 1") && !is_token("Get:"));
}

namespace {
struct NumberRow {
    const char *text;
    int         most, number;
    const char *rest;
};
}
static constexpr NumberRow kNumbers[] = {
    {"0", 9, 0, ""},      {"007:", 9, 7, ":"},   {"12 34", 99, 12, " 34"},
    {"99", 99, 99, ""},   {"100", 99, 100, ""},  {"4294967296", 99, 100, ""},
    {"", 9, -1, ""},      {"x1", 9, -1, "x1"},   {"-1", 9, -1, "-1"},
};

TEST("grammar: numbers in front")
{
    for (const NumberRow &row : kNumbers) {
        Text rest = row.text;
        CHECK(row.text, take_number(rest, row.most) == row.number && rest == row.rest);
    }
}

namespace {
struct CutRow {
    const char *text, *ends;
    const char *before, *behind;  // what is taken, and what is left
};
}
static constexpr CutRow kCuts[] = {
    {"a/b?c", "?/", "a", "/b?c"}, {"abc", "?/", "abc", ""}, {"/", "?/", "", "/"}, {"", "/", "", ""},
};

TEST("grammar: up to a letter, and past it")
{
    for (const CutRow &row : kCuts) {
        Text rest = row.text, again = row.text, behind = row.behind;
        CHECK(row.text, take_before(rest, row.ends) == row.before && rest == behind);
        Text letter = behind.first(smaller<size_t>(behind.size, 1));
        CHECK(row.text, take_until(again, letter.empty() ? '?' : letter[0]) == row.before);
        CHECK(row.text, again == behind.after(letter.size));
    }
}

namespace {
struct ListRow {
    const char *list;
    const char *elements;  // between bars
};
}
static constexpr ListRow kLists[] = {
    {"a, b", "|a|b|"}, {"a", "|a|"}, {"", "||"}, {"a,", "|a||"}, {",a", "||a|"}, {" \ta b\t , , c", "|a b||c|"},
};

TEST("grammar: lists")
{
    for (const ListRow &row : kLists) {
        Line     seen;
        Elements list(row.list);
        seen.say('|');
        for (Text each; list.next(each);) seen.say(each, '|');
        CHECK(row.list, seen.text() == row.elements);
    }
    CHECK("one of them, in any case", has_element("a, Bc", "bC") && has_element("a, Bc", "A"));
    CHECK("whole", !has_element("a, Bc", "B") && !has_element("a, Bc", "Bcd") && !has_element("a, Bc", "a, Bc"));
}

namespace {
struct ParameterRow {
    const char *text;
    const char *name, *value, *unquoted, *rest;  // a name that is null: there is no parameter
};
}
static constexpr ParameterRow kParameters[] = {
    {"a=b", "a", "b", "b", ""},
    {"a = b ; c", "a", "b", "b", " ; c"},
    {"a\t=\tb,", "a", "b", "b", ","},
    {"a=\"b\"c", "a", "b", "b", "c"},
    {"a=\"\"", "a", "", "", ""},
    {"a=\"b, c=\"", "a", "b, c=", "b, c=", ""},
    {"a=\"\\\"b\\\\\\c\"", "a", "\\\"b\\\\\\c", "\"b\\c", ""},
    {"a=b=c", "a", "b", "b", "=c"},
    {"a", nullptr, "", "", ""},
    {"a=", nullptr, "", "", ""},
    {"=b", nullptr, "", "", ""},
    {" a=b", nullptr, "", "", ""},
    {"a=\"b", nullptr, "", "", ""},
    {"a=\"b\\\"", nullptr, "", "", ""},
    {"a=\"b\\", nullptr, "", "", ""},
    {"a=;", nullptr, "", "", ""},
};

TEST("grammar: parameters")
{
    for (const ParameterRow &row : kParameters) {
        Text      rest = row.text;
        Parameter parameter;
        Line      unquoted;
        CHECK(row.text, take_parameter(rest, parameter) == (row.name != nullptr));
        if (!row.name) continue;
        add_unquoted(unquoted, parameter.value);
        CHECK(row.text, parameter.name == row.name && parameter.value == row.value && rest == row.rest);
        CHECK(row.text, unquoted.text() == row.unquoted);
    }
}

TEST("grammar: in quotes and out of them")
{
    static constexpr const char *kTexts[] = {"", "a", "a b", "\"", "\\", "\\\"\\\\\"\""};
    for (const char *text : kTexts) {
        Line      line, back;
        Parameter parameter;
        line.say("a=");
        add_quoted(line, text);
        Text rest = line.text();
        CHECK(text, take_parameter(rest, parameter) && rest.empty());
        add_unquoted(back, parameter.value);
        CHECK(text, back.text() == text);
    }
    Line line;
    add_unquoted(line, "a\\");
    CHECK("a backslash with nothing behind it", line.text() == "a\\");
}

TEST("grammar: what stands in front is taken as a whole, or not at all")
{
    Text rest = "one two";
    CHECK("more than there is", !take_front(rest, "one two three") && rest == "one two");
    CHECK("something else", !take_front(rest, "two") && rest == "one two");
    CHECK("that", take_front(rest, "one ") && rest == "two");
    CHECK("nothing", take_front(rest, "") && rest == "two");
}
