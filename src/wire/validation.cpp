#include "wire/validation.h"

#include "crypto/hkdf.h"
#include "words/pack.h"
#include "words/say.h"

bool AddressCookie::is(Bytes returned) const
{
    Bytes expected = returned.size == kCookie ? Bytes(bytes) : bytes_of(Text(digits, sizeof digits));
    return returned.size == expected.size && equal_secrets(returned, expected);
}

AddressCookie AddressValidator::cookie_of(Bytes address, int64_t period) const
{
    Key           code;
    AddressCookie cookie;
    uint8_t       head[packed_size<"!cq">];
    uint32_t      number;
    Bytes         parts[] = {head, address};
    pack<"!cq">(head, 'c', period);
    hmac(code, secret_.bytes, parts);
    if (!unpack<"!I">(Bytes(code.bytes).after(kCookie), number)) __builtin_trap();
    copy(cookie.bytes, Bytes(code.bytes).first(kCookie));
    Writer(cookie.digits).say(Wide{number % 1000000, kCookieDigits, '0'});
    return cookie;
}

bool AddressValidator::is_valid(Bytes address, Bytes returned, Millis now) const
{
    return cookie_of(address, period(now)).is(returned) || cookie_of(address, period(now) - 1).is(returned);
}

uint64_t AddressValidator::token(uint32_t number) const
{
    Key      code;
    uint64_t random;
    uint8_t  part[packed_size<"!cI">];
    Bytes    parts = part;
    pack<"!cI">(part, 't', number);
    hmac(code, secret_.bytes, {&parts, 1});
    if (!unpack<"!Q">(code.bytes, random)) __builtin_trap();
    return random;
}
