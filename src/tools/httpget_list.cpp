#include "tools/url_list.h"

#include "system/watch.h"
#include "wire/grammar.h"

#include <fcntl.h>

Error UrlList::open(const char *path)
{
    file_ = Fd(is_dash(path) ? control(0, F_DUPFD_CLOEXEC, 3) : ::open(path, O_RDONLY | O_CLOEXEC));
    return file_ ? Error{} : failure("open", Exit::file);
}

// A line that fills the memory is longer than any URL, and found to be.
Result<Text> UrlList::next()
{
    for (;;) {
        Text   held = text_of(held_.bytes());
        size_t end  = position(held, '\n');
        if (end == held.size && !ended_ && held_.room()) {
            TRY(read_more());
            continue;
        }
        if (held.empty()) return Text();
        held_.consumed(smaller(end + 1, held.size));
        Text url = trimmed(without_cr(held.first(end)));
        if (!url.empty() && url[0] != '#') return url;
    }
}

Error UrlList::read_more()
{
    Space   space = held_.space();
    ssize_t got   = read(file_.get(), space.data, space.size);
    if (got < 0) return errno == EINTR ? kInterrupted : failure("read", Exit::file);
    ended_ = !got;
    held_.filled(size_t(got));
    return {};
}
