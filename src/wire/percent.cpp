#include "wire/percent.h"

bool take_escape(Text &text, char &byte)
{
    uint8_t code    = 0;
    bool    escaped = text[0] == '%' && text.size > 2 && from_hex({&code, 1}, text.after(1).first(2));
    byte            = escaped ? char(code) : text[0];
    text            = text.after(escaped ? 3 : 1);
    return escaped;
}

Text add_decoded(Writer &to, Text text)
{
    size_t begin = to.text().size;
    for (char byte; !text.empty(); to.add(byte)) take_escape(text, byte);
    return to.text().after(begin);
}

static bool has_place(char byte)
{
    static constexpr Text kNone = "\"%<>\\^`{|}";
    return byte > ' ' && byte < 0x7f && position(kNone, byte) == kNone.size;
}

static void add_escape(Writer &to, char byte)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    to.say('%', kDigits[uint8_t(byte) >> 4], kDigits[byte & 15]);
}

Text add_encoded(Writer &to, Text text)
{
    size_t begin = to.text().size;
    while (!text.empty()) {
        Text whole = text;
        char byte;
        if (take_escape(text, byte)) to.add(Text(whole.first(3)));
        else if (has_place(byte)) to.add(byte);
        else add_escape(to, byte);
    }
    return to.text().after(begin);
}
