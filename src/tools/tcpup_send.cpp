#include "face/tell.h"
#include "tools/tcpup.h"

#include "words/reason.h"

#include <fcntl.h>
#include <sys/stat.h>

inline void *operator new(size_t, void *memory) { return memory; }

static constexpr Millis kConnecting = seconds(30);

static bool is_standard_input(const char *file) { return Text(file) == "-"; }

static Text last_component(Text path)
{
    while (path.size > 1 && path[path.size - 1] == '/') path = path.first(path.size - 1);
    size_t start = path.size;
    while (start && path[start - 1] != '/') start--;
    return path.after(start);
}

static bool is_directory(const char *file)
{
    struct stat status;
    return !stat(file, &status) && S_ISDIR(status.st_mode);
}

Exit Shipment::check(const char *file)
{
    if (is_standard_input(file)) {
        if (settings.name || settings.raw) return Exit::complete;
        return tell_usage("standard input has no name: give it one with --name");
    }
    if (settings.recursive && is_directory(file))
        return settings.name ? tell_usage("--name is for a FILE, not for a directory") : Exit::complete;
    Error error = Source::open(AT_FDCWD, file, true).error;
    return error ? tell_error(file, error) : Exit::complete;
}

Exit Shipment::connect(const char *host)
{
    Address          known[16];
    Result<Endpoint> endpoint = parse_endpoint(host, uint16_t(settings.port));
    if (endpoint.error) return tell_error(host, endpoint.error);
    Result<Span<Address>> addresses = resolve(endpoint.value, settings.family, known);
    if (addresses.error) return tell_error(host, addresses.error);

    Deadline   patience = {now() + smaller(settings.patience, kConnecting)};
    Result<Fd> link     = connect_tcp(addresses.value, patience);
    if (link.error) return tell_error(AddressText(addresses.value[0]), link.error);

    Result<Stop>  stop   = Stop::listen();
    Result<Space> memory = reserve(kSenderMemory + sizeof(UploadSender));
    if (stop.error) return tell_error("signals", stop.error);
    if (memory.error) return tell_error("the sender", memory.error);
    stop_   = move(stop.value);
    memory_ = memory.value.first(kSenderMemory);
    link_   = move(link.value);
    if (settings.raw) return Exit::complete;
    SendRules rules = {settings.patience, settings.rate};
    sender_ = new (memory.value.after(kSenderMemory).data) UploadSender(move(link_), memory_, rules);
    return Exit::complete;
}

Exit Shipment::send(const char *file)
{
    bool input = is_standard_input(file);
    if (!input && settings.recursive && is_directory(file)) return send_tree(file);
    Result<Source> source = input ? Source::standard_input() : Source::open(AT_FDCWD, file, true);
    if (source.error) return tell_error(file, source.error);
    if (settings.raw) return send_raw(source.value);
    return send_source(source.value, settings.name ? Text(settings.name) : last_component(file));
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
template <class Sender> Error Shipment::carry(Sender &sender, Text name, uint64_t size)
{
    Error error;
    while (sender.busy() && !error) {
        error = sender.step(stop_.fd());
        bar_.show(name, sender.confirmed(), size, now());
        if (!error && stop_.asked()) error = complaint(Exit::other, "interrupted");
    }
    bar_.clear();
    return error;
}

void Shipment::tell_sent(Text name, uint64_t size, uint64_t continued, Millis since)
{
    uint64_t took = uint64_t((now() - since).count);
    uint64_t rate = (size - continued) * 1000 / (took ? took : 1);
    Line     line;
    if (settings.quiet) return;
    line.say("sent ", Shown{name}, ": ", Amount{size});
    if (continued) line.say(" (", Amount{continued}, " were there already)");
    line.say(" in ", took / 1000, '.', Wide{took / 10 % 100, 2, '0'}, " s, ", Amount{rate}, "/s");
    tell(line.text(), settings.raw ? ", not verified" : ", verified");
}

Exit Shipment::tell_failure(Text name, Error error, uint64_t confirmed, uint64_t size)
{
    bool refused = sender_ && !sender_->refusal().empty();
    if (refused) tell(Shown{name}, ": refused: ", Shown{sender_->refusal()});
    else if (error.exit != Exit::network && error.exit != Exit::other) tell_error(name, error);
    else if (!confirmed || confirmed == size) tell(Shown{name}, ": ", reason(error));
    else {
        Line line;
        line.say(Shown{name}, ": ", reason(error), " at ", Amount{confirmed});
        if (size != kUnknown) line.say(" of ", Amount{size});
        bool resumable = !settings.raw && size != kUnknown;
        tell(line.text(), resumable ? "; the same command goes on from there" : "");
    }
    return error.exit;
}

Exit Shipment::send_raw(Source &source)
{
    Millis    since = now();
    uint64_t  size  = source.is_file() ? source.size() : kUnknown;
    RawSender raw(move(link_), &source, memory_, settings.patience, settings.rate);
    Error     error = carry(raw, "raw bytes", size);
    if (!error) error = source.check_unchanged();
    if (error) return tell_failure("raw bytes", error, raw.confirmed(), size);
    tell_sent("raw bytes", raw.size(), 0, since);
    return Exit::complete;
}

Exit Shipment::send_source(Source &source, Text name)
{
    Offer offer;
    offer.flags = uint8_t((source.is_file() ? 0 : Offer::size_unknown) |
                          (settings.restart ? Offer::from_start : 0));
    offer.mode  = source.mode();
    offer.size  = source.is_file() ? source.size() : 0;
    offer.name  = name;
    offer.mtime_seconds     = source.modified().tv_sec;
    offer.mtime_nanoseconds = uint32_t(source.modified().tv_nsec);

    Millis   since = now();
    uint64_t size  = source.is_file() ? source.size() : kUnknown;
    sender_->offer(offer, &source);
    if (Error error = carry(*sender_, name, size))
        return tell_failure(name, error, sender_->confirmed(), size);
    tell_sent(name, sender_->size(), sender_->continued(), since);
    if (!settings.verbose) return Exit::complete;
    Error error = print(Bytes(sender_->digest().bytes), "  ", Shown{name}, '\n');
    return error ? tell_error("standard output", error) : Exit::complete;
}

Exit Shipment::send_directory(Text path, uint16_t mode)
{
    Offer offer;
    offer.type = Offer::directory;
    offer.mode = mode;
    offer.name = path;
    sender_->offer(offer, nullptr);
    Error error = carry(*sender_, path, 0);
    return error ? tell_failure(path, error, 0, 0) : Exit::complete;
}
