// How every tool starts and ends: the one place where an error becomes a line and an exit code.
#pragma once

#include "face/options.h"

// Parses `argv` into the targets of the program's options, then runs the tool with the operands
// (or answers --help and --version) and returns the exit code of the process. While it runs,
// descriptors 0 to 2 are open, and a closed pipe or a file limit is an error and not a signal.
int start(const Program &program, int argc, char **argv, Exit (*run)(Span<char *> operands));
