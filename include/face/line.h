// The line that a person types, as keys change it. No terminal: screen.h shows it.
#pragma once

#include "face/keystroke.h"
#include "words/buffer.h"

constexpr size_t kLongestTyped  = 1024;  // bytes
constexpr size_t kHistoryLines = 16, kHistoryBytes = 4096;

// The lines typed before, the oldest forgotten when there are kHistoryLines or kHistoryBytes of them.
class History {
public:
    History() = default;
    History(const History &) = delete;

    // No line that is empty, or the same as the last one.
    void add(Text line);

    size_t size() const { return size_; }

    // The last one has age 1, the first size(). Valid until the next add().
    Text line(size_t age) const;

private:
    Buffer  held_{Space(memory_)};  // each with a newline behind it
    size_t  size_ = 0;
    uint8_t memory_[kHistoryBytes];
};

// What is to be done beyond drawing the line again.
enum class LineEvent : uint8_t {
    none,
    line,       // it is complete: to be taken, and then finish()
    bell,       // it has no room for more
    interrupt,  // Ctrl-C on an empty line; one with text is cleared by it
    leave,      // Ctrl-D on an empty line
    suspend,
    redraw,
};

class LineEditor {
public:
    // At most so many bytes a line, and kLongestTyped.
    explicit LineEditor(size_t most = kLongestTyped) : most_(smaller(most, kLongestTyped)) {}
    LineEditor(const LineEditor &) = delete;

    // `letter` counts for Keystroke::letter only.
    LineEvent press(Keystroke key, Text letter);

    // Puts the line into the history and begins an empty one.
    void finish();

    Text   text() const { return {text_, size_}; }
    size_t cursor() const { return cursor_; }  // so many bytes are before it

private:
    LineEvent replace(size_t from, size_t to, Text with);
    LineEvent kill(size_t from, size_t to);
    LineEvent recall(size_t age);
    LineEvent move_to(size_t cursor);
    LineEvent transpose();
    void      reverse(size_t from, size_t to);
    void      clear();

    size_t before(size_t at) const;
    size_t behind(size_t at) const;
    size_t word_before(size_t at) const;
    size_t word_behind(size_t at) const;

    size_t  most_;
    size_t  size_ = 0, cursor_ = 0;
    size_t  killed_size_ = 0, draft_size_ = 0;
    size_t  age_ = 0;              // of the line of the history that this one is, or 0
    char    text_[kLongestTyped];
    char    killed_[kLongestTyped];
    char    draft_[kLongestTyped];  // the line that was left for the history
    History history_;
};
