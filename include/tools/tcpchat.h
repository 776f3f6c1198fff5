// What the parts of tcpchat share.
#pragma once

#include "link/chat_server.h"
#include "tools/chat.h"

struct Settings {
    bool        listen, once, raw, genkey, time, stays, quiet, verbose;
    uint8_t     family;
    uint16_t    port;
    const char *nick     = nullptr;
    const char *key      = nullptr;
    const char *log      = nullptr;
    const char *service  = "8888";
    TextList    allowed  = {};
    uint32_t    history     = 20;
    uint32_t    bucket      = 10;
    uint32_t    max_clients = 256;
    uint32_t    per_address = 8;
    Millis      patience    = seconds(30);
};

extern Settings      settings;
extern const Program kProgram;

// Serves a room, until a signal, or who sits here has left.
Exit serve(Span<char *> operands);

// Takes part in one.
Exit join(const char *host);

// With --raw, bytes as they are. A person in somebody else's stream, or in one that is served: over at the end of
// both sides, or as soon as one at a terminal has nobody to talk to.
Exit join_raw(const char *host, const OpeningRules *opening, Stop &stop);
Exit relay(ChatServer &server);
Exit serve_one(Span<const Address> addresses, const ChatRules &rules);

// Connects and, with the key that the rules have, opens. A failure is about what `on` holds then.
Error connect(Channel &channel, const char *host, const OpeningRules *opening, Line &on, int stop);

// What all rooms open with, where there is a key.
OpeningRules chat_opening(const Key *key);
