#include "wire/chat_line.h"

#include "check.h"
#include "trap.h"

// 10,000 of them are to fit beside their members into 16 MB.
static_assert(sizeof(ChatLineReader) <= 1088);

// Writes down what a reader has to say now: "[hi]" for a line, shown as it came, "!" for one too long.
static void hear(Writer &heard, ChatLineReader &reader, Millis now)
{
    Text line;
    for (;;)
        switch (reader.next(line, now)) {
        case ChatLineReader::Event::nothing: return;
        case ChatLineReader::Event::line: heard.say('[', Shown{line}, ']'); break;
        case ChatLineReader::Event::too_long: heard.say('!'); break;
        }
}

static void receive(ChatLineReader &reader, Text &rest, size_t step, Millis now)
{
    Space space = reader.space();
    Text  piece = rest.first(smaller(smaller(step, rest.size), space.size));
    copy(space, bytes_of(piece));
    reader.filled(piece.size, now);
    rest = rest.after(piece.size);
}

static void read_lines(Writer &heard, Text bytes, size_t step)
{
    ChatLineReader reader;
    while (!bytes.empty()) {
        receive(reader, bytes, step, {0});
        hear(heard, reader, {0});
    }
    heard.say('|');
    reader.finish();
    hear(heard, reader, {0});
}

// What is behind the bar comes when the peer has sent its end.
struct ChatLineRow {
    const char *name;
    Text        bytes;
    const char *heard;
};
static constexpr ChatLineRow kLines[] = {
    {"a newline", "hi\n", "[hi]|"},
    {"two lines in one segment", "hi\nthere\n", "[hi][there]|"},
    {"an empty line", "\n", "[]|"},
    {"an end without a newline", "hi\nthere", "[hi]|[there]"},
    {"nothing at all", "", "|"},
    {"blanks stay", " hi \n", "[ hi ]|"},

    {"CR LF", "hi\r\nthere\r\n", "[hi][there]|"},
    {"CR NUL, as telnet writes Enter", {"hi\r\0there\r\0", 11}, "[hi][there]|"},
    {"CR alone", "hi\rthere\r", "[hi][there]|"},
    {"CR CR LF: an empty line between", "hi\r\r\n", "[hi][]|"},
    {"LF CR: the same", "hi\n\rthere\n", "[hi][][there]|"},
    {"one LF behind a CR", "hi\r\n\n", "[hi][]|"},
    {"NUL anywhere else", {"h\0i\n", 4}, "[h\\x00i]|"},

    {"telnet offers an option", "\xff\xfb\x1fhi\n", "[hi]|"},
    {"refuses, asks, forbids", "\xff\xfc\x01\xff\xfd\x01\xff\xfe\x01hi\n", "[hi]|"},
    {"in the middle of a line", "h\xff\xfd\x06i\n", "[hi]|"},
    {"an option that looks like a newline", "h\xff\xfd\ni\n", "[hi]|"},
    {"or like IAC", "h\xff\xfd\xffi\n", "[hi]|"},
    {"a command of two bytes", "h\xff\xf1i\n", "[hi]|"},
    {"a byte that is no command, but a newline", "h\xff\ni\n", "[h][i]|"},
    {"or a letter", "h\xffi\n", "[hi]|"},
    {"the first that is one, the end of the record", "h\xff\xeci\n", "[hi]|"},
    {"and the byte before", "h\xff\xebi\n", "[h\\xebi]|"},
    {"a subnegotiation: 80 columns, 10 rows", {"\xff\xfa\x1f\0\x50\0\x0a\xff\xf0hi\n", 12}, "[hi]|"},
    {"with IAC IAC in it", "\xff\xfa\x1f\xff\xff\xff\xf0hi\n", "[hi]|"},
    {"with another command in it", "\xff\xfa\x1f\xff\xf1\n\xff\xf0hi\n", "[hi]|"},
    {"SE alone", "h\xff\xf0i\n", "[hi]|"},
    {"IAC IAC is a byte", "h\xff\xffi\n", "[h\\xffi]|"},
    {"between CR and LF", "hi\r\xff\xf1\nthere\n", "[hi][there]|"},
    {"without an end", "hi\xff\xfa\x1f there\n", "|[hi]"},
    {"cut", "hi\xff", "|[hi]"},
};

