// Words to the person (standard error) and data to the pipe (standard output).
//
//     tell("listening on ", endpoint);      // "tcpup: listening on [::]:8889\n"
//     TRY(print(Bytes(digest), '\n'));
//
// A line can also be told in steps, one at a time:
//
//     Writer &line = begin_line();
//     line.say("listening on ", endpoint);
//     end_line();
#pragma once

#include "words/clock.h"
#include "words/result.h"
#include "words/say.h"

// Whose lines these are; kept by pointer.
void set_teller(const char *name);

// Writes to standard error in one piece, or drops it (and says false) when the reader does not
// take it within `patience`, or at once while it has already been found stuck: a stopped terminal
// must not stop a transfer. At most PIPE_BUF bytes.
bool write_soon(Text text, Millis patience);

// Writes all of it to standard output, however long the reader takes. Fails with Exit::file.
Error write_out(Text text);

// A new line after the tool's name, in memory that all lines share; an earlier one is forgotten.
Writer &begin_line();

// Writes that line to standard error. May be dropped, see write_soon.
void end_line();

template <class... Words> void tell(const Words &...words)
{
    begin_line().say(words...);
    end_line();
}

// "connect to 10.0.0.2:8889: connection refused", or "firmware.bin: it is a directory"; the subject
// is made safe to show. Returns the error's exit code, for whoever ends with it.
Exit tell_error(Text subject, Error error);

// What is wrong with the command line, and where to read more.
Exit tell_usage(Text what);
Exit tell_where_to_read();

// Data as it is, without a newline of its own.
template <class... Words> Error print(const Words &...words)
{
    Line line;
    line.say(words...);
    return write_out(line.text());
}
