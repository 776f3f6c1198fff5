// Prints the addresses of a name, a line for each, as the tools would see them; or why there are none.
//
//     lookup NAME [4 | 6]
//
// Ends with 0, or with the exit code of the error.
#include "system/fd.h"
#include "system/resolve.h"
#include "words/reason.h"
#include "words/say.h"

#include <string.h>
#include <unistd.h>

static void print(Text text)
{
    if (write(1, text.data, text.size) < 0) _exit(1);
}

int main(int argc, char **argv)
{
    Address  addresses[32];
    Line     line;
    Text     kind     = argc > 2 ? argv[2] : "";
    Family   family   = kind == "4" ? AF_INET : kind == "6" ? AF_INET6 : AF_UNSPEC;
    Endpoint endpoint = {argc > 1 ? argv[1] : "", 0};

    Result<Span<Address>> found = resolve(endpoint, family, {now() + seconds(60)}, addresses);
    for (const Address &address : found.value) {
        Text text = AddressText(address);
        line.clear();
        print(line.say(text.first(text.size - 2), '\n').text());
    }
    if (found.error) print(line.say(reason(found.error), '\n').text());
    return found.error ? int(found.error.exit()) : 0;
}
