#include "system/sink.h"

#include "system/directory.h"
#include "system/part_name.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>

static constexpr uint8_t  kSlots     = 8;
static constexpr uint64_t kWriteback = 8 << 20;

static Error failed(const char *attempt) { return failure(attempt, Exit::file); }
static Error failed(const char *attempt, int code) { return {attempt, code, Exit::file}; }

Sink::~Sink() { close(); }

Error Sink::open_slot()
{
    PartName    part(name_, slot_);
    const char *path = part.letters;

    file_ = Fd(openat(directory_.get(), path,
                      O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
    struct stat file, named;
    if (!file_ || fstat(file_.get(), &file) < 0) return failed("create a part file for");
    if (!S_ISREG(file.st_mode) || file.st_nlink > 1 || file.st_uid != geteuid())
        return failed("create a part file for", EPERM);
    // Not every kernel and file system has locks.
    if (flock(file_.get(), LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK) return failed("receive", EBUSY);
    // Who held the lock before us may have given this file its final name in the meantime.
    if (fstatat(directory_.get(), path, &named, AT_SYMLINK_NOFOLLOW) < 0 ||
        named.st_ino != file.st_ino || named.st_dev != file.st_dev)
        return failed("receive", EBUSY);
    size_ = uint64_t(file.st_size);
    return {};
}

static bool is_worth_another_slot(int code)
{
    return code == EPERM || code == EACCES || code == ELOOP || code == EISDIR || code == ENXIO;
}

Error Sink::open_part(Fd directory, Text name, bool replace)
{
    if (name.empty() || name.size > 255) return failed("create", name.empty() ? ENOENT : ENAMETOOLONG);
    name_      = name;
    directory_ = move(directory);
    replace_   = replace;
    size_      = flushed_ = 0;

    struct stat there;
    FileName    final(name);
    if (!fstatat(directory_.get(), final.letters, &there, AT_SYMLINK_NOFOLLOW)) {
        if (S_ISDIR(there.st_mode)) return failed("create", EISDIR);
        if (!replace) return failed("create", EEXIST);
    }
    Error error;
    for (slot_ = 0; slot_ < kSlots; slot_++) {
        error = open_slot();
        if (!error) return {};
        file_.reset();
        if (!is_worth_another_slot(error.code())) break;
    }
    return error;
}

uint64_t Sink::free_space() const
{
    struct statfs system;
    if (!directory_ || fstatfs(file_.get(), &system) < 0) return UINT64_MAX;
    return uint64_t(system.f_bavail) * uint64_t(system.f_frsize);
}

Result<size_t> Sink::read_back(Space to, uint64_t offset)
{
    ssize_t got = pread(file_.get(), to.data, to.size, off_t(offset));
    if (got < 0) return failed("read back");
    return size_t(got);
}

Error Sink::restart()
{
    size_ = flushed_ = 0;
    return directory_ && ftruncate(file_.get(), 0) < 0 ? failed("truncate") : Error{};
}

// Starting the disk early keeps the wait in fsync() short: it holds up every other sender.
void Sink::start_writeback()
{
    if (!directory_ || size_ - flushed_ < kWriteback) return;
    sync_file_range(file_.get(), off_t(flushed_), off_t(size_ - flushed_), SYNC_FILE_RANGE_WRITE);
    flushed_ = size_;
}

Error Sink::write(Bytes bytes)
{
    while (!bytes.empty()) {
        ssize_t written = directory_
                              ? pwrite(file_.get(), bytes.data, bytes.size, off_t(size_))
                              : ::write(file_.get(), bytes.data, bytes.size);
        if (written < 0 && errno == EPIPE)
            return complaint(Exit::file, "nobody reads the output any more");
        if (written < 0) return failed("write");
        size_ += size_t(written);
        bytes = bytes.after(size_t(written));
    }
    start_writeback();
    return {};
}

Result<size_t> Sink::splice_from(const Fd &pipe, size_t most)
{
    off_t   at    = off_t(size_);
    ssize_t moved = splice(pipe.get(), nullptr, file_.get(), directory_ ? &at : nullptr, most,
                           SPLICE_F_MOVE);
    if (moved < 0) return failed("write");
    size_ += size_t(moved);
    start_writeback();
    return size_t(moved);
}

static mode_t current_umask()
{
    mode_t mask = umask(0);
    umask(mask);
    return mask;
}

// From the best way to the oldest: a rename that refuses to replace (Linux 3.15), a hard link
// (which vfat lacks), a rename onto a name reserved first.
Error Sink::name_it()
{
    FileName    final_name(name_);
    PartName    part_name(name_, slot_);
    int         directory = directory_.get();
    const char *part = part_name.letters, *final = final_name.letters;
    if (replace_) return renameat(directory, part, directory, final) < 0 ? failed("name") : Error{};

    constexpr unsigned kNoReplace = 1;
    if (!syscall(SYS_renameat2, directory, part, directory, final, kNoReplace)) return {};
    if (errno != ENOSYS && errno != EINVAL) return failed("name");

    if (!linkat(directory, part, directory, final, 0)) {
        unlinkat(directory, part, 0);
        return {};
    }
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return failed("name");
    Fd reserved(openat(directory, final, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!reserved || renameat(directory, part, directory, final) < 0) return failed("name");
    return {};
}

Error Sink::fail(Error error)
{
    discard();
    return error;
}

// A failed fsync() is never tried again: the kernel has already dropped what it could not write.
Error Sink::commit(const Attributes &attributes)
{
    int fd = file_.get();
    if (!directory_) {
        bool synced = !fsync(fd) || errno == EINVAL || errno == EROFS || errno == ENOTSUP;
        Error error = synced ? Error{} : failed("sync");
        file_.reset();
        return error;
    }
    timespec times[] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    if (attributes.timed) {
        times[1].tv_sec  = time_t(attributes.mtime_seconds);
        times[1].tv_nsec = long(attributes.mtime_nanoseconds);
    }
    // vfat and its like know neither modes nor all times: the bytes are what counts.
    syscall(SYS_fchmod, fd, attributes.mode & 0777 & ~current_umask());
    futimens(fd, times);
    if (fsync(fd) < 0) return fail(failed("sync"));
    if (Error error = name_it()) return fail(error);
    if (fsync(directory_.get()) < 0 && errno != EINVAL) return failed("sync the directory of");

    int handle = file_.release();
    directory_.reset();
    return ::close(handle) < 0 ? failed("close") : Error{};
}

void Sink::discard()
{
    if (file_ && directory_) unlinkat(directory_.get(), PartName(name_, slot_).letters, 0);
    file_.reset();
    directory_.reset();
}

void Sink::close()
{
    if (!size_) discard();
    file_.reset();
    directory_.reset();
}

static const char *last_slash(const char *path)
{
    const char *slash = nullptr;
    for (; *path; path++)
        if (*path == '/') slash = path;
    return slash;
}

static Result<Fd> open_directory_of(const char *path, const char *slash)
{
    char directory[4096];
    Text named = slash ? Text(path, size_t(slash - path) + 1) : Text(".");
    if (named.size >= sizeof directory) return failed("open", ENAMETOOLONG);
    copy_text(directory, named);
    return open_directory(directory);
}

static bool is_stream(const char *path, struct stat &there)
{
    return is_dash(path) || (!stat(path, &there) && !S_ISREG(there.st_mode));
}

Error Sink::check_output(const char *path, bool replace)
{
    struct stat there = {};
    if (!is_stream(path, there)) return Sink().open_output(path, replace);
    return S_ISDIR(there.st_mode) ? failed("write to", EISDIR) : Error{};
}

Error Sink::open_output(const char *path, bool replace)
{
    struct stat there;
    if (is_stream(path, there)) {
        bool standard = is_dash(path);
        directory_.reset();
        size_ = 0;
        file_ = Fd(standard ? control(1, F_DUPFD_CLOEXEC, 3) : open(path, O_WRONLY | O_CLOEXEC));
        return file_ ? Error{} : failed("open");
    }
    const char *slash = last_slash(path);
    Fd          directory = TRY(open_directory_of(path, slash));
    return open_part(move(directory), slash ? slash + 1 : path, replace);
}
