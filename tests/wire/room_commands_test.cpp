#include "room_play.h"

static constexpr RoomScript kTalk[] = {
    {"a message goes to all others",
     "a+alice\nb+bob\nc+\n"
     "a: hi there\n"
     "b< <alice> hi there\n"
     "@1000\n"
     "a< *** guest-3 has joined\n"
     "b< *** guest-3 has joined\n"
     "c< <alice> hi there"},
    {"an action", "a+alice\nb+bob\na: /me waves\nb< * alice waves"},
    {"a message that begins with a slash", "a+alice\nb+bob\na: //etc/passwd\nb< <alice> /etc/passwd"},
    {"with two", "a+alice\nb+bob\na: ///\nb< <alice> //"},
    {"blanks stay", "a+alice\nb+bob\na:   hi  \nb< <alice>   hi  "},
    {"empty lines are nothing", "a+alice\nb+bob\na: \na:  \t \na: hi\nb< <alice> hi"},
    {"nor do they introduce anybody", "a+alice\nb+\nb: \na: hi\n@999\n"
     "@1000\na< *** guest-2 has joined\nb< <alice> hi"},
    {"what a terminal must not be sent", "a+alice\nb+bob\na: \x1b]0;x\a \u202e \xff\nb< <alice> \ufffd]0;x\ufffd \ufffd \ufffd"},
    {"a forged line", "a+alice\nb+bob\na: hi\r*** bob has left: quit\nb< <alice> hi\ufffd*** bob has left: quit"},
};
TEST("room: talk") { play_all(kTalk); }

static constexpr RoomScript kNicks[] = {
    {"a newcomer names itself", "a+alice\nb+\nb: /nick bob\na< *** bob has joined\nb< *** you are bob"},
    {"a member renames itself", "a+alice\nb+bob\nb: /nick bert\na< *** bob is now bert\nb< *** bob is now bert\n"
     "b: hi\na< <bert> hi"},
    {"in any case of the command", "a+alice\na: /NICK alf\na< *** alice is now alf"},
    {"to the same in another case", "a+alice\na: /nick Alice\na< *** alice is now Alice"},
    {"to the very same", "a+alice\na: /nick alice\na< *** you are alice"},
    {"to nothing: who am I?", "a+alice\na: /nick\na< *** you are alice\na: /nick  \na< *** you are alice"},
    {"one that is taken", "a+alice\nb+bob\nb: /nick alice\nb< *** alice is taken"},
    {"in any case", "a+alice\nb+bob\nb: /nick ALICE\nb< *** ALICE is taken"},
    {"by one that nobody has seen yet", "a+\na: /nick bob\na< *** you are bob\nb+\nb: /nick bob\nb: /quit\nb< *** bob is taken\nb."},
    {"free as soon as its owner is gone", "a+alice\nb+bob\na-lost\nb< *** alice has left: lost\n"
     "b: /nick alice\nb< *** bob is now alice"},
    {"or has said so", "a+alice\nb+bob\na: /quit\nb< *** alice has left: quit\nb: /nick alice\nb< *** bob is now alice\na."},
    {"a guest's, which is another's place", "a+alice\na: /nick guest-7\na< *** guest-7 is taken\n"
     "a: /nick Guest-x\na< *** Guest-x is taken"},
    {"its own", "a+\na: /nick guest-1\na: hi\na< *** you are guest-1"},
    {"one with a fault", "a+alice\na: /nick a b\na< *** a nick has visible characters only\n"
     "a: /nick #a\na< *** a nick does not begin with / * - [ or #"},
    {"bytes that were not to be shown", "a+alice\na: /nick a\x1b\na< *** a nick has visible characters only"},
    {"the longest, and its longest line",
     "a+\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60"
     "\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\nb+bob\na: hi\n"
     "b< <\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60"
     "\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60\u4f60> hi"},
};
TEST("room: nicks") { play_all(kNicks); }

static constexpr RoomScript kPrivate[] = {
    {"to one alone", "a+alice\nb+bob\nc+carol\na: /msg bob hi there\nb< [private] <alice> hi there"},
    {"in any case", "a+alice\nb+bob\na: /msg BOB hi\nb< [private] <alice> hi"},
    {"to oneself", "a+alice\na: /msg alice hi\na< [private] <alice> hi"},
    {"to nobody", "a+alice\na: /msg bob hi\na< *** nobody here is bob"},
    {"to one that has left", "a+alice\nb+bob\nb: exit\na< *** bob has left: quit\n"
     "a: /msg bob hi\na< *** nobody here is bob\nb."},
    {"introduces", "a+alice\nb+\nb: /msg alice hi\na< *** guest-2 has joined\na< [private] <guest-2> hi"},
    {"to one that has said nothing yet", "a+alice\nb+\na: /msg guest-2 hi\n"
     "@1000\na< *** guest-2 has joined\nb< [private] <alice> hi"},
    {"no words", "a+alice\na: /msg bob\na< *** /nick NAME, /msg NICK TEXT, /me TEXT, /who, /history [LINES], /time, "
     "/quit [WORDS]; a / that is meant is written //"},
};
TEST("room: private messages") { play_all(kPrivate); }

