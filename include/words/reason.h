// Errno in words: a short table of what these tools can meet, without libc's long one.
#pragma once

#include "words/result.h"

// Why it failed: the error's own words, or those of its errno. Lasts until the next call.
Text reason(Error error);
