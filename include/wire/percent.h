// Percent-encoding (RFC 3986, section 2.1): any byte as % and two hexadecimal digits.
#pragma once

#include "words/say.h"

// Takes the first byte, or the escape that stands for one, off the front of `text`, which is not
// empty. True when it was an escape; a percent sign that begins none stands for itself.
bool take_escape(Text &text, char &byte);

// The next two add to `to` and return what they added.
Text add_decoded(Writer &to, Text text);

// Encodes what RFC 3986 has no place for in a URL: controls, blanks, bytes from 0x80 on, a percent
// sign that begins no escape, and double quotes and <>\^`{|}. Square brackets stay as they are,
// which browsers send. Encoding twice changes nothing.
Text add_encoded(Writer &to, Text text);
