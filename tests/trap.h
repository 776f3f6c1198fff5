// For tests: that a bug of the caller ends the program at once.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// True when `body` traps. It runs in a child, whose last words (those of an emulator too) are lost.
inline bool traps(void (*body)())
{
    pid_t child = fork();
    if (!child) {
        rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        body();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return signal == SIGILL || signal == SIGTRAP || signal == SIGFPE || signal == SIGABRT;
}
