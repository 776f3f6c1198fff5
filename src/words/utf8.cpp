#include "words/utf8.h"

static size_t length_announced(uint8_t lead)
{
    if (lead < 0x80) return 1;
    if (lead < 0xc2) return 0;
    if (lead < 0xe0) return 2;
    if (lead < 0xf0) return 3;
    return lead < 0xf5 ? 4 : 0;
}

// The smallest code point each length may carry: anything less is an overlong form.
static constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};

Character first_character(Text text)
{
    if (text.empty()) return {};
    uint8_t lead   = uint8_t(text[0]);
    size_t  length = length_announced(lead);
    if (!length || length > text.size) return {};
    if (length == 1) return {lead, 1};

    uint32_t code = lead & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        uint8_t next = uint8_t(text[i]);
        if ((next & 0xc0) != 0x80) return {};
        code = code << 6 | (next & 0x3f);
    }
    bool surrogate = code >= 0xd800 && code < 0xe000;
    if (code < kSmallest[length] || surrogate || code > 0x10ffff) return {};
    return {code, uint8_t(length)};
}

bool is_showable(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false;
    if (code >= 0x2028 && code <= 0x202e) return false;
    if (code >= 0x2066 && code <= 0x2069) return false;
    return code != 0x061c && code != 0x200e && code != 0x200f;
}

bool is_utf8(Text text)
{
    while (!text.empty()) {
        Character next = first_character(text);
        if (!next.length) return false;
        text = text.after(next.length);
    }
    return true;
}
