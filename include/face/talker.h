// A person in a chat: what is typed, and what is shown. At a terminal there is a line to type in, which stays
// whole while others come in above it; elsewhere it is lines of standard input and standard output.
//
//     talker.prepare(watch, true);
//     TRY(watch.wait(until));
//     TRY(talker.turn(watch, now()));
//     while (talker.next(line)) ...
//     while (talker.has_room() && ...) talker.show(line);
//
// Nothing here waits: what a reader does not take stays, and has_room() says when that is enough.
#pragma once

#include "face/line.h"
#include "face/screen.h"
#include "system/terminal.h"
#include "system/watch.h"
#include "words/splitter.h"

// Standard output, to be written to when poll() says so. Owns nothing where there is none.
Fd open_output();

class Talker {
public:
    Talker();
    Talker(const Talker &) = delete;

    // Takes the terminal, where standard input and output are one.
    Error open();
    void  close();

    // Sits at a terminal.
    bool is_person() const { return person_; }

    // Stands before what is typed; showable, and the talker's own from then on.
    void set_prompt(Text prompt);

    static constexpr size_t kSlots = 3;

    // Adds what there is to wait for; with `hears`, what is typed.
    void  prepare(Watch &watch, bool hears);

    // Fails once where what is shown can not be written, or what is typed not be read, and does without it then.
    Error turn(const Watch &watch, Millis now);

    // The next line that was typed, without its end. Valid until the next call; false where there is none.
    bool next(Text &line);

    // Nothing more will be typed, and all that was has been taken.
    bool has_left() const { return left_ && !input_.has_part(); }

    bool has_room() const { return out_.room() > kLongestDraw + kLongestWord; }
    void show(Text line);

    // All that was shown has been taken.
    bool is_quiet() const { return out_.bytes().empty(); }

    static constexpr size_t kLongestWord = 2048;  // bytes in a line that is shown
    static constexpr size_t kMostTyped   = 1000;  // and in one that a person types

private:
    explicit Talker(TerminalSize size);

    Error read_input(Millis now);
    Error flush();
    Error mute();
    void  notice(TerminalEvent event);
    bool  next_typed(Text &line);
    bool  press(Keystroke key);
    void  suspend();
    void  draw();

    Writer writer();
    void   wrote(const Writer &to) { out_.filled(to.text().size); }

    Terminal    terminal_;
    Screen      screen_;
    Keyboard    keyboard_;
    LineEditor  editor_{kMostTyped};
    Fd          output_;
    Watch::Slot in_slot_, out_slot_;
    Millis      heard_;
    bool        person_ = false, left_ = false, typed_ = false, stale_ = false;
    size_t      prompt_size_ = 0;
    Splitter    input_{Space(input_memory_)};
    Bytes       keys_;  // in input_memory_, of a person
    Buffer      out_{Space(out_memory_)};
    char        prompt_[kLongestPrompt];
    uint8_t     input_memory_[4096], out_memory_[4 * kLongestDraw];
};
