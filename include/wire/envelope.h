// Parcels on their way to where a key may be shared, or not: as they are, or sealed (parcel.h).
#pragma once

#include "wire/parcel.h"

class Envelope {
public:
    // `key`: null for none. `sender`: kSender random bytes, for this start of the program alone.
    Envelope(const Key *key, Bytes sender) : sealed_(key), sealer_(key ? *key : Key(), sender), opener_(key ? *key : Key()) {}

    bool is_sealed() const { return sealed_; }

    // What is to be sent of a parcel: itself, or sealed in `memory` of kLongestDatagram bytes.
    Bytes close(Bytes parcel, Space memory)
    {
        if (!sealed_) return parcel;
        copy(memory, parcel);
        return Bytes(memory).first(sealer_.seal(memory, parcel.size));
    }

    // What has come, in place; empty where it is nothing for those who have a key.
    Bytes open(Space datagram) const { return sealed_ ? opener_.open(datagram) : Bytes(datagram); }

private:
    bool         sealed_;
    ParcelSealer sealer_;
    ParcelOpener opener_;
};
