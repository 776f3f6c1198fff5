// What is known of a part file beside its bytes.
#include "system/part_name.h"
#include "system/sink.h"

#include <fcntl.h>
#include <sys/stat.h>

static constexpr const char *kNote = ".etag";

// Made anew, so that whatever somebody has put there is neither followed nor written to.
Error Sink::keep_note(Text note)
{
    PartName name(name_, slot_, kNote);
    drop_note();
    Fd   file(openat(directory_.get(), name.letters, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    bool written = file && ::write(file.get(), note.data, note.size) == ssize_t(note.size);
    return written ? Error{} : failure("write a note for", Exit::file);
}

Text Sink::read_note(Span<char> memory) const
{
    PartName    name(name_, slot_, kNote);
    struct stat status;
    Fd file(openat(directory_.get(), name.letters, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file || fstat(file.get(), &status) < 0 || status.st_uid != geteuid()) return {};
    ssize_t got = read(file.get(), memory.data, memory.size);
    return got > 0 && size_t(got) < memory.size ? Text(memory.data, size_t(got)) : Text();
}

void Sink::drop_note()
{
    if (directory_) unlinkat(directory_.get(), PartName(name_, slot_, kNote).letters, 0);
}

Error Sink::cut()
{
    return ftruncate(file_.get(), off_t(size_)) < 0 ? failure("truncate", Exit::file) : Error{};
}

int64_t Sink::modified() const
{
    struct stat status;
    return fstat(file_.get(), &status) < 0 ? 0 : int64_t(status.st_mtim.tv_sec);
}

void Sink::stamp(int64_t seconds)
{
    timespec times[] = {{0, UTIME_OMIT}, {time_t(seconds), 0}};
    futimens(file_.get(), times);
}
