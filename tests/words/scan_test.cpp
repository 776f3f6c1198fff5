#include "words/scan.h"

#include "check.h"

struct WordsRow {
    const char *what;
    const char *line;
    const char *words;  // with a bar behind each
};
static constexpr WordsRow kLines[] = {
    {"between blanks and tabs", "10.0.0.1 \trouter\tr1", "10.0.0.1|router|r1|"},
    {"blanks around", "  router  ", "router|"},
    {"a carriage return is a blank", "router\r", "router|"},
    {"up to a comment", "http 80/tcp # web www", "http|80/tcp|"},
    {"which needs no blank", "http 80/tcp#web", "http|80/tcp|"},
    {"only a comment", "# hosts", ""},
    {"nothing", "", ""},
};
TEST("scan: words of a line")
{
    for (const WordsRow &row : kLines) {
        Line words;
        Text rest = row.line;
        for (Text word = next_word(rest); !word.empty(); word = next_word(rest)) words.say(word, '|');
        CHECK(row.what, words.text() == row.words);
    }
}

struct NumberRow {
    const char *digits;
    int         most;
    int         number;
};
static constexpr NumberRow kNumbers[] = {
    {"0", 9, 0},           {"65535", 65535, 65535},    {"007", 9, 7},
    {"", 9, -1},           {"65536", 65535, -1},       {"99999999999999999999", 65535, -1},
    {"-1", 9, -1},         {"+1", 9, -1},              {" 1", 9, -1},
    {"1x", 9, -1},         {"0x1", 9, -1},             {"2147483647", 2147483, -1},
};
TEST("scan: numbers")
{
    for (const NumberRow &row : kNumbers) CHECK(row.digits, parse_number(row.digits, row.most) == row.number);
}