struct MarkRow {
    const char *name;
    const char *bytes;
    bool        marks;
};
static constexpr MarkRow kMarks[] = {
    {"DO TIMING-MARK", "h\xff\xfd\x06i\n", true},
    {"WILL TIMING-MARK", "h\xff\xfb\x06i\n", false},
    {"DO ECHO", "h\xff\xfd\x01i\n", false},
    {"in a subnegotiation", "\xff\xfa\xff\xfd\x06\xff\xf0i\n", false},
    {"no command", "\x06i\n", false},
};

TEST("chat line: telnet's timing mark is answered once")
{
    for (const MarkRow &row : kMarks) {
        Line           heard;
        ChatLineReader reader;
        for (Text rest = row.bytes; !rest.empty();) receive(reader, rest, 1, {0}), hear(heard, reader, {0});
        CHECK(row.name, reader.take_mark() == row.marks);
        CHECK(row.name, !reader.take_mark());
    }
}

static constexpr size_t kSegments[] = {1, 2, 3, 5, SIZE_MAX};

TEST("chat line: however the bytes are cut, the same lines are heard")
{
    for (const ChatLineRow &row : kLines)
        for (size_t step : kSegments) {
            Line heard, name;
            read_lines(heard, row.bytes, step);
            CHECK(name.say(row.name, " by ", step, ": ", heard.text()).text(), heard.text() == row.heard);
        }
}

struct LongRow {
    const char *name;
    size_t      size;  // of the first line
    const char *end;
    bool        fits;
};
static constexpr LongRow kLong[] = {
    {"the longest", 1000, "\n", true},       {"with CR LF", 1000, "\r\n", true}, {"one byte more", 1001, "\n", false},
    {"with CR LF", 1001, "\r\n", false},     {"twice as long", 2000, "\n", false}, {"much longer", 70000, "\n", false},
    {"the longest, not ended", 1000, "", true}, {"longer, not ended", 1001, "", false},
};
static void check_long(const LongRow &row, size_t step)
{
    static char    memory[70100];
    ChatLineReader reader;
    Writer         bytes{Span<char>(memory)};
    Line           heard, expected;
    for (size_t i = 0; i < row.size; i++) bytes.say('x');
    bytes.say(row.end, *row.end ? "hi\n" : "");
    Text line, rest = bytes.text();
    while (!rest.empty()) {
        receive(reader, rest, step, {0});
        if (rest.empty()) reader.finish();
        for (ChatLineReader::Event event; (event = reader.next(line, {0})) != ChatLineReader::Event::nothing;)
            event == ChatLineReader::Event::line ? heard.say(line.size, ' ') : heard.say("! ");
    }
    row.fits ? expected.say(row.size, ' ') : expected.say("! ");
    expected.say(*row.end ? "2 " : "");
    CHECK(row.name, heard.text() == expected.text());
}

TEST("chat line: one too long is told once, and dropped whole")
{
    for (const LongRow &row : kLong)
        for (size_t step : kSegments) check_long(row, step);
}

// What a peer sends at what time, and what has been heard by then.
struct SilenceRow {
    int64_t     at;  // ms
    const char *bytes;
    const char *heard;
    int64_t     due;  // -1: never
};
static void check_silence(Text name, Span<const SilenceRow> rows)
{
    ChatLineReader reader;
    for (const SilenceRow &row : rows) {
        Line heard, said;
        Text rest = row.bytes;
        if (!rest.empty()) receive(reader, rest, SIZE_MAX, {row.at});
        hear(heard, reader, {row.at});
        said.say(name, ", ", row.at, " ms: ", heard.text());
        CHECK(said.text(), heard.text() == row.heard);
        CHECK(said.text(), reader.due().at.count == (row.due < 0 ? INT64_MAX : row.due));
    }
}

