#include "face/tell.h"
#include "tools/tcpup.h"

#include "face/keys.h"
#include "system/keyfile.h"
#include "words/reason.h"

#include <fcntl.h>
#include <sys/stat.h>

static bool is_directory(const char *file)
{
    struct stat status;
    return !stat(file, &status) && S_ISDIR(status.st_mode);
}

Exit Shipment::check(const char *file)
{
    if (is_dash(file)) {
        if (settings.name || settings.raw) return Exit::complete;
        return tell_usage("standard input has no name: give it one with --name");
    }
    bool directory = is_directory(file);
    if (settings.recursive && directory)
        return settings.name ? tell_usage("--name is for a FILE, not for a directory") : Exit::complete;
    Error error = Source::open(AT_FDCWD, file, true).error;
    if (directory) error = complaint(Exit::file, "it is a directory (-r sends those)");
    return error ? tell_error(file, error) : Exit::complete;
}

static uint8_t sender_memory[kSenderMemory];
static uint8_t channel_memory[kLongestLeftover + 4 * kSealedPiece];

// `on` is what the error is about.
static Error try_connecting(const char *host, const OpeningRules &rules, Channel &channel, Line &on)
{
    Address  known[16];
    Deadline by = connected_by();
    on.clear();
    on.say(host);
    Endpoint      endpoint  = TRY(parse_destination(host, settings.port));
    Span<Address> addresses = TRY(resolve(endpoint, settings.family, by, known));
    on.clear();
    on.say(AddressText(addresses[0]));
    Fd link = TRY(connect_tcp(addresses, by));
    on.clear();
    on.say(AddressText(peer_address(link)));
    if (settings.raw) return channel.begin(move(link)), Error{};
    TRY(channel.begin(move(link), Role::initiator, &rules, channel_memory));
    return channel.open(by);
}

// A receiver that hangs up on a sender without a key may be showing a code.
static Error try_with_code(const char *host, Channel &channel, Line &on)
{
    Key code;
    TRY(ask_for_code(code, host));
    Error error = try_connecting(host, upload_opening(&code), channel, on);
    if (error.exit() != Exit::verification) return error;
    return complaint(Exit::verification, "the receiver has not shown that it knows this code");
}

static void warn_if_open(const char *host, const Channel &channel)
{
    if (settings.quiet || settings.raw || local_address(channel.link()).is_loopback()) return;
    tell(Shown{host}, ": open to anyone: what is sent is neither encrypted nor authenticated");
}

Exit connect_to(const char *host, Channel &channel)
{
    Key         key;
    Line        on;
    const char *file = settings.raw ? nullptr : key_file(settings.key);
    if (file)
        if (Error error = read_key(key, file)) return tell_error(file, error);

    Error error = try_connecting(host, upload_opening(file ? &key : nullptr), channel, on);
    if (!error && !file) warn_if_open(host, channel);
    if (error.exit() == Exit::access && !file) error = try_with_code(host, channel, on);
    return error ? tell_error(on.text(), error) : Exit::complete;
}

Shipment::Shipment(Channel &channel, Stop &stop)
    : stop_(stop), sender_(channel, sender_memory, {settings.patience, settings.rate, settings.raw})
{
}

Exit Shipment::send(const char *file)
{
    bool input = is_dash(file);
    if (!input && settings.recursive && is_directory(file)) return send_tree(file);
    Result<Source> source = input ? Source::standard_input() : Source::open(AT_FDCWD, file, true);
    if (source.error) return tell_error(file, source.error);
    Text name = settings.raw ? "raw bytes" : settings.name ? settings.name : last_component(file);
    return send_source(source.value, name);
}

