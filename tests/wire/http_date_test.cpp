#include "check.h"
#include "wire/http_header.h"

namespace {
struct DateRow {
    const char *text;
    int64_t     seconds;
};
}
static constexpr int64_t kNone = INT64_MIN;
static constexpr DateRow kDates[] = {
    {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777},    // RFC 9110, section 5.6.7
    {"Sunday, 06-Nov-94 08:49:37 GMT", 784111777},   // RFC 850
    {"Sun Nov  6 08:49:37 1994", 784111777},         // asctime()
    {"Wed Nov 16 08:49:37 1994", 784975777},
    {"Sun, 06-Nov-1994 08:49:37 GMT", 784111777},    // of the old Netscape specification
    {"6 november 1994 8:49:37", 784111777},
    {"08:49:37/94/NOV/06", kNone},                   // 94 is the first that could be a day
    {"1994 Nov 06 08:49:37", 784111777},             // but four digits are none
    {"Nov 06th 1994, 08:49:37Z", 784111777},
    {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
    {"Wed, 31 Dec 1969 23:59:59 GMT", -1},
    {"Thu, 29 Feb 2024 12:00:00 GMT", 1709208000},
    {"Tue, 19 Jan 2038 03:14:08 GMT", 2147483648},
    {"Fri, 31 Dec 9999 23:59:59 GMT", 253402300799},
    {"Fri, 31 Dec 9999 23:59:60 GMT", 253402300799},
    {"Mon, 01 Jan 1601 00:00:00 GMT", -11644473600},
    {"Sun, 31 Dec 1600 23:59:59 GMT", kNone},
    {"01 Jan 69 00:00:00", 3124224000},
    {"01 Jan 70 00:00:00", 0},
    {"01 Jan 99 00:00:00", 915148800},
    {"01 Jan 100 00:00:00", kNone},
    {"01 Jan 0 00:00:00", 946684800},
    {"01 Jan 19700 00:00:00", kNone},
    {"00 Jan 1970 00:00:00", kNone},
    {"32 Jan 1970 00:00:00", kNone},
    {"31 Feb 1970 00:00:00", kNone},
    {"29 Feb 2023 00:00:00", kNone},
    {"01 Jan 1970 24:00:00", kNone},
    {"01 Jan 1970 00:60:00", kNone},
    {"01 Jan 1970 00:00:61", kNone},
    {"01 Jan 1970 23:59:59", 86399},
    {"01 Jan 1970 00:00", kNone},
    {"01 Jan 1970 :00:00", kNone},
    {"06 Nov 1994 08:49:37 +01:00", 784111777},      // zones are not read
    {"06 Nov 1994 08:49:37 +0100", 784111777},
    {"06 Nov 1994 00:00:00 12:00:00", 784080000},    // the first time counts
    {"01 Jan 00 00:00:00 1999", 946684800},          // and the first year
    {"00 Jan 70 00:00:00 01", kNone},                // and the first day
    {"01 Foo 1970 00:00:00", kNone},
    {"Jan 1970 00:00:00", kNone},
    {"01 Jan 00:00:00", kNone},
    {"01 1970 00:00:00", kNone},
    {"today", kNone},
    {"0", kNone},
    {"", kNone},
};

TEST("http date: however it is written")
{
    for (const DateRow &row : kDates) {
        int64_t seconds = kNone;
        CHECK(row.text, parse_date(seconds, row.text) == (row.seconds != kNone) && seconds == row.seconds);
    }
}

TEST("http date: what stands between its words")
{
    for (unsigned byte = 0; byte < 256; byte++) {
        char    c = char(byte);
        int64_t seconds;
        Line    date;
        date.say("06", c, "Nov", c, "1994", c, "08:49:37");
        bool letter    = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        bool delimiter = c == '\t' || (byte >= 0x20 && byte < 0x7f && !letter && c != ':');
        CHECK(Line().say("byte ", byte).text(), parse_date(seconds, date.text()) == delimiter);
    }
}

static constexpr DateRow kWritten[] = {
    {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777},
    {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
    {"Wed, 31 Dec 1969 23:59:59 GMT", -1},
    {"Mon, 01 Jan 0001 00:00:00 GMT", -62135596800},
    {"Mon, 01 Jan 0001 00:00:00 GMT", INT64_MIN},
    {"Fri, 31 Dec 9999 23:59:59 GMT", INT64_MAX},
};

TEST("http date: as it is sent")
{
    for (const DateRow &row : kWritten) {
        Line line;
        add_date(line, row.seconds);
        CHECK(row.text, line.text() == row.text);
    }
    for (int64_t day = -134774; day <= 2932896; day += 13) {
        Line    line;
        int64_t seconds = 0, expected = day * 86400 + (day & 0xffff);
        add_date(line, expected);
        CHECK(line.text(), parse_date(seconds, line.text()) && seconds == expected);
    }
}
