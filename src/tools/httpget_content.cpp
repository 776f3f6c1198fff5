// The content of a response on its way to its place.
#include "face/tell.h"
#include "tools/httpget.h"

#include "wire/inflate.h"
#include "words/pace.h"

// Compressed content that claims to become more is a trap.
static constexpr uint64_t kMostInflated = uint64_t(4) << 30;

static uint8_t window[kInflateWindow];

namespace {
enum class Form : uint8_t { plain, gzip, deflate, unknown };
}

// Only what was asked for is taken apart: other files are compressed because they are meant to be.
static Form form_of(Headers headers)
{
    Text coding = headers.find("Content-Encoding");
    if (!settings.compressed || coding.empty() || same_ignoring_case(coding, "identity")) return Form::plain;
    if (same_ignoring_case(coding, "gzip") || same_ignoring_case(coding, "x-gzip")) return Form::gzip;
    return same_ignoring_case(coding, "deflate") ? Form::deflate : Form::unknown;
}

Fetch::Next Fetch::save()
{
    const ResponseReader &response = session_.exchange.response();
    Form                  form     = form_of(response.headers());
    if (form == Form::unknown) return fail(complaint(Exit::protocol, "the Content-Encoding is not known"));
    if (Error error = place_.begin(response, form != Form::plain)) return break_off(error);

    begun_ = now();
    moved_ = 0;
    if (!since_.count) since_ = begun_;
    Error error;
    if (form != Form::plain) error = take_coded(form == Form::gzip);
    else if (settings.segments > 1 && place_.is_divisible()) error = take_segments();
    else error = take_plain(kUnknown);
    bar_.clear();
    return error ? break_off(error) : finish();
}

// Shows how far it is, and keeps to the rate. A server that never keeps us waiting can be stopped here.
Error Fetch::note(size_t moved)
{
    Pace pace(settings.rate);
    moved_ += moved;
    bar_.show(place_.name(), place_.size() + (crew_ ? crew_->reported() : 0), place_.total(), now());
    return pause_until(session_.stop, pace.due(begun_, moved_)) ? Error{} : kInterrupted;
}

// Until the descriptor is ready.
Error Fetch::wait_for(int fd, short events) const
{
    pollfd      memory[2];
    Watch       watch(memory);
    Watch::Slot stop = watch.add(session_.stop.fd(), POLLIN);
    watch.add(fd, events);
    TRY(watch.wait(session_.whole));
    if (watch.ready(stop)) return kInterrupted;
    return watch.any_ready() ? Error{} : complaint(Exit::network, "it takes longer than allowed (--max-time)");
}

// Who reads a pipe may take his time, in which we can be stopped: no write waits for him.
Error Fetch::put(Bytes piece)
{
    if (!place_.is_stream()) return place_.write(piece);
    while (!piece.empty()) {
        size_t size = smaller(piece.size, kPipePiece);
        TRY(wait_for(place_.sink().fd(), POLLOUT));
        TRY(place_.write(piece.first(size)));
        piece = piece.after(size);
    }
    return {};
}

static size_t next_piece() { return Pace(settings.rate).limit(SIZE_MAX); }

// Without copying it where nobody has to look at it. Up to the end of the content, or `end` of the whole.
Error Fetch::take_plain(uint64_t end)
{
    bool straight = !place_.hashes() && !place_.is_stream();
    for (size_t moved = 1; moved && place_.size() < end;) {
        size_t most = size_t(smaller<uint64_t>(next_piece(), end - place_.size()));
        if (straight) moved = TRY(session_.exchange.pour(place_.sink(), most));
        else {
            Bytes piece = TRY(session_.exchange.content(most));
            TRY(put(piece));
            moved = piece.size;
        }
        TRY(note(moved));
    }
    bool whole = end != kUnknown || place_.total() == kUnknown || place_.size() == place_.total();
    return whole ? Error{} : complaint(Exit::network, "the connection ended before the last part");
}

Error Fetch::take_coded(bool gzip)
{
    Inflater inflater(window, gzip ? Coding::gzip : Coding::deflate, kMostInflated);
    for (;;) {
        Bytes input = TRY(session_.exchange.content(next_piece()));
        size_t moved = input.size;
        if (!moved) return inflater.finish();
        for (Bytes output = input; !input.empty() || !output.empty();) {
            TRY(inflater.next(input, output));
            TRY(put(output));
        }
        TRY(note(moved));
    }
}
