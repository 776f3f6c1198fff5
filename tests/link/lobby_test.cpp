// Who is the one, of those who have come: a step for each letter.
#include "link/lobby.h"

#include "../wire/secrets.h"
#include "check.h"
#include "pair.h"

// A script:
//
//     a b c d e    comes: a stranger, who says nothing
//     A B C D E    the same one says something that is no key
//     k            one with the key comes, and opens
//     w            another one with another key
//     9            nine seconds pass
//     !            it is expected that so far nobody was the one
struct LobbyRow {
    const char *name;
    const char *script;
    const char *turned_away;  // how many, and a letter for why
    bool        served;
    bool        keyed = true;
};

static constexpr LobbyRow kRows[] = {
    {"the one with the key", "k", "", true},
    {"behind those who say nothing", "abc!k", "", true},
    {"who take each other's places, and not the last ones", "abcd!k", "t", true},
    {"however many they are", "abcdeabcdeabcde!k", "tttttttttttt", true},
    {"or say something else", "abAB!k", "", true},
    {"another key is none, and is not told so at once", "w!", "", false},
    {"nor keeps out who has it", "wk", "n", true},
    {"one who says nothing has ten seconds", "a9!b9!", "n", false},
    {"and is in nobody's way", "abcd99!k", "nnnn", true},
    {"who has said something has no more", "a9A9", "n", false},
    {"without a key, the first", "a", "", true, false},
};

static constexpr char kWords[100] = "6pup";

static char away[64];

static void note_away(void *, const char *what, const Address &, Text why)
{
    size_t size = Text(away).size;
    CHECK(what, Text(what) == "turned away" && size < sizeof away - 1);
    away[size]     = why == "*** it does not have the key" ? 'n' : why == "*** others wait as well" ? 't' : '?';
    away[size + 1] = 0;
}

namespace {
class LobbyPlay {
public:
    explicit LobbyPlay(const LobbyRow &row) : keyed_(row.keyed)
    {
        away[0]       = 0;
        rules_.notice = note_away;
        if (keyed_) rules_.opening = &opening_;
    }

    Channel *step(char letter)
    {
        Pair link;
        if (letter == '9') now_ = now_ + seconds(9);
        else if (letter >= 'A' && letter <= 'E') must(write(strangers_[letter - 'A'].get(), kWords, sizeof kWords) == sizeof kWords);
        else {
            if (letter >= 'a' && letter <= 'e') strangers_[letter - 'a'] = move(link.near);
            else call(move(link.near), letter == 'k' ? opening_ : other_);
            CHECK("comes", !lobby_.let_in(move(link.far), Address(), now_));
        }
        Channel *one = nullptr;
        // An opening has parts.
        for (int turns = 0; turns < 4 && !one; turns++) one = turn();
        return one;
    }

private:
    Channel *turn()
    {
        pollfd   memory[Lobby::kSlots];
        Watch    watch(memory);
        Deadline until;
        lobby_.prepare(watch, until);
        CHECK("waits", !watch.wait({now()}));
        return lobby_.turn(watch, now_);
    }
    void call(Fd link, const OpeningRules &rules)
    {
        CHECK("calls", !caller_.begin(move(link), Role::initiator, &rules, lent_));
        (void)caller_.send({});
    }

    bool         keyed_;
    Millis       now_ = now();
    Key          key_ = key_of(kPsk), another_ = key_of(kAlice);
    OpeningRules opening_{"6pup", "not ours", &key_}, other_{"6pup", "not ours", &another_};
    ChatRules    rules_;
    uint8_t      memory_[Lobby::kSlots * kChannelMemory], lent_[kChannelMemory];
    Lobby        lobby_{rules_, memory_};
    Channel      caller_;
    Fd           strangers_[5];
};
}

TEST("lobby: whoever has the key is the one")
{
    for (const LobbyRow &row : kRows) {
        LobbyPlay play(row);
        Channel  *one = nullptr;
        for (char letter : Text(row.script)) {
            if (letter == '!') CHECK(row.name, !one);
            else one = play.step(letter);
        }
        CHECK(row.name, bool(one) == row.served);
        Line line;
        CHECK(line.say(row.name, ": turned away ", away).text(), Text(away) == row.turned_away);
    }
}
