#include "face/keystroke.h"

#include "check.h"

static constexpr const char *kNames[] = {
    "",         "",         "<enter>",     "<left>",      "<right>",    "<up>",     "<down>",      "<home>",
    "<end>",    "<word->",  "<word+>",     "<backspace>", "<delete>",   "<kill-w>", "<kill->",     "<kill+>",
    "<yank>",   "<swap>",   "<redraw>",    "<interrupt>", "<eof>",      "<suspend>",
};

// Hands `typed` to a keyboard, at most `step` bytes at a time, and writes down the keys. A '`' stands
// for a pause of 200 ms, a '~' behind it for one of 199.
static void press_keys(Writer &pressed, Text typed, size_t step)
{
    Keyboard keyboard;
    Millis   now = {1000};
    for (Text rest = typed; !rest.empty();) {
        bool pause = rest[0] == '`', shorter = pause && rest.size > 1 && rest[1] == '~';
        if (pause) now = now + Millis{shorter ? 199 : 200};
        rest         = rest.after(pause ? 1 + shorter : 0);
        Bytes input  = bytes_of(Text(rest.first(smaller(smaller(step, rest.size), position(rest, '`')))));
        rest         = rest.after(input.size);
        for (;;) {
            Keystroke key = keyboard.next(input, now);
            if (key == Keystroke::none) break;
            pressed.say(kNames[size_t(key)], key == Keystroke::letter ? keyboard.letter() : Text());
        }
    }
}

struct KeyRow {
    const char *name;
    Text        typed;
    const char *pressed;
};
static constexpr KeyRow kKeys[] = {
    {"letters", "a z~", "a z~"},
    {"of all lengths", "\u00fc\u20ac\U0001f600\u0301", "\u00fc\u20ac\U0001f600\u0301"},
    {"a tab is a blank", "a\tb", "a b"},
    {"Enter, Ctrl-J", "a\rb\n", "a<enter>b<enter>"},
    {"CR LF is one line end", "a\r\n\r\nb", "a<enter><enter>b"},
    {"but not LF LF, nor LF CR", "\n\n\r", "<enter><enter><enter>"},
    {"Backspace, old and new", "\x7f\b", "<backspace><backspace>"},
    {"A B C D", "\x01\x02\x03\x04", "<home><left><interrupt><eof>"},
    {"E F H", "\x05\x06\x08", "<end><right><backspace>"},
    {"K L N P", "\x0b\x0c\x0e\x10", "<kill+><redraw><down><up>"},
    {"T U W Y Z", "\x14\x15\x17\x19\x1a", "<swap><kill-><kill-w><yank><suspend>"},
    {"without a meaning", {"a\0\x07\x0f\x11\x12\x13\x16\x18\x1c\x1d\x1e\x1f" "b", 14}, "ab"},

    {"arrows", "\x1b[A\x1b[B\x1b[C\x1b[D", "<up><down><right><left>"},
    {"in application mode", "\x1bOA\x1bOB\x1bOC\x1bOD", "<up><down><right><left>"},
    {"Home and End", "\x1b[H\x1b[F\x1bOH\x1bOF", "<home><end><home><end>"},
    {"of the VT220, and rxvt", "\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "<home><end><home><end>"},
    {"Delete", "\x1b[3~", "<delete>"},
    {"with Shift", "\x1b[1;2C\x1b[1;2D\x1b[3;2~", "<right><left><delete>"},
    {"with Alt, with Ctrl: words", "\x1b[1;3C\x1b[1;3D\x1b[1;5C\x1b[1;5D", "<word+><word-><word+><word->"},
    {"Alt and a letter", "\x1b" "b\x1b" "f\x1b\x7f", "<word-><word+><kill-w>"},
    {"Alt and another", "\x1bx\x1b.b", "b"},
    {"Alt and a letter of two bytes is the letter", "\x1b\u00fc", "\u00fc"},

    {"Insert, Page Up, F1, F5, F12", "a\x1b[2~\x1b[5~\x1bOP\x1b[15~\x1b[24~b", "ab"},
    {"F1 of the Linux console", "a\x1b[[Ab", "ab"},
    {"focus, mouse, a cursor's position", "a\x1b[I\x1b[O\x1b[<0;10;20M\x1b[12;40Rb", "ab"},
    {"what a terminal says of itself", "a\x1b[?62;1;6c\x1b[>0;276;0c\x1b[?1;2$yb", "ab"},
    {"a blank in it, or an @ at its end", "a\x1b[2 qb\x1b[2@c", "abc"},
    {"long numbers", "a\x1b[99999999999999999999;65539~\x1b[65539~b", "ab"},
    {"a title, ended by BEL or ST", "a\x1b]0;t\u00e4\x07" "b\x1b]11;rgb:0/0/0\x1b\\c\x1bPq\x1b\\d", "abcd"},
    {"escapes on the way to one", "\x1b\x1b[A\x1b[1\x1b[B", "<up><down>"},
    {"control characters end one", "\x1b[1\x03\x1b[\x7f\x1b]x\ra", "<interrupt><backspace><enter>a"},
    {"so do letters of two bytes", "\x1b[1\u00fc", "\u00fc"},
    {"so does a pause", "\x1b`b\x1b[`C\x1b]`a", "bCa"},
    {"of 200 ms", "\x1b`~b\x1b[`~C", "<word-><right>"},
    {"a pause does not end a letter", "\xc3`\xbc", "\u00fc"},

    {"pasted: letters and lines", "\x1b[200~ab\rc\nd\r\ne\x1b[201~\x01", "ab<enter>c<enter>d<enter>e<home>"},
    {"and no other keys", "\x1b[200~\x03\x04\x15\x7f\x1b[A\x1b" "ba\tb\x1b[201~\x03", "a b<interrupt>"},

    {"bytes that are no UTF-8", "a\xff" "b\xe9t\xc3\xa9", "a\ufffd" "b\ufffdt\u00e9"},
    {"cut letters", "\xe2\x82" "a\xf0\x9f\x98\x1b[A", "\ufffd" "a\ufffd<up>"},
    {"overlong ones, surrogates", "\xc0\xaf\xe0\x80\x80\xed\xa0\x80.", "\ufffd\ufffd\ufffd."},
    {"one at the end", "\xc0\xaf", "\ufffd"},
    {"directions and C1 controls are left out", "a\u202e\u200f\u009b\u0085b", "ab"},
};
static constexpr size_t kKeySteps[] = {1, 2, 3, SIZE_MAX};

TEST("keystroke: however the bytes come, the keys are the same")
{
    for (const KeyRow &row : kKeys)
        for (size_t step : kKeySteps) {
            Line pressed, name;
            press_keys(pressed, row.typed, step);
            CHECK(name.say(row.name, ", pressed ", pressed.text()).text(), pressed.text() == row.pressed);
        }
}

TEST("keystroke: no input says nothing of the time")
{
    Keyboard keyboard;
    Bytes    escape = bytes_of("\x1b"), letter = bytes_of("b"), nothing;
    CHECK("an escape", keyboard.next(escape, {1000}) == Keystroke::none);
    CHECK("a look in between", keyboard.next(nothing, {1150}) == Keystroke::none);
    CHECK("it has been alone", keyboard.next(letter, {1300}) == Keystroke::letter);
}
