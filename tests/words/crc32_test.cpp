#include "words/crc32.h"

#include "check.h"

namespace {
struct CrcRow {
    Text     bytes;
    uint32_t crc;
};
constexpr CrcRow kCrcs[] = {
    {"", 0x00000000},
    {"a", 0xe8b7be43},
    {"abc", 0x352441c2},
    {"123456789", 0xcbf43926},
    {{"\0\0\0\0", 4}, 0x2144df1c},
    {"The quick brown fox jumps over the lazy dog", 0x414fa339},
};
}

TEST("crc32: known values, however the bytes are cut")
{
    for (const CrcRow &row : kCrcs)
        for (size_t cut = 0; cut <= row.bytes.size; cut++) {
            Crc32 crc;
            crc.update(bytes_of(row.bytes).first(cut));
            crc.update(bytes_of(row.bytes).after(cut));
            CHECK(row.bytes, crc.value() == row.crc);
        }
}

TEST("crc32: from the start again")
{
    Crc32 crc;
    crc.update(bytes_of("something else"));
    crc.restart();
    crc.update(bytes_of("123456789"));
    CHECK("as if new", crc.value() == 0xcbf43926);
}