// What is neither a file nor a directory is not sent, and the exit code says so.
Exit Shipment::send_tree(const char *path)
{
    Tree tree;
    Exit        outcome = Exit::complete;
    if (Error error = tree.open(path)) return tell_error(path, error);
    while (!broken()) {
        Result<Tree::Type> entry = tree.next();
        Exit               sent  = Exit::complete;
        if (entry.error) sent = tell_error(tree.path(), entry.error);
        else if (entry.value == Tree::Type::none) break;
        else if (entry.value == Tree::Type::directory) sent = send_directory(tree.path(), tree.mode());
        else {
            Result<Source> source = Source::open(tree.parent(), tree.name(), false);
            sent = source.error ? tell_error(tree.path(), source.error)
                                : send_source(source.value, tree.path());
        }
        if (outcome == Exit::complete) outcome = sent;
        // Where the directory itself is refused, so is all that is in it.
        if (sent == Exit::refused && tree.at_top()) break;
    }
    return outcome;
}

// Goes on until the sender is done, drawing the bar.
Error Shipment::carry(Text name, uint64_t size)
{
    Error error;
    while (sender_.busy() && !error) {
        error = sender_.step(stop_.fd());
        bar_.show(name, sender_.confirmed(), size, now());
        if (!error && stop_.asked()) error = complaint(Exit::other, "interrupted");
    }
    bar_.clear();
    return error;
}

void Shipment::tell_sent(Text name, Millis since)
{
    uint64_t took = uint64_t((now() - since).count), continued = sender_.continued();
    uint64_t rate = (sender_.size() - continued) * 1000 / (took ? took : 1);
    Writer  &line = begin_line();
    line.say("sent ", Shown{name}, ": ", Amount{sender_.size()});
    if (continued) line.say(" (", Amount{continued}, " were there already)");
    line.say(" in ", took / 1000, '.', Wide{took / 10 % 100, 2, '0'}, " s, ", Amount{rate}, "/s");
    line.say(settings.raw ? ", not verified" : ", verified");
    if (!settings.quiet) end_line();
}

Exit Shipment::tell_failure(Text name, Error error, uint64_t size)
{
    bool refused = !sender_.refusal().empty();
    bool cut     = error.exit() == Exit::network || error.exit() == Exit::other;
    if (!refused && !cut) return tell_error(name, error);

    uint64_t confirmed = sender_.confirmed();
    Writer  &line      = begin_line();
    line.say(Shown{name}, ": ");
    if (refused) line.say("refused: ", Shown{sender_.refusal()});
    else line.say(reason(error));
    if (!refused && confirmed && confirmed != size) {
        line.say(" at ", Amount{confirmed});
        if (size != kUnknown) line.say(" of ", Amount{size});
        if (size != kUnknown && !settings.raw) line.say("; the same command goes on from there");
    }
    end_line();
    return error.exit();
}

static Offer offer_of(const Source &source, Text name)
{
    Offer offer;
    offer.flags = uint8_t((source.is_file() ? 0 : Offer::size_unknown) |
                          (settings.restart ? Offer::from_start : 0));
    offer.mode  = source.mode();
    offer.size  = source.is_file() ? source.size() : 0;
    offer.name  = name;
    offer.mtime_seconds     = source.modified().tv_sec;
    offer.mtime_nanoseconds = uint32_t(source.modified().tv_nsec);
    return offer;
}

Exit Shipment::send_source(Source &source, Text name)
{
    Millis   since = now();
    uint64_t size  = source.is_file() ? source.size() : kUnknown;
    if (settings.raw) sender_.pour(&source);
    else sender_.offer(offer_of(source, name), &source);
    if (Error error = carry(name, size)) return tell_failure(name, error, size);
    tell_sent(name, since);
    if (!settings.verbose || settings.raw) return Exit::complete;
    Error error = print(Bytes(sender_.digest().bytes), "  ", Shown{name}, '\n');
    return error ? tell_error("standard output", error) : Exit::complete;
}

Exit Shipment::send_directory(Text path, uint16_t mode)
{
    Offer offer;
    offer.type = Offer::directory;
    offer.mode = mode;
    offer.name = path;
    sender_.offer(offer, nullptr);
    Error error = carry(path, 0);
    return error ? tell_failure(path, error, 0) : Exit::complete;
}
