// What is being sent: a regular file, or standard input.
#pragma once

#include "system/fd.h"

#include <time.h>

class Source {
public:
    // Opens a regular file, `name` below `directory` (AT_FDCWD: a path). Anything else is refused
    // without being opened for longer than a look. `follow` allows a symbolic link.
    static Result<Source> open(int directory, const char *name, bool follow);

    // Standard input, of unknown size.
    static Source standard_input();

    int      fd() const { return file_.get(); }
    bool     is_file() const { return is_file_; }
    uint64_t size() const { return size_; }  // of a file, when it was opened
    uint16_t mode() const { return mode_; }
    timespec modified() const { return modified_; }

    // What read(2) gives; 0 at the end.
    Result<size_t> read(Space to);
    Error          seek(uint64_t offset);

    // Fails when the file is no longer the one that was opened, by size or times.
    Error check_unchanged() const;

private:
    Fd       file_;
    bool     is_file_  = false;
    uint16_t mode_     = 0644;
    uint64_t size_     = 0;
    timespec modified_ = {};
};
