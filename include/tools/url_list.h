#pragma once

#include "system/fd.h"
#include "wire/url.h"
#include "words/buffer.h"

// The lines of a file of URLs, or of standard input for "-".
class UrlList {
public:
    Error open(const char *path);

    // The next line that is neither empty nor a comment, which # begins; empty at the end. Valid until the
    // next call.
    Result<Text> next();

private:
    Error read_more();

    Fd      file_;
    bool    ended_ = false;
    Buffer  held_{Space(memory_)};
    uint8_t memory_[kLongestUrl + 256];
};
