// HTTP's header fields (RFC 9110): as lines (section 5), and what those mean that a downloader needs.
#pragma once

#include "wire/grammar.h"

struct Header {
    Text name;   // a token; case does not count
    Text value;  // without the blanks around it
};

// False unless `line` is a name, a colon right behind it and a value. Which bytes the value may
// have is for the caller to know.
bool parse_header(Text line, Header &header);

// Lines of headers, each ended by '\n'. Others are passed over.
class Headers {
public:
    Headers() = default;
    explicit Headers(Text lines) : rest_(lines) {}

    // Takes the next one; false at the end.
    bool next(Header &header);

    // The value of the first of that name; null data where there is none.
    Text find(Text name) const;

    // Whether `element` stands in the comma-separated lists of that name, as in Connection.
    bool lists(Text name, Text element) const;

private:
    Text rest_;
};

// A date as seconds since 1970; false where it is none of the years 1601 to 9999. Read by the forgiving
// rules for cookies (RFC 6265, section 5.1.1), which take all three forms of section 5.6.7 and much that
// servers write instead: day, month, year and time in any order. A day of the week and a time zone are
// passed over; it is GMT. A year of two digits is one from 1970 to 2069: the 50 years into the future
// that RFC 9110 reckons with would need a clock, and ours may well be wrong.
bool parse_date(int64_t &seconds, Text value);

// Writes the preferred form, "Sun, 06 Nov 1994 08:49:37 GMT". What is outside of the years 1 to 9999
// becomes their first or last second.
void add_date(Writer &to, int64_t seconds);

// Retry-After (section 10.2.3), a number of seconds or a date, as seconds from `now`, at the most
// kLongestRetry; false where it is neither.
constexpr int64_t kLongestRetry = INT32_MAX;
bool parse_retry_after(uint32_t &wait, Text value, int64_t now);

// Content-Range (section 14.4): "bytes 0-9/100", "bytes 0-9/*", or in a 416 "bytes */100". False for all
// else, other units and last bytes before the first or behind the whole included.
struct ContentRange {
    bool     satisfied = false;  // first and last are given
    uint64_t first = 0, last = 0;
    uint64_t size = UINT64_MAX;  // of the whole; UINT64_MAX where it is not told
};
bool parse_content_range(ContentRange &range, Text value);

// ETag (section 8.8.3), false where it is none. Only a strong one promises the same bytes, and may stand in If-Range.
struct EntityTag {
    Text tag;  // with its quotes
    bool weak = false;
};
bool parse_entity_tag(EntityTag &to, Text value);