static constexpr RoomScript kQuestions[] = {
    {"help", "a+alice\na: /help\na< *** /nick NAME, /msg NICK TEXT, /me TEXT, /who, /history [LINES], /time, "
     "/quit [WORDS]; a / that is meant is written //"},
    {"an action of nothing", "a+alice\na: /me \na< *** /nick NAME, /msg NICK TEXT, /me TEXT, /who, /history [LINES], /time, "
     "/quit [WORDS]; a / that is meant is written //"},
    {"no such command", "a+alice\na: /join #linux\na< *** no such command: /join"},
    {"none at all", "a+alice\na: /\na< *** no such command: /"},
    {"who", "a+alice\nb+bob\na: /who\na< *** 2 here: alice, bob"},
    {"who asks is here", "a+\na: /who\na< *** 1 here: guest-1"},
    {"not who has said nothing, nor who has left", "a+alice\nb+bob\nc+\nb: q\na< *** bob has left: quit\n"
     "a: /who\na< *** 1 here: alice\nc: /quit\nc< *** bob has left: quit\nb.\nc."},
};
TEST("room: questions") { play_all(kQuestions); }

static constexpr RoomScript kHistory[] = {
    {"lines again, its own among them", "a+alice\nb+bob\na: one\nb< <alice> one\nb: two\na< <bob> two\n"
     "b: /history 2\nb< <alice> one\nb< <bob> two"},
    {"all there are", "a+alice\na: one\na: /history 99\na< *** alice has joined\na< <alice> one"},
    {"twenty, where none are named", "a+alice\n"
     "@1000\na: 1\na: 2\na: 3\na: 4\na: 5\n@9000\na: 6\na: 7\na: 8\na: 9\na: 10\n@15000\na: 11\na: 12\na: 13\na: 14\na: 15\n"
     "@25000\na: 16\na: 17\na: 18\na: 19\na: 20\n@35000\na: 21\na: /history\n"
     "a< <alice> 2\na< <alice> 3\na< <alice> 4\na< <alice> 5\na< <alice> 6\na< <alice> 7\na< <alice> 8\n"
     "a< <alice> 9\na< <alice> 10\na< <alice> 11\na< <alice> 12\na< <alice> 13\na< <alice> 14\na< <alice> 15\n"
     "a< <alice> 16\na< <alice> 17\na< <alice> 18\na< <alice> 19\na< <alice> 20\na< <alice> 21"},
    {"private ones do not come again", "a+alice\nb+bob\na: one\nb< <alice> one\na: /msg bob two\n"
     "b< [private] <alice> two\nb: /history 1\nb< <alice> one"},
    {"what is still to come is not skipped", "a+alice\nb+bob\na: one\na: two\na: three\nb: /history 1\n"
     "b< <alice> one\nb< <alice> two\nb< <alice> three"},
};
TEST("room: history, as one asks for it") { play_all(kHistory); }

static constexpr RoomScript kSince[] = {
    {"numbers, from then on", "a+alice\nb+bob\nb: /since 0123abcd\na: hi\nb< 3 <alice> hi"},
    {"none for what is private", "a+alice\nb+bob\nb: /since 0123abcd\na: /msg bob hi\nb< - [private] <alice> hi\n"
     "b: /who\nb< - *** heard 1 0\nb< - *** 2 here: alice, bob"},
    {"what came behind a number", "a+alice\na: one\na: two\na: three\nb+\nb: /since 0123abcd 2\n"
     "b< 3 <alice> two\nb< 4 <alice> three\nb: /quit\nb< - *** heard 1 0\nb< - *** you have left\nb."},
    {"the epoch in capitals", "a+alice\na: one\nb+\nb: /since 0123ABCD 1\nb< 2 <alice> one\nb: /quit\nb< - *** heard 1 0\nb< - *** you have left\nb."},
    {"nothing has come", "a+alice\na: one\nb+\nb: /since 0123abcd 2\nb: /quit\nb< - *** heard 1 0\nb< - *** you have left\nb."},
    {"a number to come", "a+alice\nb+bob\nb: /since 0123abcd 99\na: hi\nb< 3 <alice> hi"},
    {"a newcomer need not wait for its introduction", "a+alice\nb+\nb: /since 0123abcd 1\na: hi\nb< 2 <alice> hi\n"
     "b: /nick bob\na< *** bob has joined\nb< - *** heard 1 0\nb< - *** you are bob"},
    {"without a number: history", "a+alice\na: one\na: two\nb+\nb: /since 0123abcd\nb< 2 <alice> one\nb< 3 <alice> two\n"
     "b: /quit\nb< - *** heard 1 0\nb< - *** you have left\nb.", 2},
    {"of another server's start: history", "a+alice\na: one\na: two\nb+\nb: /since 0123abce 3\nb< 3 <alice> two\n"
     "b: /quit\nb< - *** heard 1 0\nb< - *** you have left\nb.", 1},
    {"of no epoch", "a+alice\na: one\nb+\nb: /since 1 x\nb: /since\nb: /quit\nb< - *** heard 2 0\nb< - *** you have left\nb."},
    {"then the introduction brings no more", "a+alice\na: one\nb+\nb: /since 0123abcd 2\n@1000\na< *** guest-2 has joined", 9},
};
TEST("room: numbered lines, for programs") { play_all(kSince); }

