// Responses out of any bytes: however the stream is cut, the same is heard, and nothing is called whole that
// another reader could see cut.
#include "wire/http.h"

#include "fuzz/fuzz.h"

static constexpr const char *kMethods[] = {"GET", "HEAD", "CONNECT", "POST"};

static void check_views(Headers headers, Trace &trace)
{
    int64_t      date = 0;
    uint32_t     wait = 0;
    ContentRange range;
    EntityTag    tag;
    for (Header header; headers.next(header);) {
        must(is_token(header.name) && position(header.value, '\n') == header.value.size);
        trace.add(bytes_of(header.name));
        trace.add(bytes_of(header.value));
        if (parse_date(date, header.value)) {
            must(date >= -11644473600 && date < 253402300800);  // years from 1601 to 9999
            Line    line;
            int64_t again = 0;
            add_date(line, date);
            must(parse_date(again, line.text()) && again == date);
        }
        if (parse_retry_after(wait, header.value, date)) must(wait <= kLongestRetry);
        if (parse_content_range(range, header.value))
            must(range.satisfied ? range.first <= range.last && range.last < range.size : range.size < UINT64_MAX);
        if (parse_entity_tag(tag, header.value)) must(tag.tag.size >= 2);
    }
}

namespace {
struct Outcome {
    Trace       trace;
    const char *fault = nullptr;
    uint64_t    size  = 0;  // of the content
    bool        ended = false;
    bool        keeps = false;
};
}

static bool listen(ResponseReader &reader, Bytes &input, Outcome &outcome)
{
    for (ResponseItem item;;) {
        size_t before = input.size;
        if (Error error = reader.next(input, item)) {
            must(error.exit() == Exit::protocol);
            outcome.fault = error.words;
            return false;
        }
        must(input.size < before || !before || item.kind == ResponseItem::end);
        if (item.kind == ResponseItem::none) return must(input.empty()), true;
        if (item.kind == ResponseItem::end) return outcome.ended = true, false;
        outcome.size += item.piece.size;
        outcome.trace.add(item.piece);
        if (item.kind == ResponseItem::content) continue;
        outcome.trace.add(reader.status());
        outcome.trace.add(reader.length());
        check_views(reader.headers(), outcome.trace);
    }
}

static Outcome read_all(Bytes stream, uint8_t seed, Text method)
{
    char           memory[512];
    ResponseReader reader(memory, method);
    Cuts           cuts(seed);
    Outcome        outcome;
    bool           more = true;
    while (more && !stream.empty()) {
        Bytes input = cuts.take(stream);
        more        = listen(reader, input, outcome);
        stream      = {stream.data - input.size, stream.size + input.size};
    }
    if (!outcome.fault && !outcome.ended) {
        Error error = reader.closed();
        Bytes nothing;
        must(!error || error.exit() == Exit::network);
        outcome.fault = error.words;
        if (!error) must(!listen(reader, nothing, outcome) && outcome.ended);
    }
    outcome.keeps = reader.keeps_connection();
    bool counted  = outcome.ended && outcome.size && reader.length() != kLengthUnknown;
    if (counted) must(outcome.size == reader.length());
    if (outcome.ended) outcome.trace.add(stream);
    return outcome;
}

// The first byte says how to cut, the second what the request was.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    Text    method = kMethods[data[1] % 4];
    Bytes   stream = Bytes(data, size).after(2);
    Outcome whole  = read_all(stream, 0, method);
    Outcome cut    = read_all(stream, larger<uint8_t>(data[0], 1), method);
    must(whole.trace.hash == cut.trace.hash && whole.fault == cut.fault && whole.ended == cut.ended);
    must(whole.size == cut.size && whole.keeps == cut.keeps);
    return 0;
}
