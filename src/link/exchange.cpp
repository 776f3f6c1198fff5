#include "link/exchange.h"

static constexpr size_t kWorthSplicing = 64 << 10;

// Of a response that nobody wants.
static constexpr uint64_t kWorthReading = 64 << 10;
static constexpr Millis   kWorthWaiting = seconds(1);

static constexpr char kTooLong[] = "it takes longer than allowed (--max-time)";

static Error gave_up(const char *why) { return complaint(Exit::network, why); }

bool is_repeatable(Text method, const Payload &payload)
{
    static constexpr const char *kIdempotent[] = {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"};
    for (const char *each : kIdempotent)
        if (method == each) return payload.repeats();
    return false;
}

Exchange::Exchange(Space memory, HeadWitness witness)
    : memory_(memory.first(kExchangeMemory).after(kResponseHead)),
      head_(reinterpret_cast<char *>(memory.data), kResponseHead), witness_(witness)
{
}

void Exchange::close()
{
    stream_.close();
    splicer_.close();
    input_   = {};
    at_rest_ = false;
}

bool Exchange::leads_to(const Route &route) const
{
    return at_rest_ && port_ == route.port && Text(host_, host_size_) == route.host && stream_.is_quiet();
}

Error Exchange::connect(const Route &route)
{
    close();
    Deadline by    = patience_.whole.or_sooner({now() + patience_.connecting});
    Error    error = stream_.connect({route.host, route.port}, route.family, by, patience_.stop);
    if (error && patience_.whole.passed(now())) return gave_up(kTooLong);
    TRY(error);
    // A longer one has no address.
    Text host  = route.host.first(smaller(route.host.size, sizeof host_));
    host_size_ = uint8_t(host.size);
    port_      = route.port;
    copy({reinterpret_cast<uint8_t *>(host_), sizeof host_}, bytes_of(host));
    return {};
}

Error Exchange::ask(Request request, const Url &url, const Route &route, const Payload &payload,
                    const Patience &patience)
{
    patience_ = patience;
    sent_     = false;
    payload.describe(request);
    bool  kept  = leads_to(route) && is_repeatable(request.method, payload);
    Error error = kept ? attempt(request, url, payload) : Error{};
    if (!kept || (error && lost_ && !reader_.begun())) {
        error = connect(route);
        if (!error) error = attempt(request, url, payload);
    }
    if (error) close();
    return error;
}

Error Exchange::hear_answer()
{
    while (!answered_) {
        TRY(receive(SIZE_MAX));
        TRY(hear());
    }
    return {};
}

// Takes the heads of what has come.
Error Exchange::hear()
{
    while (!input_.empty() && !answered_) {
        ResponseItem item;
        TRY(reader_.next(input_, item));
        if (item.kind == ResponseItem::none) continue;
        if (witness_) witness_(reader_.head(), true);
        held_     = held_ && reader_.status() != 100;
        answered_ = item.kind == ResponseItem::head;
    }
    return {};
}

// What has come already, or the end.
Error Exchange::take(Space to)
{
    Result<Moved> got = stream_.receive(to);
    lost_             = got.error || got.value.ended;
    TRY(got.error);
    if (lost_) return end();
    input_ = to.first(got.value.size);
    return count(input_.size);
}

Error Exchange::end()
{
    stream_.close();
    return reader_.closed();
}

Error Exchange::receive(size_t most)
{
    for (;;) {
        TRY(take(memory_.first(smaller(most, memory_.size))));
        if (!input_.empty() || lost_) return {};
        TRY(wait(false, -1, {}));
    }
}

// Until the stream or the source is ready, or the deadline has passed. Waiting for a source of content is
// nobody's fault, and may take any time.
Error Exchange::wait(bool sending, int source, Deadline by)
{
    bool     timed    = source < 0;
    bool     measured = timed && patience_.least_rate && (sending || reader_.begun());
    Millis   begin    = now();
    Deadline silent   = timed ? Deadline{begin + patience_.idle} : Deadline{};
    bool     ready    = false;
    while (!ready && !by.passed(begin)) {
        pollfd      memory[3];
        Watch       watch(memory);
        Watch::Slot stop  = watch.add(patience_.stop, POLLIN);
        Deadline    until = silent.or_sooner(patience_.whole).or_sooner(by);
        if (measured) until = until.or_sooner({begin + patience_.measured - waited_});
        watch.add(source, POLLIN);
        ready = TRY(stream_.wait(watch, sending, until));
        if (watch.ready(stop)) return kInterrupted;

        Millis end = now();
        if (patience_.whole.passed(end)) return gave_up(kTooLong);
        if (!ready && silent.passed(end)) return gave_up("the server has been silent for too long (-T)");
        if (measured) TRY(measure(end - begin));
        begin = end;
    }
    return {};
}

Error Exchange::measure(Millis waited)
{
    waited_ = waited_ + waited;
    if (waited_ < patience_.measured) return {};
    bool slow = moved_ * 1000 / uint64_t(waited_.count) < patience_.least_rate;
    waited_   = {};
    moved_    = 0;
    return slow ? gave_up("the server is slower than allowed (--min-rate)") : Error{};
}

// A server that never keeps us waiting can still take too long.
Error Exchange::count(size_t moved)
{
    moved_ += moved;
    return patience_.whole.passed(now()) ? gave_up(kTooLong) : Error{};
}

Result<Bytes> Exchange::content(size_t most)
{
    Result<Bytes> piece = next_piece(most);
    if (piece.error) close();
    return piece;
}

Result<Bytes> Exchange::next_piece(size_t most)
{
    for (;;) {
        ResponseItem item;
        Bytes        front = input_.first(smaller(most, input_.size)), rest = front;
        TRY(reader_.next(rest, item));
        input_ = input_.after(front.size - rest.size);
        if (item.kind == ResponseItem::content) return item.piece;
        if (item.kind == ResponseItem::end) return finish(), Bytes{};
        if (input_.empty()) TRY(receive(most));
    }
}

Result<size_t> Exchange::pour(Sink &sink, size_t most)
{
    Result<size_t> poured = pour_some(sink, most);
    if (poured.error) close();
    return poured;
}

Result<size_t> Exchange::pour_some(Sink &sink, size_t most)
{
    uint64_t straight = reader_.contiguous();
    uint64_t stretch  = reader_.length() == kLengthUnknown ? straight : reader_.length();
    if (splices_ && input_.empty() && straight && stretch >= kWorthSplicing)
        return splice(sink, size_t(smaller<uint64_t>(most, straight)));
    Bytes piece = TRY(next_piece(most));
    TRY(sink.write(piece));
    return piece.size;
}

// A blocking socket that is empty would keep splice() for ever, whatever its flags say.
Result<size_t> Exchange::splice(Sink &sink, size_t most)
{
    if (!splicer_.is_open()) splicer_.open();
    for (;;) {
        TRY(wait(false, -1, {}));
        Moved got = TRY(splicer_.receive(stream_.link(), sink, most, memory_));
        splices_  = splicer_.is_open();
        reader_.skip(got.size);
        TRY(count(got.size));
        if (got.ended) TRY(end());
        if (got.ended || got.size) return got.size;
    }
}

void Exchange::finish()
{
    at_rest_ = reader_.keeps_connection() && !closes_ && input_.empty();
    if (!at_rest_) stream_.close();
}

void Exchange::drop()
{
    patience_.whole = patience_.whole.or_sooner({now() + kWorthWaiting});
    for (uint64_t most = kWorthReading; reader_.contiguous() <= most;) {
        Result<Bytes> piece = content();
        if (piece.error || piece.value.empty()) return;
        if (piece.value.size > most) break;
        most -= piece.value.size;
    }
    close();
}
