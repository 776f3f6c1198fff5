#include "words/reason.h"

#include "words/say.h"

#include <errno.h>

struct Meaning {
    int         code;
    const char *words;
};

static constexpr Meaning kMeanings[] = {
    {EACCES, "permission denied"},
    {EADDRINUSE, "address already in use"},
    {EADDRNOTAVAIL, "address not available"},
    {EAFNOSUPPORT, "no such address family"},
    {EAGAIN, "try again"},
    {EBADF, "it is closed"},
    {EBUSY, "busy"},
    {ECONNABORTED, "connection aborted"},
    {ECONNREFUSED, "connection refused"},
    {ECONNRESET, "connection reset by the peer"},
    {EDQUOT, "quota exceeded"},
    {EEXIST, "already exists"},
    {EFBIG, "file too large"},
    {EHOSTDOWN, "host is down"},
    {EHOSTUNREACH, "no route to host"},
    {EINTR, "interrupted"},
    {EINVAL, "invalid argument"},
    {EIO, "input/output error"},
    {EISDIR, "is a directory"},
    {ELOOP, "is a symbolic link"},
    {EMFILE, "too many open files"},
    {EMSGSIZE, "message too long"},
    {ENAMETOOLONG, "name too long"},
    {ENETDOWN, "network is down"},
    {ENETUNREACH, "network unreachable"},
    {ENFILE, "too many open files on this machine"},
    {ENOBUFS, "no buffer space"},
    {ENODEV, "no such device"},
    {ENOENT, "no such file or directory"},
    {ENOMEM, "out of memory"},
    {ENOSPC, "no space left"},
    {ENOSYS, "not known to this kernel"},
    {ENOTCONN, "not connected"},
    {ENOTDIR, "not a directory"},
    {ENOTEMPTY, "directory not empty"},
    {ENXIO, "no such device or address"},
    {EOPNOTSUPP, "not supported"},
    {EPERM, "not permitted"},
    {EPIPE, "connection closed by the peer"},
    {EPROTO, "protocol error"},
    {EROFS, "read-only file system"},
    {ETIMEDOUT, "timed out"},
    {ETXTBSY, "program file is running"},
    {EXDEV, "on another file system"},
};

// The same without pointers, which are dear: errno in two bytes, a length, so many letters.
static constexpr size_t kHead = 3;

static constexpr size_t packed_size()
{
    size_t size = 0;
    for (const Meaning &row : kMeanings) size += kHead + Text(row.words).size;
    return size;
}

struct Packed {
    uint8_t bytes[packed_size()] = {};
};

static constexpr Packed packed()
{
    Packed to;
    size_t at = 0;
    for (const Meaning &row : kMeanings) {
        to.bytes[at++] = uint8_t(row.code >> 8);
        to.bytes[at++] = uint8_t(row.code);
        to.bytes[at++] = uint8_t(Text(row.words).size);
        for (char letter : Text(row.words)) to.bytes[at++] = uint8_t(letter);
    }
    return to;
}

static constexpr Packed kPacked = packed();

static Text words_of(int code)
{
    for (Bytes rest(kPacked.bytes); !rest.empty();) {
        Bytes words = rest.after(kHead).first(rest[2]);
        if (code == (rest[0] << 8 | rest[1])) return text_of(words);
        rest = rest.after(kHead + words.size);
    }
    return {};
}

Text reason(Error error)
{
    static char letters[sizeof "error -2147483648"];
    if (!error.code()) return error.words;
    Text words = words_of(error.code());
    return words.empty() ? Writer(letters).say("error ", error.code()).text() : words;
}
