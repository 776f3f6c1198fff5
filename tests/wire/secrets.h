// For tests: the keys that they use, and whether an object still holds one.
#pragma once

#include "crypto/key.h"
#include "digits.h"
#include "wire/noise.h"

inline Key key_of(Text digits)
{
    Key key;
    copy(key.bytes, Digits(digits).bytes());
    return key;
}

// The psk is the bytes 0 to 31; the ephemeral keys are Alice's and Bob's of RFC 7748, section 6.1.
inline constexpr char kPsk[]   = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
inline constexpr char kAlice[] = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
inline constexpr char kBob[]   = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";

inline Key ephemeral_of(Role role)
{
    return key_of(role == Role::initiator ? kAlice : kBob);
}

// What they come to: the chaining key and the message key when both messages are through, and what
// then seals the initiator's messages and the responder's.
inline constexpr char kChainingKey[]   = "c622e3ab6836e8902cd02f235a190feb22bba847bd2232b9499dddb6b9d6a8be";
inline constexpr char kMessageKey[]    = "90c2d4980399e68d3c96011e98c64504b22ae9a9b51076cd3bed7ef61051a174";
inline constexpr char kInitiatorsKey[] = "0f7a9af9dd9051d4910cfdff77ae6f035d58fac257a7bf9998153d0895ef7753";
inline constexpr char kRespondersKey[] = "676af39b3c8b7e632af63672ed150a639ff1595dbcbfafc60b6f642f82ff48da";

// Not as the compiler sees it, which knows when an object is gone, but as it lies in memory.
template <class T> bool holds(const T &object, Text digits)
{
    Digits                  secret(digits);
    const volatile uint8_t *memory = reinterpret_cast<const volatile uint8_t *>(&object);
    for (size_t at = 0; at + secret.bytes().size <= sizeof object; at++) {
        size_t equal = 0;
        while (equal < secret.bytes().size && memory[at + equal] == secret.bytes()[equal]) equal++;
        if (equal == secret.bytes().size) return true;
    }
    return false;
}

// Memory in which an object's life can be seen to end.
template <class T> union Grave {
    Grave() : object() {}
    ~Grave() {}

    T object;
};
