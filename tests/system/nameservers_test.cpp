#include "system/nameservers.h"

#include "check.h"
#include "scratch.h"

#include "system/socket.h"
#include "words/scan.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

struct ConfigRow {
    const char *what;
    const char *content;
    const char *meaning;  // servers, then ndots, timeout, attempts, then domains
};
static constexpr ConfigRow kConfigs[] = {
    {"a server", "nameserver 192.0.2.1\n", "192.0.2.1:53 1 5 2"},
    {"three at the most", "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver ::1\nnameserver 192.0.2.4\n",
     "192.0.2.1:53 192.0.2.2:53 [::1]:53 1 5 2"},
    {"none: this machine", "search lan\n", "127.0.0.1:53 1 5 2 lan"},
    {"nothing: this machine", "", "127.0.0.1:53 1 5 2"},
    {"a server by its name is none", "nameserver ns.example\n", "127.0.0.1:53 1 5 2"},
    {"comments", "# nameserver 192.0.2.1\n;nameserver 192.0.2.2\nnameserver 192.0.2.3 # mine\n",
     "192.0.2.3:53 1 5 2"},
    {"domains", "nameserver 192.0.2.1\nsearch lan example.com\n", "192.0.2.1:53 1 5 2 lan example.com"},
    {"the last ones count", "nameserver 192.0.2.1\nsearch a b\ndomain lan\n", "192.0.2.1:53 1 5 2 lan"},
    {"options", "nameserver 192.0.2.1\noptions edns0 ndots:2 timeout:3\noptions attempts:4 rotate\n",
     "192.0.2.1:53 2 3 4"},
    {"too large", "nameserver 192.0.2.1\noptions ndots:16 timeout:31 attempts:6\n", "192.0.2.1:53 15 30 5"},
    {"too small", "nameserver 192.0.2.1\noptions ndots:0 timeout:0 attempts:0\n", "192.0.2.1:53 0 1 1"},
    {"no numbers", "nameserver 192.0.2.1\noptions ndots: timeout attempts:x ndots:-1\n", "192.0.2.1:53 1 5 2"},
    {"keywords nobody knows", "nameserver 192.0.2.1\nsortlist 192.0.2.0\nNameserver 192.0.2.2\n",
     "192.0.2.1:53 1 5 2"},
};
TEST("nameservers: resolv.conf")
{
    Scratch scratch;
    for (const ConfigRow &row : kConfigs) {
        put_file("resolv.conf", row.content);
        NameServers servers("resolv.conf");
        Line        said;
        for (uint8_t i = 0; i < servers.rules.servers; i++) said.say(AddressText(servers.addresses[i]), ' ');
        said.say(servers.rules.ndots, ' ', servers.rules.timeout, ' ', servers.rules.attempts);
        Text rest = servers.domains;
        for (Text word = next_word(rest); !word.empty(); word = next_word(rest)) said.say(' ', word);
        CHECK(row.what, said.text() == row.meaning);
    }
    NameServers none("none");
    CHECK("no file: this machine", none.rules.servers == 1 && none.addresses[0].is_loopback());
}

TEST("nameservers: one on this link")
{
    Scratch scratch;
    put_file("resolv.conf", "nameserver fe80::1%1\n");
    NameServers servers("resolv.conf");
    CHECK("has a scope", servers.addresses[0].v6.sin6_scope_id == 1);
}

TEST("nameservers: domains there is no room for are left out")
{
    Scratch scratch;
    Line    line;
    line.say("search");
    for (int i = 10; i < 99; i++) line.say(" lan", i);
    put_file("resolv.conf", line.say('\n').text());
    NameServers servers("resolv.conf");
    Text        last = servers.domains.after(servers.domains.size - 6);
    CHECK("whole", servers.domains.size == 42 * 6 && last == " lan51");
}

