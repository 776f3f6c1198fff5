// ~/.netrc: users and passwords of hosts, as curl and wget read them.
//
//     # a comment, where a line begins with it
//     machine router.lan login admin password "with a blank, \" or \\"
//     machine files.example
//         login me
//         password secret
//     macdef init                 skipped up to the next empty line
//     default login anonymous password guest
//
// The first entry that fits counts, which is why `default` stands last. A word in quotes may hold blanks;
// a backslash inside stands for the character behind it. Unknown words and `account` are skipped.
#pragma once

#include "wire/auth.h"

// Who we are at `host` and, where `user` is not empty, that user's password; null where no entry fits.
// `file` is all of it. The texts lie in `memory`, which has to hold all the words of an entry. Fails with
// Exit::file.
Result<Credentials> find_in_netrc(Text file, Text host, Text user, Span<char> memory);
