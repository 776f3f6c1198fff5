// A URL up to a newline, a reference behind it: what is written is read as the same, and is fit for a request.
#include "wire/url.h"

#include "fuzz/fuzz.h"
#include "wire/http_request.h"
#include "wire/name.h"
#include "words/ascii.h"

static char first_memory[500], second_memory[1500], third_memory[3000], written[3000];

static void check_url(const Url &url)
{
    must(!url.host.empty() && url.port && starts_with(url.path, "/"));
    must(url.query.empty() || url.query[0] == '?');
    must(url.fragment.empty() || url.fragment[0] == '#');
    for (char c : url.connect_host()) must(!is_control(c));
    for (char c : url.user) must(!is_control(c));

    Writer to(written);
    add_target(to, url, Target::absolute);
    for (char c : to.text()) must(c > ' ' && c < 0x7f);
    Url again, same;
    must(!parse_url(again, to.text(), third_memory) && again.host == url.host && again.port == url.port);
    must(again.path == url.path && again.query == url.query && again.secure == url.secure);

    must(!resolve_reference(same, url, {}, third_memory));
    must(same_origin(url, same) && same.fragment == url.fragment);
    must(same.user == url.user && same.password == url.password);
}

static void check_file_name(const Url &url)
{
    char         memory[kLongestName + 1];
    Result<Text> name = file_name(url, memory);
    must(name.error ? name.error.exit() == Exit::usage : !name_fault(name.value, false));
}

// Only the lines that were meant to be there.
static void check_request(const Url &url)
{
    static uint8_t memory[6000];
    Buffer         out{Space(memory)};
    must(put_request(out, {}, url));
    Text   head  = text_of(out.bytes());
    size_t lines = 0;
    for (char c : head) lines += c == '\n';
    must(lines == 4 && starts_with(head, "GET /"));
}

static bool check(const Url &url, Error error)
{
    if (error) return must(error.exit() == Exit::usage), false;
    check_url(url);
    check_file_name(url);
    check_request(url);
    return true;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text all       = text_of({data, size});
    Text text      = all.first(position(all, '\n'));
    Text reference = all.after(smaller(text.size + 1, all.size));
    Url  url, next;
    if (check(url, parse_url(url, text, first_memory)))
        check(next, resolve_reference(next, url, reference, second_memory));
    return 0;
}
