// Dates of the Gregorian calendar as seconds since 1970, UTC. Libc's calendar is larger, for it knows
// time zones and locales.
#pragma once

#include "words/span.h"

struct Date {
    int32_t year = 0, month = 0, day = 0;  // from 1 on
    int32_t hour = 0, minute = 0, second = 0;
};

// False unless it is a day of the years 1 to 9999 and a time of day. A leap second, 60, is the same as 59.
bool seconds_of(int64_t &seconds, const Date &date);

// What lies outside of the years 1 to 9999 becomes their first or last second.
Date date_of(int64_t seconds);

// English, of three letters: "Jan", and of the day of the week "Mon".
Text month_name(int32_t month);
Text weekday_name(const Date &date);

// The month by the front of its English name, in any case; 0 where it is none.
int32_t month_named(Text name);
