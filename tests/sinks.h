// For tests: sinks made where they are needed.
#pragma once

#include "system/sink.h"

inline Result<Sink> part_of(Fd directory, Text name, bool replace)
{
    Sink sink;
    TRY(sink.open_part(move(directory), name, replace));
    return sink;
}

inline Result<Sink> output_to(const char *path, bool replace)
{
    Sink sink;
    TRY(sink.open_output(path, replace));
    return sink;
}
