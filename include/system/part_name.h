// What a part file is called: .NAME.part-N, and what lies beside it .NAME.part-N and more.
#pragma once

#include "words/span.h"

struct PartName {
    char letters[256];

    // A component of a path, however long the name is: that is cut to 240 bytes. `behind` is 5 at the most.
    PartName(Text name, uint8_t slot, Text behind = {});
};
