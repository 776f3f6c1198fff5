// Compressed data out of any bytes: however the stream is cut, the same comes out, within the limit and the
// window.
#include "wire/inflate.h"

#include "fuzz/fuzz.h"

#include <stdlib.h>

static constexpr uint64_t kLimit = 100000;

namespace {
struct Unpacked {
    Trace       trace;
    uint64_t    size  = 0;
    const char *fault = nullptr;
};
}

static Unpacked unpack_all(Bytes stream, Coding coding, uint8_t seed)
{
    // On the heap, where each write past its end is noticed.
    uint8_t *memory = static_cast<uint8_t *>(malloc(kInflateWindow));
    Space    window(memory, kInflateWindow);
    Inflater inflater(window, coding, kLimit);
    Cuts     cuts(seed);
    Unpacked unpacked;
    Error    error;
    while (!error && !stream.empty()) {
        Bytes input = cuts.take(stream), output;
        do {
            error = inflater.next(input, output);
            if (error) break;
            must(output.empty() || (output.begin() >= window.begin() && output.end() <= window.end()));
            unpacked.trace.add(output);
            unpacked.size += output.size;
        } while (!input.empty() || !output.empty());
    }
    if (!error) error = inflater.finish();
    must(!error || error.exit() == Exit::protocol || error.exit() == Exit::verification);
    must(unpacked.size <= kLimit);
    unpacked.fault = error.words;
    free(memory);
    return unpacked;
}

// What came out before an error depends on the cuts, but not that there is one, and which.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    Bytes    stream = Bytes(data, size).after(1);
    Coding   coding = data[0] & 1 ? Coding::gzip : Coding::deflate;
    Unpacked whole = unpack_all(stream, coding, 0), cut = unpack_all(stream, coding, larger<uint8_t>(data[0] >> 1, 1));
    must(whole.fault == cut.fault);
    must(whole.fault || (whole.trace.hash == cut.trace.hash && whole.size == cut.size));
    return 0;
}
