#include "helpers/site/conditions.h"

#include "words/ascii.h"

static bool is_not_later(Text a, Text b)
{
    int64_t first, second;
    return parse_date(first, a) && parse_date(second, b) && first <= second;
}

bool is_unchanged(const SiteRequest &request, const SiteAnswer &answer)
{
    Text known = request.headers().find("If-None-Match");
    if (known.data) return known == "*" || (answer.has("etag") && has_element(known, answer.find("etag")));
    return answer.has("modified") && is_not_later(answer.find("modified"), request.headers().find("If-Modified-Since"));
}

// A weak tag never is the same, a date has to be the very same.
static bool is_same_version(const SiteRequest &request, const SiteAnswer &answer)
{
    Text known = request.headers().find("If-Range");
    if (!known.data) return true;
    return known == answer.find(starts_with(known, "\"") ? "etag" : "modified");
}

bool find_range(uint64_t &first, uint64_t &count, const SiteRequest &request, const SiteAnswer &answer, uint64_t size)
{
    uint64_t from = 0, to = UINT64_MAX;
    Text     end   = request.headers().find("Range");
    bool     bytes = take_until(end, '=') == "bytes" && !end.empty();
    Text     begin = take_until(end, '-');
    if (!bytes || answer.has("whole") || !is_same_version(request, answer)) return false;
    if (!end.empty() && !parse_decimal(to, end)) return false;
    if (begin.empty()) {
        from = size - smaller(to, size);
        to   = UINT64_MAX;
    } else if (!parse_decimal(from, begin) || to < from) {
        return false;
    }
    first = from;
    count = from < size ? smaller(to - from, size - from - 1) + 1 : 0;
    return true;
}
