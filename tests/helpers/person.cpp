// A person at a terminal, for transcripts:
//
//     person LINE... -- COMMAND...
//
// Runs the command in a session with a terminal of its own, and types the next LINE at every prompt
// (": "). Prints the screen, then what the command wrote to standard output and error, and ends with
// its exit code.
#include "face/terminal.h"
#include "words/say.h"

static char **command;

static void run(int said)
{
    dup2(said, STDOUT_FILENO);
    dup2(said, STDERR_FILENO);
    execvp(command[0], command);
    _exit(127);
}

int main(int, char **argv)
{
    Line typed;
    for (command = argv + 1; *command && !(Text(*command) == "--");) typed.say(*command++, '\n');
    must(*command++ && *command);
    typed.say('\0');
    Talk talked = talk(run, typed.text().data);
    Line shown;
    for (char c : talked.screen)
        if (c != '\r') shown.say(c);
    say_to(STDOUT_FILENO, shown.say(talked.said));
    return talked.code;
}
