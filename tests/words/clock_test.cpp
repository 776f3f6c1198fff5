#include "words/clock.h"

#include "check.h"

static_assert(seconds(2) == Millis{2000});
static_assert(Millis{5} + Millis{7} == Millis{12} && Millis{5} - Millis{7} == Millis{-2});
static_assert(Millis{1} < Millis{2} && Millis{2} <= Millis{2} && !(Millis{2} < Millis{2}));

struct TimeoutRow {
    const char *name;
    int64_t     at, now;
    int         timeout;
    bool        passed;
};
static constexpr TimeoutRow kTimeouts[] = {
    {"what is left", 5000, 2000, 3000, false},
    {"the last millisecond", 5000, 4999, 1, false},
    {"just now", 5000, 5000, 0, true},
    {"long ago is not for ever", 5000, 900000, 0, true},
    {"on a clock that began below zero", -5, -10, 5, false},
    {"more than poll() can count", int64_t(1) << 40, 0, INT32_MAX, false},
    {"never", INT64_MAX, 5000, -1, false},
};
TEST("clock: a deadline in poll()'s terms")
{
    for (const TimeoutRow &row : kTimeouts) {
        Deadline deadline{{row.at}};
        CHECK(row.name, deadline.poll_timeout({row.now}) == row.timeout);
        CHECK(row.name, deadline.passed({row.now}) == row.passed);
    }
}

TEST("clock: the sooner of two deadlines")
{
    Deadline soon{{10}}, late{{20}};
    CHECK("one", soon.or_sooner(late).at == soon.at);
    CHECK("or the other", late.or_sooner(soon).at == soon.at);
    CHECK("never is later than any", Deadline::never().or_sooner(late).at == late.at);
    CHECK("but not sooner than itself", Deadline().or_sooner({}).poll_timeout({5}) == -1);
}
