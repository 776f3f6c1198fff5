#include "system/services.h"

#include "system/lines.h"
#include "words/say.h"

// The port in "80/tcp"; -1 where it is none, or of another protocol.
static int port_of(Text word, Text protocol)
{
    size_t slash = position(word, '/');
    bool   fits  = protocol.empty() || (slash < word.size && word.after(slash + 1) == protocol);
    return fits ? parse_number(word.first(slash), 65535) : -1;
}

int service_port(Text name, Text protocol, const char *path)
{
    Lines lines(path);
    Text  line;
    while (lines.next(line)) {
        Text known = next_word(line);
        int  port  = port_of(next_word(line), protocol);
        while (!known.empty() && !(known == name)) known = next_word(line);
        if (!known.empty() && port >= 0) return port;
    }
    return -1;
}

Text service_name(uint16_t port, Text protocol, Span<char> to, const char *path)
{
    Lines lines(path);
    Text  line;
    while (lines.next(line)) {
        Text name = next_word(line);
        if (port_of(next_word(line), protocol) == port) return Writer(to).say(name).text();
    }
    return {};
}
