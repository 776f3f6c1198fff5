// Keys, out of the bytes that a terminal sends: letters of UTF-8, control characters, and the escape
// sequences of ECMA-48 (section 5.4) as VT100, xterm and their kin use them:
//
//     ESC [ parameters final      or ESC O final: the keys below
//     ESC letter                  Alt and a letter
//     ESC ] ... BEL or ESC \      a string; others begin with ESC P, X, ^ or _
//     ESC [200~ ... ESC [201~     what is pasted, in terminals that were asked for it (ESC [?2004h)
//
// Sequences that mean nothing here are swallowed whole.
#pragma once

#include "words/clock.h"
#include "words/span.h"

enum class Keystroke : uint8_t {
    none,
    letter,
    enter,
    left,         // Ctrl-B
    right,        // Ctrl-F
    up,           // Ctrl-P
    down,         // Ctrl-N
    home,         // Ctrl-A
    end,          // Ctrl-E
    word_left,    // Alt-b, Ctrl or Alt and the arrow
    word_right,   // Alt-f
    backspace,    // Ctrl-H
    remove,       // Delete
    kill_word,    // Ctrl-W, Alt-Backspace: the one before the cursor
    kill_before,  // Ctrl-U: all before the cursor
    kill_after,   // Ctrl-K
    yank,         // Ctrl-Y
    transpose,    // Ctrl-T
    redraw,       // Ctrl-L
    interrupt,    // Ctrl-C
    end_of_file,  // Ctrl-D
    suspend,      // Ctrl-Z
};

class Keyboard {
public:
    // Takes from the front of `input` up to the end of the next key; Keystroke::none when it took all and no
    // key was complete. `now` is when the input came: a sequence that pauses for 200 ms has ended, so
    // that an ESC alone, which means nothing, does not swallow the next key.
    //
    // Of what is pasted only letters and line ends become keys. CR LF is one line end, a tab is a
    // blank, bytes that are not UTF-8 become U+FFFD, and characters that are not showable nothing.
    Keystroke next(Bytes &input, Millis now);

    // Of Keystroke::letter: one character, in UTF-8. Valid until the next call.
    Text letter() const { return {letter_, size_}; }

private:
    enum class Stage : uint8_t {
        text,
        escape,    // behind ESC
        sequence,  // behind ESC [ or ESC O
        one_more,  // behind ESC [ [, which is the Linux console's for F1 to F5
        string,
    };

    Keystroke step(uint8_t byte);
    Keystroke plain(uint8_t byte);
    Keystroke gather(uint8_t byte);
    Keystroke replacement();
    Keystroke escape(uint8_t byte);
    Keystroke sequence(uint8_t byte);
    Keystroke final(uint8_t byte);
    Keystroke tilde();

    Stage    stage_    = Stage::text;
    bool     pasting_  = false;
    bool     after_cr_ = false;
    bool     partial_  = false;  // letter_ waits for more bytes
    uint8_t  size_     = 0;      // of letter_
    char     letter_[4];
    uint16_t first_ = 0, last_ = 0;  // parameters of a sequence; 0 where there is none
    Millis   heard_;
};
