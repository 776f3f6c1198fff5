#include "wire/disposition.h"

#include "check.h"
#include "trap.h"

namespace {
struct DispositionRow {
    const char *name;
    const char *field;
    const char *result;  // the name, or nothing, or why it is refused
};
}
#define MALFORMED "the Content-Disposition is malformed"

static constexpr DispositionRow kRows[] = {
    {"a token", "attachment; filename=a.txt", "a.txt"},
    {"a quoted string", "attachment; filename=\"a b;c.txt\"", "a b;c.txt"},
    {"in any case of letters", "Attachment;FileName=A", "A"},
    {"whatever the type", "inline; filename=a", "a"},
    {"an unknown one", "x-y; filename=a", "a"},
    {"blanks", "attachment \t; \t filename = \"a\" \t", "a"},
    {"other parameters", "attachment; size=1; filename=a; creation-date=\"Wed, 12 Feb 1997 16:29:51 -0500\"", "a"},
    {"empty ones", "attachment;;filename=a;", "a"},
    {"escaped quotes", "attachment; filename=\"a \\\"b\\\".txt\"", "a \"b\".txt"},
    {"UTF-8", "attachment; filename=\"\u20ac.txt\"", "\u20ac.txt"},
    {"percent signs are letters", "attachment; filename=a%2f%20b", "a%2f%20b"},

    {"no name", "attachment", ""},
    {"an empty list", "inline;", ""},
    {"another parameter", "form-data; name=a", ""},

    {"filename*", "attachment; filename*=UTF-8''%e2%82%ac%20rates", "\u20ac rates"},
    {"RFC 6266, section 5", "attachment; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates", "\u20ac rates"},
    {"in front", "attachment; filename*=UTF-8''b; filename=a", "b"},
    {"with a language", "attachment; filename*=UTF-8'en-GB'b", "b"},
    {"in quotes, which is wrong but common", "attachment; filename*=\"UTF-8''b%21\"", "b!"},
    {"both cases of digits", "attachment; filename*=UTF-8''%c3%BC", "\u00fc"},
    {"in Latin-1", "attachment; filename=a; filename*=iso-8859-1''%fc", "a"},
    {"in Latin-1, alone", "attachment; filename*=iso-8859-1''%fc", ""},
    {"without its quotes", "attachment; filename=a; filename*=b", "a"},
    {"with one of them", "attachment; filename=a; filename*=UTF-8'b", "a"},
    {"cut", "attachment; filename=a; filename*=UTF-8''b%", "a"},
    {"cut later", "attachment; filename=a; filename*=UTF-8''b%2", "a"},
    {"not hexadecimal", "attachment; filename=a; filename*=UTF-8''b%2x", "a"},

    {"upwards", "attachment; filename=\"../evil\"", "the name begins with a dot"},
    {"a directory", "attachment; filename=\"etc/passwd\"", "the name has a directory"},
    {"absolute", "attachment; filename=\"/etc/passwd\"", "the name begins with a slash"},
    {"hidden", "attachment; filename=.profile", "the name begins with a dot"},
    {"an option", "attachment; filename=-rf", "the name begins with a dash"},
    {"a backslash that escapes itself", "attachment; filename=\"..\\\\a\"", "the name begins with a dot"},
    {"at the end", "attachment; filename=\"a\\\\\"", "the name has a backslash"},
    {"in front of a letter", "attachment; filename=\"C:\\new\"", "the name has a backslash"},
    {"in front of an escaped quote", "attachment; filename=\"a\\\\\\\"b\"", "the name has a backslash"},
    {"a control character", "attachment; filename=\"a\x1b[2J\"", "the name has a control character"},
    {"empty", "attachment; filename=\"\"", "the name is empty or has an empty part"},
    {"Latin-1", "attachment; filename=\"\xfc\"", "the name is not UTF-8"},
    {"no other chance for filename*", "attachment; filename=a; filename*=UTF-8''..%2fevil", "the name begins with a dot"},
    {"a directory in it", "attachment; filename*=UTF-8''a%2fb", "the name has a directory"},
    {"a backslash in it", "attachment; filename*=UTF-8''a%5cb", "the name has a backslash"},
    {"NUL in it", "attachment; filename*=UTF-8''a%00b", "the name has a control character"},
    {"a line break in it", "attachment; filename*=UTF-8''a%0d%0ab", "the name has a control character"},
    {"not UTF-8", "attachment; filename*=UTF-8''%fc", "the name is not UTF-8"},

    {"nothing", "", MALFORMED},
    {"no type", "filename=a", MALFORMED},
    {"nor here", "; filename=a", MALFORMED},
    {"a quoted type", "\"attachment\"; filename=a", MALFORMED},
    {"blanks without quotes", "attachment; filename=a b.txt", MALFORMED},
    {"no value", "attachment; filename=", MALFORMED},
    {"no equals sign", "attachment; filename", MALFORMED},
    {"a comma", "attachment, filename=a", MALFORMED},
    {"a quoted string without an end", "attachment; filename=\"a", MALFORMED},
    {"two names", "attachment; filename=a; filename=b", MALFORMED},
    {"two of the other", "attachment; filename*=UTF-8''a; filename*=UTF-8''b", MALFORMED},
    {"letters outside of ASCII without quotes", "attachment; filename=\u00fc", MALFORMED},
};

TEST("disposition: names")
{
    for (const DispositionRow &row : kRows) {
        char         memory[128];
        Result<Text> name = proposed_name(row.field, memory);
        Text         text = name.error ? Text(name.error.words) : name.value;
        CHECK(Line().say(row.name, ": ", text).text(), text == row.result);
        CHECK(row.name, !name.error || name.error.exit() == Exit::protocol);
    }
}

TEST("disposition: a name too long for a file")
{
    static char memory[400], field[400];
    for (size_t size = 255; size <= 256; size++) {
        Writer       to{Span<char>(field)};
        to.say("attachment; filename=");
        for (size_t i = 0; i < size; i++) to.say('a');
        Result<Text> name = proposed_name(to.text(), memory);
        CHECK(Line().say(size, " bytes").text(), size == 255 ? name.value.size == 255 : bool(name.error));
    }
}

TEST("disposition: too little memory traps")
{
    char memory[12];
    CHECK("as much as the field is enough", bool(proposed_name("a; filename=", memory).error));
    CHECK("one byte less than the field", traps([] {
        char memory[11];
        if (proposed_name("a; filename=", memory).error) return;
    }));
}
