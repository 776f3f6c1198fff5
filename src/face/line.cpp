#include "face/line.h"

#include "words/utf8.h"
#include "words/width.h"

LineEvent LineEditor::press(Keystroke key, Text letter)
{
    switch (key) {
    case Keystroke::none:        return LineEvent::none;
    case Keystroke::letter:      return replace(cursor_, cursor_, letter);
    case Keystroke::enter:       return LineEvent::line;
    case Keystroke::left:        return move_to(before(cursor_));
    case Keystroke::right:       return move_to(behind(cursor_));
    case Keystroke::up:          return recall(age_ + 1);
    case Keystroke::down:        return recall(age_ - 1);
    case Keystroke::home:        return move_to(0);
    case Keystroke::end:         return move_to(size_);
    case Keystroke::word_left:   return move_to(word_before(cursor_));
    case Keystroke::word_right:  return move_to(word_behind(cursor_));
    case Keystroke::backspace:   return replace(before(cursor_), cursor_, {});
    case Keystroke::remove:      return replace(cursor_, behind(cursor_), {});
    case Keystroke::kill_word:   return kill(word_before(cursor_), cursor_);
    case Keystroke::kill_before: return kill(0, cursor_);
    case Keystroke::kill_after:  return kill(cursor_, size_);
    case Keystroke::yank:        return replace(cursor_, cursor_, {killed_, killed_size_});
    case Keystroke::transpose:   return transpose();
    case Keystroke::redraw:      return LineEvent::redraw;
    case Keystroke::suspend:     return LineEvent::suspend;
    case Keystroke::end_of_file: return size_ ? replace(cursor_, behind(cursor_), {}) : LineEvent::leave;
    case Keystroke::interrupt:
        if (!size_) return LineEvent::interrupt;
        clear();
        return LineEvent::none;
    }
    __builtin_trap();
}

void LineEditor::finish()
{
    history_.add(text());
    clear();
}

void LineEditor::clear() { size_ = cursor_ = age_ = 0; }

LineEvent LineEditor::move_to(size_t cursor)
{
    cursor_ = cursor;
    return LineEvent::none;
}

LineEvent LineEditor::replace(size_t from, size_t to, Text with)
{
    if (size_ - (to - from) + with.size > most_) return LineEvent::bell;
    memmove(text_ + from + with.size, text_ + to, size_ - to);
    if (with.size) memcpy(text_ + from, with.data, with.size);
    size_ = size_ - (to - from) + with.size;
    return move_to(from + with.size);
}

LineEvent LineEditor::kill(size_t from, size_t to)
{
    if (from == to) return LineEvent::none;
    killed_size_ = to - from;
    memcpy(killed_, text_ + from, killed_size_);
    return replace(from, to, {});
}

LineEvent LineEditor::recall(size_t age)
{
    if (age > history_.size()) return LineEvent::none;
    if (!age_) memcpy(draft_, text_, draft_size_ = size_);
    age_ = age;
    return replace(0, size_, age ? history_.line(age) : Text(draft_, draft_size_));
}

// The two before the cursor at the end, else the ones around it.
LineEvent LineEditor::transpose()
{
    size_t middle = cursor_ < size_ ? cursor_ : before(cursor_);
    size_t from = before(middle), to = behind(middle);
    if (from == middle) return LineEvent::none;
    reverse(from, middle);
    reverse(middle, to);
    reverse(from, to);
    return move_to(to);
}

void LineEditor::reverse(size_t from, size_t to)
{
    while (from + 1 < to) {
        char c        = text_[from];
        text_[from++] = text_[--to];
        text_[to]     = c;
    }
}

size_t LineEditor::before(size_t at) const
{
    size_t columns = 0;
    while (at && !columns) {
        do at--;
        while ((uint8_t(text_[at]) & 0xc0) == 0x80);
        columns = columns_of(first_character(text().after(at)).code);
    }
    return at;
}

size_t LineEditor::behind(size_t at) const { return at + first_cluster(text().after(at)).size; }

size_t LineEditor::word_before(size_t at) const
{
    while (at && text_[at - 1] == ' ') at--;
    while (at && text_[at - 1] != ' ') at--;
    return at;
}

size_t LineEditor::word_behind(size_t at) const
{
    while (at < size_ && text_[at] == ' ') at++;
    while (at < size_ && text_[at] != ' ') at++;
    return at;
}
