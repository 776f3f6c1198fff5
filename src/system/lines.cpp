#include "system/lines.h"

#include <fcntl.h>

Lines::Lines(const char *path) : file_(open(path, O_RDONLY | O_CLOEXEC)) {}

// False when no more comes, or no more fits.
bool Lines::read_more()
{
    Space   space = held_.space();
    ssize_t got   = file_ && space.size ? read(file_.get(), space.data, space.size) : 0;
    if (got > 0) held_.filled(size_t(got));
    return got > 0;
}

bool Lines::next(Text &line)
{
    for (;;) {
        size_t end = position(text_of(held_.bytes()), '\n');
        if (end == held_.bytes().size && read_more()) continue;
        Text held = text_of(held_.bytes());
        if (held.empty()) return false;

        bool rest = skipping_;
        skipping_ = end == held.size && !held_.room();
        line      = held.first(end);
        held_.consumed(smaller(end + 1, held.size));
        if (!rest && !skipping_) return true;
    }
}
