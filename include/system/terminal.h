// The terminal that a person sits at, key by key: on standard input and standard output.
#pragma once

#include "system/fd.h"

struct TerminalSize {
    size_t columns = 0, rows = 0;
};

// 80 x 24 where a terminal does not know, as on a serial line; 0 x 0 where `fd` is none.
TerminalSize terminal_size(int fd);

// True where there is nothing better to assume: TERM is not set, or empty, or "dumb".
bool is_dumb_terminal();

// What came from elsewhere than the keyboard.
enum class TerminalEvent : uint8_t {
    none,
    resized,
    suspend,    // SIGTSTP: to be answered by suspend()
    continued,  // SIGCONT: what is on the screen is unknown
};

// Keys come one by one, without echo, and none of them is a signal (termios(3)): Ctrl-C, too, is read. What
// is pasted comes in brackets (see face/keystroke.h), but from a dumb terminal. One Terminal in a program.
class Terminal {
public:
    Terminal() = default;
    ~Terminal() { restore(); }
    Terminal(const Terminal &) = delete;

    // Takes the terminal and these signals, and those of a crash, which restores it before it ends the
    // program. Fails with Exit::other where standard input and output are not both terminals.
    Error open();

    // As it was before open(). For every way out of the program; does no harm when repeated, nor in a
    // signal handler.
    void restore();

    // Restores the terminal, stops the job as Ctrl-Z does, and returns when it goes on.
    void suspend();

    // False while in the background: then the terminal is another's, and is not to be read. It is taken
    // again when the job comes to the foreground.
    bool is_taken() const;

    // Readable when there is an event. Each of them is to be fetched.
    int           fd() const { return pipe_.get(); }
    TerminalEvent event();

private:
    Fd pipe_;
};

// A signal handler for whoever wants to die of the signal at once, with the terminal as it was.
void restore_and_die(int signal);
