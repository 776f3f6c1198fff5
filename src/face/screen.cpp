#include "face/screen.h"

#include "words/width.h"

static constexpr size_t kLeastColumns = 5;

static void add_command(Writer &out, size_t count, char letter)
{
    if (count) out.say("\x1b[", count, letter);
}

static void add_blanks(Writer &out, size_t count)
{
    while (count--) out.add(' ');
}

// Of both texts, in whole clusters: a mark that is added or taken away changes its letter.
static size_t common_front(Text a, Text b)
{
    size_t size = 0;
    for (;;) {
        size_t next = first_cluster(a.after(size)).size;
        if (!next || next != first_cluster(b.after(size)).size) return size;
        if (!same(a.data + size, b.data + size, next)) return size;
        size += next;
    }
}

Screen::Screen(bool dumb, size_t columns, size_t rows) : dumb_(dumb) { set_size(columns, rows); }

void Screen::set_size(size_t columns, size_t rows)
{
    columns_ = larger(columns, kLeastColumns);
    rows_    = dumb_ ? 1 : larger<size_t>(rows, 1);
}

// Where the cursor is once the text has been written, in whole clusters. A wide character that finds one
// column left goes to the next row, and so does the cursor behind a full one.
Screen::Position Screen::behind(Position at, Text text) const
{
    while (!text.empty()) {
        Cluster next = first_cluster(text);
        if (at.column + next.columns > columns_) at = {at.row + 1, 0};
        at.column += next.columns;
        text = text.after(next.size);
    }
    if (at.column == columns_) at = {at.row + 1, 0};
    return at;
}

// On the character that it is before, which may have gone to the next row.
Screen::Position Screen::cursor_position() const
{
    Position at    = behind({}, shown().first(cursor_));
    bool     wraps = at.column + first_cluster(shown().after(cursor_)).columns > columns_;
    return wraps ? Position{at.row + 1, 0} : at;
}

// The text in pieces that fit on the screen, of which this is the one with the cursor. The last column of
// the last row stays free, or the screen would scroll.
Screen::Page Screen::page(Position begin, Text text, size_t cursor) const
{
    Position at    = begin;
    size_t   first = 0, end = 0;
    while (end < text.size) {
        Text rest = text.after(end);
        Text next = rest.first(first_cluster(rest).size);
        at        = behind(at, next);
        if (at.row >= rows_) {
            if (cursor < end) break;
            first = end;
            at    = behind(begin, next);
        }
        end += next.size;
    }
    return {first, end};
}

void Screen::draw(Writer &out, Text prompt, Text text, size_t cursor)
{
    Position begin = behind({}, prompt);
    if (begin.row || begin.column > columns_ / 2) prompt = {}, begin = {};
    Page page = this->page(begin, text, cursor);

    char   memory[kLongestShown];
    Writer fresh{Span<char>(memory)};
    fresh.say(prompt, Text(text.first(page.end).after(page.first)));
    cursor += prompt.size - page.first;
    // Not between a letter and its marks.
    Cluster next = first_cluster(fresh.text().after(cursor));
    if (!next.columns) cursor += next.size;
    if (dumb_) return overwrite(out, fresh.text(), cursor);
    change(out, fresh.text());
    cursor_ = cursor;
    move(out, cursor_position());
}

// Erases before it writes: behind a wide character that has gone to the next row, the old one would stay.
void Screen::change(Writer &out, Text fresh)
{
    size_t   kept  = common_front(shown(), fresh);
    Text     more  = fresh.after(kept);
    Position begin = behind({}, fresh.first(kept));
    if (kept == size_ && more.empty()) return;
    move(out, begin);
    if (kept < size_) out.add("\x1b[J");

    out.add(more);
    at_ = behind(begin, more);
    // Behind a full row terminals wait for the next character before they wrap.
    if (!at_.column) out.add(" \r");
    memcpy(shown_ + kept, more.data, more.size);
    size_ = fresh.size;
}

void Screen::overwrite(Writer &out, Text fresh, size_t cursor)
{
    if (fresh == shown() && cursor == cursor_) return;
    size_t kept  = common_front(shown(), fresh);
    size_t was   = behind({}, shown()).column, is = behind({}, fresh).column;
    bool   moved = cursor_ < size_ || kept < size_;
    if (moved) out.add('\r');
    out.add(moved ? fresh : Text(fresh.after(kept)));
    add_blanks(out, was > is ? was - is : 0);
    if (was > is || cursor < fresh.size) out.say('\r', Text(fresh.first(cursor)));

    memcpy(shown_, fresh.data, fresh.size);
    size_   = fresh.size;
    cursor_ = cursor;
}

void Screen::move(Writer &out, Position to)
{
    if (to == at_) return;
    out.add('\r');
    if (to.row < at_.row) add_command(out, at_.row - to.row, 'A');
    for (; at_.row < to.row; at_.row++) out.add('\n');
    add_command(out, to.column, 'C');
    at_ = to;
}

void Screen::hide(Writer &out)
{
    if (size_) erase(out);
}

void Screen::erase(Writer &out)
{
    out.add('\r');
    if (dumb_) {
        add_blanks(out, behind({}, shown()).column);
        out.add('\r');
    } else {
        add_command(out, at_.row, 'A');
        out.add("\x1b[J");
    }
    forget();
}

void Screen::forget()
{
    size_ = cursor_ = 0;
    at_   = {};
}

void Screen::print(Writer &out, Text line)
{
    hide(out);
    out.say(line, "\r\n");
}

void Screen::restart(Writer &out)
{
    forget();
    out.add("\r\n");
}

// Terminals that wrap their rows anew count as many rows above the cursor as the new width makes, the
// others as the old one did. Behind a full row the cursor may also wait at its end.
void Screen::resize(Writer &out, size_t columns, size_t rows)
{
    size_t before = columns_;
    set_size(columns, rows);
    Position now = behind({}, shown().first(cursor_));
    if (!now.column && now.row) now.row--;
    if (columns_ != before) at_.row = smaller(at_.row, now.row);
    erase(out);
}
