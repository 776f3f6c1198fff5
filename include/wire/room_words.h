// Everything that is said to a room, and by it, in the order of a visit.
#pragma once

#include <stddef.h>

// Behind a slash. Those up to `quit` are no word to the others: a newcomer who says them is not announced yet.
enum class RoomCommand : size_t { nick, since, time, quit, msg, me, who, history, help, unknown };
inline constexpr const char *kCommandNames[] = {"nick", "since", "time", "quit", "msg", "me", "who", "history", "help"};

inline constexpr const char *kStars      = "*** ";
inline constexpr const char *kWelcome    = "*** sixpack room ";  // EPOCH
inline constexpr const char *kYouAre     = "you are ";           // : you are NICK
inline constexpr const char *kAdvice     = "; /nick NAME changes that, /help tells more";
inline constexpr const char *kTicket     = "ticket ";            // TICKET NUMBER: to a program that is to come back
inline constexpr const char *kNone       = "-";                  // instead of a word of /since
inline constexpr const char *kHeard      = "heard ";             // TOTAL BEFORE: lines of a program
inline constexpr const char *kGuest      = "guest-";

inline constexpr const char *kHasJoined  = " has joined";   // NICK has joined
inline constexpr const char *kHaveJoined = " have joined";  // NUMBER have joined
inline constexpr const char *kIsNow      = " is now ";      // NICK is now NICK
inline constexpr const char *kTakenFrom  = "that nick is another's: you are ";  // NICK
inline constexpr const char *kIsTaken    = " is taken";     // NICK is taken
inline constexpr const char *kPrivate    = "[private] <";   // NICK> TEXT
inline constexpr const char *kPrivately = "[to ";           // NICK] TEXT: a person's own
inline constexpr const char *kNobodyIs   = "nobody here is ";
inline constexpr const char *kAreHere    = " here: ";       // NUMBER here: NICK, NICK
inline constexpr const char *kMore       = " more";         // and NUMBER more

inline constexpr const char *kHelp =
    "/nick NAME, /msg NICK TEXT, /me TEXT, /who, /history [LINES], /time, /quit [WORDS]; a / that is meant is written //";
inline constexpr const char *kNoCommand = "no such command: /";
inline constexpr const char *kTooLong   = "that line is too long (";  // BYTES
inline constexpr const char *kBytes     = " bytes)";
inline constexpr const char *kSlowDown  = "slow down: 3 s";
inline constexpr const char *kTooFast   = "not said: too fast";
inline constexpr const char *kSkipped   = "skipped ";  // NUMBER lines
inline constexpr const char *kTorn      = "...\n";

inline constexpr const char *kHasLeft    = " has left: ";  // NICK has left: WHY[: WORDS]
inline constexpr const char *kYouHaveLeft = "you have left";  // to a program: all it said before was heard
inline constexpr const char *kQuit       = "quit";
inline constexpr const char *kPartings[] = {kQuit, "lost", "too slow", "timed out"};  // as Parting counts
inline constexpr const char *kServerEnds = "*** the server ends";
