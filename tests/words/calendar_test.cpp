#include "words/calendar.h"

#include "check.h"

namespace {
struct CalendarRow {
    const char *what;
    Date        date;
    int64_t     seconds;
    const char *weekday;
};
}
static constexpr CalendarRow kDays[] = {
    {"the epoch", {1970, 1, 1, 0, 0, 0}, 0, "Thu"},
    {"a second before", {1969, 12, 31, 23, 59, 59}, -1, "Wed"},
    {"2^31", {2038, 1, 19, 3, 14, 8}, 2147483648, "Tue"},
    {"a leap day", {2024, 2, 29, 12, 0, 0}, 1709208000, "Thu"},
    {"and the day behind it", {2024, 3, 1, 0, 0, 0}, 1709251200, "Fri"},
    {"no leap day", {2100, 3, 1, 0, 0, 0}, 4107542400, "Mon"},
    {"but one in 400 years", {2000, 2, 29, 0, 0, 0}, 951782400, "Tue"},
    {"the first", {1, 1, 1, 0, 0, 0}, -62135596800, "Mon"},
    {"the last", {9999, 12, 31, 23, 59, 59}, 253402300799, "Fri"},
};

static bool same(const Date &a, const Date &b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day && a.hour == b.hour && a.minute == b.minute &&
           a.second == b.second;
}

TEST("calendar: both ways")
{
    for (const CalendarRow &row : kDays) {
        int64_t seconds = 4711;
        CHECK(row.what, seconds_of(seconds, row.date) && seconds == row.seconds);
        CHECK(row.what, same(date_of(row.seconds), row.date) && weekday_name(row.date) == row.weekday);
    }
    CHECK("before the first", same(date_of(INT64_MIN), {1, 1, 1, 0, 0, 0}));
    CHECK("behind the last", same(date_of(INT64_MAX), {9999, 12, 31, 23, 59, 59}));
}

TEST("calendar: one day after the other")
{
    int64_t seconds = -62135596800, expected = seconds;
    for (Date date = {1, 1, 1, 0, 0, 0}; date.year < 2200; date.day++, expected += 86400) {
        if (!seconds_of(seconds, date)) date = {date.year, date.month + 1, 1, 0, 0, 0};
        if (!seconds_of(seconds, date)) date = {date.year + 1, 1, 1, 0, 0, 0};
        bool counted = seconds_of(seconds, date) && seconds == expected;
        if (!counted || !same(date_of(seconds), date))
            return CHECK(Line().say(date.year, '-', date.month, '-', date.day).text(), false);
    }
}

static constexpr Date kNever[] = {
    {0, 1, 1, 0, 0, 0},     {10000, 1, 1, 0, 0, 0}, {2023, 0, 1, 0, 0, 0},    {2023, 13, 1, 0, 0, 0},
    {2023, 1, 0, 0, 0, 0},  {2023, 1, 32, 0, 0, 0}, {2023, 4, 31, 0, 0, 0},   {2023, 2, 29, 0, 0, 0},
    {1900, 2, 29, 0, 0, 0}, {2024, 2, 30, 0, 0, 0}, {2023, 12, 32, 0, 0, 0},  {2023, 1, 1, -1, 0, 0},
    {2023, 1, 1, 24, 0, 0}, {2023, 1, 1, 0, 60, 0}, {2023, 1, 1, 23, 59, 61}, {2023, 1, 1, 0, 0, -1},
};

TEST("calendar: what does not exist")
{
    int64_t seconds;
    for (const Date &date : kNever)
        CHECK(Line().say(date.year, '-', date.month, '-', date.day).text(), !seconds_of(seconds, date));
}

TEST("calendar: a leap second is the one before it")
{
    int64_t seconds = 0;
    CHECK("of 2016", seconds_of(seconds, {2016, 12, 31, 23, 59, 60}) && seconds == 1483228799);
}

TEST("calendar: months by name")
{
    for (int32_t month = 1; month <= 12; month++)
        CHECK(month_name(month), month_named(month_name(month)) == month);
    CHECK("in any case, whatever follows", month_named("deCember") == 12 && month_named("jan1") == 1);
    CHECK("none", !month_named("") && !month_named("De") && !month_named("anF") && !month_named("Foo"));
}
