// Packs and unpacks for tests/peers/pack_python.sh: one question a line, its parts apart by tabs
// (see packed.h), one answer a line.
//
//     pack    !BxH    1 2        ->  01000002, or an error's reason behind "error: "
//     unpack  !BxH    01000002   ->  1 2
//     size    !BxH               ->  4
//     machine                    ->  little 8 8: byte order, size of a long, where a struct puts q behind B
#include "packed.h"

#include "words/buffer.h"

#include <unistd.h>

static void describe_machine(Writer &answer)
{
    bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    struct Probe {
        char      first;
        long long second;
    };
    answer.say(little ? "little " : "big ", sizeof(long), ' ', offsetof(Probe, second), '\n');
}

static Error size_line(Writer &answer, Text format)
{
    Layout layout = TRY(parse_format(format));
    answer.add(layout.size);
    return {};
}

static Error answer_to(Writer &answer, Text verb, Text format, Text rest)
{
    if (verb == "size") return size_line(answer, format);
    return verb == "pack" ? pack_line(answer, format, rest) : unpack_line(answer, format, rest);
}

static void answer_line(Writer &answer, Text question)
{
    Words parts{question};
    Text  verb   = parts.next('\t');
    Text  format = parts.next('\t');
    if (verb == "machine") return describe_machine(answer);

    if (Error error = answer_to(answer, verb, format, parts.rest)) {
        answer.clear();
        answer.say("error: ", error.words);
    }
    answer.add('\n');
}

static void print(Text text)
{
    while (!text.empty()) {
        ssize_t count = write(1, text.data, text.size);
        if (count <= 0) _exit(1);
        text = text.after(size_t(count));
    }
}

int main()
{
    static uint8_t memory[65536];
    static char    letters[16384];
    Buffer         input{Space(memory)};
    Writer         answer{Span<char>(letters)};
    for (;;) {
        Text  unread = text_of(input.bytes());
        Words lines{unread};
        Text  line = lines.next('\n');
        if (line.size < unread.size) {
            answer_line(answer, line);
            print(answer.text());
            answer.clear();
            input.consumed(line.size + 1);
            continue;
        }
        Space   space = input.space();
        ssize_t count = read(0, space.data, space.size);
        if (count <= 0) return count < 0 || !unread.empty();
        input.filled(size_t(count));
    }
}
