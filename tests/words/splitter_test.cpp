#include "words/splitter.h"

#include "check.h"

namespace {
struct SplitRow {
    const char *what;
    const char *bytes;   // into a memory of 8
    bool        ends;
    const char *lines;   // each with a | behind it
};
}

static constexpr SplitRow kSplit[] = {
    {"nothing", "", true, ""},
    {"a line", "abc\n", false, "abc|"},
    {"empty ones, too", "\n\r\na\n", false, "||a|"},
    {"CR LF", "ab\r\nc\r\n", false, "ab|c|"},
    {"a CR alone is a letter", "a\rb\n", false, "a\rb|"},
    {"without an end it waits", "a\nbc", false, "a|"},
    {"for the end of all", "a\nbc", true, "a|bc|"},
    {"what just fits", "1234567\n8", true, "1234567|8|"},
    {"of what does not, the rest is dropped", "123456789\nab\n", false, "12345678|ab|"},
    {"however long it is", "1234567890123456789012345678901\nab\n", false, "12345678|ab|"},
    {"or has no end", "12345678901234567890", true, "12345678|"},
};

TEST("splitter: lines out of bytes, in pieces of any size")
{
    for (const SplitRow &row : kSplit)
        for (size_t most = 1; most < 9; most++) {
            uint8_t  memory[8];
            Splitter splitter{Space(memory)};
            Line     lines;
            Text     line;
            Bytes    rest = bytes_of(Text(row.bytes));
            while (!rest.empty()) {
                Space  to   = splitter.space();
                size_t size = smaller(smaller(most, to.size), rest.size);
                copy(to, rest.first(size));
                splitter.filled(size);
                rest = rest.after(size);
                while (splitter.next(line)) lines.say(line, '|');
            }
            if (row.ends) splitter.finish();
            while (splitter.next(line)) lines.say(line, '|');
            CHECK(row.what, lines.text() == row.lines);
        }
}
