// Frames out of any bytes: however the stream is cut, the same is heard, and nothing that the rules forbid.
#include "wire/frame.h"

#include "fuzz/fuzz.h"

static constexpr FrameRule kRules[] = {
    {1, 0, 16}, {2, 8, 8}, {3, 1, 300, true}, {4, 0, 0}, {255, 1, UINT32_MAX, true},
};

static const FrameRule &rule_for(uint8_t kind)
{
    for (const FrameRule &rule : kRules)
        if (rule.kind == kind) return rule;
    __builtin_trap();
}

namespace {
struct Outcome {
    Trace       trace;
    const char *fault   = nullptr;
    bool        between = false;
};
}

static Outcome read_all(Bytes stream, uint8_t seed)
{
    uint8_t     memory[16];
    FrameReader reader(memory, kRules);
    Cuts        cuts(seed);
    Outcome     outcome;
    while (!stream.empty()) {
        Bytes input = cuts.take(stream);
        for (;;) {
            size_t    before = input.size;
            FrameItem item;
            if (Error error = reader.next(input, item)) {
                must(error.exit() == Exit::protocol);
                outcome.fault = error.words;
                return outcome;
            }
            must(input.size < before || !before || item.kind);
            if (!item.kind) break;
            const FrameRule &rule = rule_for(item.kind);
            must(item.bytes.size <= rule.longest && (rule.streamed || item.bytes.size >= rule.shortest));
            must(!rule.streamed || !item.bytes.empty());
            if (!rule.streamed) outcome.trace.add(item.kind);
            outcome.trace.add(item.bytes);
        }
        must(input.empty());
    }
    outcome.between = reader.between_frames();
    return outcome;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    Bytes   stream = Bytes(data, size).after(1);
    Outcome whole = read_all(stream, 0), cut = read_all(stream, larger<uint8_t>(data[0], 1));
    must(whole.trace.hash == cut.trace.hash && whole.fault == cut.fault && whole.between == cut.between);
    return 0;
}