static constexpr SilenceRow kNoNewlines[] = {
    {1000, "", "", -1},
    {1000, "he", "", 1500},
    {1100, "llo", "", 1600},
    {1599, "", "", 1600},
    {1600, "", "[hello]", -1},
    {1600, "more", "", 2100},
    {9999, "", "[more]", -1},
};
static constexpr SilenceRow kFirstNewline[] = {
    {1000, "hi", "", 1500},
    {1500, "", "[hi]", -1},
    {2000, "the", "", 2500},
    {2100, "re\nand", "[there]", -1},
    {9999, "", "", -1},
    {9999, " more\n", "[and more]", -1},
};
static constexpr SilenceRow kCarriageReturn[] = {
    {1000, "hi\rth", "[hi]", -1},
    {9999, "", "", -1},
};
static constexpr SilenceRow kTelnetAlone[] = {
    {1000, "\xff\xfd\x01", "", -1},
};
TEST("chat line: half a second of silence ends a line, before the first newline")
{
    check_silence("no newlines", kNoNewlines);
    check_silence("the first", kFirstNewline);
    check_silence("CR is an end as well", kCarriageReturn);
    check_silence("negotiation is no line", kTelnetAlone);
}

TEST("chat line: silence ends one too long, too")
{
    ChatLineReader reader;
    Line           heard;
    char           letters[1010];
    memset(letters, 'x', sizeof letters);
    Text rest(letters, sizeof letters);
    receive(reader, rest, SIZE_MAX, {1000});
    hear(heard, reader, {1000});
    CHECK("told at once", heard.text() == "!" && reader.due().at.count == 1500);
    CHECK("and not kept", reader.space().size > kLongestText);
    hear(heard, reader, {1500});
    rest = "hi";
    receive(reader, rest, SIZE_MAX, {2000});
    hear(heard, reader, {2500});
    CHECK("what comes then is another", heard.text() == "![hi]");
}

TEST("chat line: who is not asked keeps what has come")
{
    ChatLineReader reader;
    Text           line, rest = "a\nb\nc";
    receive(reader, rest, SIZE_MAX, {1000});
    CHECK("there is something", reader.due().passed({1000}));
    CHECK("the first", reader.next(line, {1000}) == ChatLineReader::Event::line && line == "a");
    rest = "d\n";
    receive(reader, rest, SIZE_MAX, {2000});
    Line heard;
    hear(heard, reader, {2000});
    CHECK("and the others later", heard.text() == "[b][cd]" && reader.due().at.count == INT64_MAX);
}

TEST("chat line: more than the space traps")
{
    CHECK("instead of reading past it", traps([] {
        ChatLineReader reader;
        reader.filled(reader.space().size + 1, {0});
    }));
}

struct CleanRow {
    const char *name;
    Text        line;
    Text        clean;
};
static constexpr CleanRow kClean[] = {
    {"letters", "hi there", "hi there"},
    {"nothing", "", ""},
    {"other scripts", "gr\u00fc\u00dfe \u4f60\u597d \U0001f600", "gr\u00fc\u00dfe \u4f60\u597d \U0001f600"},
    {"a tab", "a\tb", "a b"},
    {"NUL", {"a\0b", 3}, "a\ufffdb"},
    {"an escape sequence", "\x1b[2J", "\ufffd[2J"},
    {"DEL", "a\x7f", "a\ufffd"},
    {"C1", "\u009b2J", "\ufffd2J"},
    {"C1 as a byte", "\x9b" "2J", "\ufffd2J"},
    {"right-to-left override", "\u202ehi", "\ufffdhi"},
    {"a line separator", "a\u2028b", "a\ufffdb"},
    {"Latin-1", "caf\xe9", "caf\ufffd"},
    {"each byte that is not UTF-8", "\xff\xfe", "\ufffd\ufffd"},
    {"an overlong slash", "\xc0\xaf", "\ufffd\ufffd"},
    {"cut UTF-8", "a\xe4\xbd", "a\ufffd\ufffd"},
};
TEST("chat line: what a terminal may be shown")
{
    for (const CleanRow &row : kClean) {
        char memory[64];
        Text line = row.line;
        CHECK(row.name, clean_text(line, memory) && line == row.clean);
        char exact[64];
        Text again = row.line;
        CHECK(row.name, clean_text(again, Span<char>(exact).first(row.clean.size)) && again == row.clean);
        if (row.clean.empty()) continue;
        Text longer = row.line;
        CHECK(row.name, !clean_text(longer, Span<char>(exact).first(row.clean.size - 1)));
    }
}
