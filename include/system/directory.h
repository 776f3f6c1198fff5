// Directories: below one that is open, never through a symbolic link.
#pragma once

#include "system/fd.h"

// A component of a path as system calls take it. A longer one is a bug of ours and traps.
struct FileName {
    char letters[256];

    explicit FileName(Text name) { copy_text(letters, name); }
};

// Without the slashes behind it: that of "a/b//" is "b". Empty for "/" and for nothing.
Text last_component(Text path);

Result<Fd> open_directory(const char *path);

// Fails where no file can be made in it, now or for this user.
Error check_writable(const Fd &directory);

// Opens the directory that holds the last component of the checked relative `path` below
// `directory`, creating nothing; `*name` becomes that component.
Result<Fd> open_parent(const Fd &directory, Text path, Text *name);

// Makes the directory `path` below `directory`; one that is there already is as good.
Error make_directory(const Fd &directory, Text path, uint16_t mode);

// Walks a directory and what is below it, depth first, each directory before its entries.
class Tree {
public:
    enum class Type : uint8_t { none, file, directory, other };

    // Walks `path`, which comes as the first entry. Entries are named by paths that begin with its
    // last component.
    Error open(const char *path);

    // The next entry; Type::none at the end. A directory that cannot be read, or lies deeper than
    // kDepth, is an Error; the walk goes on behind it.
    Result<Type> next();

    // Of the entry that next() returned last: its path for the peer, its permissions, and where to
    // open it: a name in a directory.
    Text        path() const { return {path_, path_size_}; }
    uint16_t    mode() const { return mode_; }
    bool        at_top() const { return depth_ == 1 && !name_at_; }  // it is the directory walked
    int         parent() const { return levels_[depth_ - 1].fd.get(); }
    const char *name() const { return path_ + name_at_; }

private:
    static constexpr size_t kDepth = 32;

    struct Level {
        Fd     fd;
        off_t  position  = 0;  // of the next entry: the buffer is shared, so levels read again
        size_t path_size = 0;
    };

    Error        enter(Fd directory);
    Result<Type> take_entry();
    Error        fill();
    bool         append(const char *name);
    Type         look();

    Level    levels_[kDepth];
    size_t   depth_     = 0;
    size_t   path_size_ = 0;
    size_t   name_at_   = 0;
    size_t   entry_     = 0;  // in entries_, of the next one
    size_t   filled_    = 0;
    uint16_t mode_      = 0;
    bool     fresh_     = false;  // nothing returned yet
    bool     descend_   = false;  // the entry returned last is a directory to go into
    char     path_[4001];  // as long as a peer takes it (wire/name.h)
    alignas(8) char entries_[2048];
};
