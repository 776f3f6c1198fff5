// The columns of all characters, as runs: the first character of each, in hexadecimal, and its columns.
#include "words/width.h"
#include "words/pack.h"
#include "words/say.h"

#include <unistd.h>

int main()
{
    size_t last = SIZE_MAX;
    for (uint32_t code = 0; code < 0x110000; code++) {
        size_t columns = columns_of(code);
        if (columns == last) continue;
        last = columns;
        Line    line;
        uint8_t digits[4];
        pack<"!I">(digits, code);
        Text text = line.say(Bytes(digits), ' ', columns, '\n').text();
        if (write(STDOUT_FILENO, text.data, text.size) != ssize_t(text.size)) return 1;
    }
}
