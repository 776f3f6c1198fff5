// Any bytes as UTF-8: what is a character encodes to the bytes it came from, and whatever is shown is fit for
// a terminal.
#include "words/utf8.h"

#include "fuzz/fuzz.h"
#include "words/say.h"

static void check_character(Text text, Character character)
{
    uint32_t code = character.code;
    uint8_t  lead = uint8_t(text[0]);
    must(character.length <= text.size && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
    must(character.length == (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4));
    for (size_t i = character.length; i-- > 1; code >>= 6) must(uint8_t(text[i]) == (0x80 | (code & 0x3f)));
    static constexpr uint8_t kLeads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    must(lead == (kLeads[character.length] | code));
}

static void check_shown(Text text, size_t room)
{
    static char memory[8 * 1000], again_memory[8 * 1000];
    Writer      shown{Span<char>(memory)}, again{Span<char>(again_memory)}, cut{Span<char>(again_memory).first(room)};
    shown.say(Shown{text});
    must(cut.say(Shown{text}).text() == Text(shown.text().first(smaller(room, shown.text().size))));
    must(again.say(Shown{shown.text()}).text() == shown.text());
    for (Text rest = shown.text(); !rest.empty();) {
        Character character = first_character(rest);
        must(character.length && is_showable(character.code));
        rest = rest.after(character.length);
    }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text text  = text_of(Bytes(data, size).first(smaller<size_t>(size, 1000)));
    bool valid = true;
    for (Text rest = text; !rest.empty();) {
        Character character = first_character(rest);
        if (character.length) check_character(rest, character);
        valid &= character.length != 0;
        rest = rest.after(larger<size_t>(character.length, 1));
    }
    must(valid == is_utf8(text));
    check_shown(text, size % 64);
    return 0;
}
