// Prints a tool's manual page. Runs on the machine that builds: linked with the file that defines
// the tool's kProgram and kManual.
#include "face/manual.h"

#include <unistd.h>

static char memory[1 << 18];

int main()
{
    Writer page(memory);
    add_manual_page(page, kProgram, kManual);

    Text text = page.text();
    bool cut  = text.size == sizeof memory;
    return cut || write(STDOUT_FILENO, text.data, text.size) != ssize_t(text.size);
}
