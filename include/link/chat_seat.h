// What the parts of ChatServer share.
#pragma once

#include "link/chat_server.h"

// A connection. Zeros are a free seat.
struct ChatServer::Seat {
    ChatLineReader reader;
    Fd             link;
    Channel       *channel;  // null: plain
    Address        peer;
    Millis         came_at;
    size_t         member;
    Watch::Slot    slot;
    bool           deaf;     // asked for nothing in that
    bool           taken;
    bool           joined;   // the room
    bool           ended;    // has sent all it had
    bool           stopped;  // takes nothing at the moment

    const Fd &socket() const { return channel ? channel->link() : link; }
    Result<Moved> receive(Space to) { return channel ? channel->receive(to) : receive_some(link, to); }
    Result<Moved> send(Bytes from) { return channel ? channel->send(from) : send_some(link, from); }
    bool has_unsent() const { return stopped || (channel && channel->wants_to_send()); }
};
