// Any bytes as a .netrc: comments, line ends and the memory it is read with make no difference, and what is
// found was there.
#include "wire/netrc.h"

#include "fuzz/fuzz.h"

static Result<Credentials> look_up(Text file, Text user, Span<char> memory)
{
    return find_in_netrc(file, "a", user, memory);
}

static void must_be_same(const Result<Credentials> &a, const Result<Credentials> &b)
{
    must(a.error.words == b.error.words && a.value.user == b.value.user && a.value.password == b.value.password);
    must(!a.value.user.data == !b.value.user.data);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char memory[5000], other_memory[5000], text[5000], little[6];
    Text        file  = text_of(Bytes(data, smaller<size_t>(size, 4000)));
    auto        found = look_up(file, "", memory);
    must(!found.error || found.error.exit() == Exit::file);
    must(found.value.user.size + found.value.password.size <= file.size);

    Writer commented{Span<char>(text)};
    commented.say("# machine a login x\n \t#\"\n", file);
    must_be_same(found, look_up(commented.text(), "", other_memory));
    if (found.value.user.size) must(!look_up(file, found.value.user, other_memory).error);

    auto shorter = look_up(file, "", little);
    if (!shorter.error) must_be_same(found, shorter);
    return 0;
}
