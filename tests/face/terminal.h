// For tests: a program in a session of its own, and a person at its terminal.
#pragma once

#include "capture.h"
#include "scratch.h"

#include <signal.h>
#include <sys/wait.h>

struct Talk {
    Text screen;  // what was shown there, the echo of the typed included
    Text said;    // what the program wrote to the descriptor it was given
    int  signal;  // that ended it, or 0
    int  code;    // of its exit
};

inline bool is_prompt(Text screen)
{
    return screen.size > 1 && screen[screen.size - 2] == ':' && screen[screen.size - 1] == ' ';
}

// Runs `body` in a child without standard input, and types the next line of `typed` at every prompt
// (": "). A line ends with a newline, Ctrl-C or Ctrl-D. With a null `typed` there is no terminal. The
// texts last until the next call.
inline Talk talk(void (*body)(int said), const char *typed)
{
    static char letters[4096], words[1024];
    Pipe        said;
    int         person = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    size_t      size   = 0;
    must(person >= 0 && !grantpt(person) && !unlockpt(person));
    pid_t child = fork();
    if (!child) {
        setsid();
        must(!typed || open(ptsname(person), O_RDWR) >= 0);
        close(person);
        Redirect input(STDIN_FILENO, open("/dev/null", O_RDWR)), errors(STDERR_FILENO, STDIN_FILENO);
        body(said.writer());
        _exit(0);
    }
    Text rest = typed;
    for (pollfd slot = {person, POLLIN, 0}; typed && size < sizeof letters && poll(&slot, 1, 60000) > 0;) {
        ssize_t got = read(person, letters + size, sizeof letters - size);
        if (got <= 0) break;
        size += size_t(got);
        if (!is_prompt(Text(letters, size)) || rest.empty()) continue;
        size_t end = 0;
        while (rest[end] != '\n' && rest[end] != '\x03' && rest[end] != '\x04') end++;
        must(write(person, rest.data, end + 1) == ssize_t(end + 1));
        rest = Text(rest.after(end + 1));
    }
    int status = 0;
    waitpid(child, &status, 0);
    close(person);
    Writer copied(words);
    return {{letters, size}, copied.say(said.read()).text(), WIFSIGNALED(status) ? WTERMSIG(status) : 0, WEXITSTATUS(status)};
}

// For the child: to the descriptor that it was given.
inline void say_to(int fd, const Writer &line)
{
    must(write(fd, line.text().data, line.text().size) == ssize_t(line.text().size));
}
