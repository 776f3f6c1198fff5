// The file name in a Content-Disposition field (RFC 6266).
#pragma once

#include "words/result.h"

// The name a server proposes, empty where it proposes none. `memory` smaller than the field traps.
// filename* (RFC 8187; UTF-8 alone) counts more than filename, where a backslash may stand in front of a
// quote and nowhere else. Fails with Exit::protocol where the field is malformed and where the name is not
// one plain component (wire/name.h): refused, not cleaned.
Result<Text> proposed_name(Text field, Span<char> memory);
