#include "system/resolve.h"

#include "system/fd.h"

#include <fcntl.h>

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The next word of a line of hosts(5), or nothing at its end or at a comment.
static Text next_word(Text &line)
{
    while (!line.empty() && is_blank(line[0])) line = line.after(1);
    size_t end = 0;
    while (end < line.size && !is_blank(line[end]) && line[end] != '#') end++;
    Text word = line.first(end);
    line      = line.after(end);
    return word;
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; }

static bool same_name(Text a, Text b)
{
    if (a.size != b.size) return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

namespace {
struct Found {
    Span<Address> to;
    Family        family;
    uint16_t      port;
    size_t        count = 0;

    void add(const Address &address)
    {
        bool wanted = family == AF_UNSPEC || family == address.any.sa_family;
        if (!wanted || count == to.size) return;
        to[count++] = address;
        for (size_t i = count - 1; i && address.is_v6() && !to[i - 1].is_v6(); i--) {
            to[i]     = to[i - 1];
            to[i - 1] = address;
        }
    }
    void add_numeric(Text host)
    {
        Address address;
        if (parse_address(address, host, port)) add(address);
    }
    void add_loopback()
    {
        add(loopback_address(true, port));
        add(loopback_address(false, port));
    }
};
}

static void add_from_line(Found &found, Text line, Text host)
{
    Text address = next_word(line);
    for (Text name = next_word(line); !name.empty(); name = next_word(line))
        if (same_name(name, host)) return found.add_numeric(address);
}

// Returns what follows the last whole line.
static Text add_from_lines(Found &found, Text text, Text host)
{
    for (size_t end = position(text, '\n'); end < text.size; end = position(text, '\n')) {
        add_from_line(found, text.first(end), host);
        text = text.after(end + 1);
    }
    return text;
}

static void add_from_hosts(Found &found, Text host)
{
    Fd      file(open("/etc/hosts", O_RDONLY | O_CLOEXEC));
    char    memory[512];
    size_t  held = 0;
    ssize_t got  = 0;
    while (file && (got = read(file.get(), memory + held, sizeof memory - held)) > 0) {
        Text rest = add_from_lines(found, Text(memory, held + size_t(got)), host);
        // A line longer than the memory is no line of a hosts file.
        held = rest.size == sizeof memory ? 0 : rest.size;
        memmove(memory, rest.data, held);
    }
    add_from_line(found, Text(memory, held), host);
}

Result<Span<Address>> resolve(const Endpoint &endpoint, Family family, Span<Address> to)
{
    Found found{to, family, endpoint.port};
    Text  host = endpoint.host;
    found.add_numeric(host);
    // Whatever the file says: RFC 6761, section 6.3.
    if (host.empty() || same_name(host, "localhost")) found.add_loopback();
    if (!found.count) add_from_hosts(found, host);
    if (found.count) return to.first(found.count);

    return complaint(Exit::network, "no such name in /etc/hosts, and not an address that fits");
}
