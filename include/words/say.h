// Words and numbers, one after the other, into a fixed line: print without format strings.
//
//     Line line;
//     line.say("sent ", Amount{size}, " to ", peer, '\n');
//
// What does not fit is left out, but a final newline always finds room. Text is taken as it is:
// whatever a peer may have chosen goes through Shown.
#pragma once

#include "words/hex.h"
#include "words/span.h"

// Text of foreign origin: showable UTF-8 passes, every other byte or character becomes an escape
// such as \x1b or \u{202e}.
struct Shown {
    Text text;
};
// A number of bytes for people: "999 B", "12.3 MB" (decimal units).
struct Amount {
    uint64_t bytes;
};
// A number, right-aligned in at least `width` columns.
struct Wide {
    uint64_t number;
    uint8_t  width;
    char     fill = ' ';
};

class Writer {
public:
    constexpr explicit Writer(Span<char> memory) : begin_(memory.data), room_(memory.size) {}

    Text text() const { return Text(begin_, size_); }
    void clear() { size_ = 0; }

    void add(Text text);
    void add(const char *text) { add(Text(text)); }
    void add(char c);
    void add(Wide number);
    void add(Shown text);
    void add(Amount amount);
    void add(Bytes digits);
    template <class Number>
        requires requires(Number n) { n % 10; }
    void add(Number number)
    {
        if (number < 0) add('-');
        add(Wide{number < 0 ? 0 - uint64_t(number) : uint64_t(number), 1});
    }
    template <class... Words> Writer &say(const Words &...words)
    {
        (add(words), ...);
        return *this;
    }

private:
    // No Span, whose alignment would leave a gap behind, that the compiler clears: a call each on ARM.
    char  *begin_;
    size_t room_;
    size_t size_ = 0;
};

// A Writer with memory of its own: long enough for a sentence and a long path.
class Line : public Writer {
public:
    Line() : Writer(letters_) {}
    Line(const Line &) = delete;

private:
    char letters_[1024];
};
