#include "wire/http_header.h"

#include "check.h"

static constexpr Text kLines = "HTTP/1.1 200 OK\n"
                               "Date: today\n"
                               "Connection: a,,  b\t ,close\n"
                               "Empty:\n"
                               "CONNECTION: c\n"
                               "Date: tomorrow\n";

TEST("http header: looked up by name")
{
    Headers headers(kLines);
    CHECK("the first of two", headers.find("date") == "today");
    CHECK("an empty one is one", headers.find("Empty").data && headers.find("empty").empty());
    CHECK("none", !headers.find("Dat").data && !headers.find("Dates").data && !headers.find("").data);

    Header header;
    size_t count = 0;
    for (Headers rest = headers; rest.next(header);) count++;
    CHECK("in order, without the status line", count == 5 && header.name == "Date" && header.value == "tomorrow");
    CHECK("of nothing", !Headers().next(header) && !Headers().find("Date").data);
}

static constexpr const char *kListed[]    = {"a", "b", "c", "CLOSE"};
static constexpr const char *kNotListed[] = {"clos", "closer", "a,", "today"};

TEST("http header: lists")
{
    Headers headers(kLines);
    for (const char *element : kListed) CHECK(element, headers.lists("connection", element));
    for (const char *element : kNotListed) CHECK(element, !headers.lists("connection", element));
}

struct RetryRow {
    const char *what, *text;
    int64_t     wait;  // -1: not understood
};
static constexpr int64_t kNow = 784111777;
static constexpr RetryRow kWaits[] = {
    {"seconds", "120", 120},
    {"none", "0", 0},
    {"a date", "Sun, 06 Nov 1994 08:50:37 GMT", 60},
    {"a date gone by", "Sun, 06 Nov 1994 08:48:37 GMT", 0},
    {"for ever", "99999999999", kLongestRetry},
    {"until the end of time", "Fri, 31 Dec 9999 23:59:59 GMT", kLongestRetry},
    {"negative", "-1", -1},
    {"a fraction", "1.5", -1},
    {"nothing", "", -1},
};

TEST("http header: Retry-After")
{
    for (const RetryRow &row : kWaits) {
        uint32_t wait  = 0;
        bool     valid = parse_retry_after(wait, row.text, kNow);
        CHECK(row.what, valid ? row.wait == int64_t(wait) : row.wait < 0);
    }
}

struct ContentRangeRow {
    const char *text;
    const char *seen;  // null: not understood
};
static constexpr ContentRangeRow kRanges[] = {
    {"bytes 0-9/100", "0 9 100"},
    {"bytes 0-0/1", "0 0 1"},
    {"Bytes 5-9/10", "5 9 10"},
    {"bytes 0-9/*", "0 9 ?"},
    {"bytes */100", "none 100"},
    {"bytes */0", "none 0"},
    {"bytes 0-18446744073709551613/18446744073709551614", "0 18446744073709551613 18446744073709551614"},
    {"bytes */*", nullptr},
    {"bytes 9-0/100", nullptr},
    {"bytes 0-100/100", nullptr},
    {"bytes 0-9/18446744073709551616", nullptr},
    {"bytes 0-/100", nullptr},
    {"bytes -9/100", nullptr},
    {"bytes 0-9", nullptr},
    {"bytes 0-9/", nullptr},
    {"bytes 0/100", nullptr},
    {"bytes 0-9/1 00", nullptr},
    {"bytes=0-9/100", nullptr},
    {"bytes", nullptr},
    {"lines 0-9/100", nullptr},
    {"0-9/100", nullptr},
    {"", nullptr},
};

TEST("http header: Content-Range")
{
    for (const ContentRangeRow &row : kRanges) {
        ContentRange range;
        Line         seen;
        bool         valid = parse_content_range(range, row.text);
        if (range.satisfied) seen.say(range.first, ' ', range.last, ' ');
        else seen.say("none ");
        if (range.size == UINT64_MAX) seen.say('?');
        else seen.say(range.size);
        CHECK(row.text, valid == (row.seen != nullptr) && (!valid || seen.text() == row.seen));
    }
}

struct EntityTagRow {
    const char *text, *tag;  // null: not understood
    bool        weak;
};
static constexpr EntityTagRow kTags[] = {
    {"\"abc\"", "\"abc\"", false},
    {"W/\"abc\"", "\"abc\"", true},
    {"\"\"", "\"\"", false},
    {"\"\\,\xff\"", "\"\\,\xff\"", false},
    {"w/\"abc\"", nullptr, false},
    {"W/abc", nullptr, false},
    {"abc", nullptr, false},
    {"\"", nullptr, false},
    {"\"abc", nullptr, false},
    {"abc\"", nullptr, false},
    {"\"a\"b\"", nullptr, false},
    {"\"a b\"", nullptr, false},
    {"\"a\x01\"", nullptr, false},
    {"\"a\", \"b\"", nullptr, false},
    {"", nullptr, false},
};

TEST("http header: ETag")
{
    for (const EntityTagRow &row : kTags) {
        EntityTag tag;
        bool      valid = parse_entity_tag(tag, row.text);
        CHECK(row.text, valid ? tag.tag == row.tag && tag.weak == row.weak : !row.tag);
    }
}
