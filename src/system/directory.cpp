#include "system/directory.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

static Error failed(const char *attempt) { return failure(attempt, Exit::file); }
static Error failed(const char *attempt, int code) { return {attempt, code, Exit::file}; }

static constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

Result<Fd> open_directory(const char *path)
{
    Fd fd(open(path, kOpenDirectory));
    if (!fd) return failed("open the directory");
    return fd;
}

// Asked of the kernel: libc's own faccessat() brings a whole way of starting another process.
Error check_writable(const Fd &directory)
{
    long denied = syscall(SYS_faccessat, directory.get(), ".", W_OK | X_OK);
    return denied ? failed("write to") : Error{};
}

static Result<Fd> open_below(const Fd &directory, const char *name)
{
    Fd fd(openat(directory.get(), name, kOpenDirectory | O_NOFOLLOW));
    if (!fd) return failed("open the directory");
    return fd;
}

// Step by step: it works on every kernel, which openat2() does not, and is as safe.
Result<Fd> open_parent(const Fd &directory, Text path, Text *name)
{
    Fd at = TRY(open_below(directory, "."));
    for (size_t end = position(path, '/'); end < path.size; end = position(path, '/')) {
        at   = TRY(open_below(at, FileName(path.first(end)).letters));
        path = path.after(end + 1);
    }
    *name = path;
    return at;
}

Error make_directory(const Fd &directory, Text path, uint16_t mode)
{
    Text       last;
    Fd         parent = TRY(open_parent(directory, path, &last));
    FileName made(last);
    if (mkdirat(parent.get(), made.letters, (mode & 0777) | 0700) < 0 && errno != EEXIST)
        return failed("make the directory");
    Error blocked = open_below(parent, made.letters).error;
    if (blocked.code() == ENOTDIR) return failed("make the directory", EEXIST);
    if (blocked) return blocked;
    return fsync(parent.get()) < 0 && errno != EINVAL ? failed("sync the directory") : Error{};
}

static bool is_dots(Text name) { return name == "." || name == ".."; }

Text last_component(Text path)
{
    while (path.size > 1 && path[path.size - 1] == '/') path = path.first(path.size - 1);
    size_t start = path.size;
    while (start && path[start - 1] != '/') start--;
    return path.after(start);
}

Error Tree::enter(Fd directory)
{
    if (depth_ == kDepth) return failed("walk", ELOOP);
    levels_[depth_].fd        = move(directory);
    levels_[depth_].position  = 0;
    levels_[depth_].path_size = path_size_;
    depth_++;
    entry_ = filled_ = 0;
    return {};
}

Error Tree::open(const char *path)
{
    Text last = last_component(path);
    if (last.size >= sizeof path_) return failed("walk", ENAMETOOLONG);

    Fd          root = TRY(open_directory(path));
    struct stat status;
    if (fstat(root.get(), &status) < 0) return failed("look at");
    mode_ = uint16_t(status.st_mode & 0777);
    copy_text(path_, last);
    // What "." or "/" is called is nobody's name: there only the entries are walked.
    fresh_     = !is_dots(last) && last.size;
    path_size_ = fresh_ ? last.size : 0;
    return enter(move(root));
}

bool Tree::append(const char *name)
{
    size_t from = levels_[depth_ - 1].path_size, size = strlen(name);
    if (from + 1 + size >= sizeof path_) return false;
    name_at_ = from ? from + 1 : 0;
    if (from) path_[from] = '/';
    memcpy(path_ + name_at_, name, size + 1);
    path_size_ = name_at_ + size;
    return true;
}

Error Tree::fill()
{
    Level &level = levels_[depth_ - 1];
    lseek(level.fd.get(), level.position, SEEK_SET);
    long got = syscall(SYS_getdents64, level.fd.get(), entries_, sizeof entries_);
    if (got < 0) return failed("read the directory");
    entry_  = 0;
    filled_ = size_t(got);
    return {};
}

Tree::Type Tree::look()
{
    struct stat status;
    if (fstatat(parent(), name(), &status, AT_SYMLINK_NOFOLLOW) < 0) return Type::other;
    mode_    = uint16_t(status.st_mode & 0777);
    descend_ = S_ISDIR(status.st_mode);
    if (descend_) return Type::directory;
    return S_ISREG(status.st_mode) ? Type::file : Type::other;
}

// One entry of the deepest directory; none where it has no more.
Result<Tree::Type> Tree::take_entry()
{
    for (;;) {
        if (entry_ == filled_) TRY(fill());
        if (!filled_) return Type::none;
        const dirent *entry = reinterpret_cast<const dirent *>(entries_ + entry_);
        levels_[depth_ - 1].position = entry->d_off;
        entry_ += entry->d_reclen;
        if (is_dots(entry->d_name)) continue;
        if (!append(entry->d_name)) return failed("walk", ENAMETOOLONG);
        return look();
    }
}

Result<Tree::Type> Tree::next()
{
    if (fresh_) return fresh_ = false, Type::directory;
    if (descend_) {
        descend_ = false;
        Fd below = TRY(open_below(levels_[depth_ - 1].fd, name()));
        TRY(enter(move(below)));
    }
    while (depth_) {
        Type type = TRY(take_entry());
        if (type != Type::none) return type;
        levels_[--depth_].fd.reset();
        entry_ = filled_ = 0;
    }
    return Type::none;
}
