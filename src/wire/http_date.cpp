// Dates in HTTP.
#include "wire/http_header.h"

#include "words/ascii.h"
#include "words/calendar.h"

// What a word is follows from how it looks, and from what has not been found yet: -1, of the month 0.
static void read_word(Date &date, Text word)
{
    Text rest   = word;
    int  number = take_number(rest, 9999);
    if (number < 0) {
        if (!date.month) date.month = month_named(word);
    } else if (date.hour < 0 && take_letter(rest, ':')) {
        date.hour   = number;
        date.minute = take_number(rest, 99);
        date.second = take_letter(rest, ':') ? take_number(rest, 99) : -1;
    } else if (date.day < 0 && number < 100) {
        date.day = number;
    } else if (date.year < 0) {
        date.year = number;
    }
}

static bool is_delimiter(char c)
{
    bool mark = c >= ' ' && c < 0x7f && c != ':' && !is_letter(c) && !is_digit(c);
    return mark || c == '\t';
}

bool parse_date(int64_t &seconds, Text value)
{
    Date date = {.year = -1, .month = 0, .day = -1, .hour = -1, .minute = -1, .second = -1};
    while (!value.empty()) {
        size_t size = 0;
        while (size < value.size && !is_delimiter(value[size])) size++;
        read_word(date, value.first(size));
        value = value.after(smaller(size + 1, value.size));
    }
    if (date.year >= 0 && date.year < 100) date.year += date.year < 70 ? 2000 : 1900;
    return date.year > 1600 && seconds_of(seconds, date);
}

static void add_two(Writer &to, int32_t number, char behind)
{
    to.say(Wide{uint64_t(number), 2, '0'}, behind);
}

void add_date(Writer &to, int64_t seconds)
{
    Date date = date_of(seconds);
    to.say(weekday_name(date), ", ");
    add_two(to, date.day, ' ');
    to.say(month_name(date.month), ' ', Wide{uint64_t(date.year), 4, '0'}, ' ');
    add_two(to, date.hour, ':');
    add_two(to, date.minute, ':');
    add_two(to, date.second, ' ');
    to.add("GMT");
}

bool parse_retry_after(uint32_t &wait, Text value, int64_t now)
{
    uint64_t number;
    int64_t  date;
    if (parse_decimal(number, value)) wait = uint32_t(smaller<uint64_t>(number, kLongestRetry));
    else if (parse_date(date, value)) wait = uint32_t(smaller(larger<int64_t>(date - now, 0), kLongestRetry));
    else return false;
    return true;
}
