#include "words/say.h"

#include "words/utf8.h"

void Writer::add(Text text)
{
    size_t size = smaller(text.size, room_ - size_);
    if (size) memcpy(begin_ + size_, text.data, size);
    size_ += size;
    // What does not fit may end with the newline that always does.
    if (size < text.size) add(text.data[text.size - 1]);
}

void Writer::add(char c)
{
    if (size_ < room_) begin_[size_++] = c;
    else if (c == '\n' && size_) begin_[size_ - 1] = c;
}

void Writer::add(Wide wide)
{
    char     digits[20];
    size_t   at     = sizeof digits;
    uint64_t number = wide.number;
    do digits[--at] = char('0' + number % 10);
    while (number /= 10);

    for (size_t shown = sizeof digits - at; shown < wide.width; shown++) add(wide.fill);
    add(Text(digits + at, sizeof digits - at));
}

void Writer::add(Bytes bytes)
{
    for (uint8_t byte : bytes) {
        char digits[2];
        to_hex(digits, {&byte, 1});
        add(Text(digits, 2));
    }
}

static void escape_code(Writer &to, uint32_t code)
{
    uint8_t bytes[] = {uint8_t(code >> 16), uint8_t(code >> 8), uint8_t(code)};
    if (code < 0x100) return to.add("\\x"), to.add(Bytes(bytes).after(2));
    to.say("\\u{", Bytes(bytes).after(code < 0x10000), '}');
}

void Writer::add(Shown shown)
{
    Text text = shown.text;
    while (!text.empty()) {
        Character next = first_character(text);
        size_t    size = next.length ? next.length : 1;
        if (next.length && is_showable(next.code)) add(Text(text.first(size)));
        else escape_code(*this, next.length ? next.code : uint8_t(text[0]));
        text = text.after(size);
    }
}

void Writer::add(Amount amount)
{
    uint64_t whole = amount.bytes, tenths = 0;
    size_t   unit = 0;
    for (; whole >= 1000; unit++) {
        tenths = whole % 1000 / 100;
        whole /= 1000;
    }
    say(whole);
    if (unit && whole < 100) say('.', tenths);
    say(' ');
    if (unit) add(" kMGTPE"[unit]);
    say('B');
}
