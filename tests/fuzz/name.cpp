// Names that any peer may choose: what is let pass is looked at once more, by rules written another way.
#include "wire/name.h"

#include "fuzz/fuzz.h"
#include "words/say.h"
#include "words/utf8.h"

static void check_component(Text component)
{
    must(component.size >= 1 && component.size <= 255);
    must(component[0] != '.' && component[0] != '-');
    for (char c : component) must(uint8_t(c) >= 0x20 && c != '\\' && c != '/' && c != 0x7f);
}

static void check_let_pass(Text name)
{
    static char memory[8 * kLongestPath];
    Writer      shown{Span<char>(memory)};
    must(name.size <= 4000 && is_utf8(name));
    must(shown.say(Shown{name}).text() == name);
    for (size_t end = position(name, '/'); end < name.size; end = position(name, '/')) {
        check_component(name.first(end));
        name = name.after(end + 1);
    }
    check_component(name);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text        name     = text_of({data, size});
    const char *as_path  = name_fault(name, true);
    const char *as_name  = name_fault(name, false);
    bool        is_plain = position(name, '/') == name.size;
    if (!as_path) check_let_pass(name);
    must(!as_path ? !as_name == is_plain : as_name != nullptr);
    if (as_path) must(Text(as_path).size < 100);
    return 0;
}
