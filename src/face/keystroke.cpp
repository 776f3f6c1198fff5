#include "face/keystroke.h"

#include "words/ascii.h"
#include "words/utf8.h"

static constexpr Millis  kPause  = {200};
static constexpr uint8_t kEscape = 0x1b, kDelete = 0x7f;

// Ctrl-@ to Ctrl-Z.
static constexpr Keystroke kControls[] = {
    Keystroke::none,        Keystroke::home,       Keystroke::left,      Keystroke::interrupt,  // @ A B C
    Keystroke::end_of_file, Keystroke::end,        Keystroke::right,     Keystroke::none,       // D E F G
    Keystroke::backspace,   Keystroke::none,       Keystroke::enter,     Keystroke::kill_after, // H I J K
    Keystroke::redraw,      Keystroke::enter,      Keystroke::down,      Keystroke::none,       // L M N O
    Keystroke::up,          Keystroke::none,       Keystroke::none,      Keystroke::none,       // P Q R S
    Keystroke::transpose,   Keystroke::kill_before, Keystroke::none,     Keystroke::kill_word,  // T U V W
    Keystroke::none,        Keystroke::yank,       Keystroke::suspend,                    // X Y Z
};

Keystroke Keyboard::next(Bytes &input, Millis now)
{
    if (input.empty()) return Keystroke::none;
    if (heard_ + kPause <= now) stage_ = Stage::text;
    heard_ = now;
    while (!input.empty()) {
        uint8_t byte = input[0];
        if (partial_ && (byte & 0xc0) != 0x80) return replacement();

        input   = input.after(1);
        Keystroke key = step(byte);
        if (pasting_ && key > Keystroke::enter) continue;
        if (key != Keystroke::none) return key;
    }
    return Keystroke::none;
}

// What cannot belong to a sequence ends it and counts for itself: so does Ctrl-C in one that was cut.
Keystroke Keyboard::step(uint8_t byte)
{
    bool foreign = byte < ' ' || (byte >= kDelete && stage_ != Stage::string);
    if (foreign && !(byte == kDelete && stage_ == Stage::escape)) stage_ = Stage::text;
    switch (stage_) {
    case Stage::text:     return plain(byte);
    case Stage::escape:   return escape(byte);
    case Stage::sequence: return sequence(byte);
    case Stage::one_more: stage_ = Stage::text; return Keystroke::none;
    case Stage::string:   return Keystroke::none;
    }
    __builtin_trap();
}

Keystroke Keyboard::plain(uint8_t byte)
{
    bool same_end = after_cr_ && byte == '\n';
    after_cr_     = byte == '\r';
    if (same_end) return Keystroke::none;
    if (byte == kEscape) return stage_ = Stage::escape, Keystroke::none;
    if (byte == kDelete) return Keystroke::backspace;
    if (byte == '\t') return gather(' ');
    if (byte >= ' ') return gather(byte);
    return byte < sizeof kControls ? kControls[byte] : Keystroke::none;
}

Keystroke Keyboard::gather(uint8_t byte)
{
    if (!partial_) size_ = 0;
    letter_[size_++] = char(byte);

    uint8_t   lead   = uint8_t(letter_[0]);
    size_t    length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    Character whole  = first_character(letter());
    partial_         = !whole.length && size_ < length;
    if (partial_) return Keystroke::none;
    if (!whole.length) return replacement();
    return is_showable(whole.code) ? Keystroke::letter : Keystroke::none;
}

Keystroke Keyboard::replacement()
{
    partial_ = false;
    size_    = 3;
    memcpy(letter_, "\xef\xbf\xbd", 3);
    return Keystroke::letter;
}

Keystroke Keyboard::escape(uint8_t byte)
{
    stage_ = Stage::text;
    first_ = last_ = 0;
    switch (byte) {
    case '[':
    case 'O':     stage_ = Stage::sequence; break;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':     stage_ = Stage::string; break;
    case 'b':     return Keystroke::word_left;
    case 'f':     return Keystroke::word_right;
    case kDelete: return Keystroke::kill_word;
    }
    return Keystroke::none;
}

Keystroke Keyboard::sequence(uint8_t byte)
{
    if (is_digit(char(byte))) {
        last_ = uint16_t(smaller(last_ * 10 + byte - '0', 999));
    } else if (byte == ';') {
        if (!first_) first_ = last_;
        last_ = 0;
    } else if (byte >= '@') {
        stage_ = byte == '[' ? Stage::one_more : Stage::text;
        return final(byte);
    }
    return Keystroke::none;
}

// A second parameter tells what else was held, plus one: Shift 1, Alt 2, Ctrl 4.
Keystroke Keyboard::final(uint8_t byte)
{
    bool word = first_ && last_ > 2;
    switch (byte) {
    case 'A': return Keystroke::up;
    case 'B': return Keystroke::down;
    case 'C': return word ? Keystroke::word_right : Keystroke::right;
    case 'D': return word ? Keystroke::word_left : Keystroke::left;
    case 'F': return Keystroke::end;
    case 'H': return Keystroke::home;
    case '~': return tilde();
    }
    return Keystroke::none;
}

Keystroke Keyboard::tilde()
{
    switch (first_ ? first_ : last_) {
    case 1:
    case 7:   return Keystroke::home;
    case 3:   return Keystroke::remove;
    case 4:
    case 8:   return Keystroke::end;
    case 200: pasting_ = true; break;
    case 201: pasting_ = false; break;
    }
    return Keystroke::none;
}
