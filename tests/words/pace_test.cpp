#include "words/pace.h"

#include "check.h"

struct PaceRow {
    const char *name;
    uint64_t    rate, sent;
    int64_t     due;  // milliseconds from the beginning
};
static constexpr PaceRow kPaces[] = {
    {"no limit, no wait", 0, 1000000, 0},
    {"nothing sent", 1000, 0, 0},
    {"a second's worth", 1000, 1000, 1000},
    {"half of it", 1000, 500, 500},
    {"less than a millisecond's", 1000000, 999, 0},
    {"a byte a second", 1, 5, 5000},
    {"a terabyte", 1000000, 1000000000000, 1000000000},
    {"as fast as it gets", 10000000000, 25000000000, 2500},
};
TEST("pace: when the next piece may follow")
{
    for (const PaceRow &row : kPaces) CHECK(row.name, Pace(row.rate).due({7}, row.sent) == Millis{7 + row.due});
}

struct PieceRow {
    const char *name;
    uint64_t    rate;
    size_t      piece, limit;
};
static constexpr PieceRow kPieces[] = {
    {"no limit", 0, 262144, 262144},
    {"an eighth of a second", 80000, 262144, 10001},
    {"never nothing", 1, 262144, 1},
    {"the piece, where that is less", 1000000000, 262144, 262144},
};
TEST("pace: how much may go at once")
{
    for (const PieceRow &row : kPieces) CHECK(row.name, Pace(row.rate).limit(row.piece) == row.limit);
}
