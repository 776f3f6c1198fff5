#include "system/services.h"

#include "check.h"
#include "scratch.h"

static constexpr const char *kFile =
    "# services(5)\n"
    "http\t\t80/tcp\t\twww web\t# hypertext\n"
    "shell\t514/tcp cmd\n"
    "syslog\t514/udp\n"
    "high 65535/tcp\n"
    "wrong 65536/tcp\n"
    "word port/tcp\n"
    "bare 99\n"
    "alone\n"
    "domain 53/tcp\n"
    "domain 53/udp\n";

struct ServiceRow {
    const char *what;
    const char *name;
    const char *protocol;
    int         port;
};
static constexpr ServiceRow kServicesByName[] = {
    {"by its name", "http", "", 80},
    {"by an alias", "web", "", 80},
    {"of a protocol", "http", "tcp", 80},
    {"not of another one", "http", "udp", -1},
    {"the same port for another", "syslog", "udp", 514},
    {"either", "domain", "udp", 53},
    {"the last port", "high", "", 65535},
    {"a port out of range", "wrong", "", -1},
    {"that is a word", "word", "", -1},
    {"without a protocol", "bare", "", 99},
    {"which none is", "bare", "tcp", -1},
    {"without a port", "alone", "", -1},
    {"in another case", "HTTP", "", -1},
    {"a prefix", "htt", "", -1},
    {"in a comment", "hypertext", "", -1},
    {"a port", "80/tcp", "", -1},
    {"nothing", "", "", -1},
};
TEST("services: ports of names")
{
    Scratch scratch;
    put_file("services", kFile);
    for (const ServiceRow &row : kServicesByName)
        CHECK(row.what, service_port(row.name, row.protocol, "services") == row.port);
    CHECK("no file", service_port("http", "", "none") == -1);
}

TEST("services: names of ports")
{
    Scratch scratch;
    char    memory[16], small[3];
    put_file("services", kFile);
    CHECK("the first", service_name(514, "", memory, "services") == "shell");
    CHECK("of a protocol", service_name(514, "udp", memory, "services") == "syslog");
    CHECK("none", service_name(515, "", memory, "services") == "");
    CHECK("none of that protocol", service_name(80, "udp", memory, "services") == "");
    CHECK("cut", service_name(80, "", small, "services") == "htt");
}

TEST("services: those of this machine")
{
    if (content_of("/etc/services") == "(none)") return skip_test("no /etc/services here");
    char memory[32];
    CHECK("http", service_port("http", "tcp") == 80);
    CHECK("and back", service_name(80, "tcp", memory) == "http");
}
