// For tests: an empty directory to work in, which goes away with everything in it, and short words for
// what a test does with files. Whatever fails here that should not ends the program.
#pragma once

#include "system/fd.h"
#include "words/say.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

inline void must(bool done)
{
    if (!done) __builtin_trap();
}

// The names in a directory in their order, with blanks between them. Lasts until the next call.
inline Text names_in(const char *path)
{
    static char all[2048];
    char        names[64][256];
    size_t      count = 0;
    Writer      to(all);
    DIR        *directory = opendir(path);
    must(directory);
    while (dirent *entry = readdir(directory)) {
        if (Text(entry->d_name) == "." || Text(entry->d_name) == "..") continue;
        must(count < 64);
        size_t at = count++;
        for (; at && strcmp(names[at - 1], entry->d_name) > 0; at--) strcpy(names[at], names[at - 1]);
        strcpy(names[at], entry->d_name);
    }
    closedir(directory);
    for (size_t i = 0; i < count; i++) to.say(i ? " " : "", names[i]);
    return to.text();
}

// The current directory while it lives; inside $TMP where that is set.
class Scratch {
public:
    Scratch() : before_(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    {
        const char *parent = getenv("TMP");
        Writer      path{Span<char>(path_)};
        path.say(parent ? parent : "/tmp", "/unit-XXXXXX", '\0');
        must(before_ && mkdtemp(path_) && !chdir(path_));
        umask_ = umask(022);
    }
    ~Scratch()
    {
        umask(umask_);
        empty(AT_FDCWD, ".");
        must(!fchdir(before_.get()) && !rmdir(path_));
    }
    Scratch(const Scratch &) = delete;

    const char *path() const { return path_; }
    Fd          directory() const { return Fd(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }

private:
    static void empty(int parent, const char *name)
    {
        fchmodat(parent, name, 0700, 0);
        Fd   fd(openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        DIR *directory = fdopendir(dup(fd.get()));
        must(directory);
        while (dirent *entry = readdir(directory)) {
            if (Text(entry->d_name) == "." || Text(entry->d_name) == "..") continue;
            if (!unlinkat(fd.get(), entry->d_name, 0)) continue;
            empty(fd.get(), entry->d_name);
            must(!unlinkat(fd.get(), entry->d_name, AT_REMOVEDIR));
        }
        closedir(directory);
    }

    Fd     before_;
    mode_t umask_;
    char   path_[256];
};

inline void put_file(const char *path, Text content)
{
    Fd fd(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    must(fd && write(fd.get(), content.data, content.size) == ssize_t(content.size));
}

// What a small file holds, or "(none)" without one. Lasts until the next call.
inline Text content_of(const char *path)
{
    static char letters[4096];
    Fd          fd(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    ssize_t     got = fd ? read(fd.get(), letters, sizeof letters) : -1;
    return got < 0 ? Text("(none)") : Text(letters, size_t(got));
}

inline struct stat status_of(const char *path)
{
    struct stat status = {};
    must(!lstat(path, &status));
    return status;
}

// Whether a file's times have nanoseconds here: some emulators lose them.
inline bool tells_nanoseconds()
{
    timespec times[] = {{0, UTIME_OMIT}, {1, 5}};
    put_file("probe", "");
    must(!utimensat(AT_FDCWD, "probe", times, 0));
    bool told = status_of("probe").st_mtim.tv_nsec == 5;
    return unlink("probe"), told;
}

// While it lives, the superuser is nobody in particular and permissions count.
class Unprivileged {
public:
    Unprivileged() { must(geteuid() || !seteuid(65534)); }
    ~Unprivileged() { must(getuid() || !seteuid(0)); }
    Unprivileged(const Unprivileged &) = delete;
};
