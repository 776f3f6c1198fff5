// Lines of words, as files in /etc have them.
#pragma once

#include "words/span.h"

// Takes the next word off the front of `line`: up to a blank, empty at the end or at a # comment.
Text next_word(Text &line);

// Decimal digits and nothing else, at most `most`; -1 otherwise.
int parse_number(Text digits, int most);
