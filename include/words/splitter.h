// Lines out of bytes that come as they come.
//
//     splitter.filled(read_into(splitter.space()));
//     while (splitter.next(line)) ...
//
// What stands behind the last newline is a line once finish() says that nothing more comes. One that is
// longer than the memory is given as far as it fits, and the rest of it is dropped.
#pragma once

#include "words/buffer.h"

class Splitter {
public:
    // `memory` is lent for its life.
    explicit Splitter(Space memory) : held_(memory) {}

    // Where the next bytes go. Empty only while there are lines to be asked for.
    Space space() { return held_.space(); }
    void  filled(size_t size) { held_.filled(size); }
    void  finish() { finished_ = true; }

    // Without its end, LF or CR LF. Valid until the next call; false where there is none yet.
    bool next(Text &line);

    // There are bytes of a line that has no end yet.
    bool has_part() const { return !held_.bytes().empty(); }
    bool is_finished() const { return finished_; }

private:
    Buffer held_;
    size_t given_    = 0;      // bytes of the line given last
    bool   finished_ = false;
    bool   skipping_ = false;  // the rest of a line that was too long
};
