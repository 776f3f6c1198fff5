#include "system/lines.h"

#include "check.h"
#include "scratch.h"

struct LinesRow {
    const char *what;
    const char *content;
    const char *lines;  // with a bar behind each
};
static constexpr LinesRow kContents[] = {
    {"lines", "one\ntwo\n", "one|two|"},
    {"the last one without an end", "one\ntwo", "one|two|"},
    {"empty ones", "\n\none\n\n", "||one||"},
    {"nothing", "", ""},
};
TEST("lines: of a file")
{
    Scratch scratch;
    for (const LinesRow &row : kContents) {
        Line  all;
        Text  line;
        put_file("file", row.content);
        for (Lines lines("file"); lines.next(line);) all.say(line, '|');
        CHECK(row.what, all.text() == row.lines);
    }
    Text  line;
    Lines none("none");
    CHECK("a file that is not there has none", !none.next(line) && !none.next(line));
    Lines directory(".");
    CHECK("nor has a directory", !directory.next(line));
}

// A part of a name would be another name.
TEST("lines: those too long are passed over")
{
    static const size_t kSizes[] = {1022, 1023, 1024, 1025, 2047, 2048, 2049, 5000};
    static char         content[6000];
    Scratch             scratch;
    for (size_t size : kSizes) {
        Text   line;
        Writer to(content);
        for (size_t i = 0; i < size; i++) to.add(char('a' + i % 26));
        put_file("file", to.say("\nlast\n").text());
        Lines lines("file");
        Line  what;
        what.say(size);
        if (size < 1024) CHECK(what.text(), lines.next(line) && line == Text(content, size));
        CHECK(what.text(), lines.next(line) && line == "last" && !lines.next(line));
    }
}

TEST("lines: many, through a small memory")
{
    static char content[40000];
    Scratch     scratch;
    Writer      to(content);
    for (int i = 0; i < 5000; i++) to.say(i, '\n');
    put_file("file", to.text());
    Lines lines("file");
    int   i = 0;
    bool  right = true;
    for (Text line; lines.next(line); i++) right &= parse_number(line, 9999) == i;
    CHECK("all, in order", right && i == 5000);
}
