// Hashes N MiB of memory (64 unless told) through each path this machine has, and says how fast.
#include "crypto/sha256.h"
#include "words/say.h"

#include <time.h>
#include <unistd.h>

static uint8_t piece[1 << 20];

static int64_t nanoseconds()
{
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static bool measure(Text name, Compress *compress, uint64_t mebibytes)
{
    uint32_t state[8] = {};
    int64_t  begin    = nanoseconds();
    for (uint64_t i = 0; i < mebibytes; i++) compress(state, piece, sizeof piece / 64);
    int64_t  spent = larger(nanoseconds() - begin, INT64_C(1));
    uint64_t rate  = mebibytes * sizeof piece * UINT64_C(1000000000) / uint64_t(spent);

    Line line;
    line.say(name, ": ", rate, " bytes/s (", Amount{rate}, "/s)\n");
    return write(1, line.text().data, line.text().size) >= 0;
}

int main(int argc, char **argv)
{
    uint64_t mebibytes = 64;
    if (argc > 1) {
        mebibytes = 0;
        for (char digit : Text(argv[1])) mebibytes = mebibytes * 10 + uint64_t(digit - '0');
    }
    bool written = measure("portable", compress_portable, mebibytes);
    if (best_compress() != compress_portable) written &= measure("accelerated", best_compress(), mebibytes);
    return !written;
}
