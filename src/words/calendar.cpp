#include "words/calendar.h"

#include "words/ascii.h"

static constexpr char kMonths[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static constexpr char kDays[]   = "MonTueWedThuFriSatSun";  // 1 January 1 is a Monday

static constexpr uint32_t kSecondsADay = 86400;
static constexpr int64_t  kYear1       = -62135596800;  // in seconds since 1970
static constexpr int64_t  kYear10000   = 253402300800;

// Since 1 January of year 1. Years begin in March here, so that a leap day is their last. Only numbers of
// 64 bits are divided, for which small processors need no further routine.
static uint32_t days_before(int32_t year, int32_t month, int32_t day)
{
    static constexpr uint16_t kFromMarch[] = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
    uint32_t years     = uint32_t(year - (month < 3));
    uint32_t centuries = uint32_t(uint64_t(years) / 100);
    return 365 * years + (years >> 2) - centuries + (centuries >> 2) + kFromMarch[month - 1] + uint32_t(day) - 307;
}

static bool within(int32_t number, int32_t least, int32_t most)
{
    return number >= least && number <= most;
}

static bool exists(const Date &date)
{
    if (!within(date.year, 1, 9999) || !within(date.month, 1, 12) || !within(date.day, 1, 31)) return false;
    if (!within(date.hour, 0, 23) || !within(date.minute, 0, 59) || !within(date.second, 0, 60)) return false;
    // December has 31 days; of the others the next month begins behind the last.
    return date.month == 12 ||
           days_before(date.year, date.month, date.day) < days_before(date.year, date.month + 1, 1);
}

bool seconds_of(int64_t &seconds, const Date &date)
{
    if (!exists(date)) return false;
    int32_t clock = (date.hour * 60 + date.minute) * 60 + smaller(date.second, 59);
    seconds       = kYear1 + int64_t(days_before(date.year, date.month, date.day)) * kSecondsADay + clock;
    return true;
}

Date date_of(int64_t seconds)
{
    uint64_t since = uint64_t(smaller(larger(seconds, kYear1), kYear10000 - 1) - kYear1);
    uint64_t days  = since / kSecondsADay, clock = since % kSecondsADay;
    Date     date;
    date.year  = int32_t(days / 365) + 1;
    date.month = 12;
    while (days_before(date.year, 1, 1) > days) date.year--;
    while (days_before(date.year, date.month, 1) > days) date.month--;
    date.day    = int32_t(days - days_before(date.year, date.month, 1)) + 1;
    date.hour   = int32_t(clock / 3600);
    date.minute = int32_t(clock / 60 % 60);
    date.second = int32_t(clock % 60);
    return date;
}

Text month_name(int32_t month)
{
    return Text(kMonths).after(size_t(3 * (month - 1))).first(3);
}

Text weekday_name(const Date &date)
{
    uint64_t days = days_before(date.year, date.month, date.day);
    return Text(kDays).after(size_t(days % 7 * 3)).first(3);
}

int32_t month_named(Text name)
{
    int32_t month = name.size < 3 ? 0 : 12;
    while (month && !same_ignoring_case(month_name(month), name.first(3))) month--;
    return month;
}
