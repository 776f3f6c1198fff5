#include "system/lines.h"
#include "system/nameservers.h"

static constexpr uint16_t kDnsPort = 53;

namespace {
struct Tunable {
    Text    name;
    uint8_t least, most;
    uint8_t LookupRules::*target;
};
}

static constexpr Tunable kTunables[] = {
    {"ndots", 0, 15, &LookupRules::ndots},
    {"timeout", 1, 30, &LookupRules::timeout},
    {"attempts", 1, 5, &LookupRules::attempts},
};

static void set_option(LookupRules &to, Text option)
{
    Text name  = option.first(position(option, ':'));
    int  value = parse_number(option.after(smaller(name.size + 1, option.size)), 1000000);
    for (const Tunable &row : kTunables)
        if (value >= 0 && name == row.name)
            to.*row.target = uint8_t(larger<int>(row.least, smaller<int>(value, row.most)));
}

static void add_server(NameServers &to, Text host)
{
    uint8_t &count = to.rules.servers;
    if (count < kMostServers && parse_address(to.addresses[count], host, kDnsPort)) count++;
}

// How much of a line there is room for: half a name would be another name.
static size_t whole_words(Text line, size_t room)
{
    size_t size = smaller(line.size, room);
    while (size && size < line.size && line[size] > ' ') size--;
    return size;
}

NameServers::NameServers(const char *path)
{
    Lines lines(path);
    Text  line;
    while (lines.next(line)) {
        Text key = next_word(line);
        if (key == "search" || key == "domain") {
            domains = Text(memory, whole_words(line, sizeof memory));
            memcpy(memory, line.data, domains.size);
        }
        for (Text word = next_word(line); !word.empty(); word = next_word(line)) {
            if (key == "nameserver") add_server(*this, word);
            if (key == "options") set_option(rules, word);
        }
    }
    if (!rules.servers) add_server(*this, "127.0.0.1");
}
