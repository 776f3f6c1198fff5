#include "system/keyfile.h"

#include "wire/code.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

static Error failed(const char *attempt) { return failure(attempt, Exit::file); }

static Error check_private(const Fd &file)
{
    struct stat status;
    bool shared = fstat(file.get(), &status) < 0 || (S_ISREG(status.st_mode) && status.st_mode & 077);
    return shared ? complaint(Exit::file, "others may use it: chmod 600 keeps it secret") : Error{};
}

static Result<size_t> read_all(const Fd &file, Space to)
{
    size_t  size = 0;
    ssize_t got;
    while ((got = read(file.get(), to.data + size, to.size - size)) != 0) {
        if (got > 0) size += size_t(got);
        else if (errno != EINTR) return failed("read");
    }
    return size;
}

static Error take_key(Key &to, const Fd &file, Space memory)
{
    size_t size = TRY(read_all(file, memory));
    bool   good = key_of_file(to, memory.first(size));
    return good ? Error{} : complaint(Exit::file, "not a key: 32 bytes, a line of base64 or a code");
}

Error read_key(Key &to, const char *path)
{
    bool input = is_dash(path);
    Fd   file(input ? control(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : open(path, O_RDONLY | O_CLOEXEC));
    if (!file) return failed("open");
    TRY(check_private(file));

    // A byte more than the longest key, to see that it is longer.
    uint8_t memory[kLongestKeyFile + 1];
    Error   error = take_key(to, file, memory);
    wipe(memory);
    return error;
}

static Error fill(const Fd &file, Text line)
{
    // The umask may have taken something from the owner, too; and not every file system has modes. Asked of
    // the kernel: libc's fchmod() can do more, for descriptors that cannot be written to.
    syscall(SYS_fchmod, file.get(), 0600);
    TRY(check_private(file));
    while (!line.empty()) {
        ssize_t written = write(file.get(), line.data, line.size);
        if (written >= 0) line = Text(line.after(size_t(written)));
        else if (errno != EINTR) return failed("write");
    }
    return fsync(file.get()) < 0 ? failed("sync") : Error{};
}

Error write_key(const char *path, const KeyLine &line)
{
    Fd file(open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file) return failed("create");
    Error error = fill(file, line);
    if (error) unlink(path);
    return error;
}
