#include "helpers/site/script.h"

#include "wire/grammar.h"
#include "words/ascii.h"

static constexpr const char *kWords[] = {
    "status", "header", "body",   "file",    "etag",  "modified", "whole", "chunked", "unsized", "basic",
    "md5",    "proxy",  "tunnel", "sha-256", "close", "drop",     "pause", "drip",    "cut",     "reset",
    "stall",  "times",  "log",    "save",    "early", "silent",   "raw",   "fill",    "hold",
};

bool SiteAnswer::next(Text &rest, SiteLine &line)
{
    do {
        if (rest.empty()) return false;
        line.rest = take_until(rest, '\n');
        skip_blanks(line.rest);
    } while (line.rest.empty());
    line.word = take_until(line.rest, ' ');
    return true;
}

Text SiteAnswer::find(Text word) const
{
    Text rest = lines;
    for (SiteLine line; next(rest, line);)
        if (line.word == word) return line.rest;
    return {};
}

uint64_t SiteAnswer::number(Text word, uint64_t otherwise) const
{
    uint64_t number;
    return parse_decimal(number, find(word)) ? number : otherwise;
}

Text SiteAnswer::header(Text name) const
{
    Text rest = lines;
    for (SiteLine line; next(rest, line);)
        if (line.word == "header" && same_ignoring_case(take_until(line.rest, ':'), name)) return trimmed(line.rest);
    return {};
}

Text SiteScript::complain(unsigned line, Text word)
{
    return fault_.say("line ", line, " of the answers: ", word).text();
}

Text SiteScript::parse(Text text, uint16_t port)
{
    port_ = port;
    for (unsigned number = 1; !text.empty(); number++) {
        Text line = take_until(text, '\n');
        if (line.empty()) continue;
        if (is_blank(line[0])) {
            skip_blanks(line);
            Text word = take_until(line, ' ');
            if (!count_ || find_ignoring_case(kWords, word) == Span(kWords).size) return complain(number, word);
        } else if (count_ == SiteMemory::kAnswers) {
            return complain(number, "too many answers");
        } else {
            Text path          = take_until(line, ' ');
            answers_[count_++] = {path, line, {text.data, 0}, count_};
        }
        Text &lines = answers_[count_ - 1].lines;
        lines       = {lines.data, size_t(text.data - lines.data)};
    }
    return {};
}

const SiteAnswer &SiteScript::choose(SiteMemory &memory, Text path, Text method) const
{
    static constexpr SiteAnswer kNone = {{}, {}, "status 404 Not Found\nbody there is nothing here\\n", 0};
    const SiteAnswer *last = nullptr;
    for (const SiteAnswer &answer : Span<const SiteAnswer>(answers_).first(count_)) {
        if (!(answer.path == path) || !(answer.method.empty() || answer.method == method)) continue;
        if (last && __atomic_fetch_add(&memory.given[last->index], 1, __ATOMIC_SEQ_CST) < last->number("times", 1))
            return *last;
        last = &answer;
    }
    return last ? *last : kNone;
}

static int hex_digit(char c)
{
    return is_digit(c) ? c - '0' : lowered(c) - 'a' + 10;
}

void SiteScript::add_unescaped(Writer &to, Text text) const
{
    while (!text.empty()) {
        to.add(take_until(text, '\\'));
        if (text.empty()) break;
        char letter = text[0];
        text        = text.after(1);
        if (letter == 'r') to.add('\r');
        else if (letter == 'n') to.add('\n');
        else if (letter == 't') to.add('\t');
        else if (letter == 'p') to.add(port_);
        else if (letter == 'x' && text.size >= 2) {
            to.add(char(hex_digit(text[0]) << 4 | hex_digit(text[1])));
            text = text.after(2);
        } else to.add(letter);
    }
}
