// For tests: requests to a scripted server, and what came of them in words.
#pragma once

#include "link/exchange.h"

#include "check.h"
#include "scripted.h"
#include "words/reason.h"

#define OK      "HTTP/1.1 200 OK\r\n"
#define HI      OK "Content-Length: 2\r\n\r\nhi"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"

inline uint8_t lent[kExchangeMemory];

// Behind an @ the path is asked of the same server by another name.
inline Error ask(Exchange &exchange, const Request &request, const char *path, uint16_t port,
                 const Payload &payload = {}, const Patience &patience = {})
{
    Url  url;
    Line text;
    char memory[100];
    Text host = *path == '@' ? "localhost" : "127.0.0.1";
    TRY(parse_url(url, text.say("http://", host, ':', port, path + (*path == '@')).text(), memory));
    return exchange.ask(request, url, {.host = host, .port = port, .family = AF_INET}, payload, patience);
}

inline Error read_content(Exchange &exchange, Writer &to)
{
    for (;;) {
        Bytes piece = TRY(exchange.content());
        if (piece.empty()) return {};
        to.add(text_of(piece));
    }
}

// The status and [content]; why there is none, or no more, with a mark where it is not the network's fault.
inline void add_answer(Writer &to, Exchange &exchange, Error error)
{
    if (!to.text().empty()) to.add(' ');
    if (!error) {
        to.say(exchange.response().status(), '[');
        error = read_content(exchange, to);
        to.add(']');
    }
    if (error.exit() == Exit::network) to.say(reason(error));
    else if (error) to.say("! ", reason(error));
}

inline void check_words(Text what, Text is, Text wanted)
{
    CHECK(Line().say(what, ": ", is).text(), is == wanted);
}

struct Asked {
    const char *method;  // null: nothing is asked any more
    const char *path;
    bool        drops = false;  // the content, instead of reading it
};

struct Story {
    const char *what;
    Act         acts[10];
    Asked       asked[4];
    const char *answers;
    const char *heard;
};

inline void check_story(const Story &story)
{
    ScriptedServer server(story.acts);
    Exchange       exchange(lent);
    Line           answers;
    for (const Asked &asked : story.asked) {
        if (!asked.method) break;
        Error error = ask(exchange, {.method = asked.method}, asked.path, server.port());
        if (asked.drops && !error) exchange.drop();
        else add_answer(answers, exchange, error);
    }
    exchange.close();
    check_words(story.what, answers.text(), story.answers);
    check_words(story.what, server.heard(), story.heard);
}
