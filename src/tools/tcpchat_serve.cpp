#include "face/keys.h"
#include "face/tell.h"
#include "tools/tcpchat.h"

#include "system/keyfile.h"
#include "system/random.h"
#include "words/carve.h"

static void tell_notice(void *host, const char *what, const Address &peer, Text why)
{
    Line line;
    line.say(what, ' ', AddressText(peer), ": ", why.first(position(why, '\n')).after(4));
    if (!settings.verbose) return;
    host ? static_cast<Host *>(host)->note(line.text()) : tell(line.text());
}

static Error read_rules(ChatRules &rules, OpeningRules &opening, Key &key, Line &on)
{
    static Guestlist guests;
    TRY(guests.parse(settings.allowed, on));
    rules.allowed = guests.all();
    on.clear();
    const char *file = key_file(settings.key);
    on.say(file ? file : "the random source");
    if (file) TRY(read_key(key, file));
    opening       = chat_opening(&key);
    rules.opening = file ? &opening : nullptr;
    rules.notice  = tell_notice;
    rules.max_clients = !settings.once ? settings.max_clients : file ? kComers : 1;
    rules.per_address = settings.per_address;
    rules.history     = settings.history;
    rules.bucket      = settings.bucket;
    rules.once        = settings.once;
    rules.raw         = settings.raw;
    TRY(fill_random(rules.secret));
    return fill_random({reinterpret_cast<uint8_t *>(&rules.epoch), sizeof rules.epoch});
}

// All are told, as far as they listen.
static void end(ChatServer &server, const Instant &at)
{
    pollfd memory[1];
    server.room().close(at);
    (void)server.turn(Watch(memory), at);
}

static Error run(ChatServer &server, Host &host)
{
    size_t       count  = server.slots() + Host::kSlots;
    Space        memory = TRY(reserve(count * sizeof(pollfd)));
    Span<pollfd> slots  = {carve<pollfd>(memory, count), count};
    for (;;) {
        Watch    watch(slots);
        Deadline until;
        host.prepare(watch);
        server.prepare(watch, until);
        Error fault = watch.wait(until);

        char    letters[kLongestClock];
        Instant at = {now(), clock_of(letters)};
        if (!fault) host.turn(watch, at), fault = server.turn(watch, at);
        host.show();
        bool over = fault || host.has_left() || (settings.once && server.is_over());
        if (over) return end(server, at), fault;
    }
}

Exit serve(Span<char *> operands)
{
    if (operands.size > 1) return tell_usage("a room takes one ADDR[:PORT]");
    Line         on;
    Key          key;
    ChatRules    rules;
    OpeningRules opening = chat_opening(nullptr);
    Address      memory[2];
    if (Error error = read_rules(rules, opening, key, on)) return tell_error(on.text(), error);
    const char           *operand   = operands.empty() ? "" : operands[0];
    Result<Span<Address>> addresses = addresses_of_room(operand, settings.port, settings.family, {now() + settings.patience}, memory);
    if (addresses.error) return tell_error(operand, addresses.error);
    if (settings.raw && settings.once) return serve_one(addresses.value, rules);
    ChatServer server(rules);
    Error      error = server.open(addresses.value);
    if (error) return tell_error(AddressText(addresses.value[0]), error);
    if (!settings.quiet) announce(server.addresses(), rules.opening);
    if (settings.verbose) tell("memory: ", Amount{server.memory()});
    if (settings.raw) return relay(server);

    Host host({settings.nick ? settings.nick : "server", settings.time, settings.log});
    rules.host = &host;
    error      = host.open(server.room(), server.ring());
    if (!error) error = run(server, host);
    return host.close(error);
}
