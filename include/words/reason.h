// Errno in words: a short table of what these tools can meet, without libc's long one.
#pragma once

#include "words/result.h"

// Why it failed: in words of its errno, or where there is none in the error's own. Lasts until the
// next call.
Text reason(Error error);
