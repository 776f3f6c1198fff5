// Keys out of any bytes: however they are cut, the same keys come; letters are one showable character; and
// what they make of a line is valid UTF-8 that a screen can draw.
#include "face/line.h"
#include "face/screen.h"

#include "fuzz/fuzz.h"
#include "words/utf8.h"

static void check_letter(Text letter)
{
    Character character = first_character(letter);
    must(character.length && character.length == letter.size && is_showable(character.code));
}

static void check_line(const LineEditor &editor, size_t most)
{
    Text text = editor.text();
    must(text.size <= most && is_utf8(text) && is_utf8(text.first(editor.cursor())));
}

static uint64_t press_all(Bytes typed, uint8_t seed, size_t most)
{
    static char memory[kLongestDraw];
    Keyboard    keyboard;
    LineEditor  editor(most);
    Screen      screen(most % 5 == 0, 5 + most % 40, 1 + most % 7);
    Cuts        cuts(seed);
    Trace       trace;
    while (!typed.empty()) {
        Bytes input = cuts.take(typed);
        for (;;) {
            Keystroke key = keyboard.next(input, {});
            if (key == Keystroke::none) break;
            if (key == Keystroke::letter) check_letter(keyboard.letter());
            LineEvent event = editor.press(key, keyboard.letter());
            trace.add(uint64_t(key) << 8 | uint64_t(event));
            trace.add(bytes_of(editor.text()));
            check_line(editor, most);
            if (event == LineEvent::line) editor.finish();
        }
        must(input.empty());
        Writer out{Span<char>(memory)};
        screen.draw(out, "me> ", editor.text(), editor.cursor());
        must(out.text().size < sizeof memory && is_utf8(out.text()));
    }
    return trace.hash;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    Bytes  typed = Bytes(data, size).after(2);
    size_t most  = data[1] < 128 ? data[1] : kLongestTyped;
    must(press_all(typed, 0, most) == press_all(typed, larger<uint8_t>(data[0], 1), most));
    return 0;
}
