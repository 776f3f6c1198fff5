// What the parts of udpchat share.
#pragma once

#include "tools/chat.h"

#include "wire/envelope.h"

struct Settings {
    bool        listen, plain, open_plain, genkey, time, stays, quiet, verbose;
    uint8_t     family;
    const char *nick     = nullptr;
    const char *key      = nullptr;
    const char *log      = nullptr;
    const char *service  = nullptr;
    TextList    allowed  = {};
    uint32_t    history     = 20;
    uint32_t    bucket      = 10;
    uint32_t    max_clients = 256;
    uint32_t    per_address = 8;
    Millis      patience    = seconds(30);
};

extern Settings      settings;
extern const Program kProgram;

// The port where none is written; that of --port, which has been read already, before `usual`.
uint16_t port_or(uint16_t usual);

// Serves a room, until a signal, or who sits here has left.
Exit serve(Span<char *> operands);

// Takes part in one that somebody serves.
Exit join(const char *host);

// Lines as plain datagrams, one each, to a peer that knows no more of it.
Exit talk_plainly(const char *host);

// Takes part in the room of the networks this machine is on, which nobody serves.
Exit join_lan();

// What a program that sends parcels starts with.
struct Start {
    Key      key;           // where there is one
    bool     keyed = false;
    Key      secret;        // random, as the others
    uint8_t  sender[kSender];
    uint64_t nonce;
    uint32_t epoch;

    // Fails with what `on` is about.
    Error prepare(Line &on);
    const Key *shared() const { return keyed ? &key : nullptr; }
};
