#include "system/stop.h"

#include <fcntl.h>
#include <signal.h>

static constexpr int kStopping[] = {SIGINT, SIGTERM, SIGHUP};
static int           writing_end = -1;
static void          (*second)(int);

static void note(int number)
{
    int     saved = errno;
    uint8_t byte  = uint8_t(number);
    write(writing_end, &byte, 1);
    if (second && number != SIGCHLD) signal(number, second);
    errno = saved;
}

static void take(int number, int flags)
{
    struct sigaction old, ours = {};
    ours.sa_handler = note;
    ours.sa_flags   = flags;
    sigaction(number, nullptr, &old);
    if (old.sa_handler != SIG_IGN) sigaction(number, &ours, nullptr);
}

Error Stop::listen(void (*again)(int))
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) return failure("open a pipe", Exit::other);
    pipe_       = Fd(ends[0]);
    writing_end = ends[1];
    second      = again;

    // Without SA_RESTART: a write to a stuck pipe must return when somebody wants to stop.
    for (int number : kStopping) take(number, int(SA_RESETHAND));
    take(SIGCHLD, SA_NOCLDSTOP | SA_RESTART);
    return {};
}

int Stop::asked()
{
    uint8_t bytes[16];
    ssize_t got = read(pipe_.get(), bytes, sizeof bytes);
    for (ssize_t i = 0; i < got; i++) {
        if (bytes[i] == SIGCHLD) child_ = true;
        else signal_ = bytes[i];
    }
    return signal_;
}

bool Stop::child_ended()
{
    bool ended = child_;
    child_     = false;
    return ended;
}
