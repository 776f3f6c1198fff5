// Any robots.txt, path and name: however the file is cut, the same is decided; and a rule that was found is
// a line of the file.
#include "wire/robots.h"

#include "fuzz/fuzz.h"

static bool contains(Text file, Text wanted)
{
    for (; file.size >= wanted.size; file = file.after(1))
        if (starts_with(file, wanted)) return true;
    return false;
}

static void read_all(Robots &robots, Bytes file, uint8_t seed)
{
    Cuts cuts(seed);
    while (!file.empty()) robots.update(cuts.take(file));
    robots.finish();
}

// The first byte says how to cut, the first line is the path.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || data[1] != '/') return 0;
    Text   rest = text_of(Bytes(data, size).after(1)), path = rest.first(position(rest, '\n'));
    Bytes  file = bytes_of(rest.after(smaller(path.size + 1, rest.size)));
    Robots whole("httpget", path), cut("httpget", path);
    read_all(whole, file, 0);
    read_all(cut, file, larger<uint8_t>(data[0], 1));
    must(whole.may_fetch() == cut.may_fetch() && whole.line() == cut.line() && whole.rule() == cut.rule());
    must(whole.may_fetch() || whole.line());
    must(!whole.line() == whole.rule().empty() && contains(text_of(file), whole.rule()));
    return 0;
}
