// A question to the person at the terminal, even where standard input and output are files.
#pragma once

#include "words/result.h"
#include "words/say.h"

// Shows the question, as it is, and waits for a line, which the terminal echoes and lets edit; adds
// it to `answer` without control characters. Fails with Exit::access where there is no terminal or
// no answer (Ctrl-D). To be called before Stop::listen(): then Ctrl-C ends the program.
Error ask(Text question, Writer &answer);
