// Parcels out of any bytes: what is read is written again to the bit, and only what was sealed can be opened.
#include "wire/parcel.h"

#include "fuzz/fuzz.h"

static void check_same(Bytes datagram)
{
    Parcel  parcel;
    uint8_t written[kLongestDatagram];
    if (!read_parcel(parcel, datagram)) return;
    must(is_parcel(datagram));
    must(parcel.nick.size <= kLongestNick && parcel.rest.size <= kLongestTold);
    must(Bytes(written).first(put_parcel(written, parcel)) == datagram);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Key          key;
    static const ParcelOpener opener(key);
    static ParcelSealer       sealer(key, Bytes(key.bytes).first(kSender));
    uint8_t                   memory[kLongestDatagram];
    Bytes                     datagram(data, size);
    check_same(datagram);

    if (size < 4 || size + kSealedOverhead > sizeof memory) return 0;
    copy(memory, datagram);
    must(opener.open(Space(memory).first(size)).empty());
    copy(memory, datagram);
    Bytes opened = opener.open(Space(memory).first(sealer.seal(memory, size)));
    must(opened.size == size && opened.after(4) == datagram.after(4));
    check_same(opened);
    return 0;
}
