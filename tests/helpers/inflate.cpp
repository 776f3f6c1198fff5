// Decompresses standard input, all of it at hand, for tests/peers/inflate.sh. CODING is gzip or deflate.
//
//     inflate CODING pieces N [LIMIT]   to standard output, from pieces of N bytes; ends with the exit code
//     inflate CODING splits             in two pieces, cut at every place: the same must come out
//     inflate gzip flips                with every bit flipped in turn: other bytes must not come out without an
//                                       error. The Adler-32 of deflate misses some
//     inflate CODING speed              how many bytes a second come out
#include "wire/inflate.h"

#include "words/say.h"

#include <time.h>
#include <unistd.h>

static uint8_t memory[64 << 20], window[kInflateWindow];

namespace {
struct Outcome {
    Error    error;
    uint64_t size = 0;
    uint32_t crc  = 0;
};
}

static void print(int fd, Bytes bytes)
{
    while (!bytes.empty()) {
        ssize_t count = write(fd, bytes.data, bytes.size);
        if (count <= 0) _exit(1);
        bytes = bytes.after(size_t(count));
    }
}

static uint64_t number(Text digits)
{
    uint64_t value = 0;
    for (char digit : digits) value = value * 10 + uint64_t(digit - '0');
    return value;
}

static Space read_all(Space to)
{
    size_t size = 0;
    for (ssize_t count; (count = read(0, to.data + size, to.size - size)) > 0;) size += size_t(count);
    return to.first(size);
}

// In a first piece, then the others; what comes out is printed when wanted.
static Outcome decode(Bytes all, Coding coding, size_t first, size_t others, uint64_t limit, bool printed)
{
    Inflater inflater(window, coding, limit);
    Crc32    crc;
    Outcome  outcome;
    for (size_t piece = first;; piece = others) {
        Bytes input = all.first(smaller(piece, all.size)), output;
        all         = all.after(input.size);
        do {
            outcome.error = inflater.next(input, output);
            if (outcome.error) return outcome;
            outcome.size += output.size;
            crc.update(output);
            if (printed) print(1, output);
        } while (!input.empty() || !output.empty());
        if (all.empty()) break;
    }
    outcome.crc   = crc.value();
    outcome.error = inflater.finish();
    return outcome;
}

static Outcome decode(Bytes all, Coding coding) { return decode(all, coding, SIZE_MAX, SIZE_MAX, UINT64_MAX, false); }

static bool equal(const Outcome &a, const Outcome &b)
{
    return a.error.words == b.error.words && a.size == b.size && a.crc == b.crc;
}

static int pieces(Bytes all, Coding coding, size_t size, uint64_t limit)
{
    Outcome outcome = decode(all, coding, size, size, limit, true);
    if (!outcome.error) return 0;
    print(2, bytes_of(Line().say(outcome.error.words, '\n').text()));
    return int(outcome.error.exit());
}

static int splits(Bytes all, Coding coding)
{
    Outcome whole = decode(all, coding);
    for (size_t at = 0; at < all.size; at++)
        if (!equal(whole, decode(all, coding, at, SIZE_MAX, UINT64_MAX, false))) return 1;
    return !equal(whole, decode(all, coding, 1, 1, UINT64_MAX, false));
}

static int flips(Space all, Coding coding)
{
    Outcome  whole  = decode(all, coding);
    unsigned missed = 0, refused = 0;
    for (size_t bit = 0; bit < all.size * 8; bit++) {
        uint8_t flip = uint8_t(1u << bit % 8);
        all[bit / 8] ^= flip;
        Outcome outcome = decode(all, coding, SIZE_MAX, SIZE_MAX, 1 << 20, false);
        if (outcome.error) refused++;
        else if (!equal(whole, outcome)) missed++;
        all[bit / 8] ^= flip;
    }
    print(1, bytes_of(Line().say(refused, " of ", all.size * 8, " refused, ", missed, " missed\n").text()));
    return whole.error || missed || !refused;
}

static int64_t nanoseconds()
{
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static int speed(Bytes all, Coding coding)
{
    int64_t  begin   = nanoseconds();
    Outcome  outcome = decode(all, coding);
    uint64_t spent   = uint64_t(larger(nanoseconds() - begin, INT64_C(1)));
    print(1, bytes_of(Line().say(Amount{outcome.size * 1000 / spent * 1000000}, "/s\n").text()));
    return bool(outcome.error);
}

int main(int argc, char **argv)
{
    if (argc < 3) return 2;
    Coding coding = Text(argv[1]) == "gzip" ? Coding::gzip : Coding::deflate;
    Text   verb   = argv[2];
    Space  all    = read_all(memory);
    if (verb == "pieces" && argc > 3)
        return pieces(all, coding, size_t(number(argv[3])), argc > 4 ? number(argv[4]) : UINT64_MAX);
    if (verb == "splits") return splits(all, coding);
    if (verb == "flips") return flips(all, coding);
    return verb == "speed" ? speed(all, coding) : 2;
}
