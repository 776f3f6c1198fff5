// The file of a site's answers. See site.cpp for its words.
#pragma once

#include "words/say.h"

// The words of the line, and what is behind the first.
struct SiteLine {
    Text word, rest;
};

struct SiteAnswer {
    Text   path;
    Text   method;  // empty: for all of them
    Text   lines;
    size_t index = 0;

    // Takes the next line off `rest`, which begins as `lines`; false at the end.
    static bool next(Text &rest, SiteLine &line);

    // What is behind the first such word; null data where it is not there.
    Text     find(Text word) const;
    bool     has(Text word) const { return find(word).data; }
    uint64_t number(Text word, uint64_t otherwise) const;

    // The value of the `header` of that name; null data where there is none.
    Text header(Text name) const;
};

// What all connections know: memory that their processes share.
struct SiteMemory {
    static constexpr size_t kAnswers = 200;

    uint32_t connections;      // so far
    uint32_t given[kAnswers];  // how often each answer was
    uint32_t challenges;       // the last one's nonce
    uint32_t answers;          // that its nonce was good for
};

class SiteScript {
public:
    // Null, or what is wrong with the text, which lives as long as the script.
    Text parse(Text text, uint16_t port);

    // The answer that is next for this path and method, or one that says 404.
    const SiteAnswer &choose(SiteMemory &memory, Text path, Text method) const;

    // The text with its escapes replaced.
    void add_unescaped(Writer &to, Text text) const;

private:
    Text complain(unsigned line, Text word);

    SiteAnswer answers_[SiteMemory::kAnswers];
    size_t     count_ = 0;
    uint16_t   port_  = 0;
    Line       fault_;
};
