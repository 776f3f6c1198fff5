// Address validation: who returns a cookie that was sent to an address hears what is sent there. Nothing is
// remembered for it: the cookie is the HMAC of the address, of a secret, and of the half minute it was made in
// or the one before (RFC 6347, section 4.2.1; RFC 9000, section 8.1).
#pragma once

#include "crypto/key.h"
#include "words/clock.h"

constexpr size_t kCookie = 16, kCookieDigits = 6;

struct AddressCookie {
    uint8_t bytes[kCookie];
    char    digits[kCookieDigits];  // the same for people, of whom nobody tries a million

    bool is(Bytes returned) const;
};

class AddressValidator {
public:
    // `secret`: 32 random bytes, for this start of the program alone; it lives as long as this.
    explicit AddressValidator(const Key &secret) : secret_(secret) {}

    AddressCookie cookie(Bytes address, Millis now) const { return cookie_of(address, period(now)); }

    // In bytes or digits. A cookie holds for 30 to 60 s.
    bool is_valid(Bytes address, Bytes returned, Millis now) const;

    // What nobody can guess, another one for each number.
    uint64_t token(uint32_t number) const;

private:
    static int64_t period(Millis now) { return now.count / 30000; }
    AddressCookie  cookie_of(Bytes address, int64_t period) const;

    const Key &secret_;
};
