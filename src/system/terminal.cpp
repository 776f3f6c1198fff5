#include "system/terminal.h"

#include "system/run.h"
#include "words/span.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>

static constexpr TerminalSize kUsual = {80, 24};

static constexpr int kEvents[]  = {SIGWINCH, SIGTSTP, SIGCONT};
static constexpr int kCrashes[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};

static termios               original;
static volatile sig_atomic_t taken;
static bool                  brackets;
static int                   writing_end = -1;

TerminalSize terminal_size(int fd)
{
    winsize window = {};
    if (control_device(fd, TIOCGWINSZ, &window) < 0) return {};
    return {window.ws_col ? window.ws_col : kUsual.columns, window.ws_row ? window.ws_row : kUsual.rows};
}

bool is_dumb_terminal()
{
    const char *name = environment("TERM");
    return !name || !*name || Text(name) == "dumb";
}

// From the background it would stop the program (tty_ioctl(4)), and the settings are somebody else's. A
// terminal that controls no session, as in many a rescue system, has no foreground to tell of.
static bool set(const termios &settings)
{
    pid_t own = getpgrp(), foreground = own;
    control_device(STDIN_FILENO, TIOCGPGRP, &foreground);
    return foreground == own && !control_device(STDIN_FILENO, TCSETS, const_cast<termios *>(&settings));
}

// A stopped terminal (Ctrl-S) must not keep the program from ending.
static void ask_for_brackets(Text command)
{
    pollfd slot = {STDOUT_FILENO, POLLOUT, 0};
    if (brackets && poll(&slot, 1, 0) > 0) write(STDOUT_FILENO, command.data, command.size);
}

static void take()
{
    termios raw = original;
    raw.c_iflag &= ~tcflag_t(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL);
    raw.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cc[VMIN] = 1;
    if (!set(raw)) return;
    taken = true;
    ask_for_brackets("\x1b[?2004h");
}

static void give_back()
{
    if (!taken) return;
    ask_for_brackets("\x1b[?2004l");
    taken = false;
    set(original);
}

static void handle(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler       = handler;
    action.sa_flags         = flags;
    sigaction(number, &action, nullptr);
}

static void note(int signal)
{
    int     saved = errno;
    uint8_t byte  = uint8_t(signal);
    write(writing_end, &byte, 1);
    errno = saved;
}

void restore_and_die(int signal)
{
    give_back();
    handle(signal, SIG_DFL, 0);
    raise(signal);
}

Error Terminal::open()
{
    int  ends[2];
    bool both = terminal_size(STDOUT_FILENO).columns && !control_device(STDIN_FILENO, TCGETS, &original);
    if (!both) return complaint(Exit::other, "no terminal");
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) return failure("open a pipe", Exit::other);
    pipe_       = Fd(ends[0]);
    writing_end = ends[1];
    brackets    = !is_dumb_terminal();

    for (int number : kEvents) handle(number, note, int(SA_RESTART));
    for (int number : kCrashes) handle(number, restore_and_die, 0);
    take();
    return {};
}

void Terminal::restore() { give_back(); }

bool Terminal::is_taken() const { return taken; }

// All processes of the job, or a shell script around this one would not notice. A shell that has no job
// control ignores the signal for its children, who then go on.
void Terminal::suspend()
{
    give_back();
    handle(SIGTSTP, SIG_DFL, 0);
    kill(0, SIGTSTP);
    handle(SIGTSTP, note, int(SA_RESTART));
    take();
}

// Whoever stopped or continued the program may have set the terminal to something else.
TerminalEvent Terminal::event()
{
    uint8_t number;
    if (read(pipe_.get(), &number, 1) != 1) return TerminalEvent::none;
    if (number == SIGWINCH) return TerminalEvent::resized;
    if (number == SIGTSTP) return TerminalEvent::suspend;
    taken = false;
    take();
    return TerminalEvent::continued;
}
