#include "words/scan.h"

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

Text next_word(Text &line)
{
    while (!line.empty() && is_blank(line[0])) line = line.after(1);
    size_t end = 0;
    while (end < line.size && !is_blank(line[end]) && line[end] != '#') end++;
    Text word = line.first(end);
    line      = line.after(end);
    return word;
}

int parse_number(Text digits, int most)
{
    int number = 0;
    for (char c : digits) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
        if (number > most) return -1;
    }
    return digits.empty() ? -1 : number;
}
