// For tests: a terminal as far as a line editor uses it, with every row that it ever showed.
//
// Like a VT100 (terminfo's xenl) it waits at the end of a full row, and wraps when the next character
// comes. Some terminals wrap their rows anew when their width changes, others cut them.
#pragma once

#include "words/utf8.h"
#include "words/width.h"

struct Cell {
    uint32_t code  = 0;  // 0: erased, or never written
    uint32_t marks = 0;  // those on the letter, as one number

    bool shows(const Cell &other) const
    {
        auto seen = [](uint32_t code) { return code ? code : ' '; };
        return seen(code) == seen(other.code) && marks == other.marks;
    }
};
constexpr uint32_t kSecondHalf = 1;  // of a wide character

constexpr size_t kModelRows = 2000, kModelColumns = 100;

class TerminalModel {
public:
    struct Row {
        Cell cells[kModelColumns];
        bool wraps = false;  // the next one goes on with it
    };

    void begin(size_t columns, size_t rows)
    {
        columns_ = columns;
        rows_    = rows;
        top_     = 0;
        go_back(0);
    }

    void write(Text text)
    {
        while (!text.empty()) {
            size_t size = command(text);
            if (!size) size = print(text);
            text = text.after(size);
        }
    }

    // As if nothing had been written from this row on.
    void go_back(size_t row)
    {
        for (size_t i = row; i < end_; i++) screen_[i] = {};
        end_    = row + 1;
        row_    = row;
        column_ = 0;
        full_   = false;
    }

    size_t row() const { return row_; }
    size_t column() const { return column_; }
    bool   full() const { return full_; }  // the cursor waits at the end of its row
    size_t end() const { return end_; }    // behind the last row
    bool   good() const { return good_; }  // no command came that is not in the list

    const Row &at(size_t row) const { return screen_[row]; }
    void       put(size_t row, const Row &from) { screen_[row] = from; }

    bool same_rows(const TerminalModel &other, size_t first) const
    {
        for (size_t row = first; row < larger(end_, other.end_); row++)
            for (size_t column = 0; column < columns_; column++)
                if (!screen_[row].cells[column].shows(other.screen_[row].cells[column])) return false;
        return true;
    }

    void resize(size_t columns, size_t rows, bool wraps_anew)
    {
        if (wraps_anew) wrap_anew(columns);
        else if (columns < columns_) cut(columns);
        columns_ = columns;
        rows_    = rows;
        full_    = false;
        column_  = smaller(column_, columns - 1);
        // The cursor stays on the screen, if need be at the cost of what is below.
        top_       = smaller(end_ > rows ? end_ - rows : 0, row_);
        size_t end = smaller(end_, top_ + rows);
        for (size_t i = end; i < end_; i++) screen_[i] = {};
        end_ = end;
    }

private:
    size_t command(Text text)
    {
        if (text[0] == 0x1b) return sequence(text);
        if (text[0] == '\n') next_row();
        else if (text[0] == '\r') column_ = 0, full_ = false;
        else return 0;
        return 1;
    }
    size_t sequence(Text text)
    {
        size_t at = 2, count = 0;
        while (at < text.size && text[at] >= '0' && text[at] <= '9') count = count * 10 + size_t(text[at++] - '0');
        char final = at < text.size && text[1] == '[' ? text[at] : 0;
        bool moves = count && (final == 'A' || final == 'C');
        if (moves) full_ = false;
        if (moves && final == 'A') row_ -= smaller(count, row_ - top_);
        else if (moves) column_ = smaller(column_ + count, columns_ - 1);
        else if (final == 'J' && at == 2) erase();
        else good_ = false;
        return smaller(at + 1, text.size);
    }
    void erase()
    {
        for (size_t i = column_; i < columns_; i++) screen_[row_].cells[i] = {};
        screen_[row_].wraps = false;
        for (size_t i = row_ + 1; i < end_; i++) screen_[i] = {};
        end_ = row_ + 1;
    }
    void next_row()
    {
        row_++;
        full_ = false;
        if (row_ == kModelRows) __builtin_trap();
        end_ = larger(end_, row_ + 1);
        top_ = larger(top_, row_ >= rows_ ? row_ - rows_ + 1 : 0);
    }
    size_t print(Text text)
    {
        Character next = first_character(text);
        if (!next.length || !is_showable(next.code)) return good_ = false, 1;
        size_t columns = columns_of(next.code);
        if (columns) place(next.code, columns);
        else mark(next.code);
        return next.length;
    }
    void place(uint32_t code, size_t columns)
    {
        if (full_ || column_ + columns > columns_) {
            screen_[row_].wraps = true;
            next_row();
            column_ = 0;
        }
        split(column_);
        split(column_ + columns);
        screen_[row_].cells[column_++] = {code, 0};
        if (columns == 2) screen_[row_].cells[column_++] = {kSecondHalf, 0};
        full_ = column_ == columns_;
        if (full_) column_--;
    }
    // A wide character of which one half is overwritten is gone.
    void split(size_t column)
    {
        if (column >= columns_ || screen_[row_].cells[column].code != kSecondHalf) return;
        screen_[row_].cells[column] = screen_[row_].cells[column - 1] = {' ', 0};
    }
    void mark(uint32_t code)
    {
        size_t column = full_ ? column_ + 1 : column_;
        if (!column) return;
        Cell *cell = &screen_[row_].cells[column - 1];
        if (cell->code == kSecondHalf) cell--;
        cell->marks = cell->marks * 31 + code;
    }

