// Where a tool's secret comes from: a key file (-k, SIXPACK_KEY), a code asked for at the terminal,
// or --genkey, which makes one. The two options share a row of the help.
#pragma once

#include "crypto/key.h"
#include "face/options.h"

constexpr Option key_option(const char **file)
{
    return beside(text('k', "key", "FILE", file, "the secret both have"));
}
constexpr Option genkey_option(bool *wanted)
{
    return flag(0, "genkey", wanted, "make one");
}

// The file of -k, or without that the one SIXPACK_KEY names; null: there is no key.
const char *key_file(const char *given);

// --genkey [FILE]: a new key goes to a new file, or to standard output. Tells how it went.
Exit generate_key(Span<char *> operands);

// Asks the person for the code that `host` shows, at most three times. Fails with Exit::access, also
// where there is nobody to ask.
Error ask_for_code(Key &to, Text host);