namespace {
enum class Habit { answers, truncates, refuses, slanders, hides };

// A name server on this machine, in a process of its own.
class Fixture {
public:
    explicit Fixture(Habit habit) : habit_(habit)
    {
        listener_ = Fd(listen_tcp(loopback_address(false, 0)).value.release());
        address   = local_address(listener_);
        socket_   = Fd(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        must(!bind(socket_.get(), &address.any, address.size()));
        if (habit == Habit::hides) socket_.reset();
        else child_ = fork();
        if (!child_ && socket_) serve();
    }
    ~Fixture()
    {
        if (child_ <= 0) return;
        kill(child_, SIGKILL);
        waitpid(child_, nullptr, 0);
    }

    Address address;

private:
    [[noreturn]] void serve()
    {
        for (;;) {
            pollfd slots[] = {{socket_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
            if (poll(slots, 2, 60000) <= 0) _exit(1);
            if (slots[0].revents) answer_datagram();
            if (slots[1].revents) answer_connection();
        }
    }
    // A query is a response but for its flags and what is behind it.
    static Bytes answer(Space memory, size_t size, uint16_t flags, bool found)
    {
        static const uint8_t ip[16] = {32, 1, 13, 184};
        uint16_t             type   = memory[size - 3];
        uint16_t             length = type == uint16_t(RecordType::aaaa) ? 16 : 4;
        pack<"!H">(memory.after(2), flags);
        if (!found) return memory.first(size);
        memory[7]  = 1;
        Space rest = memory.after(size);
        rest       = rest.after(pack<"!HHHIH">(rest, uint16_t(0xc00c), type, uint16_t(1), 60u, length));
        rest       = copy(rest, Bytes(ip).first(length));
        return memory.first(memory.size - rest.size);
    }
    void answer_datagram()
    {
        uint8_t   memory[512];
        Address   peer;
        socklen_t length = sizeof peer;
        ssize_t   got    = recvfrom(socket_.get(), memory, sizeof memory, 0, &peer.any, &length);
        if (got < 17) return;
        uint16_t flags = habit_ == Habit::truncates ? 0x8380 : habit_ == Habit::refuses ? 0x8185 : 0x8180;
        Bytes    reply = answer(memory, size_t(got), flags, flags == 0x8180);
        Fd       other(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        int      from = habit_ == Habit::slanders ? other.get() : socket_.get();
        must(sendto(from, reply.data, reply.size, 0, &peer.any, peer.size()) > 0);
    }
    void answer_connection()
    {
        uint8_t memory[512];
        Fd      link(accept(listener_.get(), nullptr, nullptr));
        ssize_t got = recv(link.get(), memory, sizeof memory, 0);
        if (got < 19) return;
        Bytes reply = answer(Space(memory).after(2), size_t(got) - 2, 0x8180, true);
        pack<"!H">(memory, uint16_t(reply.size));
        must(send(link.get(), memory, 2 + reply.size, MSG_NOSIGNAL) > 0);
    }

    Habit habit_;
    Fd    socket_, listener_;
    pid_t child_ = 0;
};

struct HabitRow {
    const char  *what;
    Habit        habit;
    int64_t      patience;
    LookupResult result;
};
}

static constexpr HabitRow kHabits[] = {
    {"answers", Habit::answers, 60000, LookupResult::found},
    {"answers over TCP", Habit::truncates, 60000, LookupResult::found},
    {"refuses", Habit::refuses, 60000, LookupResult::refusal},
    {"is not there", Habit::hides, 60000, LookupResult::silence},
    {"answers from somewhere else", Habit::slanders, 300, LookupResult::silence},
};
TEST("nameservers: whoever wants to stop does not wait for one that is silent")
{
    DomainName  name;
    NameServers servers("/dev/null");
    Fixture     server(Habit::slanders);
    int         ends[2];
    must(!pipe(ends) && name.add("router.example"));
    Fd reading(ends[0]), writing(ends[1]);
    must(write(ends[1], "", 1) == 1);
    servers.addresses[0] = server.address;
    Millis begun = now();
    Lookup lookup(name, servers.rules, {begun + seconds(20)});
    lookup.ask(Lookup::kV4, 4);
    look_up(lookup, servers, reading.get());
    CHECK("stopped before the deadline", now() < begun + seconds(10));
}

TEST("nameservers: a lookup at one that")
{
    DomainName  name;
    NameServers servers("/dev/null");
    CHECK("name", name.add("router.example"));
    servers.rules.timeout = 50;
    for (const HabitRow &row : kHabits) {
        Fixture server(row.habit);
        servers.addresses[0] = server.address;
        Lookup lookup(name, servers.rules, {now() + Millis{row.patience}});
        lookup.ask(Lookup::kV6, 6);
        lookup.ask(Lookup::kV4, 4);
        look_up(lookup, servers);
        CHECK(row.what, lookup.result() == row.result);
        size_t one = row.result == LookupResult::found;
        CHECK(row.what, lookup.found(Lookup::kV6).size == one * 16 && lookup.found(Lookup::kV4).size == one * 4);
    }
}
