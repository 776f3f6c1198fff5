// Names that a peer chose, before they come near a file system.
#pragma once

#include "words/span.h"

constexpr size_t kLongestName = 255;   // bytes in a component: NAME_MAX
constexpr size_t kLongestPath = 4000;  // bytes in a relative path; PATH_MAX less room to spare

// Why `name` must not become a file here, in words, or null when it may. One component, or with
// `path_allowed` components between single slashes. Refused, not cleaned: empty, `.` and `..`, a
// leading dot, dash or slash, a backslash, control and bidi characters, invalid UTF-8, and a
// component over kLongestName bytes. `a..b` and spaces are fine.
const char *name_fault(Text name, bool path_allowed);
