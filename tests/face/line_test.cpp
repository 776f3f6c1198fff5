#include "face/line.h"

#include "check.h"

// The keys of a table, by the bytes of a terminal.
#define LEFT  "\x02"
#define RIGHT "\x06"
#define UP    "\x10"
#define DOWN  "\x0e"
#define HOME  "\x01"
#define END   "\x05"
#define WLEFT "\x1b" "b"
#define WRIGHT "\x1b" "f"
#define RUB   "\x7f"
#define DEL   "\x1b[3~"
#define KILL  "\x0b"
#define KILLB "\x15"
#define KILLW "\x17"
#define YANK  "\x19"
#define SWAP  "\x14"
#define INT   "\x03"
#define ENDF  "\x04"
#define ENTER "\r"

static constexpr const char *kEvents[] = {"", "", "<bell>", "<interrupt>", "<leave>", "<suspend>", "<redraw>"};

// Types into an editor and writes down its events, with a complete line as "[line]", and what is left of
// it, with a bar at the cursor.
static void type(Writer &seen, LineEditor &editor, Text typed)
{
    Keyboard keyboard;
    Bytes    input = bytes_of(typed);
    for (Keystroke key; (key = keyboard.next(input, {1000})) != Keystroke::none;) {
        LineEvent event = editor.press(key, keyboard.letter());
        seen.add(kEvents[size_t(event)]);
        if (event != LineEvent::line) continue;
        seen.say('[', editor.text(), ']');
        editor.finish();
    }
    seen.say(Text(editor.text().first(editor.cursor())), '|', Text(editor.text().after(editor.cursor())));
}

struct EditRow {
    const char *name;
    const char *typed;
    const char *seen;
};
static constexpr EditRow kEdits[] = {
    {"letters", "abc", "abc|"},
    {"within", "ac" LEFT "b", "ab|c"},
    {"left and right, to the ends", "ab" LEFT LEFT LEFT "x" RIGHT RIGHT RIGHT "y", "xaby|"},
    {"Home, End", "bc" HOME "a" END "d", "abcd|"},
    {"over letters of several bytes", "\u00fc\u20ac\U0001f600" LEFT LEFT, "\u00fc|\u20ac\U0001f600"},
    {"over a letter and its marks", "ae\u0301\u0323b" LEFT LEFT, "a|e\u0301\u0323b"},
    {"and back", "ae\u0301\u0323b" HOME RIGHT RIGHT, "ae\u0301\u0323|b"},
    {"a mark at the beginning", "\u0301b" HOME RIGHT LEFT RIGHT, "\u0301|b"},
    {"Backspace", "abc" RUB LEFT RUB, "|b"},
    {"a whole letter", "e\u0301\u0323\u65e5" RUB RUB RUB, "|"},
    {"Delete, or Ctrl-D in a line", "abc" HOME DEL ENDF END DEL ENDF, "c|"},
    {"a whole letter, too", "e\u0301b" HOME DEL, "|b"},
    {"by words", "one  two three" WLEFT WLEFT, "one  |two three"},
    {"to the ends", "one two" WLEFT WLEFT WLEFT "x" WRIGHT WRIGHT WRIGHT "y", "xone twoy|"},
    {"behind a word", " one two" HOME WRIGHT, " one| two"},
    {"what was there before does not count", "abc" RUB HOME WRIGHT, "ab|"},
    {"Ctrl-W: the word, and the blanks behind it", "one two  " KILLW, "one |"},
    {"but not what is behind the cursor", "one two" LEFT KILLW, "one |o"},
    {"Ctrl-K, and Ctrl-Y gives it back", "one two" WLEFT KILL "2 " YANK, "one 2 two|"},
    {"Ctrl-U", "one two" WLEFT KILLB END YANK, "twoone |"},
    {"twice", "ab" KILLB YANK YANK, "abab|"},
    {"nothing killed is no news", "ab" KILLB KILLB KILL KILLW YANK, "ab|"},
    {"nothing to give", "a" YANK, "a|"},
    {"Ctrl-T at the end: the last two", "teh" SWAP, "the|"},
    {"within: the ones around the cursor", "abcd" LEFT LEFT SWAP, "acb|d"},
    {"whole letters", "\u65e5e\u0301\u0323" SWAP, "e\u0301\u0323\u65e5|"},
    {"not with one", "a" SWAP HOME SWAP, "|a"},
    {"nor with none", SWAP, "|"},

    {"Enter", "abc" LEFT ENTER "d", "[abc]d|"},
    {"on nothing", ENTER ENTER, "[][]|"},
    {"Ctrl-C clears", "abc" LEFT INT "d", "d|"},
    {"on nothing it asks to leave", INT "a" INT INT, "<interrupt><interrupt>|"},
    {"so does Ctrl-D", ENDF, "<leave>|"},
    {"Ctrl-L, Ctrl-Z", "ab" LEFT "\x0c\x1a", "<redraw><suspend>a|b"},

    {"the last line", "one" ENTER "two" ENTER UP, "[one][two]two|"},
    {"the one before, and no other", "one" ENTER "two" ENTER UP UP UP, "[one][two]one|"},
    {"and back", "one" ENTER "two" ENTER UP UP DOWN, "[one][two]two|"},
    {"the unfinished one is kept", "one" ENTER "un" LEFT UP DOWN DOWN, "[one]un|"},
    {"even an empty one", "one" ENTER UP DOWN, "[one]|"},
    {"what is recalled can be changed, and sent", "one" ENTER UP "!" ENTER UP UP, "[one][one!]one|"},
    {"and the history is as it was", "one" ENTER "two" ENTER UP RUB RUB UP DOWN, "[one][two]two|"},
    {"after Ctrl-C the last is the last", "one" ENTER "two" ENTER UP UP INT UP, "[one][two]two|"},
    {"the same twice is once", "one" ENTER "two" ENTER "two" ENTER UP UP, "[one][two][two]one|"},
    {"empty lines are not kept", "one" ENTER ENTER UP, "[one][]one|"},
    {"no history", "a" UP DOWN, "a|"},
};
TEST("line: keys change it")
{
    for (const EditRow &row : kEdits) {
        LineEditor editor;
        Line       seen, name;
        type(seen, editor, row.typed);
        CHECK(name.say(row.name, ", seen ", seen.text()).text(), seen.text() == row.seen);
    }
}

