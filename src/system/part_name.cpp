#include "system/part_name.h"

#include "words/say.h"
#include "words/utf8.h"

// Cut between characters: some file systems take only whole ones.
static Text part_stem(Text name)
{
    size_t size = 0;
    while (size < name.size) {
        size_t next = size + larger<size_t>(first_character(name.after(size)).length, 1);
        if (next > 240) break;
        size = next;
    }
    return name.first(size);
}

PartName::PartName(Text name, uint8_t slot, Text behind)
{
    Writer(letters).say('.', part_stem(name), ".part-", slot, behind, '\0');
}
