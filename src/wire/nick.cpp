#include "wire/nick.h"

#include "words/utf8.h"

namespace {
struct Range {
    uint16_t first, last;
};
}

// Blanks, what shows nothing, and at the end the replacements of what was not there. The controls among
// them are left to is_showable().
static constexpr Range kInvisible[] = {
    {' ', ' '},       {0x00a0, 0x00a0}, {0x00ad, 0x00ad}, {0x034f, 0x034f}, {0x115f, 0x1160}, {0x1680, 0x1680},
    {0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x2000, 0x200d}, {0x202f, 0x202f}, {0x205f, 0x206f}, {0x2800, 0x2800},
    {0x3000, 0x3000}, {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xffff},
};

static bool is_visible(uint32_t code)
{
    for (const Range &range : kInvisible)
        if (code >= range.first && code <= range.last) return false;
    bool astral = (code & ~3u) == 0x1bca0 || (code >= 0x1d173 && code <= 0x1d17a) || code >= 0xe0000;
    return is_showable(code) && !astral;
}

const char *nick_fault(Text nick)
{
    if (nick.empty()) return "a nick is not empty";
    if (position("/*-[#", nick[0]) < 5) return "a nick does not begin with / * - [ or #";
    size_t characters = 0, bytes = nick.size;
    while (!nick.empty()) {
        Character next = first_character(nick);
        if (!next.length || !is_visible(next.code)) return "a nick has visible characters only";
        if (next.code == '<' || next.code == '>') return "a nick has no < and no >";
        nick = nick.after(next.length);
        characters++;
    }
    return characters > kMostNickCharacters || bytes > kLongestNick ? "a nick has at most 24 characters, or 72 bytes" : nullptr;
}
