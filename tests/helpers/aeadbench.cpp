// How fast this machine seals records of 16 KiB and agrees on keys: aeadbench [SECONDS], 1 unless told.
#include "crypto/chacha20poly1305.h"
#include "crypto/x25519.h"
#include "words/say.h"

#include <time.h>
#include <unistd.h>

constexpr size_t kRecord = 16384;

static int64_t nanoseconds()
{
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void seal_record()
{
    static uint8_t record[kRecord + kTag];
    static Nonce   nonce;
    nonce.bytes[0]++;
    seal(Key(), nonce, {}, Bytes(record).first(kRecord), record);
}

static void make_public_key()
{
    Key to;
    x25519_public(to, Key());
}

// A second.
static uint64_t rate(void (*run)(), int64_t seconds)
{
    uint64_t count = 0;
    int64_t  begin = nanoseconds(), spent = 0;
    for (; spent < seconds * 1000000000; spent = nanoseconds() - begin, count++) run();
    return count * UINT64_C(1000000000) / uint64_t(spent);
}

int main(int argc, char **argv)
{
    int64_t  seconds = argc > 1 ? argv[1][0] - '0' : 1;
    uint64_t sealed  = rate(seal_record, seconds) * kRecord;
    Line     line;
    line.say("seal: ", sealed, " bytes/s (", Amount{sealed}, "/s)\n");
    line.say("x25519: ", rate(make_public_key, seconds), "/s\n");
    return write(1, line.text().data, line.text().size) < 0;
}
