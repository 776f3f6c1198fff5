#include "system/terminal.h"

#include "check.h"
#include "face/terminal.h"
#include "system/stop.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <termios.h>

static termios before;

// For the child of talk(): its terminal on standard input and output.
static void sit_down()
{
    int terminal = open("/dev/tty", O_RDWR);
    dup2(terminal, STDIN_FILENO);
    dup2(terminal, STDOUT_FILENO);
    tcgetattr(STDIN_FILENO, &before);
    before.c_cc[VMIN] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    setenv("TERM", "xterm", 1);
}

static bool same_settings(const termios &a, const termios &b)
{
    return a.c_iflag == b.c_iflag && a.c_oflag == b.c_oflag && a.c_cflag == b.c_cflag && a.c_lflag == b.c_lflag
        && !memcmp(a.c_cc, b.c_cc, sizeof a.c_cc);
}

static const char *mode()
{
    termios now, raw = before;
    tcgetattr(STDIN_FILENO, &now);
    if (same_settings(now, before)) return "as before";
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN);
    raw.c_iflag &= ~tcflag_t(ICRNL);
    raw.c_cc[VMIN] = 1;
    return same_settings(now, raw) ? "key by key" : "something else";
}

// What the job of a shell does to its terminal: how it ended, or that it was stopped, and how the terminal is.
static void watch_job(Writer &line, pid_t job)
{
    int status = 0;
    waitpid(job, &status, WUNTRACED);
    if (WIFSTOPPED(status)) line.say("stopped");
    else if (WIFSIGNALED(status)) line.say("signal ", WTERMSIG(status));
    else line.say("exit ", WEXITSTATUS(status));
    line.say(", ", mode(), "; ");
}

static pid_t start_job(void (*body)())
{
    signal(SIGTTOU, SIG_IGN);
    pid_t job = fork();
    if (!job) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpgrp());
        signal(SIGTTOU, SIG_DFL);
        body();
        _exit(0);
    }
    return job;
}

static void run_job(int said, void (*body)())
{
    Line line;
    sit_down();
    watch_job(line, start_job(body));
    say_to(said, line);
}

TEST("terminal: keys one by one, without echo, and none is a signal")
{
    Talk talked = talk([](int said) {
        Line     line;
        Terminal terminal;
        uint8_t  keys[2] = {};
        sit_down();
        bool opened = !terminal.open();
        line.say(opened ? "" : "not opened, ", mode(), ", ");
        if (write(STDOUT_FILENO, ": ", 2) != 2) return;
        ssize_t got = read(STDIN_FILENO, keys, sizeof keys);
        line.say(got, " key ", Bytes(keys).first(1), ", ");
        terminal.restore();
        terminal.restore();
        say_to(said, line.say(mode()));
    }, "\x03");
    CHECK(talked.said, talked.said == "key by key, 1 key 03, as before");
    CHECK("what is pasted comes in brackets, for so long", talked.screen == "\x1b[?2004h: \x1b[?2004l");
}

TEST("terminal: a dumb one is not asked for brackets")
{
    Talk talked = talk([](int said) {
        Terminal terminal;
        sit_down();
        unsetenv("TERM");
        say_to(said, Line().say(terminal.open() ? "not opened" : mode()));
    }, "");
    CHECK("opened", talked.said == "key by key" && talked.screen.empty());
}

TEST("terminal: restored on every way out")
{
    Talk left = talk([](int said) {
        run_job(said, [] {
            Terminal terminal;
            if (terminal.open()) _exit(1);
        });
    }, "");
    CHECK(left.said, left.said == "exit 0, as before; ");

    Talk trapped = talk([](int said) {
        run_job(said, [] {
            Terminal terminal;
            rlimit   no_core = {0, 0};
            setrlimit(RLIMIT_CORE, &no_core);
            if (!terminal.open()) raise(SIGSEGV);
        });
    }, "");
    CHECK(trapped.said, trapped.said == "signal 11, as before; ");

    Talk killed = talk([](int said) {
        run_job(said, [] {
            Terminal terminal;
            Stop     stop;
            if (stop.listen(restore_and_die) || terminal.open()) _exit(1);
            raise(SIGTERM);
            if (stop.asked() != SIGTERM) _exit(2);
            raise(SIGTERM);
        });
    }, "");
    CHECK(killed.said, killed.said == "signal 15, as before; ");
}

TEST("terminal: one that is stopped (Ctrl-S) keeps nobody from leaving")
{
    Talk talked = talk([](int said) {
        run_job(said, [] {
            Terminal terminal;
            alarm(20);
            if (terminal.open()) _exit(1);
            tcflow(STDOUT_FILENO, TCOOFF);
            terminal.restore();
        });
    }, "");
    CHECK(talked.said, talked.said == "exit 0, as before; ");
}

