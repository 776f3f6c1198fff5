// A person in a room without a server (lan_room.h): what is typed there and what happens, in the words and
// commands of a served room (room.h). /me and /msg are lines like all others on their way, and what they are
// is seen by who shows them: /msg is shown to one alone, but heard by all.
//
//     Text answer = talk.said(line, to);        // shown, where it is not empty
//     Text shown  = talk.told(action, to);
#pragma once

#include "wire/lan_room.h"
#include "wire/ring.h"
#include "words/say.h"

class LanTalk {
public:
    // `history` is what /history finds again; both are lent for the life of this.
    LanTalk(LanRoom &room, Ring &history);
    LanTalk(const LanTalk &) = delete;

    // What a person has typed is said, or done. `to` has kLongestTold bytes, and the text is a view of it:
    // an answer, or how a line looks to the others.
    Text said(Text line, Writer &to, Millis now);

    // What to show of what happens.
    Text told(const LanRoom::Action &action, Writer &to);

    // One more line that /history has found; false behind the last.
    bool recall(Writer &to);

    // Told to by a word.
    bool has_left() const { return left_; }

private:
    Text obey(Text name, Text words, Text line, Writer &to, Millis now);
    Text speak(Text line, Writer &to);
    Text rename(Text nick, Writer &to);
    Text list(Writer &to) const;
    Text render(Text nick, Text line, Writer &to, bool own);
    bool is_here(Text nick) const;
    Text keep(Writer &to);
    void look_back(uint64_t lines);

    LanRoom &room_;
    Ring    &history_;
    Cursor   recalled_;
    bool     left_ = false;
    char     clean_[kLongestSaid];
};
