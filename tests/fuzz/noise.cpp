// A handshake and a message behind it, with any bits changed on the way: only what came unchanged is taken.
#include "wire/noise.h"

#include "fuzz/fuzz.h"

static constexpr size_t kMessage = 8 + kNoiseOverhead, kSealed = 8 + kTag;

static Key key_of(uint8_t first)
{
    Key key;
    key.bytes[0] = first;
    return key;
}

// Changes the bits that are set in what comes next of `changes`; true when there are none.
static bool deliver(Space message, Bytes &changes)
{
    uint8_t all = 0;
    for (uint8_t &byte : message) {
        if (changes.empty()) break;
        byte ^= changes[0];
        all |= changes[0];
        changes = changes.after(1);
    }
    return !all;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t  payload[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    uint8_t        message[kMessage], back[8];
    Bytes          changes(data, size);
    NoiseHandshake a, b;
    NoiseCipher    to_b, from_b, to_a, from_a;
    a.begin(Role::initiator, {}, key_of(1), key_of(2));
    b.begin(Role::responder, {}, key_of(1), key_of(3));

    must(a.write(payload, message));
    bool unchanged = deliver(message, changes);
    must(b.read(message, back) == unchanged);
    if (!unchanged) return 0;
    must(Bytes(back) == Bytes(payload));

    must(b.write(payload, message));
    unchanged = deliver(message, changes);
    must(a.read(message, back) == unchanged);
    if (!unchanged) return 0;
    must(a.hash() == b.hash());
    a.split(to_b, from_b);
    b.split(to_a, from_a);

    must(to_b.encrypt(payload, Space(message).first(kSealed)));
    unchanged = deliver(Space(message).first(kSealed), changes);
    must(from_a.decrypt(Space(message).first(kSealed)) == unchanged);
    must(!unchanged || Bytes(message).first(8) == Bytes(payload));
    return 0;
}
