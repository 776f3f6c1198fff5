#include "words/splitter.h"

bool Splitter::next(Text &line)
{
    held_.consumed(given_);
    given_ = 0;
    for (;;) {
        Text   held  = text_of(held_.bytes());
        size_t end   = position(held, '\n');
        bool   ended = end < held.size, full = !ended && !held_.room();
        if (held.empty() || (!ended && !full && !finished_)) return false;
        bool skipped = skipping_;
        skipping_    = !ended && !finished_;
        if (skipped) {
            held_.consumed(end + ended);
            continue;
        }
        line   = held.first(end);
        given_ = end + ended;
        if (ended && end && line[end - 1] == '\r') line = line.first(end - 1);
        return true;
    }
}
