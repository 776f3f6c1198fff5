// Signals as something to poll: a handler writes one byte, the loop reads it.
#pragma once

#include "system/fd.h"

class Stop {
public:
    // Takes SIGINT, SIGTERM and SIGHUP (unless ignored, as under nohup), and SIGCHLD. A second
    // signal of the same kind ends the program at once, or is for the handler `again`. One Stop in
    // a program.
    Error listen(void (*again)(int) = nullptr);

    // Readable when a signal has come since the last call of asked().
    int fd() const { return pipe_.get(); }

    // The signal that asks the program to stop, or 0. Reads what there is to read.
    int asked();
    // True once after a child process has ended; as of the last asked().
    bool child_ended();

private:
    Fd   pipe_;
    int  signal_ = 0;
    bool child_  = false;
};
