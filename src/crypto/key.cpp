#include "crypto/key.h"

void wipe(Space secret)
{
    explicit_bzero(secret.data, secret.size);
}

bool equal_secrets(Bytes a, Bytes b)
{
    if (a.size != b.size) return false;
    uint8_t difference = 0;
    for (size_t i = 0; i < a.size; i++) difference |= a[i] ^ b[i];
    return !difference;
}
