// How many columns of a terminal characters take: two for the East Asian wide and full-width ones and
// for emoji (UAX #11), none for marks on the letter before them and for formatting characters (general
// categories Mn, Me and Cf), one for all others. As of Unicode 15.0.
//
// Like most terminals this knows no ligature: a family of emoji is as wide as all of its members.
#pragma once

#include "words/span.h"

// 0, 1 or 2, for what is_showable. Ambiguous characters are narrow; marks that enclose the digits behind
// them, and the soft hyphen, are seen; vowels and finals of Hangul join the consonant before them.
size_t columns_of(uint32_t code);

// What a person takes for one character, and a cursor steps over at once: a character and all behind
// it that take no column.
struct Cluster {
    size_t size    = 0;  // bytes
    size_t columns = 0;
};

// The first of a text of valid UTF-8; of no bytes where that is empty.
Cluster first_cluster(Text text);
