// Other programs, run beside this one.
#pragma once

#include "system/fd.h"

// The value of an environment variable, or null.
const char *environment(Text name);

// Starts `command`, split at blanks and found along PATH, without a shell, with `variables`
// ("NAME=value", each ended by a NUL) added to the environment and standard input empty. A command
// that cannot be run ends with exit code 127.
Error run_program(const char *command, Text variables);

// How many of them have not been reaped.
unsigned programs_running();

// What the next ended program came to: its exit code (128 and up: killed by a signal), -1 where
// that is 0, and 0 when none has ended; `wait` waits while any is running.
int reap_program(bool wait);
