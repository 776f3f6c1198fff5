#include "wire/validation.h"

#include "check.h"
#include "digits.h"

// From Python's hmac: "c", the number of the half minute in 8 bytes, the address; and "t" and a number. The secret
// is the bytes 0 to 31.
static constexpr char kAddress[] = "0a000001 22b8", kOtherPort[] = "0a000001 22b9";
static constexpr char kFirst[] = "33c3d3eee373cfb6401a53bd67e28555", kSecond[] = "63b21cb1963ede307a1ceca8bad1b54b";

struct CookieRow {
    const char *name;
    const char *address;
    int64_t     now;  // ms
    const char *returned;
    bool        valid;
};
static constexpr CookieRow kCookies[] = {
    {"at once", kAddress, 0, kFirst, true},
    {"a half minute later", kAddress, 59999, kFirst, true},
    {"a minute later", kAddress, 60000, kFirst, false},
    {"the next one", kAddress, 30000, kSecond, true},
    {"before it was made", kAddress, 29999, kSecond, false},
    {"from another port", kOtherPort, 0, kFirst, false},
    {"a bit of another", kAddress, 0, "33c3d3eee373cfb6401a53bd67e28554", false},
    {"cut", kAddress, 0, "33c3d3eee373cfb6401a53bd67e285", false},
    {"nothing", kAddress, 0, "", false},
    {"in digits: 674451", kAddress, 0, "363734343531", true},
    {"a half minute later: 674451", kAddress, 30000, "363734343531", true},
    {"others: 674452", kAddress, 0, "363734343532", false},
    {"five digits", kAddress, 0, "3637343435", false},
};

TEST("validation: who returns the cookie of his address")
{
    Key secret;
    for (size_t i = 0; i < sizeof secret.bytes; i++) secret.bytes[i] = uint8_t(i);
    AddressValidator validator(secret);
    for (const CookieRow &row : kCookies) {
        Digits address(row.address), returned(row.returned);
        CHECK(row.name, validator.is_valid(address.bytes(), returned.bytes(), {row.now}) == row.valid);
    }
    AddressCookie cookie = validator.cookie(Digits(kAddress).bytes(), {30000});
    CHECK("in bytes", Bytes(cookie.bytes) == Digits(kSecond).bytes());
    CHECK("in digits", Text(cookie.digits, kCookieDigits) == "936911");
    CHECK("a token", validator.token(1) == 0xc36599234e993b97 && validator.token(2) != validator.token(1));
}
