#include "system/source.h"

#include <fcntl.h>
#include <sys/stat.h>

static Error failed(const char *attempt) { return failure(attempt, Exit::file); }

static Error refused(const char *why)
{
    return complaint(Exit::file, why);
}

static Error check_regular(const struct stat &status)
{
    if (S_ISREG(status.st_mode)) return {};
    if (S_ISDIR(status.st_mode)) return refused("it is a directory");
    if (S_ISLNK(status.st_mode)) return refused("it is a symbolic link");
    return refused("it is not a regular file (\"-\" sends standard input)");
}

// Looked at before it is opened: opening a device can do something. Looked at again behind it,
// because another file may have taken its place in between.
Result<Source> Source::open(int directory, const char *name, bool follow)
{
    struct stat status;
    if (fstatat(directory, name, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW) < 0) return failed("open");
    TRY(check_regular(status));

    Source source;
    int    flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW);
    source.file_ = Fd(openat(directory, name, flags));
    if (!source.file_ || fstat(source.fd(), &status) < 0) return failed("open");
    TRY(check_regular(status));
    source.is_file_  = true;
    source.mode_     = uint16_t(status.st_mode & 0777);
    source.size_     = uint64_t(status.st_size);
    source.modified_ = status.st_mtim;
    return source;
}

Source Source::standard_input()
{
    Source source;
    source.file_ = Fd(control(0, F_DUPFD_CLOEXEC, 3));
    return source;
}

Result<size_t> Source::read(Space to)
{
    for (;;) {
        ssize_t got = ::read(file_.get(), to.data, to.size);
        if (got >= 0) return size_t(got);
        if (errno != EINTR) return failed("read");
    }
}

Error Source::seek(uint64_t offset)
{
    return lseek(file_.get(), off_t(offset), SEEK_SET) < 0 ? failed("seek in") : Error{};
}

static bool same_time(timespec a, timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

Error Source::check_unchanged() const
{
    struct stat seen;
    if (!is_file_) return {};
    if (fstat(file_.get(), &seen) < 0) return failed("look at");
    bool same = uint64_t(seen.st_size) == size_ && same_time(seen.st_mtim, modified_);
    return same ? Error{} : refused("it changed while it was being sent");
}
