// The files of words in /etc, line by line: hosts(5), services(5), resolv.conf(5).
#pragma once

#include "system/fd.h"
#include "words/buffer.h"
#include "words/scan.h"

class Lines {
public:
    // A file that cannot be read has no lines.
    explicit Lines(const char *path);
    Lines(const Lines &) = delete;

    // Without its end; valid until the next call. Lines of 1024 bytes and more are passed over.
    bool next(Text &line);

private:
    bool read_more();

    Fd      file_;
    bool    skipping_ = false;  // the rest of such a line
    Buffer  held_{Space(memory_)};
    uint8_t memory_[1024];
};
