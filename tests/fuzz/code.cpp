// Key files and codes, as a person may have written them: what is accepted is spelled again and has to
// mean the same, and one wrong letter has to be found out.
#include "wire/code.h"

#include "fuzz/fuzz.h"
#include "words/base64.h"

// As write_code would spell it.
static char canonical(char c)
{
    char lower = c >= 'A' && c <= 'Z' ? char(c + 'a' - 'A') : c;
    return lower == 'o' ? '0' : lower == 'i' || lower == 'l' ? '1' : lower;
}

static void check_code(Text text)
{
    Key    key, again;
    char   letters[17];
    size_t count = 0;
    if (!key_of_code(key, text)) return;
    for (char c : text) {
        if (c == '-' || c == ' ') continue;
        must(count < sizeof letters);
        letters[count++] = canonical(c);
    }
    must(count == sizeof letters);
    must(key_of_code(again, Text(letters, count)) && Bytes(again.bytes) == Bytes(key.bytes));
    char &wrong = letters[uint8_t(text[0]) % sizeof letters];
    wrong       = wrong == 'z' ? 'y' : 'z';
    must(!key_of_code(again, Text(letters, count)));
}

static void check_written(Bytes bits)
{
    Key  key;
    char letters[kCodeLetters];
    write_code(letters, bits);
    must(key_of_code(key, Text(letters, sizeof letters)));
}

static void check_base64(Text text)
{
    uint8_t bytes[32];
    char    again[44];
    if (!from_base64(bytes, text)) return;
    to_base64(again, bytes);
    must(text == Text(again, sizeof again));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes content(data, size);
    Key   key;
    check_code(text_of(content));
    check_base64(text_of(content));
    if (size >= kCodeSize) check_written(content.first(kCodeSize));
    bool found = key_of_file(key, content);
    if (size == sizeof key.bytes) must(found && Bytes(key.bytes) == content);
    must(!found || (size >= 17 && size <= kLongestKeyFile));
    return 0;
}
