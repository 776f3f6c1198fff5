#include "face/ask.h"

#include "system/fd.h"

#include <fcntl.h>

// A byte at a time: a line that finds no room is read to its end, and no copy of it is left behind.
static Error read_line(const Fd &terminal, Writer &line)
{
    uint8_t c;
    ssize_t got;
    while ((got = read(terminal.get(), &c, 1)) > 0) {
        if (c == '\n') return {};
        if (c >= ' ' && c != 0x7f) line.add(char(c));
    }
    return got ? failure("ask at", Exit::access) : complaint(Exit::access, "no answer");
}

Error ask(Text question, Writer &answer)
{
    Fd terminal(open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (!terminal) return complaint(Exit::access, "no terminal to ask at");
    write(terminal.get(), question.data, question.size);
    Error error = read_line(terminal, answer);
    // What is told next shall begin a line.
    if (error) write(terminal.get(), "\n", 1);
    return error;
}