TEST("terminal: the size")
{
    Talk talked = talk([](int said) {
        Line     line;
        Terminal terminal;
        sit_down();
        if (terminal.open()) _exit(1);
        static constexpr winsize kSizes[] = {{30, 100, 0, 0}, {0, 0, 0, 0}, {50, 0, 0, 0}};
        for (const winsize &size : kSizes) {
            ioctl(STDIN_FILENO, TIOCSWINSZ, &size);
            TerminalSize now     = terminal_size(STDIN_FILENO);
            bool         resized = terminal.event() == TerminalEvent::resized;
            line.say(now.columns, 'x', now.rows, resized ? ", resized; " : "; ");
        }
        line.say(terminal.event() == TerminalEvent::none ? "no more" : "more");
        say_to(said, line);
    }, "");
    CHECK(talked.said, talked.said == "100x30, resized; 80x24, resized; 80x50, resized; no more");

    int none = open("/dev/null", O_RDWR);
    CHECK("no terminal", terminal_size(none).columns == 0 && terminal_size(none).rows == 0);
    close(none);
}

TEST("terminal: Ctrl-Z, and back in the foreground")
{
    Talk talked = talk([](int said) {
        Line line;
        sit_down();
        pid_t job = start_job([] {
            Terminal terminal;
            if (terminal.open()) _exit(1);
            kill(getpid(), SIGTSTP);
            if (terminal.event() != TerminalEvent::suspend) _exit(2);
            terminal.suspend();
            bool taken = terminal.is_taken() && Text(mode()) == "key by key";
            _exit(!taken ? 3 : terminal.event() != TerminalEvent::continued ? 4 : 0);
        });
        watch_job(line, job);
        kill(-job, SIGCONT);
        watch_job(line, job);
        say_to(said, line);
    }, "");
    // An exit without a destructor leaves it as it was taken.
    CHECK(talked.said, talked.said == "stopped, as before; exit 0, key by key; ");
}

TEST("terminal: whatever a shell has made of it, it is taken again")
{
    Talk talked = talk([](int said) {
        Line line;
        sit_down();
        pid_t job = start_job([] {
            Terminal terminal;
            if (terminal.open()) _exit(1);
            raise(SIGSTOP);
            if (terminal.event() != TerminalEvent::continued || !(Text(mode()) == "key by key")) _exit(2);
        });
        watch_job(line, job);
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
        kill(-job, SIGCONT);
        watch_job(line, job);
        say_to(said, line);
    }, "");
    CHECK(talked.said, talked.said == "stopped, key by key; exit 0, as before; ");
}

TEST("terminal: in the background it is another's")
{
    Talk talked = talk([](int said) {
        Line line;
        sit_down();
        pid_t job = start_job([] {
            Terminal terminal;
            if (terminal.open()) _exit(1);
            raise(SIGSTOP);
            if (terminal.event() != TerminalEvent::continued || terminal.is_taken()) _exit(2);
            terminal.suspend();
            if (terminal.is_taken()) _exit(3);
            raise(SIGSTOP);
            while (terminal.event() != TerminalEvent::none) continue;
            if (!terminal.is_taken()) _exit(4);
        });
        watch_job(line, job);
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
        tcsetpgrp(STDIN_FILENO, getpgrp());
        kill(-job, SIGCONT);
        watch_job(line, job);
        kill(-job, SIGCONT);
        watch_job(line, job);
        tcsetpgrp(STDIN_FILENO, job);
        kill(-job, SIGCONT);
        watch_job(line, job);
        say_to(said, line);
    }, "");
    CHECK(talked.said, talked.said == "stopped, key by key; stopped, as before; stopped, as before; exit 0, as before; ");
}

TEST("terminal: one that controls no session, as in a rescue system")
{
    Talk talked = talk([](int said) {
        Line line;
        sit_down();
        setpgid(0, 0);
        pid_t alone = fork();
        if (!alone) {
            Terminal terminal;
            setsid();
            _exit(terminal.open() || !terminal.is_taken() ? 1 : 0);
        }
        watch_job(line, alone);
        say_to(said, line);
    }, "");
    CHECK(talked.said, talked.said == "exit 0, key by key; ");
}

TEST("terminal: none")
{
    Talk talked = talk([](int said) {
        Terminal terminal;
        Error    error = terminal.open();
        say_to(said, Line().say(error.words ? error.words : "opened", terminal.is_taken() ? ", taken" : ""));
    }, "");
    CHECK(talked.said, talked.said == "no terminal");
}

struct DumbRow {
    const char *term;
    bool        dumb;
};
static constexpr DumbRow kDumb[] = {
    {nullptr, true}, {"", true}, {"dumb", true}, {"dumber", false}, {"vt100", false}, {"linux", false},
};
TEST("terminal: which are dumb")
{
    const char *kept = getenv("TERM");
    Line        saved;
    saved.say(kept ? kept : "", '\0');
    for (const DumbRow &row : kDumb) {
        if (row.term) setenv("TERM", row.term, 1);
        else unsetenv("TERM");
        CHECK(row.term ? row.term : "not set", is_dumb_terminal() == row.dumb);
    }
    if (kept) setenv("TERM", saved.text().data, 1);
    else unsetenv("TERM");
}
