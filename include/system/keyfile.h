// Key files: a secret of 32 bytes that its owner alone can read.
#pragma once

#include "crypto/key.h"
#include "system/fd.h"
#include "words/base64.h"

// A key as the line that a key file holds: base64, which can be read aloud; wiped like the key.
class KeyLine {
public:
    explicit KeyLine(const Key &key)
    {
        to_base64(letters_, key.bytes);
        letters_[sizeof letters_ - 1] = '\n';
    }
    ~KeyLine() { wipe({reinterpret_cast<uint8_t *>(letters_), sizeof letters_}); }
    KeyLine(const KeyLine &) = delete;

    operator Text() const { return {letters_, sizeof letters_}; }

private:
    char letters_[base64_size(sizeof(Key)) + 1];
};

// The key in the file, device or pipe `path`, which is read to its end, or in standard input for
// "-"; key_of_file() says in what form. Fails with Exit::file, also where group or others have any
// permission for a regular file.
Error read_key(Key &to, const char *path);

// Writes the key's line to a new file of mode 0600, and to the disk. Never over a file that exists
// nor through a symbolic link. Fails with Exit::file, and then leaves nothing behind.
Error write_key(const char *path, const KeyLine &line);
