// UTF-8 (RFC 3629), one character at a time, and which characters may reach a terminal.
#pragma once

#include "words/span.h"

struct Character {
    uint32_t code   = 0;
    uint8_t  length = 0;  // bytes taken; 0 where the text does not start with valid UTF-8
};

// Overlong forms, surrogates, code points past U+10FFFF and cut sequences are invalid.
Character first_character(Text text);

// False for C0, DEL and C1 controls, line and paragraph separators, and the characters that
// reorder text (bidi controls, UAX #9), which would let a peer forge what is on the screen.
bool is_showable(uint32_t code);

bool is_utf8(Text text);
