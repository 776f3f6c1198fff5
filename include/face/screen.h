// What is written to a terminal so that the line a person types stays whole, in the last rows, while
// other lines come in above it:
//
//     alice has joined
//     <alice> is anybody there?
//     bob> I am, just a mom_
//
// As bytes for a given width: no system call, and of the terminal's commands only CR, LF, CSI n A, CSI n C
// and CSI J (ECMA-48: cursor up, cursor right, erase what follows), which all terminals since the VT100
// know. One without these is dumb: there the typed line keeps to one row, which is overwritten with blanks.
//
// Where more is typed than the screen holds, the part around the cursor is shown.
#pragma once

#include "words/say.h"

constexpr size_t kLongestPrompt = 128;  // bytes
constexpr size_t kLongestShown  = kLongestPrompt + 1024;
constexpr size_t kLongestDraw   = 3 * kLongestShown + 16;  // what one call of draw() writes at the most

class Screen {
public:
    // Begins with nothing drawn and the cursor at the beginning of a row. Fewer than 5 columns count as 5.
    Screen(bool dumb, size_t columns, size_t rows);
    Screen(const Screen &) = delete;

    // Shows prompt and text with the cursor behind `cursor` bytes of it, by writing what differs from
    // what is there. Both are showable UTF-8, at most kLongestPrompt and 1024 bytes. A prompt of more than
    // half a row is left out.
    void draw(Writer &out, Text prompt, Text text, size_t cursor);

    // Takes prompt and text away and leaves the cursor at the beginning of their row: before anything
    // else is written, and before the program stops or ends.
    void hide(Writer &out);

    // A line above; to be followed by draw(), once for several. It is shown as it is: what a peer may have
    // chosen goes through Shown.
    void print(Writer &out, Text line);

    // Takes prompt and text away for another size of the terminal. Whether that has wrapped them anew is
    // its own affair, so parts of them may remain above; but never is another line taken away.
    void resize(Writer &out, size_t columns, size_t rows);

    // Others have written to the terminal, nobody knows what: begins on a new row.
    void restart(Writer &out);

private:
    struct Position {
        size_t row = 0, column = 0;

        bool operator==(const Position &) const = default;
    };
    struct Page {
        size_t first, end;  // of a text
    };

    void     set_size(size_t columns, size_t rows);
    Position behind(Position at, Text text) const;
    Position cursor_position() const;
    Page     page(Position begin, Text text, size_t cursor) const;
    void     change(Writer &out, Text fresh);
    void     overwrite(Writer &out, Text fresh, size_t cursor);
    void     move(Writer &out, Position to);
    void     erase(Writer &out);
    void     forget();
    Text     shown() const { return {shown_, size_}; }

    bool     dumb_;
    size_t   columns_, rows_;
    Position at_;              // of the terminal's cursor, counted from the prompt's beginning
    size_t   cursor_ = 0;      // in bytes of what is shown
    size_t   size_   = 0;
    char     shown_[kLongestShown];  // prompt and text
};
