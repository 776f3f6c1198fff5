// Any bytes as lines of a chat: however they are cut, the same is heard, no line is longer than it may
// be or holds the end of one, and what is shown of it is fit for a terminal.
#include "wire/chat_line.h"

#include "fuzz/fuzz.h"
#include "words/utf8.h"

static void check_clean(Text line)
{
    char memory[3 * kLongestText];
    must(clean_text(line, memory));
    for (Text rest = line; !rest.empty();) {
        Character next = first_character(rest);
        must(next.length && is_showable(next.code));
        rest = rest.after(next.length);
    }
    Text again = line;
    char same_size[3 * kLongestText];
    must(clean_text(again, Span<char>(same_size).first(line.size)) && again == line);
}

static void hear(Trace &trace, ChatLineReader &reader)
{
    for (;;) {
        Text line;
        auto event = reader.next(line, {0});
        if (event == ChatLineReader::Event::nothing) return;
        trace.add(uint64_t(event));
        if (event == ChatLineReader::Event::too_long) continue;
        must(line.size <= kLongestText && position(line, '\n') == line.size && position(line, '\r') == line.size);
        trace.add(bytes_of(line));
        check_clean(line);
    }
}

static Trace read_all(Bytes stream, uint8_t seed)
{
    ChatLineReader reader;
    Cuts           cuts(seed);
    Trace          trace;
    while (!stream.empty()) {
        for (Bytes piece = cuts.take(stream); !piece.empty();) {
            Space space = reader.space();
            must(!space.empty());
            Bytes front = piece.first(smaller(piece.size, space.size));
            copy(space, front);
            reader.filled(front.size, {0});
            piece = piece.after(front.size);
            hear(trace, reader);
        }
    }
    reader.finish();
    hear(trace, reader);
    return trace;
}

// The first byte says how to cut.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    Bytes stream = Bytes(data, size).after(1);
    must(read_all(stream, 0).hash == read_all(stream, larger<uint8_t>(data[0], 1)).hash);
    return 0;
}
