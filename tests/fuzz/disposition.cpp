// Any bytes as a Content-Disposition: a name that is let pass could stand in a directory, by rules written another way.
#include "wire/disposition.h"

#include "fuzz/fuzz.h"
#include "words/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char  memory[1000];
    Text         field = text_of(Bytes(data, smaller<size_t>(size, sizeof memory)));
    Result<Text> name  = proposed_name(field, memory);
    must(!name.error || name.error.exit() == Exit::protocol);
    if (name.error || name.value.empty()) return 0;
    must(name.value.size <= 255 && name.value.size < field.size && is_utf8(name.value));
    must(name.value[0] != '.' && name.value[0] != '-');
    for (char c : name.value) must(uint8_t(c) >= 0x20 && c != '/' && c != '\\' && c != 0x7f);
    return 0;
}