static constexpr RoomScript kCounted[] = {
    {"those behind /since", "a+alice\nb+bob\nb: one\na< <bob> one\nb: /since 0123abcd 3\nb: two\nb< - *** heard 1 0\na< <bob> two\n"
     "b: three\na< <bob> three\nb< - *** heard 2 0"},
    {"so many at once", "a+alice\nb+bob\nb: /since 0123abcd 2\nb: one\nb: two\nb: three\nb< - *** heard 3 0\n"
     "a< <bob> one\na< <bob> two\na< <bob> three"},
    {"commands, blank lines and what is too long", "a+\na: /since 0123abcd 0\na: /nick alice\na:   \na^\n"
     "a< - *** heard 3 0\na< - *** you are alice\na< - *** that line is too long (1000 bytes)"},
    {"before what there is to hear", "a+alice\nb+bob\nb: /since 0123abcd 2\na: one\nb: two\nb< - *** heard 1 0\n"
     "b< 3 <alice> one\na< <bob> two"},
    {"not anew by another /since", "a+alice\na: /since 0123abcd 1\na: one\na: /since 0123abcd 2\na: two\na< - *** heard 3 0"},
    {"not for who is no program", "a+alice\nb+bob\nb: one\na< <bob> one"},
    {"not what comes too late", "a+alice\nb+bob\nb: /since 0123abcd 2\nb: q\nb: one\nb< - *** heard 1 0\n"
     "b< - *** you have left\nb.\na< *** bob has left: quit"},
    {"for as long as it may come back: another gets another place", "c+carol\na+\na: /since 0123abcd 2\na: hi\n"
     "c< *** guest-2 has joined\nc< <guest-2> hi\na-lost\nc< *** guest-2 has left: lost\nb+\nb: ho\n"
     "c< *** guest-3 has joined\nc< <guest-3> ho"},
    {"not who has left: another gets its place", "c+carol\na+\na: /since 0123abcd 2\na: hi\na: q\n"
     "c< *** guest-2 has joined\nc< <guest-2> hi\nc< *** guest-2 has left: quit\na< - *** heard 2 0\na< - *** you have left\na.\n"
     "b+\nb: ho\nc< *** guest-2 has joined\nc< <guest-2> ho"},
    {"when another has its ticket: none of them", "a+alice\nb+bob\nb: /since 0123abcd 2 123456780123456789abcdef 0\n"
     "b< - *** heard 0 0"},
};
TEST("room: programs are told how many of their lines were heard") { play_all(kCounted); }

// The words of the longest line, behind so many letters.
static void say_long(RoomPlay &play, size_t size)
{
    char letters[kLongestText + 1];
    memset(letters, 'x', sizeof letters);
    play.room().said(play.member('a'), Text(letters, size), {{0}});
}

TEST("room: long lines")
{
    RoomPlay play("long lines");
    play.play("a+alice\nb+bob");
    say_long(play, kLongestText);
    char scratch[kLongestLine];
    Text line = play.room().lines(play.member('b'), scratch);
    CHECK("the longest comes whole", line.size == Text("<alice> ").size + kLongestText + 1);
    play.room().sent(play.member('b'), line.size);
    say_long(play, kLongestText + 1);
    play.play("a< *** that line is too long (1000 bytes)\n"
              "a^\n"
              "a< *** that line is too long (1000 bytes)");
}

TEST("room: a long line of bytes that are replaced")
{
    RoomPlay play("replaced");
    play.play("a+alice\nb+bob");
    char letters[kLongestText];
    memset(letters, 0xff, sizeof letters);
    play.room().said(play.member('a'), Text(letters, sizeof letters), {{0}});
    play.play("a< *** that line is too long (1000 bytes)");
    play.room().said(play.member('a'), Text(letters, kLongestText / 3), {{0}});
    char scratch[kLongestLine];
    Text line = play.room().lines(play.member('b'), scratch);
    CHECK("each takes three", line.size == Text("<alice> ").size + 999 + 1);
    play.room().sent(play.member('b'), line.size);
    play.play("");
}