TEST("line: full is full")
{
    LineEditor editor(5);
    Line       seen;
    type(seen, editor, "abcd\u00fce\u0301f" LEFT RUB "\u00fc" "g" END YANK);
    CHECK(seen.text(), seen.text() == "<bell><bell><bell><bell>abcge|");
}

TEST("line: the longest")
{
    LineEditor editor(SIZE_MAX);
    for (size_t i = 0; i < kLongestTyped; i++)
        if (editor.press(Keystroke::letter, "x") != LineEvent::none) CHECK("has room", false);
    CHECK("the bell", editor.press(Keystroke::letter, "x") == LineEvent::bell && editor.text().size == kLongestTyped);
    CHECK("killed", editor.press(Keystroke::kill_before, {}) == LineEvent::none && editor.text().empty());
    CHECK("and back", editor.press(Keystroke::yank, {}) == LineEvent::none && editor.text().size == kLongestTyped);
    CHECK("but not twice", editor.press(Keystroke::yank, {}) == LineEvent::bell && editor.text().size == kLongestTyped);
    editor.finish();
    CHECK("recalled", editor.press(Keystroke::up, {}) == LineEvent::none && editor.text().size == kLongestTyped);
}

static Text numbered(Line &line, size_t number, size_t size)
{
    line.clear();
    line.say(Wide{number, 3, '0'});
    while (line.text().size < size) line.add('.');
    return line.text();
}

struct HistoryRow {
    const char *name;
    size_t      bytes, added, kept;
};
static constexpr HistoryRow kHistories[] = {
    {"none", 3, 0, 0},
    {"one", 3, 1, 1},
    {"sixteen", 3, 16, 16},
    {"the oldest goes", 3, 17, 16},
    {"by and by", 3, 100, 16},
    {"sixteen that fill it", 255, 16, 16},
    {"a byte more each", 256, 16, 15},
    {"the longest", 1024, 10, 3},
    {"a byte less", 1023, 10, 4},
};
TEST("history: as many lines, and as many bytes")
{
    for (const HistoryRow &row : kHistories) {
        History history;
        Line    line;
        for (size_t i = 0; i < row.added; i++) history.add(numbered(line, i, row.bytes));
        CHECK(row.name, history.size() == row.kept);
        for (size_t age = 1; age <= row.kept; age++)
            CHECK(row.name, history.line(age) == numbered(line, row.added - age, row.bytes));
    }
}

TEST("history: a line needs room for its end, too")
{
    History history;
    Line    line;
    for (size_t i = 0; i < 3; i++) history.add(numbered(line, i, kLongestTyped - 1));
    history.add(numbered(line, 3, kLongestTyped));
    CHECK("the oldest goes", history.size() == 3 && history.line(1) == line.text());
}
