// --help, from a tool's option table: every line fits 80 columns.
#pragma once

#include "face/options.h"
#include "words/say.h"

void add_help(Writer &to, const Program &program);