    void cut(size_t columns)
    {
        for (size_t row = 0; row < end_; row++) {
            Cell *cells = screen_[row].cells;
            if (cells[columns].code == kSecondHalf) cells[columns - 1] = {};
            for (size_t i = columns; i < columns_; i++) cells[i] = {};
            screen_[row].wraps = false;
        }
    }
    // How many cells of a row belong to its line: one that a wide character has left free does not.
    size_t used(const Row &row) const
    {
        size_t size = columns_;
        while (size && !row.cells[size - 1].code) size--;
        return size;
    }
    void wrap_anew(size_t columns)
    {
        static Row old[kModelRows];
        size_t     end = end_, row = row_, column = column_ + full_;
        memcpy(static_cast<void *>(old), screen_, sizeof old);
        size_t now_row = 0, now_column = 0;
        bool   goes_on = false;
        go_back(0);
        top_ = 0;
        for (size_t i = 0; i < end; i++) {
            if (i && !goes_on) next_row(), column_ = 0;
            goes_on     = old[i].wraps;
            size_t size = used(old[i]);
            for (size_t k = 0; k < larger(size, i == row ? column : 0); k++) {
                if (i == row && k == column) now_row = row_ + full_, now_column = full_ ? 0 : column_;
                if (old[i].cells[k].code == kSecondHalf) continue;
                copy_cell(old[i].cells[k], k + 1 < columns_ && old[i].cells[k + 1].code == kSecondHalf ? 2 : 1, columns);
            }
            if (i == row && column >= size) now_row = row_, now_column = full_ ? columns : column_;
        }
        row_    = now_row;
        column_ = now_column;
        if (row_ >= end_) end_ = row_ + 1;
    }
    void copy_cell(const Cell &cell, size_t width, size_t columns)
    {
        size_t before = columns_;
        columns_      = columns;
        place(cell.code ? cell.code : ' ', width);
        size_t column                     = full_ ? column_ + 1 : column_;
        screen_[row_].cells[column - width].marks = cell.marks;
        columns_                          = before;
    }

    size_t columns_ = 0, rows_ = 0;
    size_t top_ = 0, end_ = 1;  // the rows on the screen begin, those ever used end
    size_t row_ = 0, column_ = 0;
    bool   full_ = false;
    bool   good_ = true;
    Row    screen_[kModelRows];
};
