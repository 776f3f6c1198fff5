#include "words/say.h"

#include "check.h"

TEST("say: words one after the other")
{
    CHECK("text and numbers", Line().say("sent ", 3, " of ", size_t(4), '\n').text() == "sent 3 of 4\n");
    CHECK("nothing", Line().say().text().empty());
    CHECK("a text without terminator", Line().say(Text("abcdef", 3), '.').text() == "abc.");
    CHECK("no text at all", Line().say(Text()).text().empty());
    CHECK("cleared", [] {
        Line line;
        line.say("old").clear();
        return line.say("new").text() == "new";
    }());
}

TEST("say: numbers of every type")
{
    CHECK("zero", Line().say(0).text() == "0");
    CHECK("a byte is a number", Line().say(uint8_t(65)).text() == "65");
    CHECK("a char is not", Line().say(char(65)).text() == "A");
    CHECK("negative", Line().say(-12, ' ', int8_t(-128)).text() == "-12 -128");
    CHECK("the least", Line().say(INT64_MIN).text() == "-9223372036854775808");
    CHECK("the largest", Line().say(UINT64_MAX).text() == "18446744073709551615");
}

TEST("say: numbers in columns")
{
    CHECK("to the right", Line().say(Wide{42, 5}).text() == "   42");
    CHECK("with zeros", Line().say(Wide{7, 2, '0'}).text() == "07");
    CHECK("too wide is not cut", Line().say(Wide{12345, 3}).text() == "12345");
    CHECK("wider than any number", Line().say(Wide{1, 25}).text().size == 25);
}

TEST("say: bytes as digits")
{
    const uint8_t bytes[] = {0x00, 0x9f, 0xff};
    CHECK("two each", Line().say(Bytes(bytes)).text() == "009fff");
    CHECK("none", Line().say(Bytes()).text().empty());
}

struct AmountRow {
    uint64_t    bytes;
    const char *words;
};
static constexpr AmountRow kAmounts[] = {
    {0, "0 B"},
    {999, "999 B"},
    {1000, "1.0 kB"},
    {1099, "1.0 kB"},  // cut, not rounded: never more than there is
    {12345, "12.3 kB"},
    {99999, "99.9 kB"},
    {100000, "100 kB"},
    {999999, "999 kB"},
    {1000000, "1.0 MB"},
    {30000000, "30.0 MB"},
    {1100000000, "1.1 GB"},
    {5000000000000, "5.0 TB"},
    {7000000000000000, "7.0 PB"},
    {UINT64_MAX, "18.4 EB"},
};
TEST("say: amounts for people")
{
    for (const AmountRow &row : kAmounts) CHECK(row.words, Line().say(Amount{row.bytes}).text() == row.words);
}

struct ShownRow {
    const char *name;
    Text        text;
    const char *shown;
};
static constexpr ShownRow kShown[] = {
    {"plain text passes", "a b-c_d.~", "a b-c_d.~"},
    {"so do other scripts", "\u00fc \u4f60 \U0001f600", "\u00fc \u4f60 \U0001f600"},
    {"an escape sequence", "\x1b]0;x\a", "\\x1b]0;x\\x07"},
    {"a carriage return", "a\rb\n", "a\\x0db\\x0a"},
    {"NUL", {"a\0b", 3}, "a\\x00b"},
    {"DEL", "\x7f", "\\x7f"},
    {"C1, as UTF-8", "\xc2\x9b", "\\x9b"},
    {"C1, as a byte", "\x9b", "\\x9b"},
    {"a byte that is no UTF-8", "\xff", "\\xff"},
    {"a cut character", "\xe4\xbd", "\\xe4\\xbd"},
    {"an overlong slash", "\xc0\xaf", "\\xc0\\xaf"},
    {"right-to-left override", "a\u202etxt.exe", "a\\u{202e}txt.exe"},
    {"line separator", "\u2028", "\\u{2028}"},
    {"arabic letter mark", "\u061c", "\\u{061c}"},
};
TEST("say: foreign text is made safe")
{
    for (const ShownRow &row : kShown) CHECK(row.name, Line().say(Shown{row.text}).text() == row.shown);
}

TEST("say: what does not fit is left out")
{
    char   memory[4];
    Writer four{Span<char>(memory)};
    CHECK("cut", four.say("abcdef").text() == "abcd");
    CHECK("and full", four.say(7).text() == "abcd");
    CHECK("but a newline finds room", four.say('\n').text() == "abc\n");
    four.clear();
    CHECK("that of a text as well", four.say("abcdef\n").text() == "abc\n");
    CHECK("without any memory too", Writer({}).say("abc\n").text().empty());
}
