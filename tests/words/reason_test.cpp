#include "words/reason.h"

#include "check.h"

#include <errno.h>

struct ReasonRow {
    int         code;
    const char *words;
};

static constexpr ReasonRow kRows[] = {
    {EACCES, "permission denied"},  // the first of the table
    {ECONNREFUSED, "connection refused"},
    {ECONNRESET, "connection reset by the peer"},
    {EPIPE, "connection closed by the peer"},
    {ETIMEDOUT, "timed out"},
    {ELOOP, "is a symbolic link"},
    {EDQUOT, "quota exceeded"},  // more than a byte on MIPS
    {ENFILE, "too many open files on this machine"},
    {EXDEV, "on another file system"},  // the last
    {12345, "error 12345"},
    {-1, "error -1"},
};

TEST("reason: errno in words")
{
    for (const ReasonRow &row : kRows) {
        Text words = reason({"test", int16_t(row.code), Exit::other});
        CHECK(row.words, words == row.words);
    }
}

TEST("reason: without an errno our own words are the reason")
{
    CHECK("the story", reason(complaint(Exit::other, "it rains")) == "it rains");
}
