// Where received bytes go: a part file that becomes the final file only when it is whole, or a
// stream (a device, a pipe, standard output) that takes them as they come.
#pragma once

#include "system/fd.h"

// What a file keeps from its original.
struct Attributes {
    uint16_t mode = 0644;  // permission bits; the umask still applies
    bool     timed = false;
    int64_t  mtime_seconds     = 0;
    uint32_t mtime_nanoseconds = 0;
};

// The part file of NAME is .NAME.part-N beside it (N from 0 to 7: the first that is ours and not
// somebody's plant), locked while in use. It stays when an upload breaks off, for the next one of
// the same name to go on from; its bytes are vouched for by nothing but their digest.
class Sink {
public:
    Sink() = default;
    Sink(Sink &&) = default;
    Sink &operator=(Sink &&) = default;
    ~Sink();

    // Opens the part file of `name`, one component, in `directory`; takes over its Fd and keeps looking
    // at the name's letters. Fails with EEXIST when the name is taken and `replace` is false, EBUSY
    // when another upload of that name is under way.
    Error open_part(Fd directory, Text name, bool replace);

    // What a person named: "-" and whatever exists and is no regular file is a stream, written to as
    // it is, where nothing can be undone; all else becomes a part file beside `path`.
    Error open_output(const char *path, bool replace);

    // What open_output() would fail with, leaving nothing behind: asked before anybody sends.
    static Error check_output(const char *path, bool replace);

    bool     is_open() const { return bool(file_); }
    int      fd() const { return file_.get(); }
    uint64_t size() const { return size_; }  // bytes held so far
    uint64_t free_space() const;             // UINT64_MAX where that is unknown

    // Reads back what is held, from `offset`; 0 bytes at its end.
    Result<size_t> read_back(Space to, uint64_t offset);
    Error          restart();
    Error          write(Bytes bytes);

    // Goes on behind that many bytes, which somebody else writes or has written.
    void skip_to(uint64_t size) { size_ = flushed_ = size; }

    // Drops what the file has behind the bytes held.
    Error cut();

    // Moves up to `most` bytes from the pipe without copying. EINVAL where the file cannot.
    Result<size_t> splice_from(const Fd &pipe, size_t most);

    // A line of the caller's about the part file, kept beside it as .NAME.part-N.etag: what its bytes were
    // a part of. It stays with the part file; whoever changes what that is drops it before.
    Error keep_note(Text note);
    Text  read_note(Span<char> memory) const;  // empty where there is none that fits
    void  drop_note();

    // When the file was last changed, in seconds since 1970, and what it shall say of that.
    int64_t modified() const;
    void    stamp(int64_t seconds);

    // Gives the file its attributes, syncs it, names it and syncs the directory. From then on, and
    // not before, the final name holds the whole file. On failure the part file is removed.
    Error commit(const Attributes &attributes);

    // Removes the part file.
    void discard();

    // Closes, and leaves a part file that holds anything for a later attempt.
    void close();

private:
    Error open_slot();
    Error name_it();
    Error fail(Error error);
    void  start_writeback();

    Fd       directory_;  // owns nothing: a stream
    Fd       file_;
    Text     name_;
    uint64_t size_    = 0;
    uint64_t flushed_ = 0;  // where the write-back started last ended
    uint8_t  slot_    = 0;
    bool     replace_ = false;
};
