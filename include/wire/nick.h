// Nicks: what people in a chat go by. Two are the same where only the case of ASCII letters differs
// (same_ignoring_case).
#pragma once

#include "words/span.h"

constexpr size_t kLongestNick        = 72;  // bytes
constexpr size_t kMostNickCharacters = 24;

// Why `nick` must not be one, in words, or null when it may. Refused are: none and more characters or
// bytes than the above, invalid UTF-8; controls, blanks, and what shows nothing or reorders text
// (Unicode's White_Space and Default_Ignorable_Code_Point); < and >, and in front one of / * - [ #, with
// which lines begin that are not said by anybody.
const char *nick_fault(Text nick);
