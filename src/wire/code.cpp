#include "wire/code.h"

#include "crypto/hkdf.h"
#include "words/base64.h"

static constexpr char   kAlphabet[]  = "0123456789abcdefghjkmnpqrstvwxyz";
static constexpr size_t kDataLetters = 16;

// A step of Horner's rule: sum * x + letter, in GF(32).
static uint8_t step(uint8_t sum, uint8_t letter)
{
    return uint8_t((sum << 1 ^ (sum >> 4) * 0b100101) ^ letter);
}

void write_code(Span<char> to, Bytes bits)
{
    unsigned held = 0, count = 0;
    uint8_t  sum  = 0;
    char    *next = to.first(kCodeLetters).data;
    for (size_t i = 0; i < kDataLetters; i++) {
        if (count < 5) {
            held = held << 8 | bits[0];
            bits = bits.after(1);
            count += 8;
        }
        count -= 5;
        uint8_t letter = held >> count & 31;
        sum            = step(sum, letter);
        *next++        = kAlphabet[letter];
        if (i % 4 == 3) *next++ = '-';
    }
    *next = kAlphabet[step(sum, 0)];
}

// The size of the alphabet for what is no letter.
static uint8_t value_of(char c)
{
    char lower = c >= 'A' ? char(c | 0x20) : c;
    if (lower == 'o') lower = '0';
    if (lower == 'i' || lower == 'l') lower = '1';
    return uint8_t(position(kAlphabet, lower));
}

static bool read_code(Space bits, Text code)
{
    unsigned held = 0, count = 0;
    size_t   letters = 0, size = 0;
    uint8_t  sum = 0;
    for (char c : code) {
        if (c == '-' || c == ' ') continue;
        uint8_t letter = value_of(c);
        if (letter > 31 || letters++ > kDataLetters) return false;
        sum  = step(sum, letter);
        held = held << 5 | letter;
        count += 5;
        if (count < 8) continue;
        count -= 8;
        bits[size++] = uint8_t(held >> count);
    }
    return letters == kDataLetters + 1 && !sum;
}

bool key_of_code(Key &to, Text code)
{
    uint8_t bits[kCodeSize];
    bool    good = read_code(bits, code);
    if (good) to = hkdf_extract(bytes_of("sixpack one-time code 1"), bits);
    wipe(bits);
    return good;
}

bool key_of_file(Key &to, Bytes content)
{
    Text line = text_of(content);
    if (content.size == sizeof to.bytes) return copy(to.bytes, content), true;
    if (content.size > kLongestKeyFile) return false;
    while (line.size && uint8_t(line.data[line.size - 1]) <= ' ') line.size--;
    return from_base64(to.bytes, line) || key_of_code(to, line);
}
